"""Horizontal bars: names beside them, or above when few names are long."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import Scale, value_axis
from briefgen.charts.inputs import Bar, BarChart
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import (
    REGULAR,
    SEMIBOLD,
    FigureError,
    Look,
    line,
    rect,
    text,
    text_lines,
)
from briefgen.charts.words import Figures, no_data_words

_NAME = 7.6
_NAME_LEADING = 8.8
_VALUE = 7.8
_GAP = 4.0
_USUAL_HEIGHT = 140.0
_WIDEST_PITCH = 27.0
_MOST_ROWS = 30
_NAME_SHARE = 0.4
_LEAST_BARS = 24.0


class _Rows(Struct, frozen=True):
    """Horizontal bars with their places worked out; ``above`` puts names over their bars."""

    chart: BarChart
    look: Look
    metrics: Metrics
    figures: Figures
    names: tuple[tuple[str, ...], ...]
    above: bool
    pitch: float
    x: Scale

    @property
    def thickness(self) -> float:
        return min(18.0, self.pitch - 16.0) if self.above else min(16.0, self.pitch * 0.62)

    @property
    def height(self) -> float:
        return self.pitch * len(self.chart.bars)

    def bar_top(self, row: int) -> float:
        if self.above:
            return row * self.pitch + 12.0
        return row * self.pitch + (self.pitch - self.thickness) / 2


def draw_rows(
    chart: BarChart, look: Look, metrics: Metrics, figures: Figures
) -> tuple[list[Markup], float]:
    """The parts of a chart of horizontal bars, and its height."""
    rows = _lay_out(chart, look, metrics, figures)
    return list(_rows(rows)), rows.height


def _lay_out(chart: BarChart, look: Look, metrics: Metrics, figures: Figures) -> _Rows:
    if len(chart.bars) > _MOST_ROWS:
        raise FigureError(
            f"{len(chart.bars)} bars are too many to read; choose {_MOST_ROWS} at most, "
            "or put the small ones together."
        )
    limit = chart.width * _NAME_SHARE
    few_and_long = len(chart.bars) <= 3 and any(
        metrics.width(bar.name, _NAME, SEMIBOLD) > limit for bar in chart.bars
    )
    for above in (True,) if few_and_long else (False, True):
        names = _names(chart, metrics, chart.width if above else limit, 1 if above else 2)
        left = 0.0 if above else _column(chart, names, metrics)
        scale = _scale(chart, metrics, figures, left)
        if scale.end - scale.start >= _LEAST_BARS:
            pitch = _pitch(chart, above, max(len(lines) for lines in names))
            return _Rows(chart, look, metrics, figures, names, above, pitch, scale)
    raise FigureError("The figures leave no room for the bars; widen the figure or scale it.")


def _names(
    chart: BarChart, metrics: Metrics, room: float, lines: int
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(metrics.fit(bar.name, _NAME, room, lines, _weight(bar))) for bar in chart.bars
    )


def _weight(bar: Bar) -> int:
    return SEMIBOLD if bar.highlighted else REGULAR


def _column(chart: BarChart, names: tuple[tuple[str, ...], ...], metrics: Metrics) -> float:
    widths = (
        metrics.width(words, _NAME, _weight(bar))
        for bar, lines in zip(chart.bars, names, strict=True)
        for words in lines
    )
    return max(widths, default=0.0) + 7.0


def _pitch(chart: BarChart, above: bool, lines: int) -> float:
    """Rows as far apart as the height allows, but neither crowded nor lost."""
    least = 31.0 if above else max(14.0, lines * _NAME_LEADING + 4.0)
    widest = 44.0 if above else _WIDEST_PITCH
    wanted = (chart.height or _USUAL_HEIGHT) / len(chart.bars)
    return max(least, min(wanted, widest))


def _scale(chart: BarChart, metrics: Metrics, figures: Figures, left: float) -> Scale:
    """Room for the bars between the names and the figures at either end."""
    before, after = 0.0, 0.0
    for row, bar in enumerate(chart.bars):
        width = metrics.width(_value_words(chart, figures, row), _VALUE, SEMIBOLD) + _GAP
        if (bar.value or 0.0) < 0:
            before = max(before, width)
        else:
            after = max(after, width)
    axis = value_axis([bar.value for bar in chart.bars if bar.value is not None])
    return Scale(axis.low, axis.high, left + before, chart.width - after)


def _rows(rows: _Rows) -> Iterator[Markup]:
    for number in range(len(rows.chart.bars)):
        yield _name(rows, number)
        yield _bar(rows, number)
    zero = rows.x(0.0)
    for top, bottom in _baselines(rows):
        yield line(zero, top, zero, bottom, stroke=rows.look.ink, width=0.8)


def _baselines(rows: _Rows) -> Iterator[tuple[float, float]]:
    if not rows.above:
        yield 0.0, rows.height
        return
    for number in range(len(rows.chart.bars)):
        top = rows.bar_top(number)
        yield top - 2.0, top + rows.thickness + 2.0


def _name(rows: _Rows, number: int) -> Markup:
    bar, lines = rows.chart.bars[number], rows.names[number]
    middle = rows.bar_top(number) + rows.thickness / 2
    top = middle - (len(lines) - 1) * _NAME_LEADING / 2 + _NAME * 0.34
    baseline = rows.bar_top(number) - 4.6 if rows.above else top
    return text_lines(
        0.0,
        baseline,
        lines,
        leading=_NAME_LEADING,
        size=_NAME,
        weight=_weight(bar),
        fill=rows.look.ink,
    )


def _bar(rows: _Rows, number: int) -> Markup:
    bar, top = rows.chart.bars[number], rows.bar_top(number)
    zero, end = rows.x(0.0), rows.x(bar.value or 0.0)
    colour = rows.look.accent if rows.chart.stands_out(bar) else rows.look.mid
    drawn = rect(min(zero, end), top, abs(end - zero), rows.thickness, fill=colour)
    backwards = (bar.value or 0.0) < 0
    figure = text(
        end - _GAP if backwards else end + _GAP,
        top + rows.thickness / 2 + _VALUE * 0.34,
        _value_words(rows.chart, rows.figures, number),
        size=_VALUE,
        weight=REGULAR if bar.value is None else SEMIBOLD,
        fill=rows.look.ink3 if bar.value is None else rows.look.ink,
        anchor="end" if backwards else "start",
    )
    return drawn + figure


def _value_words(chart: BarChart, figures: Figures, row: int) -> str:
    """The figure of a bar; only the first bar carries the unit, the others are read from it."""
    value = chart.bars[row].value
    if value is None:
        return no_data_words(chart.language)
    first = next(n for n, bar in enumerate(chart.bars) if bar.value is not None)
    return figures.full(value) if row == first else figures.label(value)
