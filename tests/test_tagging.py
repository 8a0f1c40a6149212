"""The tag tree: the order of the HTML, notes after their block, nothing left out, nothing extra."""

from __future__ import annotations

from functools import cache

import pytest
from msgspec import structs

from briefgen.outputs.engine import lay_out, write
from briefgen.outputs.footnotes.guard import TESTED
from briefgen.outputs.rendering import render
from briefgen.outputs.tagging.guard import KNOWN, objection
from pages import Notes, job_of, project, sheet, small
from reading_order import letters, out_of_order
from surgery import opened
from tags import Tag, artifacts_of, pieces_of, tags_of


def tagged(body: str, notes: Notes | None = None, lines: int = 30, css: str = "") -> Tag:
    """The tags of a page without a brief."""
    job = sheet(body, notes or Notes(), lines=lines, css=css)
    written = write(lay_out(job), job)
    assert (written.said, written.untagged) == ((), "")
    return tags_of(written.pdf)


# What an element becomes ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        ("<h1>a</h1><h2>b</h2><p>c</p>", "H1H2P"),
        ("<p>a <b>b</b> <i>c</i> <span>d</span></p>", "P"),
        ("<p>a <span lang=fr>b</span> c</p>", "P(Span)"),
        ("<div>a<p>b</p>c</div>", "Div(PPP)"),
        ("<div>a</div>", "P"),
        ("<section><h2>a</h2><p>b</p></section>", "Sect(H2P)"),
        ("<main><article><p>a</p></article></main>", "Part(Art(P))"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "BlockQuote(PP)"),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li></ul>", "L(LI(LBody)LI(LBody(PP)))"),
        ("<ol><li>a</ol>", "L(LI(LblLBody))"),
        ("<ul class=n><li>a<ul class=n><li>b</ul></ul>", "L(LI(LBody(PL(LI(LBody)))))"),
        ("<dl><dt>a<dt>b<dd>c<dt>d<dd>e</dl>", "L(LI(LblLblLBody)LI(LblLBody))"),
        ("<p><a href='https://example.org'>a <b>b</b></a></p>", "P(Link)"),
        ("<p id=x><a href='#x'>a</a></p>", "P(Reference(Link))"),
        ("<p><a>a</a></p>", "P"),
        ("<p><svg width=9 height=9><title>A</title></svg> a</p>", "P(Figure)"),
        ("<p><svg width=9 height=9 aria-hidden=true><title>A</title></svg> a</p>", "P"),
        ("<nav><p>a</p></nav>", "Sect(P)"),
        (
            "<nav><span>a</span><ul class=n><li><a href='#x'>b</a></ul></nav><p id=x>c</p>",
            "TOC(CaptionTOCI(Reference(Link)))P",
        ),
        (
            "<table><caption>a</caption><tr><th>b<td>c</table>",
            "Table(CaptionTBody(TR(THTD)))",
        ),
        (
            "<figure><figcaption>a</figcaption><table><tr><td>b</table><p>c</p></figure>",
            "Div(Table(CaptionTBody(TR(TD)))P)",
        ),
        (
            "<figure><figcaption>a</figcaption><svg width=9 height=9 style='display:block'>"
            "<title>A</title></svg></figure>",
            "Div(CaptionFigure)",
        ),
        ("<p style='text-decoration:underline'>a</p>", "P"),
        ("<div style='display:flex'><span>a</span><span>b</span></div>", "Div(PP)"),
    ],
)
def test_each_element_has_its_tag(body: str, outline: str) -> None:
    css = "ol{list-style:decimal;padding-left:20pt} .n,ul{list-style:none}"
    assert tagged(body, css=css).outline() == f"Document({outline})"


def test_a_list_says_how_it_is_numbered() -> None:
    css = "ul,.n{list-style:none} .d li::before{content:'–'}"
    body = "<ol><li>a</ol><ul class=d><li>b</ul><ul><li>c</ul>"
    kinds = [each.attributes["ListNumbering"] for each in tagged(body, css=css).all("L")]
    assert kinds == ["/Decimal", "/Disc", "/None"]


def test_a_sign_before_an_entry_is_its_label() -> None:
    (entry,) = tagged("<ul><li>word</ul>", css="ul{list-style:none} li::before{content:'–'}").all(
        "LI"
    )
    assert [(kid.role, kid.text) for kid in entry.kids if isinstance(kid, Tag)] == [
        ("Lbl", "–"),
        ("LBody", "word"),
    ]


