"""Where notes go: a small document for each way in which the plain engine errs, many at random.

Pages have lines of ten points in one face, so that what fits does not depend on letters. The plain
engine is shown to err as well: when a new version of it no longer does, these tests will tell.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.building import Order, build
from briefgen.errors import ExitCode, RenderingFailed, Severity
from briefgen.outputs.boxes import cut_asides, note_areas, page_fills
from briefgen.outputs.engine import Layout, lay_out, write
from briefgen.outputs.footnotes.guard import KNOWN, TESTED, digests_of, objection
from briefgen.outputs.job import RenderJob
from briefgen.outputs.proof import prove
from briefgen.project import MemoryFiles, brief_names
from briefgen.settings import read_settings
from pages import Notes, sheet
from projects import minimal_project

FLAT = (
    "@page{@footnote{margin:0;padding:0;border:0}}"
    "body{margin:0;font:8pt/10pt 'BG Sans';orphans:1;widows:1}p,h2{margin:0}"
    "h2{font:8pt/10pt 'BG Sans';break-after:avoid}.fn{margin:0;padding:0;font:8pt/10pt 'BG Sans'}"
    "::footnote-call{line-height:0;font-size:1pt}"
)
AUTO, BLOCK = ".fn{footnote-policy:auto}", ".fn{footnote-policy:block}"
TWO = "p{orphans:2;widows:2}"


def lines(count: int) -> str:
    """So many lines of text."""
    return "<br>".join(["text"] * count)


def long(count: int) -> str:
    """Words for a note of so many lines: nearly eight fill one."""
    return " ".join(f"word{at:03}" for at in range(int(7.9 * count) - 4))


@dataclass(frozen=True)
class Case:
    """A document for one cause, and what its notes must look like in the end."""

    body: Callable[[Notes], str]
    page: int = 8
    css: str = ""
    plain_errs: bool = True


def beside_a_float(n: Notes) -> str:
    """A joiner keeps the second mark at the first, though a space stands between them."""
    marks = [n.mark("a").replace(f">{at}</a>", f">\u2060{at}</a>", 1) for at in (1, 2)]
    float_ = '<div style="float:left;width:249pt;height:20pt"></div>'
    return f'{float_}<p style="text-align:right">words{marks[0]} {marks[1]} {lines(2)}</p>'


CASES = {
    "A: a note that does not fit is pushed off by design": Case(
        lambda n: f"<p>{lines(4)}<br>x{n.mark(long(5))}<br>{lines(3)}</p>", css=AUTO
    ),
    "B: after one pushed note all later ones follow": Case(
        lambda n: (
            f"<p>{lines(2)}<br>x{n.mark(long(5))}<br>x{n.mark('one')}<br>x{n.mark('two')}"
            f"<br>{lines(3)}</p>"
        ),
        css=AUTO,
    ),
    "C: a line makes room by pushing off notes of earlier lines": Case(
        lambda n: f"<p>x{n.mark(long(2))}</p><p>{lines(4)}</p><p>{lines(4)}</p>", css=TWO
    ),
    "D: that line is set without its own notes": Case(
        lambda n: (
            f"<p>x{n.mark(long(2))}</p><p>{lines(4)}</p><p>a<br>x{n.mark('own')}<br>{lines(3)}</p>"
        ),
        css=TWO,
    ),
    "E: sums of floats are compared to the last digit": Case(
        lambda n: (
            f"<p>{lines(3)}<br>x{n.mark('a')}<br>{lines(1)}<br>x{n.mark('b')}<br>x{n.mark('c')}"
            f"<br>{lines(6)}</p>"
        ),
        page=20,
        css="@page{margin:7.3pt 12pt 11.7pt}.fn{line-height:7.1pt;font-size:6.3pt}",
        plain_errs=False,
    ),
    "F: policy block on an empty page": Case(
        lambda n: f"<p>{lines(2)}<br>x{n.mark(long(7))}<br>{lines(2)}</p>", css=BLOCK
    ),
    "G: a note longer than a page": Case(
        lambda n: f"<p>{lines(2)}<br>x{n.mark(long(24))}<br>{lines(3)}</p>"
    ),
    "H: the first line of a page takes notes that do not fit": Case(
        lambda n: f"<p>{lines(8)}</p><p>x{n.mark(long(12))} y{n.mark('two')}</p>"
    ),
    "I: a mark in a positioned box": Case(
        lambda n: (
            f'<p>{lines(3)}</p><div style="position:absolute;top:0;right:0">x{n.mark("a")}</div>'
        )
    ),
    "J: a carried note is dropped with an abandoned block": Case(
        lambda n: f"<p>{lines(6)}<br>x{n.mark(long(3))}<br>{lines(9)}</p>", css=AUTO
    ),
    "K: cells side by side do not see each other's notes": Case(
        lambda n: (
            '<table style="border-spacing:0"><tr style="vertical-align:top">'
            f'<td style="padding:0;width:100pt">{lines(7)}'
            f'<td style="padding:0">x{n.mark("a")}<br>x{n.mark("b")}</table><p>{lines(2)}</p>'
        )
    ),
    "M: a highest height of the area is counted page by page": Case(
        lambda n: "<p>" + "<br>".join(f"x{n.mark('a')}" for _ in range(6)) + "</p>",
        page=20,
        css="@page{@footnote{max-height:20pt}}" + AUTO,
    ),
    "N: a note pushed off late is followed by one pushed off before": Case(
        lambda n: (
            f"<p>x{n.mark(long(2))}</p><p>x{n.mark(long(10))}</p><p>{lines(7)}</p><p>{lines(4)}</p>"
        ),
        page=12,
        css=TWO + AUTO,
    ),
    "O: a line beside a float is wider than it is taken for": Case(beside_a_float),
}

MORE = {
    "columns": lambda n: (
        '<div style="columns:2">'
        + "".join(f"<p>{lines(2)}<br>x{n.mark(long(1))}</p>" for _ in range(12))
        + "</div>"
    ),
    "grid": lambda n: (
        '<div style="display:grid;grid-template-columns:1fr 1fr">'
        + "".join(f"<div>{lines(2)}<br>x{n.mark(long(1))}</div>" for _ in range(12))
        + "</div>"
    ),
    "flex": lambda n: (
        '<div style="display:flex">'
        f"<div>{lines(3)} x{n.mark(long(2))}</div><div>x{n.mark('b')}<br>{lines(2)}</div></div>"
        f"<p>{lines(9)}<br>x{n.mark('c')}</p>"
    ),
    "a panel at the side": lambda n: (
        f'<div style="float:right;width:40%">{lines(6)}<br>x{n.mark(long(2))}</div>'
        f"<p>{lines(4)}<br>x{n.mark(long(2))}<br>{lines(9)}</p>"
    ),
    "named pages between the parts of a note": lambda n: (
        f"<p>{lines(4)}<br>x{n.mark(long(30))}</p>"
        f'<section style="page:other;break-before:page">x{n.mark("b")}</section>'
    ),
    "a right page after a long note": lambda n: (
        f"<p>{lines(4)}<br>x{n.mark(long(30))}</p>"
        f'<section style="break-before:right">x{n.mark("b")}</section>'
    ),
    "right to left": lambda n: (
        f'<div dir="rtl"><p>{lines(4)}<br>x{n.mark("كلمة " * 90)}</p><p>x{n.mark("كلمة")}</p></div>'
    ),
    "two long notes in cells of one row": lambda n: (
        f"<table><tr><td>x{n.mark(long(20))}<td>x{n.mark(long(20))}</table><p>x{n.mark('c')}</p>"
    ),
    "a long note in the line of many": lambda n: (
        f"<p>{lines(7)}<br>{' '.join('x' + n.mark(long(9)) for _ in range(3))}</p>"
    ),
    "page counters": lambda n: (
        '<p>of <a class="c" href="#last"></a></p>'
        + "".join(f"<p>{lines(3)}<br>x{n.mark(long(2))}</p>" for _ in range(9))
        + '<p id="last">last</p>'
    ),
}


def made(body: Callable[[Notes], str], page: int, css: str) -> RenderJob:
    """The job of a document."""
    notes = Notes()
    return sheet(body(notes), notes, lines=page, css=FLAT + css)


def faults_of(job: RenderJob, layout: Layout) -> list[str]:
    """What is wrong with a layout, as read from its PDF."""
    written = write(layout, job)
    strays = prove(written.pdf, job.notes, note_areas(layout.document)).strays
    overlaps = [
        f"overlap on {page}"
        for page, fill in enumerate(page_fills(layout.document), start=1)
        if fill.overlap
    ]
    told = [f"{fault.kind} {fault.note}" for fault in layout.note_errors]
    return (
        [f"{stray.kind} {stray.number}" for stray in strays] + overlaps + told + list(written.said)
    )


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


def test_a_note_in_a_note_stands_where_its_mark_is() -> None:
    def body(notes: Notes) -> str:
        outer = notes.mark(long(14))
        inner = notes.mark("inner")
        return (
            f"<p>{lines(4)}<br>x{outer.removesuffix('</span>')}{inner}</span></p><p>{lines(4)}</p>"
        )

    job = made(body, 8, "")
    layout = lay_out(job)
    found = [fault for fault in faults_of(job, layout) if not fault.startswith("cut 1")]
    assert found == []


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
