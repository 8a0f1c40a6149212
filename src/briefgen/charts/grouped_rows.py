"""Horizontal bars in groups or stacks, names at the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import Scale
from briefgen.charts.grouped_field import NAME, NAME_LEADING, SMALL, VALUE, GroupedField
from briefgen.charts.svg import REGULAR, SEMIBOLD, FigureError, line, text, text_lines

_GAP = 3.5
_NAME_SHARE = 0.36
_TO_BARS = 7.0
_BAR, _STACKED_BAR = 9.0, 14.0
_BETWEEN_BARS = 1.0
_BETWEEN = 8.0
_LEAST_BARS = 24.0


class _Row(Struct, frozen=True):
    """One name with its bars: where they stand."""

    number: int
    values: Sequence[float | None]
    top: float
    thick: float


def draw_grouped_rows(field: GroupedField, above: float) -> tuple[list[Markup], float]:
    """The parts of the chart below its legend, and its height."""
    chart, metrics = field.chart, field.metrics
    names = [metrics.fit(name, NAME, chart.width * _NAME_SHARE, 2) for name in chart.names]
    x = _scale(field, names)
    thick = _STACKED_BAR if chart.stacked else _BAR
    group = thick * field.bars + _BETWEEN_BARS * (field.bars - 1)
    pitch = max(group, NAME_LEADING * max(map(len, names))) + _BETWEEN
    if chart.height:
        pitch = max(pitch, (chart.height - above) / len(chart.names))
    body: list[Markup] = []
    for number, (lines, values) in enumerate(zip(names, chart.values, strict=True)):
        top = above + number * pitch + (pitch - group) / 2
        body.append(_name(field, lines, top + group / 2))
        row = _Row(number, values, top, thick)
        body += _stack(field, row, x) if chart.stacked else _group(field, row, x)
    bottom = above + pitch * len(chart.names)
    body.append(line(x(0.0), above, x(0.0), bottom, stroke=field.look.ink, width=0.8))
    return body, bottom


def _scale(field: GroupedField, names: Sequence[Sequence[str]]) -> Scale:
    """Room for the bars between the names and the figures at either end."""
    left = max(field.metrics.width(words, NAME) for lines in names for words in lines) + _TO_BARS
    before, after = 0.0, 0.0
    rows = [(field.total(row),) if field.chart.stacked else row for row in field.chart.values]
    for value in (value for row in rows for value in row):
        width = field.width(field.words(value, unit=value is not None)) + _GAP
        if (value or 0.0) < 0:
            before = max(before, width)
        else:
            after = max(after, width)
    axis = field.axis()
    scale = Scale(axis.low, axis.high, left + before, field.chart.width - after)
    if scale.end - scale.start < _LEAST_BARS:
        raise FigureError("The figures leave no room for the bars; widen the figure or scale it.")
    return scale


def _name(field: GroupedField, lines: Sequence[str], middle: float) -> Markup:
    baseline = middle - (len(lines) - 1) * NAME_LEADING / 2 + NAME * 0.34
    return text_lines(0.0, baseline, lines, leading=NAME_LEADING, size=NAME, fill=field.look.ink)


def _group(field: GroupedField, row: _Row, x: Scale) -> Iterator[Markup]:
    first = next((n for n, value in enumerate(row.values) if value is not None), None)
    for number, value in enumerate(row.values):
        y = row.top + number * (row.thick + _BETWEEN_BARS)
        start, end = sorted((x(0.0), x(value or 0.0)))
        if end - start > 0.05:
            yield field.bar(number, start, y, end - start, row.thick)
        words = field.words(value, unit=row.number == 0 and number == first)
        backwards = (value or 0.0) < 0
        yield text(
            start - _GAP if backwards else end + _GAP,
            y + row.thick / 2 + VALUE * 0.34,
            words,
            size=SMALL if value is None else VALUE,
            weight=SEMIBOLD if number == 0 and value is not None else REGULAR,
            fill=field.look.ink3 if value is None else field.look.ink,
            anchor="end" if backwards else "start",
        )


def _stack(field: GroupedField, row: _Row, x: Scale) -> Iterator[Markup]:
    done, middle = 0.0, row.top + row.thick / 2
    for number, value in enumerate(row.values):
        start, end = x(done), x(done + (value or 0.0))
        done += value or 0.0
        if end - start > 0.05:
            yield field.bar(number, start, row.top, end - start, row.thick)
            room = end - start, row.thick
            yield field.figure_inside(number, value or 0.0, (start + end) / 2, middle, room)
    yield text(
        x(done) + _GAP,
        middle + VALUE * 0.34,
        field.words(done, unit=row.number == 0),
        size=VALUE,
        weight=SEMIBOLD,
        fill=field.look.ink,
    )