TABLE = """\
<table><thead><tr><th scope=col>Item</th><th scope=col colspan=2>Both</th></tr></thead>
<tbody><tr><th scope=rowgroup colspan=3>Group</th></tr>
<tr><th scope=row rowspan=2>One</th><td>a</td><td></td></tr>
<tr><td>b</td><td>c</td></tr></tbody></table>
"""


def test_cells_name_their_heads_and_an_empty_one_counts() -> None:
    table = tagged(TABLE).one("Table")
    heads = {tag.text: tag for tag in table.all("TH")}
    names = {tag.name: text for text, tag in heads.items()}
    assert [heads[text].attributes["Scope"] for text in ("Item", "Both", "Group", "One")] == [
        "/Column",
        "/Column",
        "/Column",
        "/Row",
    ]
    assert heads["Both"].attributes["ColSpan"] == "2"
    assert heads["One"].attributes["RowSpan"] == "2"
    cells = [
        (cell.text, [names[name] for name in cell.attributes["Headers"]])
        for cell in table.all("TD")
    ]
    assert cells == [(text, ["Both", "One", "Group"]) for text in ("a", "", "b", "c")]


def test_tables_do_not_share_names() -> None:
    root = tagged(TABLE * 2)
    names = [tag.name for tag in root.all("TH")]
    assert len(set(names)) == len(names) == 8


def test_a_language_is_told_where_it_changes() -> None:
    root = tagged(
        "<p lang=kk>Қазақстан</p><p>a <i lang=fr>b</i></p><table><tr><td lang=tr>ş</table>"
    )
    told = {(tag.role, tag.language, tag.text) for tag in root.within() if tag.language}
    assert told == {("P", "kk", "Қазақстан"), ("Span", "fr", "b"), ("TD", "tr", "ş")}


def test_a_link_says_its_words_and_is_live_once() -> None:
    job = sheet(
        "<p id=x><a href='#x'>to <b>bold</b></a> <a href='#x' title='Up'>2</a></p>", Notes()
    )
    pdf = write(lay_out(job), job).pdf
    assert [tag.links for tag in tags_of(pdf).all("Link")] == [("to bold",), ("Up",)]
    assert [len(leaf.Annots) for leaf in opened(pdf).pages] == [2]


def test_a_link_over_two_lines_is_one() -> None:
    body = "<p><a href='https://example.org'>" + "word " * 30 + "</a></p>"
    (link,) = tagged(body).all("Link")
    assert len(link.links) > 1


def test_the_words_of_two_lines_are_apart() -> None:
    body = "<p>one two<br>three <i>four</i><br>five six-<br>seven — <br>eight</p><p>nine</p>"
    one, two = tagged(body).all("P")
    assert (one.text, two.text) == ("one two three four five six-seven — eight", "nine")


def test_the_place_of_an_image_is_told_from_the_foot_of_the_page() -> None:
    body = "<p><svg width=20 height=10 viewBox='0 0 2 1'><title>Two by one</title></svg></p>"
    figure = tagged(body, lines=10).one("Figure")
    assert figure.alternative == "Two by one"
    left, bottom, right, top = (float(side) for side in figure.attributes["BBox"])
    assert (right - left, top - bottom) == pytest.approx((15.0, 7.5))
    assert left == pytest.approx(12.0) and 100 < bottom < 115


# Pages ----------------------------------------------------------------------------------------


def test_a_paragraph_over_two_pages_is_one() -> None:
    (paragraph,) = tagged(f"<p>{'word ' * 200}</p>", lines=8).all("P")
    assert set(paragraph.pages) >= {0, 1}
    assert paragraph.text.split() == ["word"] * 200


def test_the_head_of_a_table_is_read_once() -> None:
    rows = "".join(f"<tr><td>{n}</td></tr>" for n in range(20))
    job = sheet(f"<table><thead><tr><th>Head</th></tr></thead>{rows}</table>", Notes(), lines=8)
    pdf = write(lay_out(job), job).pdf
    assert len(opened(pdf).pages) > 2
    (table,) = tags_of(pdf).all("Table")
    assert [tag.text for tag in table.all("TH")] == ["Head"]
    assert [tag.text for tag in table.all("TD")] == [str(n) for n in range(20)]
    again = [each for each in artifacts_of(pdf) if each.text]
    assert [(each.kind, each.text) for each in again] == [
        ("/Artifact/Pagination", "Head") for _ in range(len(opened(pdf).pages) - 1)
    ]


