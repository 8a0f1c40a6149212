"""Jobs into PDFs: notes mended or reported, the same bytes always, nothing read from outside."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import page as validator
import pytest
from msgspec import structs

from briefgen.building import build
from briefgen.errors import ExitCode, RenderingFailed
from briefgen.outputs.job import RenderJob
from briefgen.outputs.rendering import Rendered, render
from briefgen.printing import Order
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from causes import CAUSES, block_policy_on_an_empty_page, more_notes_than_a_page_holds
from pages import Notes, built, job_of, on_disk, project, run, sheet, small, spec
from surgery import destinations, links, opened, pieces, words


@cache
def rendered(cause: Callable[[Notes], RenderJob]) -> tuple[RenderJob, Rendered]:
    """A cause left to the plain engine and the remedies, rendered once a process."""
    job = cause(Notes())
    return job, render(job, plain=True)


def astray(pdf: bytes, job: RenderJob) -> set[int]:
    """Notes that are not whole on the page of their mark, by the structure of the file alone."""
    document = opened(pdf)
    places = destinations(document)
    marks: dict[int, set[int]] = {}
    for page, target, box in links(document):
        number = target.removeprefix("fn-")
        if number != target and _shows(document, page, box, number):
            marks.setdefault(int(number), set()).add(page)
    found = set()
    for record in job.notes:
        page = places.get(f"fn-{record.number}", (-1, 0.0))[0]
        letters = "".join(letter for letter in record.text if letter.isalnum())
        if marks.get(record.number) != {page} or letters not in words(document, page):
            found.add(record.number)
    return found


def _shows(document: Any, page: int, box: list[float], number: str) -> bool:
    """Whether a link is a mark; the other links to a note are the “n. 3” of later ones."""
    return any(
        abs(piece.x * 0.75 - box[0]) < 1.5 and piece.text.strip("\u2060") == number
        for piece in pieces(document, page)
    )


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_a_note_that_strays_is_mended_or_reported(cause: Callable[[Notes], RenderJob]) -> None:
    job, result = rendered(cause)
    assert astray(result.pdf, job) <= {stray.number for stray in result.unproven}
    assert bool(result.unproven) or result.proof.strays == ()


def test_a_layout_that_the_engine_gives_up_on_is_an_error() -> None:
    with pytest.raises(RenderingFailed, match="gave up"):
        render(block_policy_on_an_empty_page(Notes()), plain=True)


@pytest.mark.parametrize("cause", CAUSES[:-1], ids=lambda cause: cause.__name__)
def test_no_note_strays_where_the_engine_is_corrected(cause: Callable[[Notes], RenderJob]) -> None:
    result = render(cause(Notes()))
    assert (result.proof.strays, result.note_errors, result.layouts) == ((), (), 1)


def test_notes_that_cannot_stand_on_one_page_are_told_and_go_on_in_order() -> None:
    result = render(more_notes_than_a_page_holds(Notes()))
    late = {int(fault.note.removeprefix("fn-")) for fault in result.note_errors}
    assert late == {stray.number for stray in result.unproven} == set(range(7, 15))
    assert {stray.kind for stray in result.unproven} == {"displaced"}


def straying(notes: Notes) -> RenderJob:
    """A note that plain layout leaves behind on the next page, although it fits."""
    text = "text<br>"
    body = (
        f"<p>{text * 4}claim{notes.mark('note text' + chr(10) + 'note text')}</p><h2>head</h2>"
        f"<p>text</p><h2>head</h2><p>claim{notes.mark(chr(10).join(['note text'] * 3))}<br>"
        f"text<br>claim{notes.mark('note text')}<br>claim{notes.mark('note text')}</p>"
        f"<p>claim{notes.mark('note text')}</p>"
    )
    return sheet(body, notes, css="p{orphans:2;widows:2} h2{break-after:avoid}")


def test_a_remedy_brings_a_note_back() -> None:
    job, result = rendered(straying)
    assert result.layouts > 1
    assert result.unproven == ()
    assert astray(result.pdf, job) == set()


def test_a_quiet_page_needs_one_layout() -> None:
    assert small().layouts == 1
    assert small().unproven == ()
    assert small().problems == ()


def test_no_note_of_a_whole_brief_is_astray() -> None:
    assert astray(small().pdf, job_of(project())) == set()


# A whole project ---------------------------------------------------------------------------


BARE = '<html lang="en"><head><title>x</title></head><body>{body}</body></html>'


def with_template(body: str, **more: str) -> dict[str, str]:
    """The small project under a template of its own."""
    own = {"own/kinds/country-profile.html": BARE.format(body=body)}
    return {**project(settings='templates = ["own"]\n'), **own, **more}


def test_a_brief_whose_note_has_no_place_fails_with_the_line_of_the_claim(tmp_path: Path) -> None:
    body = '<p style="position:absolute">{{ edition.bottom_line }}</p>'
    folder = on_disk(with_template(body), tmp_path)
    done = run(folder, "build", "small")
    line = spec().split("\n").index("bottom_line: |") + 1
    assert done.returncode == 5, done.stderr
    assert f"briefs/small.yaml:{line}:" in done.stderr
    assert "note 1 cannot be proven on its page" in done.stderr
    assert done.stdout == ""
    assert not (folder / "out/small.pdf").exists()


def test_a_template_without_styles_is_set_in_our_fonts() -> None:
    job = structs.replace(
        job_of(with_template("<p style='font-family:monospace'>Text</p>")), notes=()
    )
    document = opened(render(job).pdf)
    fonts = [str(font.BaseFont) for font in document.pages[0].Resources.Font.values()]
    assert fonts and all("BG-" in name for name in fonts)


# The same bytes ------------------------------------------------------------------------------


def test_the_same_job_gives_the_same_bytes_twice() -> None:
    assert render(job_of(project())).pdf == small().pdf


def test_the_same_project_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    first = on_disk(project(), tmp_path / "one")
    other = spec().replace("title: Testland", "title: Otherland")
    (first / "briefs/other.yaml").write_text(other, "utf-8")
    second = tmp_path / "a second folder/deep"
    shutil.copytree(first, second)
    runs = [
        (first, ["small", "other"], "1"),
        (second / "briefs", ["other", "small"], "4242"),
    ]
    for folder, names, seed in runs:
        done = run(folder, "build", *names, env={"PYTHONHASHSEED": seed, "TZ": "Asia/Almaty"})
        assert done.returncode == 0, done.stderr
    for name in ("small", "other"):
        one, two = (f / f"out/{name}.pdf" for f in (first, second))
        assert one.read_bytes() == two.read_bytes()
    assert (first / "out/small.pdf").read_bytes() == built()


def test_equal_jobs_have_equal_digests_and_others_not() -> None:
    one, two = job_of(project()), job_of(project())
    assert one.digest() == two.digest()
    assert one.digest() != job_of(project("Other words.[@alpha]")).digest()
    assert one.with_remedies("p{}").digest() != one.digest()


# Nothing from outside ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[int, list[str]]]:
    """A local server that must never be asked."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        thread = threading.Thread(target=served.serve_forever, daemon=True)
        thread.start()
        yield served.server_address[1], asked
        served.shutdown()
        thread.join()


