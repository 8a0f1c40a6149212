"""One small page for each way in which the engine loses or displaces notes when left to itself.

All pages are a number of lines of ten points high, so that the outcome does not hang on a font.
"""

from __future__ import annotations

from collections.abc import Callable

from briefgen.outputs.job import RenderJob
from pages import Notes, sheet

AUTO = ".fn{footnote-policy:auto}"
WIDOWS = "p{orphans:2;widows:2}"


def _lines(count: int) -> str:
    return "<br>".join(["text"] * count)


def _note(notes: Notes, lines: int = 1) -> str:
    number = len(notes.records) + 1
    words = "\n".join(f"line {n} of {number}" for n in range(1, lines + 1))
    return f"claim{notes.mark(f'{words} end')}"


def reported_by_design(n: Notes) -> RenderJob:
    body = f"<p>{_lines(4)}<br>{_note(n, 5)}<br>{_lines(3)}</p>"
    return sheet(body, n, css=AUTO)


def one_report_takes_all_later(n: Notes) -> RenderJob:
    body = f"<p>{_lines(2)}<br>{_note(n, 6)}<br>{_note(n)}<br>{_note(n)}<br>{_lines(3)}</p>"
    return sheet(body, n, css=AUTO)


def widows_push_earlier_notes_off(n: Notes) -> RenderJob:
    body = f"<p>{_note(n, 2)}</p><p>{_lines(4)}</p><p>{_lines(4)}</p>"
    return sheet(body, n, css=WIDOWS)


def the_line_loses_its_own_note(n: Notes) -> RenderJob:
    body = f"<p>{_note(n, 2)}</p><p>{_lines(4)}</p><p>a<br>{_note(n)}<br>{_lines(3)}</p>"
    return sheet(body, n, css=WIDOWS)


def earlier_note_after_a_later_one(n: Notes) -> RenderJob:
    body = f"<p>{_note(n, 2)}</p><p>{_note(n, 9)}</p><p>{_lines(7)}</p><p>{_lines(4)}</p>"
    return sheet(body, n, lines=12, css=AUTO + WIDOWS)


def sums_of_floats(n: Notes) -> RenderJob:
    rows = (_lines(3), _note(n), _lines(1), _note(n), _note(n), _lines(6))
    body = f"<p>{'<br>'.join(rows)}</p>"
    css = "@page{margin:7.3pt 0 11.7pt} .fn{line-height:7.1pt;font-size:6.3pt}"
    return sheet(body, n, lines=20, css=css)


def note_longer_than_a_page(n: Notes) -> RenderJob:
    return sheet(f"<p>{_lines(2)}<br>{_note(n, 14)}<br>{_lines(3)}</p>", n)


def first_line_of_a_page(n: Notes) -> RenderJob:
    return sheet(f"<p>{_lines(8)}</p><p>{_note(n, 8)} {_note(n)}</p>", n)


def mark_out_of_the_flow(n: Notes) -> RenderJob:
    box = f'<div style="position:absolute;top:0;right:0">{_note(n)}</div>'
    return sheet(f"<p>{_lines(3)}</p>{box}", n)


def carried_note_of_an_abandoned_block(n: Notes) -> RenderJob:
    return sheet(f"<p>{_lines(6)}<br>{_note(n, 3)}<br>{_lines(9)}</p>", n, css=AUTO)


def two_cells_side_by_side(n: Notes) -> RenderJob:
    cells = f'<td style="width:100pt">{_lines(7)}</td><td>{_note(n)}<br>{_note(n)}</td>'
    css = "table{border-spacing:0} td{padding:0;vertical-align:top}"
    return sheet(f"<table><tr>{cells}</tr></table><p>{_lines(2)}</p>", n, css=css)


def area_that_keeps_its_margin(n: Notes) -> RenderJob:
    body = f"<p>{_lines(5)}</p><p>{_lines(1)}<br>{_note(n, 4)}</p>"
    return sheet(body, n, css=WIDOWS + "@page{@footnote{margin-top:10pt}}")


def area_with_a_greatest_height(n: Notes) -> RenderJob:
    body = "<p>" + "<br>".join(_note(n) for _ in range(6)) + "</p>"
    return sheet(body, n, lines=20, css="@page{@footnote{max-height:20pt}}")


def more_notes_than_a_page_holds(n: Notes) -> RenderJob:
    return sheet("<p>" + " ".join(_note(n) for _ in range(14)) + "</p>", n, width=400)


CAUSES: tuple[Callable[[Notes], RenderJob], ...] = (
    reported_by_design,
    one_report_takes_all_later,
    widows_push_earlier_notes_off,
    the_line_loses_its_own_note,
    earlier_note_after_a_later_one,
    sums_of_floats,
    note_longer_than_a_page,
    first_line_of_a_page,
    mark_out_of_the_flow,
    carried_note_of_an_abandoned_block,
    two_cells_side_by_side,
    area_that_keeps_its_margin,
    area_with_a_greatest_height,
    more_notes_than_a_page_holds,
)


def block_policy_on_an_empty_page(n: Notes) -> RenderJob:
    """The engine gives up on this one."""
    body = f"<p>{_lines(2)}<br>{_note(n, 7)}<br>{_lines(2)}</p>"
    return sheet(body, n, css=".fn{footnote-policy:block}")