def test_what_runs_in_the_margins_is_no_content() -> None:
    found = {(each.kind, each.text) for each in artifacts_of(small().pdf) if each.text.strip()}
    heads = {text for kind, text in found if kind == "/Artifact/Pagination/Header"}
    feet = {text for kind, text in found if kind == "/Artifact/Pagination/Footer"}
    assert {kind for kind, _ in found} == {
        "/Artifact/Pagination/Header",
        "/Artifact/Pagination/Footer",
    }
    assert heads == {"COUNTRY PROFILE", "Testland", "TLP:CLEAR"}
    assert any(text.startswith("Page 2 of 4") for text in feet)


def test_every_piece_of_a_page_is_tagged_or_an_artifact() -> None:
    document = opened(small().pdf)
    told = {(each.page, each.number) for each in pieces_of(document) if each.number is not None}
    assert all(each.kind for each in pieces_of(document))
    assert told == set(_owned(document.Root.StructTreeRoot, document))


def _owned(node: object, document: object) -> list[tuple[int, int]]:
    """Page and number of all content that the tree owns."""
    numbers = {page.obj.objgen: n for n, page in enumerate(document.pages)}  # type: ignore[attr-defined]
    found: list[tuple[int, int]] = []
    kids = node.get("/K")  # type: ignore[attr-defined]
    for kid in kids:
        if isinstance(kid, int):
            found.append((numbers[node.Pg.objgen], kid))  # type: ignore[attr-defined]
        elif "/MCID" in kid:
            found.append((numbers[kid.Pg.objgen], int(kid.MCID)))
        elif "/S" in kid:
            found += _owned(kid, document)
    return found


def test_what_is_drawn_as_a_group_is_tagged_in_it() -> None:
    job = sheet("<p>strong</p><p style='opacity:.5'>pale</p>", Notes())
    document = opened(write(lay_out(job), job).pdf)
    root = document.Root.StructTreeRoot
    strong, pale = root.K[0].K
    assert list(strong.K) == [0]
    (kid,) = pale.K
    key = int(kid.Stm.StructParents)
    numbers = list(root.ParentTree.Nums)
    owners = numbers[numbers.index(key) + 1]
    assert owners[int(kid.MCID)].objgen == pale.objgen
    assert key < int(root.ParentTreeNextKey)


# Notes ----------------------------------------------------------------------------------------


def test_a_note_stands_after_the_block_of_its_mark() -> None:
    notes = Notes()
    body = f"<p>One{notes.mark('First.')} two{notes.mark('Second.')}.</p><p>Three.</p>"
    root = tagged(body, notes)
    note = "Note(Lbl(Link))"
    assert root.outline() == f"Document(P(Reference(Link)Reference(Link)){note}{note}P)"
    assert [tag.name for tag in root.all("Note")] == ["fn-1", "fn-2"]
    assert [tag.text for tag in root.all("Note")] == ["1 First.", "2 Second."]
    assert [tag.text for tag in root.all("Reference")] == ["1", "2"]


@pytest.mark.parametrize(
    ("body", "outline"),
    [
        ("<ul><li>a{m}</ul>", "L(LI(LBody(Reference(Link)Note(Lbl(Link)))))"),
        ("<ul><li><p>a{m}</p></ul>", "L(LI(LBody(P(Reference(Link))Note(Lbl(Link)))))"),
        (
            "<table><tr><td>a{m}<td>b</table>",
            "Table(TBody(TR(TD(Reference(Link)Note(Lbl(Link)))TD)))",
        ),
        ("<h2>a{m}</h2>", "H2(Reference(Link))Note(Lbl(Link))"),
        ("<p>a <span lang=fr>b{m}</span> c</p>", "P(Span(Reference(Link)))Note(Lbl(Link))"),
        (
            "<div><span style='display:block'>a{m}</span>b</div>",
            "Div(P(Reference(Link))PNote(Lbl(Link)))",
        ),
        ("<div>a{m}<p>b</p></div>", "Div(P(Reference(Link))Note(Lbl(Link))P)"),
    ],
)
def test_a_note_never_stands_in_the_midst_of_a_text(body: str, outline: str) -> None:
    notes = Notes()
    css = "ul{list-style:none}"
    assert tagged(body.format(m=notes.mark("Note.")), notes, css=css).outline() == (
        f"Document({outline})"
    )


