"""Ranges: what is known to lie between two values, above one, or below one."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import open_axis, require_finite
from briefgen.charts.inputs import MAIN_WIDTH, Measured
from briefgen.charts.labels import Box, text_box
from briefgen.charts.metrics import Metrics
from briefgen.charts.phrases import phrases_of
from briefgen.charts.row_scale import RowName, RowScale, lay_out_rows
from briefgen.charts.sentences import Sentences, opened, sentences_of
from briefgen.charts.svg import (
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    circle,
    finish,
    line,
    path,
    rect,
    text,
)
from briefgen.charts.words import Figures

_VALUE = 7.4
_GAP = 4.5
_HALF = 3.0
_CAP = 4.4
_OPEN = 24.0
_TIP = 5.0
_DOT = 3.2
_MIDDLE = 2.2
_THINNEST = 1.2
_MOST_DESCRIBED = 10


class RangeRow(Struct, frozen=True):
    """One range: without ``low`` it is open below, without ``high`` above."""

    name: str
    low: float | None
    high: float | None
    middle: float | None = None
    detail: str = ""
    highlighted: bool = False

    @property
    def known(self) -> list[float]:
        """The values there are, from low to high."""
        return [v for v in (self.low, self.middle, self.high) if v is not None]


class _InColumn(Measured, frozen=True, kw_only=True):
    width: float = MAIN_WIDTH


class RangeChart(_InColumn, frozen=True):
    """Ranges one below the other on one scale."""

    rows: tuple[RangeRow, ...]

    def stands_out(self, row: RangeRow) -> bool:
        """Whether the row takes the accent: it is singled out, or none of them is."""
        return row.highlighted or not any(other.highlighted for other in self.rows)


def draw_ranges(chart: RangeChart, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    known = _known(chart)
    figures = Figures.for_values(known, chart.unit, chart.language, chart.decimals)
    words = [_words(chart, number, figures) for number in range(len(chart.rows))]
    axis = open_axis(known)
    needs = [
        (value, before, after + metrics.width(said, _VALUE, SEMIBOLD) + _GAP)
        for row, said in zip(chart.rows, words, strict=True)
        for value, before, after in _reach(row, axis.low)
    ]
    rows = lay_out_rows(
        [RowName(row.name, row.detail, row.highlighted) for row in chart.rows],
        axis,
        needs,
        width=chart.width,
        height=chart.height,
        top=0.0,
        look=look,
        metrics=metrics,
        language=chart.language,
    )
    boxes = [_label(rows, number, row, words[number]) for number, row in enumerate(chart.rows)]
    body = [*rows.background(boxes)]
    for number, row in enumerate(chart.rows):
        colour = look.accent if chart.stands_out(row) else look.grey
        body += _row(rows, number, row, colour)
        body.append(_figure(rows, row, words[number], boxes[number]))
    alt = chart.alt or _alt(chart, figures)
    return finish(body, width=chart.width, height=rows.height, alt=alt)


def _known(chart: RangeChart) -> list[float]:
    """The values there are, once they are known to be in order."""
    known = [value for row in chart.rows for value in row.known]
    if not known:
        raise FigureError("The ranges have no values; check their columns and the filter.")
    require_finite(known, "The range chart")
    for row in chart.rows:
        if row.known != sorted(row.known):
            raise FigureError(
                f"The values of “{row.name}” are not in order: low, middle, high; correct the data."
            )
    return known


def _words(chart: RangeChart, number: int, figures: Figures) -> str:
    """The figures of a range; the first one carries the unit."""
    row, phrases = chart.rows[number], phrases_of(chart.language)
    unit = number == next(n for n, other in enumerate(chart.rows) if other.known)
    if row.low is not None and row.high is not None:
        words = figures.span(row.low, row.high, unit=unit)
        if row.middle is None or row.low == row.high:
            return words
        return f"{figures.label(row.middle)} ({words})"
    if row.high is not None:
        return phrases.at_most.format(figures.span(row.high, row.high, unit=unit))
    if row.low is not None:
        return phrases.at_least.format(figures.span(row.low, row.low, unit=unit))
    if row.middle is not None:
        return figures.span(row.middle, row.middle, unit=unit)
    return phrases.no_data


def _reach(row: RangeRow, low: float) -> Iterator[tuple[float, float, float]]:
    """Values of a row with the room that its mark takes before and after them."""
    if not row.known:
        yield low, 0.0, 0.0
        return
    single = row.known[0] == row.known[-1]
    before, after = (_DOT, _DOT) if single else (0.0, 0.0)
    if row.low is None and row.high is not None:
        before = _OPEN
    if row.high is None and row.low is not None:
        after = _OPEN
    yield row.known[0], before, after if single else 0.0
    yield row.known[-1], before if single else 0.0, after


def _end(rows: RowScale, row: RangeRow) -> float:
    """Where the mark of a row ends and its words begin."""
    if not row.known:
        return rows.x.start
    *_, (value, _, after) = _reach(row, rows.axis.low)
    return rows.x(value) + after


def _label(rows: RowScale, number: int, row: RangeRow, words: str) -> Box:
    width = rows.metrics.width(words, _VALUE, SEMIBOLD)
    baseline = rows.middle(number) + _VALUE * 0.34
    return text_box(_end(rows, row) + _GAP, baseline, width, _VALUE)


def _figure(rows: RowScale, row: RangeRow, words: str, box: Box) -> Markup:
    return text(
        box.left,
        box.top + _VALUE * 0.74,
        words,
        size=_VALUE,
        weight=SEMIBOLD if row.known else 400,
        fill=rows.look.ink if row.known else rows.look.ink3,
    )


def _row(rows: RowScale, number: int, row: RangeRow, colour: str) -> Iterator[Markup]:
    """The mark of a row: a bar with caps, a bar with an open end, or a dot."""
    if not row.known:
        return
    y, start, stop = rows.middle(number), rows.x(row.known[0]), rows.x(row.known[-1])
    open_below = row.low is None and row.high is not None
    open_above = row.high is None and row.low is not None
    yield rows.guide(number, start - (_OPEN if open_below and start == stop else _DOT))
    if open_below:
        start = rows.x(row.known[0]) - _OPEN
        yield _arrow(stop, start, y, colour)
    elif open_above:
        stop = rows.x(row.known[-1]) + _OPEN
        yield _arrow(start, stop, y, colour)
    elif stop - start < _THINNEST:
        yield circle((start + stop) / 2, y, _DOT, fill=colour)
        return
    else:
        yield rect(start, y - _HALF, stop - start, 2 * _HALF, fill=colour)
        for x in (start, stop):
            yield line(x, y - _CAP, x, y + _CAP, stroke=colour, width=1.2)
    if row.middle is not None:
        paper, ink = rows.look.paper, rows.look.ink
        yield circle(rows.x(row.middle), y, _MIDDLE, fill=paper, stroke=ink, stroke_width=1.0)


def _arrow(known: float, unknown: float, y: float, colour: str) -> Markup:
    """A bar from the bound that is known, thinning to a point where none is."""
    tip = unknown + (_TIP if unknown < known else -_TIP)
    cap = line(known, y - _CAP, known, y + _CAP, stroke=colour, width=1.2)
    return (
        path(
            f"M{known:.1f} {y - _HALF:.1f}L{tip:.1f} {y - _HALF:.1f}L{unknown:.1f} {y:.1f}"
            f"L{tip:.1f} {y + _HALF:.1f}L{known:.1f} {y + _HALF:.1f}Z",
            fill=colour,
        )
        + cap
    )


def _alt(chart: RangeChart, figures: Figures) -> str:
    said, told = sentences_of(chart.language), []
    for row in chart.rows[:_MOST_DESCRIBED]:
        name = said.comma.join(each for each in (row.name, row.detail) if each)
        told.append(said.named.format(name=name, words=_told(row, figures, said)))
    if more := len(chart.rows) - len(told):
        told.append(said.more.of(more))
    return opened(said.ranges, chart.measure, said.semicolon.join(told), said)


def _told(row: RangeRow, figures: Figures, said: Sentences) -> str:
    phrases = phrases_of(figures.language)
    if row.low is not None and row.high is not None:
        words = figures.spoken_span(row.low, row.high)
        if row.middle is None or row.low == row.high:
            return words
        return said.central.format(span=words, value=figures.spoken(row.middle))
    if row.high is not None:
        return phrases.at_most.format(figures.spoken(row.high))
    if row.low is not None:
        return phrases.at_least.format(figures.spoken(row.low))
    return phrases.no_data if row.middle is None else figures.spoken(row.middle)