ADDRESSES = ("file:///etc/passwd", "http://127.0.0.1:{port}/x", "/etc/passwd", "brief:other.css")
WAYS = {
    "attachment": '<link rel="attachment" href="{url}">',
    "sheet": '<link rel="stylesheet" href="{url}">',
    "image": '<img src="{url}" alt="x">',
    "svg image": '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    "object": '<object data="{url}" type="image/png">x</object>',
    "embed": '<embed src="{url}" type="image/png">',
    "import": "<style>@import url({url});</style>",
    "background": '<p style="background:url({url})">x</p>',
    "font": "<style>@font-face{{font-family:X;src:url({url})}} p{{font-family:X}}</style><p>x</p>",
    "content": "<style>p::before{{content:url({url})}}</style><p>x</p>",
    "link attachment": '<p><a rel="attachment" href="{url}">x</a></p>',
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_outside_the_brief_is_read(
    way: str, address: str, server: tuple[int, list[str]]
) -> None:
    port, asked = server
    url = address.format(port=port)
    job = sheet(WAYS[way].format(url=url), Notes())
    try:
        result = render(job)
    except RenderingFailed as failed:
        assert url in str(failed)
    else:
        assert result.problems
        assert b"/EmbeddedFile" not in result.pdf
    assert asked == []


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<style>p{colour:red}</style><p>x</p>", "colour"),
        ("<style>p{float:footnot}</style><p>x</p>", "float"),
        ('<p><a href="#nowhere">x</a></p>', "nowhere"),
    ],
)
def test_what_the_engine_complains_of_is_a_problem(body: str, word: str) -> None:
    job = structs.replace(job_of(with_template(body)), notes=())
    said = [problem.message for problem in render(job).problems]
    assert any(word in message for message in said), said