def test_a_note_over_two_pages_is_one() -> None:
    notes = Notes()
    words = "\n".join(f"line {number}" for number in range(30))
    root = tagged(f"<p>a{notes.mark(words)}</p>", notes, lines=12)
    (note,) = root.all("Note")
    assert set(note.pages) >= {0, 1}
    assert note.text.split() == ["1", *" ".join(words.split("\n")).split()]


def test_notes_without_names_of_their_own_are_given_some() -> None:
    notes = Notes()
    body = f"<p>a{notes.mark('x')} b{notes.mark('y')}</p>".replace('id="fn-2"', 'id="fn-1"')
    job = structs.replace(sheet(body, notes), notes=())
    written = write(lay_out(job), job)
    first, second = (tag.name for tag in tags_of(written.pdf).all("Note"))
    assert first == "fn-1" and second.startswith("fn-1.")


# A whole brief --------------------------------------------------------------------------------


def test_the_order_of_reading_is_that_of_the_html() -> None:
    assert list(out_of_order(job_of(project()).html, small().pdf)) == []


def test_a_note_in_another_place_is_out_of_order() -> None:
    html = job_of(project()).html.replace("Its holder was chosen", "Chosen was its holder")
    assert any("chosenwasitsholder" in found for found in out_of_order(html, small().pdf))


@cache
def small_tags() -> Tag:
    """The tags of the small brief."""
    return tags_of(small().pdf)


def test_heads_do_not_skip_a_level_and_are_those_of_the_outline() -> None:
    heads = [tag for tag in small_tags().within() if tag.role in ("H1", "H2", "H3")]
    levels = [int(tag.role[1]) for tag in heads]
    assert all(after - before <= 1 for before, after in zip([0, *levels], levels, strict=False))
    with opened(small().pdf).open_outline() as outline:
        titles = [
            title
            for item in outline.root
            for title in (item.title, *(k.title for k in item.children))
        ]
    assert [letters(tag.text) for tag in heads[1:]] == [letters(title) for title in titles]


def test_each_note_of_a_brief_is_told_once_and_whole() -> None:
    told = [(tag.name, letters(tag.text)) for tag in small_tags().all("Note")]
    wanted = [(f"fn-{note.number}", letters(note.text)) for note in job_of(project()).notes]
    assert [name for name, _ in told] == [name for name, _ in wanted]
    # A number of a page, which the style sheet adds, may end a note.
    assert all(
        said.rstrip("0123456789") == words.rstrip("0123456789")
        for (_, said), (_, words) in zip(told, wanted, strict=True)
    )


def test_captions_belong_to_what_they_name() -> None:
    tables = [tag for tag in small_tags().all("Table") if tag.all("Caption")]
    assert [letters(tag.one("Caption").text) for tag in tables] == [
        "table1bothneighbourswanttheline",
        "table2twothingstowatch",
    ]


# Another engine -------------------------------------------------------------------------------


def test_another_engine_is_left_alone() -> None:
    assert objection(TESTED, KNOWN) == ""
    assert "made for WeasyPrint 70.0 and this is 71.2" in objection("71.2", KNOWN)
    changed = {**KNOWN, "weasyprint.pdf.tags:add_tags": "0"}
    assert "another weasyprint.pdf.tags:add_tags" in objection(TESTED, changed)


def test_a_changed_engine_means_its_own_tags_and_a_line_of_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import weasyprint

    notes = Notes()
    job = sheet(f"<p>Word{notes.mark('Note كلمة.')}</p>", notes)
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    result = render(job)
    (warning,) = (said for said in result.warnings if "tags" in said)
    assert "this is 70.1" in warning and "\n" not in warning
    assert result.unproven == ()
    assert tags_of(result.pdf).all("Note") == []
    assert result.places == {}


def test_content_that_no_box_accounts_for_means_the_tags_of_the_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from briefgen.outputs.tagging import installing

    def lost(*args: object) -> None:
        raise LookupError("unknown content on page 1")

    monkeypatch.setattr(installing, "read", lost)
    job = sheet("<p>Word</p>", Notes())
    layout = lay_out(job)
    written = write(layout, job)
    assert "unknown content on page 1" in written.untagged
    monkeypatch.undo()
    again = write(layout, job)
    assert again.untagged == "" and again.pdf != written.pdf


def test_an_image_without_words_is_told() -> None:
    job = sheet("<p><img src='brief:dot.png'></p>", Notes())
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
        "0000000c4944415408d763f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
    )
    job = structs.replace(job, resources={**job.resources, "brief:dot.png": dot})
    assert write(lay_out(job), job).said == (
        'Image "brief:dot.png" has no required alt description',
    )
