"""Where notes go: a small document for each way in which the plain engine errs, many at random.

Pages have lines of ten points in one face, so that what fits does not depend on letters. The plain
engine is shown to err as well: when a new version of it no longer does, these tests will tell.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.building import build
from briefgen.errors import ExitCode, RenderingFailed, Severity
from briefgen.outputs.boxes import cut_asides, note_areas
from briefgen.outputs.engine import lay_out, write
from briefgen.outputs.footnotes.guard import KNOWN, TESTED, digests_of, objection
from briefgen.outputs.proof import prove
from briefgen.printing import Order
from briefgen.project import MemoryFiles, brief_names
from briefgen.settings import read_settings
from note_cases import CASES, FLAT, MORE, faults_of, lines, long, made
from pages import Notes, sheet
from projects import minimal_project


@pytest.mark.parametrize("name", CASES)
def test_the_plain_engine_errs(name: str) -> None:
    case = CASES[name]
    job = made(case.body, case.page, case.css)
    try:
        found = bool(faults_of(job, lay_out(job, plain=True)))
    except RenderingFailed:
        found = True
    assert found == case.plain_errs


@pytest.mark.parametrize("name", CASES)
def test_the_correction_does_not(name: str) -> None:
    case = CASES[name]
    job = made(case.body, case.page, case.css)
    assert faults_of(job, lay_out(job)) == []


@pytest.mark.parametrize("name", MORE)
def test_notes_stay_with_their_marks_in(name: str) -> None:
    job = made(
        MORE[name],
        8,
        "@page other{size:260pt 90pt}.c::after{content:target-counter(attr(href),page)}",
    )
    assert faults_of(job, lay_out(job)) == []


def beside_nothing(notes: Notes, high: int = 4) -> str:
    """A margin note at the end of a page, and no paragraph after it."""
    style = "float:right;width:80pt;break-inside:avoid"
    aside = f'<aside class="side" style="{style}">{lines(high)}</aside>'
    return f"<p>{lines(5)} x{notes.mark('a')}</p>{aside}<h2>Head</h2><p>{lines(4)}</p>"


def test_a_margin_note_with_no_paragraph_after_it_is_whole() -> None:
    job = made(beside_nothing, 8, "")
    plain, corrected = (lay_out(job, plain=plain) for plain in (True, False))
    assert [aside.page for aside in cut_asides(plain.document)] == [1]
    assert cut_asides(corrected.document) == ()
    assert faults_of(job, corrected) == []


def test_a_heading_goes_along_with_the_margin_note_of_its_text() -> None:
    """Else the block of both would begin on the page, with nothing in it, and hold the heading."""
    style = "float:right;width:80pt;break-inside:avoid"
    aside = f'<aside class="side" style="{style}">{lines(4)}</aside>'
    job = made(
        lambda n: (
            f"<p>{lines(4)} x{n.mark('a')}</p><h2>Head</h2><div>{aside}<p>{lines(6)}</p></div>"
        ),
        8,
        "h2{break-after:avoid}",
    )
    layout = lay_out(job)
    pages = pypdfium2.PdfDocument(write(layout, job).pdf)
    words = [pages[number].get_textpage().get_text_bounded() for number in range(2)]
    assert ["Head" in found for found in words] == [False, True]
    assert faults_of(job, layout) == []


def test_a_margin_note_higher_than_a_page_is_cut_and_nothing_loops() -> None:
    job = made(lambda n: beside_nothing(n, high=20), 8, "")
    assert [aside.page for aside in cut_asides(lay_out(job).document)] == [2]


def test_an_area_without_notes_takes_no_room() -> None:
    body = f"<p>{lines(8)}</p>"
    css = FLAT + "@page{@footnote{margin-top:10pt}}"
    one, notes = Notes(), Notes()
    job = sheet(body + f"<p>x{notes.mark('a')}</p>", notes, css=css)
    assert len(lay_out(job).document.pages) == 2
    assert len(lay_out(sheet(body, one, css=css)).document.pages) == 1


def test_a_note_that_fits_nowhere_is_told_and_nothing_loops() -> None:
    def body(notes: Notes) -> str:
        block = '<span style="display:inline-block;height:200pt;width:10pt"></span>'
        return f"<p>{lines(3)}<br>x{notes.mark('high').replace('high', block)}</p><p>{lines(2)}</p>"

    errors = lay_out(made(body, 8, "")).note_errors
    assert [(fault.kind, fault.note) for fault in errors] == [
        ("late", "fn-1"),
        ("overflow", "fn-1"),
    ]


def test_without_notes_the_bytes_are_those_of_the_plain_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    job = sheet(f"<h2>Head</h2><p>{lines(20)}</p><ul><li>one<li>two</ul>", Notes())
    assert write(lay_out(job), job) == write(lay_out(job, plain=True), job)


def test_where_nothing_strayed_the_bytes_are_those_of_the_plain_engine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    notes = Notes()
    body = "".join(
        f"<p style='break-after:page'>{lines(3)} x{notes.mark('A short note.')}"
        f" x{notes.mark(long(3))}</p>"
        for _ in range(4)
    )
    job = sheet(body, notes, lines=20)
    plain = lay_out(job, plain=True)
    assert faults_of(job, plain) == []
    assert write(lay_out(job), job) == write(plain, job)


def test_another_engine_is_left_alone() -> None:
    known = digests_of(KNOWN)
    assert objection(TESTED, known) == ""
    assert "made for WeasyPrint 70.0 and this is 71.2" in objection("71.2", known)
    changed = {**known, "weasyprint.layout.page:make_page": "0"}
    assert "another weasyprint.layout.page:make_page" in objection(TESTED, changed)


def test_a_changed_function_means_the_plain_engine_and_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import weasyprint

    case = CASES["A: a note that does not fit is pushed off by design"]
    job = made(case.body, case.page, case.css)
    lay_out(job)
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    layout = lay_out(job)
    assert "this is 70.1" in layout.uncorrected
    assert "\n" not in layout.uncorrected
    assert faults_of(job, layout)


def test_a_build_says_that_notes_were_left_to_the_engine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import weasyprint

    files = MemoryFiles.of(minimal_project())
    order = Order(files, read_settings(files), lambda name: tmp_path / f"{name}.pdf")
    names = brief_names(files)
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    (result,) = build(names, order, lambda name, stage: None)
    assert result.exit_code is ExitCode.DONE
    warnings = [p.message for p in result.problems if p.severity is Severity.WARNING]
    assert ["this is 70.1" in said for said in warnings] == [True, True]
    assert warnings[0].startswith("footnotes") and "tags" in warnings[1]


def test_a_cut_rest_is_found() -> None:
    job = made(lambda n: f"<p>{lines(2)}<br>x{n.mark(long(24))}</p>", 8, "")
    layout = lay_out(job)
    areas = note_areas(layout.document)
    pdf = write(layout, job).pdf
    assert len(areas) > 2
    assert prove(pdf, job.notes, areas).strays == ()
    assert [stray.kind for stray in prove(pdf, job.notes).strays] == ["cut"]
    assert [stray.kind for stray in prove(pdf, job.notes, areas[:-1]).strays] == ["cut"]
    assert [stray.kind for stray in prove(pdf, job.notes, (areas[0], None, *areas[2:])).strays] == [
        "cut"
    ]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_random_notes_stay_with_their_marks(seed: int) -> None:
    pick = random.Random(seed)
    kinds: list[Callable[[str], str]] = [
        lambda text: f"<p>{text}</p>",
        lambda text: f"<h2>{text}</h2>",
        lambda text: f"<ul><li>{text}</li></ul>",
        lambda text: f"<table><tr><td>{text}<td>w</table>",
        lambda text: f"<blockquote>{text}</blockquote>",
    ]

    def text(notes: Notes) -> str:
        words = [f"w{at}" for at in range(pick.randint(3, 60))]
        for at in sorted(pick.sample(range(len(words)), pick.randint(0, 3))):
            words[at] += notes.mark(long(pick.choice([1, 1, 2, 5, 15])))
        return " ".join(words)

    def body(notes: Notes) -> str:
        return "".join(pick.choice(kinds)(text(notes)) for _ in range(pick.randint(4, 12)))

    flow = f"p,li{{orphans:{pick.randint(1, 3)};widows:{pick.randint(1, 3)}}}"
    job = made(body, pick.randint(10, 30), flow)
    assert faults_of(job, lay_out(job)) == []
