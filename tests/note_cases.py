"""A small document for each way in which the plain engine errs with notes, and more to try.

Pages have lines of ten points in one face, so that what fits does not depend on letters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2
from msgspec import structs

from briefgen.outputs.boxes import note_areas, page_fills
from briefgen.outputs.engine import Layout, write
from briefgen.outputs.job import RenderJob
from briefgen.outputs.proof import prove
from pages import Notes, sheet

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


def numbered(letter: str, count: int) -> str:
    """Lines of text of which each must stand on a page once."""
    return "<br>".join(f"{letter}{at:02}q" for at in range(count))


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


def in_a_note(n: Notes) -> str:
    """The words of the outer note end with the mark of the inner one."""
    outer, inner = n.mark(long(6)), n.mark(long(5))
    n.records[0] = structs.replace(n.records[0], text=f"{n.records[0].text}2")
    both = f"{outer.removesuffix('</span>')}{inner}</span>"
    return f"<p>{numbered('a', 4)}<br>x{both}</p><p>{numbered('b', 4)}</p>"


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
    # Not shown: sums differ in their last digit where many lengths are added, as in long briefs.
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
    "P: what is left of a float after the last text": Case(
        lambda n: (
            f"<p>x{n.mark('a')}</p>"
            f'<div style="float:left;width:45%">{numbered("a", 4)}<br>x{n.mark(long(3))}<br>'
            f"{numbered('b', 9)}<br>x{n.mark('c')}</div><p>{lines(2)}</p>"
        )
    ),
    "Q: a note called in a note": Case(in_a_note),
    "R: margins between notes of which one goes on": Case(
        lambda n: (
            f"<p>{numbered('a', 4)}<br>x{n.mark(long(2))}<br>x{n.mark(long(14))}</p>"
            f"<p>{numbered('b', 4)} x{n.mark('c')}</p>"
        ),
        page=9,
        css=".fn{margin:4pt 0 6pt}"
        "@page{@footnote{margin-top:8pt;padding:3pt 0 4pt;border-top:1pt solid}}",
    ),
    "K: cells of a row that goes on": Case(
        lambda n: (
            '<table style="border-spacing:0"><tr style="vertical-align:top">'
            f'<td style="padding:0;width:100pt">{numbered("a", 12)}'
            f'<td style="padding:0">{numbered("b", 3)}<br>x{n.mark("a")}<br>{numbered("c", 9)}'
            f"</table><p>x{n.mark('b')}</p>"
        )
    ),
    "S: a cell of which nothing fits on a page goes on where it was": Case(
        lambda n: (
            '<table style="border-spacing:0"><thead><tr><th>h<th>h</thead>'
            f'<tr style="vertical-align:top"><td style="padding:0;width:100pt">{numbered("a", 6)}'
            f'<br>x{n.mark(long(6))}<br>{numbered("d", 3)}<td style="padding:0">{numbered("b", 6)}'
            f"<br>x{n.mark(long(6))}<br>{numbered('c', 3)}</table><p>x{n.mark('b')}</p>"
        )
    ),
    "T: a grid that goes on over pages that are laid out twice": Case(
        lambda n: (
            f'<p>{lines(3)}</p><div style="display:grid;grid-template-columns:1fr 1fr">'
            f"<div>{numbered('a', 5)}<br>x{n.mark('a')}<br>{numbered('b', 11)}</div>"
            f"<div>{numbered('c', 11)}<br>x{n.mark('b')}<br>{numbered('d', 5)}</div>"
            f"<div>{numbered('e', 5)}<br>x{n.mark('c')}</div><div>{numbered('f', 11)}</div></div>"
            f"<p>x{n.mark('d')}</p>"
        )
    ),
    "U: a note tried on a wide page and set on a narrow one": Case(
        lambda n: f"<p>{lines(5)}<br>x{n.mark(long(8))}</p><p>{numbered('a', 12)}</p>",
        css="@page:first{size:600pt 104pt}",
    ),
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
        [f"{stray.kind} {stray.number}" for stray in strays]
        + overlaps
        + told
        + list(written.said)
        + list(_not_once(job, written.pdf))
    )


def _not_once(job: RenderJob, pdf: bytes) -> Iterator[str]:
    """Numbered lines that are lost or set twice."""
    number = re.compile(r"\b[a-z]\d\dq")
    seen: Counter[str] = Counter()
    for page in pypdfium2.PdfDocument(pdf):
        seen.update(number.findall(page.get_textpage().get_text_bounded()))
    for line in sorted({*number.findall(job.html)}):
        if seen[line] != 1:
            yield f"{line} {seen[line]} times"