def test_a_complaint_of_the_engine_fails_the_build(tmp_path: Path) -> None:
    files = MemoryFiles.of(with_template("<style>p{colour:red}</style>"))
    order = Order(files, read_settings(files), lambda name: tmp_path / f"{name}.pdf")
    (result,) = build(["small"], order, lambda name, stage: None)
    assert result.exit_code is ExitCode.RENDERING
    assert any("colour" in problem.message for problem in result.problems)
    assert not list(tmp_path.iterdir())


# What is in the file -------------------------------------------------------------------------


def test_every_font_is_ours_and_in_the_file() -> None:
    names = set()
    for leaf in opened(small().pdf).pages:
        for font in leaf.Resources.Font.values():
            below = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in below or "/FontFile3" in below
            assert "/ToUnicode" in font
            names.add(str(font.BaseFont).partition("+")[2])
    assert names
    assert all(name.startswith("BG-") for name in names), names


def test_the_file_is_accessible() -> None:
    verdict = validator.validate_pdf_bytes(
        small().pdf, profile=validator.ValidationProfile.PDF_UA_1
    )
    assert verdict.is_compliant


def test_title_language_and_outline_are_set() -> None:
    document = opened(small().pdf)
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == "Testland: country profile, 15 January 2025"
    assert str(document.Root.Lang) == "en"
    with document.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:3] == ["Key judgements", "Politics: one office", "Economy: one line"]
    assert titles[-1] == "Sources and method"


def _elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K")
    for kid in kids if kids is not None and kids._type_name == "array" else [kids]:
        if kid is not None and getattr(kid, "_type_name", "") == "dictionary" and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_every_figure_is_told_in_words() -> None:
    document = opened(small().pdf)
    figures = [each for each in _elements(document.Root.StructTreeRoot) if str(each.S) == "/Figure"]
    assert len(figures) >= 2
    assert all(len(str(each.get("/Alt", ""))) > 10 for each in figures)


# Paper ----------------------------------------------------------------------------------------


def _size(document: Any) -> list[float]:
    """Width and height of the first page in millimetres."""
    box = [float(side) for side in document.pages[0].MediaBox]
    return [round((box[i + 2] - box[i]) / 72 * 25.4, 1) for i in (0, 1)]


def _lines(document: Any) -> list[str]:
    """Long pieces of text, which are whole lines; on which page they stand does not matter."""
    shown = (
        piece.text for index in range(len(document.pages)) for piece in pieces(document, index)
    )
    return sorted(text for text in shown if len(text) > 40 and not text.startswith("Page "))


def test_letter_paper_breaks_lines_as_a4_does() -> None:
    files = project(settings='desk = "Test Desk"\npage_size = "Letter"\n')
    result = render(job_of(files))
    assert result.unproven == () and result.problems == ()
    letter, a4 = opened(result.pdf), opened(small().pdf)
    assert _size(letter) == [215.9, 279.4]
    assert _size(a4) == [210.0, 297.0]
    assert len(_lines(letter)) > 5
    assert _lines(letter) == _lines(a4)


def test_the_weight_of_the_file_is_small() -> None:
    assert len(small().pdf) < 250_000
