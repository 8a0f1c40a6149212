"""Vertical bars in groups or stacks; gridlines stand in for figures that do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import Scale, ValueAxis
from briefgen.charts.grouped_field import NAME, NAME_LEADING, SMALL, VALUE, GroupedField
from briefgen.charts.line_plan import default_height
from briefgen.charts.svg import REGULAR, SEMIBOLD, FigureError, line, text, text_lines

_HEAD = 13.0
_BELOW = 10.0
_FIGURE = 6.8
_GROUP_SHARE = 0.74
_WIDEST = 34.0
_NARROWEST = 5.0
_NARROWEST_NAME = 24.0


class _Columns(Struct, frozen=True):
    """The columns with their places; ``figures`` says whether every end carries one."""

    field: GroupedField
    axis: ValueAxis
    y: Scale
    pitch: float
    thick: float
    figures: bool

    @property
    def right(self) -> float:
        """Where the last group ends and the figures of the gridlines begin."""
        return self.pitch * len(self.field.chart.names)


def draw_grouped_columns(field: GroupedField, above: float) -> tuple[list[Markup], float]:
    """The parts of the chart below its legend, and its height."""
    chart = field.chart
    axis = field.axis()
    pitch, figures = chart.width / len(chart.names), True
    if not _all_fit(field, pitch):
        pitch, figures = (chart.width - _gutter(field, axis)) / len(chart.names), False
    if _thick(field, pitch) < _NARROWEST:
        raise FigureError("Too many bars for this width; make the figure wider.")
    names = _names(field, pitch)
    height = (chart.height or default_height(chart.width)) + above
    below = _BELOW if axis.low < 0 and figures else 0.0
    foot = 6.0 + NAME_LEADING * max(map(len, names)) + below
    y = Scale(axis.low, axis.high, height - foot, above + _HEAD)
    columns = _Columns(field, axis, y, pitch, _thick(field, pitch), figures)
    body = [*_rules(columns)]
    for number, values in enumerate(chart.values):
        left = (number + 0.5) * pitch - columns.thick * field.bars / 2
        draw = _stack if chart.stacked else _group
        body += draw(columns, values, left)
    body.append(line(0.0, y(0.0), columns.right, y(0.0), stroke=field.look.ink, width=0.8))
    for number, lines in enumerate(names):
        body.append(_name(columns, lines, (number + 0.5) * pitch, y(axis.low) + below + 10.0))
    return body, height


def _thick(field: GroupedField, pitch: float) -> float:
    return min(_WIDEST, pitch * _GROUP_SHARE / field.bars)


def _all_fit(field: GroupedField, pitch: float) -> bool:
    """Whether the figure of every end has room, over its own bar or over the whole stack."""
    room = pitch - 4.0 if field.chart.stacked else _thick(field, pitch) - 0.6
    size, weight = (VALUE, SEMIBOLD) if field.chart.stacked else (SMALL, REGULAR)
    return all(
        field.metrics.width(field.figures.label(value), size, weight) <= room
        for value in field.ends()
    )


def _gutter(field: GroupedField, axis: ValueAxis) -> float:
    figures = (axis.words(tick, field.chart.language) for tick in axis.ticks)
    return max((field.metrics.width(words, _FIGURE) for words in figures), default=0.0) + 6.0


def _names(field: GroupedField, pitch: float) -> list[list[str]]:
    """The names below the groups; years that would crowd are named at every second or less."""
    names, room = field.chart.names, pitch - 4.0
    widest = max(field.metrics.width(name, NAME) for name in names)
    if widest > room and all(name.isdigit() for name in names):
        every, last = int(-(-(widest + 5.0) // pitch)), len(names) - 1
        return [[name] if (last - number) % every == 0 else [] for number, name in enumerate(names)]
    if widest > room and pitch < _NARROWEST_NAME:
        raise FigureError(
            "The names are too long to stand below vertical bars; "
            "shorten them (relabel) or set direction: horizontal."
        )
    return [field.metrics.fit(name, NAME, room, 3) for name in names]


def _rules(columns: _Columns) -> Iterator[Markup]:
    if columns.figures:
        return
    look, chart = columns.field.look, columns.field.chart
    for tick in columns.axis.ticks:
        y, words = columns.y(tick), columns.axis.words(tick, chart.language)
        yield line(0.0, y, chart.width, y, stroke=look.hair, width=0.5)
        yield text(chart.width, y - 2.8, words, size=_FIGURE, fill=look.ink3, anchor="end")


def _group(columns: _Columns, values: Sequence[float | None], left: float) -> Iterator[Markup]:
    field, zero = columns.field, columns.y(0.0)
    for number, value in enumerate(values):
        x = left + number * columns.thick
        middle = x + columns.thick / 2
        if value is None:
            yield text(middle, zero - 3.0, "–", size=SMALL, fill=field.look.ink3, anchor="middle")
            continue
        top, bottom = sorted((zero, columns.y(value)))
        if bottom - top > 0.05:
            yield field.bar(number, x + 0.5, top, columns.thick - 1.0, bottom - top)
        if columns.figures:
            baseline = top - 3.0 if value >= 0 else bottom + SMALL + 1.0
            words = field.figures.label(value)
            yield text(middle, baseline, words, size=SMALL, fill=field.look.ink, anchor="middle")


def _stack(columns: _Columns, values: Sequence[float | None], left: float) -> Iterator[Markup]:
    field, done = columns.field, 0.0
    middle = left + columns.thick / 2
    for number, value in enumerate(values):
        bottom, top = columns.y(done), columns.y(done + (value or 0.0))
        done += value or 0.0
        if bottom - top > 0.05:
            yield field.bar(number, left, top, columns.thick, bottom - top)
            room = columns.thick, bottom - top
            yield field.figure_inside(number, value or 0.0, middle, (top + bottom) / 2, room)
    if columns.figures:
        yield text(
            middle,
            columns.y(done) - 3.4,
            field.figures.label(done),
            size=VALUE,
            weight=SEMIBOLD,
            fill=field.look.ink,
            anchor="middle",
        )


def _name(columns: _Columns, lines: Sequence[str], middle: float, baseline: float) -> Markup:
    widths = (columns.field.metrics.width(words, NAME) for words in lines)
    half = max(widths, default=0.0) / 2
    return text_lines(
        min(max(middle, half), columns.field.chart.width - half),
        baseline,
        lines,
        leading=NAME_LEADING,
        size=NAME,
        fill=columns.field.look.ink2,
        anchor="middle",
    )
