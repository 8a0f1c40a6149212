"""The Word file: its notes, styles, fields, pictures, what it may lead to, and the same bytes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter, defaultdict
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from markupsafe import Markup
from msgspec import structs
from PIL import Image

import language_projects
import projects
from briefgen.edition.compose import compose
from briefgen.errors import ExitCode
from briefgen.model.style import Style
from briefgen.outputs.word.families import families_of
from briefgen.outputs.word.file import word_bytes
from briefgen.outputs.word.filling import MAKERS
from briefgen.outputs.word.fonts import disguised
from briefgen.outputs.word.links import safe_address
from briefgen.outputs.word.looks import DISPLAY, LETTERS, PARAGRAPHS, SANS, SERIF
from briefgen.outputs.word.medium import Editor
from briefgen.outputs.word.reading import line, paragraphs
from briefgen.outputs.word.sheets import styles_xml
from briefgen.project import MemoryFiles
from pages import ROOT, edition_of, environment, on_disk, project, run
from webs import bench
from word_files import (
    DRAWN,
    R,
    W,
    every,
    fields,
    made,
    made_of,
    opened,
    part,
    parts,
    small,
    targets,
    words,
)

BRIEF = "briefs/small.yaml"


# Notes ----------------------------------------------------------------------------------------


def test_the_words_of_a_note_are_those_of_the_edition() -> None:
    ready = bench(MemoryFiles.of(project()))
    own = compose(ready.checked, ready.settings, medium=Editor)
    held = every(part(small(), "word/footnotes.xml"), "w:footnote")[2:]
    assert len(held) == len(own.endnotes) > 5
    for note, record in zip(held, own.endnotes, strict=True):
        assert words(note) == "".join(run.text for run in line(record.text))


def test_a_mark_that_comes_again_refers_to_the_note_it_repeats() -> None:
    body = part(small(), "word/document.xml")
    named = {each.get(f"{W}name") for each in every(body, "w:bookmarkStart")}
    again = [each for each in fields(body) if each.startswith("NOTEREF") and "\\f" in each]
    assert again
    assert {each.split()[1] for each in again} <= named


def test_notes_are_numbered_as_they_stand_where_that_is_another_order() -> None:
    """Word counts marks from the top; an edition whose order differs would have wrong “n. 2”."""
    from briefgen.outputs.word.blocks import Run, text
    from briefgen.outputs.word.places import places_of

    places = places_of((text("BodyText", Run(note=2)), text("BodyText", Run(note=1), Run(note=2))))
    assert (places.number(2), places.number(1)) == (1, 2)


# Looks ----------------------------------------------------------------------------------------


def test_headings_captions_and_notes_have_the_styles_of_word() -> None:
    names = {each.name for each in opened(small()).styles}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"} <= names
    assert {"footnote text", "footnote reference", "Quote", "List Bullet", "Hyperlink"} <= names
    found = Counter(each.style.name for each in opened(small()).paragraphs)
    assert found["Title"] == found["Subtitle"] == 1
    assert found["Heading 1"] == len(edition_of(project()).sections) + 3
    assert found["Caption"] + found["Caption Wide"] == 3


def test_colours_are_those_of_the_kind_and_of_the_project() -> None:
    accent = edition_of(project()).accent.strong.lstrip("#")
    assert accent in parts(small())["word/styles.xml"].decode()
    own = parts(made(settings='[style]\naccent = "#123456"\nink = "#654321"\npaper = "#FEFEF0"\n'))
    assert "w:background" not in parts(small())["word/document.xml"].decode()
    assert "123456" in own["word/styles.xml"].decode()
    assert '<w:background w:color="FEFEF0"/>' in own["word/document.xml"].decode()
    assert 'w:val="654321"' in own["word/styles.xml"].decode()


def test_styles_are_based_on_styles_before_them_and_named_once() -> None:
    seen: set[str] = {""}
    for look in PARAGRAPHS:
        assert look.based in seen, look.id
        seen.add(look.id)
    ids = [*(look.id for look in PARAGRAPHS), *(letters.id for letters in LETTERS)]
    assert len(set(ids)) == len(ids)
    assert {look.next for look in PARAGRAPHS} <= {"", *ids}


ASIDES = (
    ("CalloutLabel", "Callout", "CalloutEnd"),
    ("GroundsLabel", "Grounds", "GroundsEnd"),
    ("CalloutLabel", "Code", "CodeEnd"),
)


@pytest.mark.parametrize("names", ASIDES)
@pytest.mark.parametrize("rtl", [False, True])
def test_the_paragraphs_of_an_aside_stand_in_one_frame(names: tuple[str, ...], rtl: bool) -> None:
    """Word joins paragraphs into a frame only where borders, ground and indents are the same."""
    tokens = defaultdict(lambda: "000000", {SERIF: SERIF, SANS: SANS, DISPLAY: DISPLAY})
    styles = etree.fromstring(styles_xml(tokens, "en", rtl=rtl).encode())
    by_id = {each.get(f"{W}styleId"): each for each in every(styles, "w:style")}
    frames = {tuple(sorted(framed(by_id, name).items())) for name in names}
    (frame,) = frames
    told = dict(frame)
    assert told["shd"] and told["sides"] == "bottom left right top"
    assert told["rule"] == ("right" if rtl else "left")


def framed(styles: dict[str, Any], name: str) -> dict[str, str]:
    """Ground, borders and indents of a style, with those that it has from others."""
    told: dict[str, str] = {}
    while name:
        style = styles[name]
        for tag in ("shd", "pBdr", "ind"):
            for found in every(style, f"w:{tag}"):
                told.setdefault(tag, etree.tostring(found).decode())
                if tag == "pBdr":
                    widths = {each.tag.removeprefix(W): int(each.get(f"{W}sz")) for each in found}
                    told.setdefault("sides", " ".join(sorted(widths)))
                    told.setdefault("rule", max(widths, key=lambda side: widths[side]))
        based = style.find(f"{W}basedOn")
        name = based.get(f"{W}val") if based is not None else ""
    return told


def test_fonts_are_carried_and_can_be_read() -> None:
    content = parts(small())
    table = part(small(), "word/fontTable.xml")
    keys = {
        each.get(f"{R}id"): each.get(f"{W}fontKey") for each in table.iter() if each.get(f"{R}id")
    }
    related = targets(small(), "word/_rels/fontTable.xml.rels")
    assert len(keys) == 7
    for identity, key in keys.items():
        held = content[f"word/{related[identity]}"]
        font = TTFont(BytesIO(disguised(held, UUID(key))))
        assert font["name"].getDebugName(1) in (SERIF, SANS, DISPLAY)
        assert ord("A") in font.getBestCmap()


def test_fonts_of_a_style_go_along_if_they_can_be_carried() -> None:
    own = ROOT / "assets/fonts/source-sans-3-latin-wght-normal.woff2"
    forbidden = TTFont(own)
    forbidden["OS/2"].fsType = 0x2
    forbidden["name"].setName("Closed Face", 1, 3, 1, 0x409)
    held = BytesIO()
    forbidden.save(held)
    fonts = {"a.woff2": own.read_bytes(), "b.woff2": held.getvalue(), "c.ttf": b"\0\1\0\0"}
    style = Style(serif="a.woff2", sans="b.woff2", display="c.ttf")
    found = families_of(style, MemoryFiles.of(fonts))
    assert found[SERIF].name == TTFont(own)["name"].getDebugName(1)
    assert list(found[SERIF].cuts) == ["embedRegular"]
    assert TTFont(BytesIO(found[SERIF].cuts["embedRegular"])).flavor is None
    assert (found[SANS].name, dict(found[SANS].cuts)) == ("Closed Face", {})
    assert found[DISPLAY].name == DISPLAY  # what cannot be read is left


def test_a_disguise_comes_off_by_the_same_key() -> None:
    key, content = uuid4(), bytes(range(100))
    assert disguised(content, key) != content
    assert disguised(content, key)[32:] == content[32:]
    assert disguised(disguised(content, key), key) == content
    assert disguised(b"", key) == b""


# Tables and figures ---------------------------------------------------------------------------


def test_tables_are_tables_with_heads_that_are_repeated() -> None:
    tables = [each for each in opened(small()).tables if each.style.name == "Brief Table"]
    assert len(tables) == 3
    for table in tables:
        heads = [row for row in table.rows if row._tr.findall(f".//{W}tblHeader")]
        assert heads == [table.rows[0]] or heads[0]._tr is table.rows[0]._tr
    wants = tables[0]
    assert [cell.text for cell in wants.rows[0].cells] == ["Neighbour", "Wants"]
    assert [cell.text for cell in wants.rows[1].cells] == ["North", "Transit to market."]


def test_captions_count_and_references_lead_to_them() -> None:
    body = part(small(), "word/document.xml")
    assert [each for each in fields(body) if each.startswith("SEQ")] == [
        "SEQ Figure \\* ARABIC",
        "SEQ Table \\* ARABIC",
        "SEQ Table \\* ARABIC",
    ]
    named = {each.get(f"{W}name") for each in every(body, "w:bookmarkStart")}
    led = [each.split()[1] for each in fields(body) if each.startswith("REF ")]
    assert len(led) >= 2
    assert set(led) <= named


def test_every_block_of_a_page_has_a_place() -> None:
    from briefgen.outputs.document.filling import MAKERS as OF_JSON

    assert set(MAKERS) == set(OF_JSON)


# Furniture ------------------------------------------------------------------------------------


def test_the_marking_stands_at_the_head_and_the_foot_of_each_page() -> None:
    content = made(settings='marking = "TLP:AMBER"\n')
    document = opened(content)
    (section,) = document.sections
    assert section.different_first_page_header_footer
    for place in (
        section.header,
        section.footer,
        section.first_page_header,
        section.first_page_footer,
    ):
        assert "TLP:AMBER" in words(place._element)
    assert fields(section.footer._element) == ["PAGE", "NUMPAGES"]
    assert "FFC000" in parts(content)["word/styles.xml"].decode()


def test_the_file_says_what_it_is() -> None:
    told = opened(small()).core_properties
    assert (told.title, told.subject) == ("Testland", "A small brief that stands for all others")
    assert (told.author, told.language, told.category) == ("Test Desk", "en", "Country profile")
    assert (told.identifier, told.version, told.comments) == ("T-2025-01", "1", "TLP:CLEAR")
    assert told.created.date().isoformat() == told.modified.date().isoformat() == "2025-01-15"


@pytest.mark.parametrize(("size", "inches"), [("A4", (8.27, 11.69)), ("Letter", (8.5, 11.0))])
def test_the_paper_is_that_of_the_project(size: str, inches: tuple[float, float]) -> None:
    (section,) = opened(made(settings=f'page_size = "{size}"\n')).sections
    found = section.page_width.inches, section.page_height.inches
    assert found == pytest.approx(inches, abs=0.01)
    live = section.page_width - section.left_margin - section.right_margin
    assert live / 36000 == pytest.approx(173, abs=0.1)  # millimetres


def test_foreign_words_are_in_their_language() -> None:
    brief = project()[BRIEF].replace(
        "title: Testland", "title: Testland\nnative_title: {text: بلد, language: ar}"
    )
    arabic = part(made({BRIEF: brief}), "word/document.xml")
    (tongue,) = every(arabic, "w:lang")
    assert tongue.get(f"{W}bidi") == "ar-SA"
    assert len(every(arabic, "w:rtl")) == 1


def test_lines_and_tables_run_from_the_right_where_words_do() -> None:
    files = MemoryFiles.of(language_projects.project("ar"))
    content = made_of(bench(files, projects.NAME))
    body = part(content, "word/document.xml")
    assert len(every(body, "w:bidiVisual")) == len(every(body, "w:tbl"))
    assert len(every(part(content, "word/styles.xml"), "w:bidi")) == 1
    notes = every(part(content, "word/footnotes.xml"), "w:footnote")[2:]
    assert len(every(body, "w:footnoteReference")) == len(notes) > 3


def test_a_logo_stands_in_the_masthead(tmp_path: Path) -> None:
    logo = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
        '<rect width="60" height="20" fill="#ff0000"/></svg>'
    )
    content = made({"logo.svg": logo}, '[style]\nlogo = "logo.svg"\n')
    (section,) = opened(content).sections
    (inline,) = section.first_page_header._element.iter(f"{DRAWN}inline")
    assert inline.find(f"{DRAWN}docPr").get("descr") == "Test Desk"
    size = [int(inline.find(f"{DRAWN}extent").get(side)) / 12700 for side in ("cx", "cy")]
    assert size == pytest.approx([66, 22])  # points
    related = section.first_page_header.part.rels
    (blip,) = (each for each in inline.iter() if each.tag.endswith("}blip"))
    held = related[blip.get(f"{R}embed")].target_part.blob
    assert Image.open(BytesIO(held)).convert("RGB").getpixel((20, 40)) == (255, 0, 0)


# Whom it trusts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("https://a.example/Қаз", "https://a.example/%D2%9A%D0%B0%D0%B7"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ('https://a.example/"<>', "https://a.example/%22%3C%3E"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("\\\\host\\share", ""),
        ("https://", ""),
        ("http://[bad", ""),
        ("https://a.example/\x01", ""),
        ("https://a.example/" + "x" * 2000, ""),
    ],
)
def test_links_lead_to_the_web_or_nowhere(address: str, safe: str) -> None:
    assert safe_address(address) == safe


def test_what_xml_cannot_hold_does_not_spoil_the_file() -> None:
    """A check refuses such signs; a file must hold together all the same."""
    ready = bench(MemoryFiles.of(project()))
    own = compose(ready.checked, ready.settings, medium=Editor)
    hostile = structs.replace(
        own, subtitle="A \x01 b \x0b & <w:p/> \ufffe ]]> c", marking="\x00<&>"
    )
    document = opened(
        word_bytes(hostile, ready.settings, families_of(ready.settings.style, ready.files))
    )
    (subtitle,) = (p for p in document.paragraphs if p.style.name == "Subtitle")
    assert subtitle.text == "A \ufffd b \ufffd & <w:p/> \ufffd ]]> c"
    assert "\ufffd<&>" in words(document.sections[0].footer._element)


# Texts ----------------------------------------------------------------------------------------


def test_markup_becomes_paragraphs_and_lists() -> None:
    found = paragraphs(
        Markup("<p>One <i>two</i></p><ol><li>a<ul><li>b</li></ul></li><li>c</li></ol><p>&lt;</p>")
    )
    assert [each.style for each in found] == [
        "BodyText",
        "ListNumber",
        "ListBullet2",
        "ListNumber",
        "BodyText",
    ]
    assert [run.text for run in found[0].runs] == ["One ", "two"]
    assert found[0].runs[1].italic
    assert found[4].runs[0].text == "<"


def test_an_ordered_list_begins_at_one() -> None:
    politics = "1. One\n2. Two\n\nBetween.\n\n1. Three\n2. Four\n"
    brief = project(politics)[BRIEF]
    content = made({BRIEF: brief})
    body = part(content, "word/document.xml")
    numbers = [each.get(f"{W}val") for each in every(body, "w:numId")]
    assert numbers == ["4", "4", "5", "5"]
    known = [each.get(f"{W}numId") for each in every(part(content, "word/numbering.xml"), "w:num")]
    assert {"4", "5"} <= set(known)


# Bytes and commands ---------------------------------------------------------------------------

SCRIPT = """
import hashlib, sys
sys.path.insert(0, "tests")
from word_files import made
print(hashlib.sha256(made()).hexdigest())
"""


def test_two_processes_write_the_same_bytes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=environment(PYTHONHASHSEED="7", TZ="Asia/Almaty"),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == hashlib.sha256(small()).hexdigest(), done.stderr


def test_the_command_writes_it_with_others(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path)
    done = run(folder, "build", "small", "--to", "json", "--to", "docx")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert (folder / "out/small.json").is_file()
    assert (folder / "out/small.docx").read_bytes() == small()


def test_without_the_library_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.errors import UsageProblem
    from briefgen.outputs.formats import FORMATS

    for name in [each for each in sys.modules if each.startswith("briefgen.outputs.word.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageProblem, match="python-docx, is not installed"):
        FORMATS["docx"].make(bench(MemoryFiles.of(project())))
