"""Bars of two to four series: side by side in groups, or stacked with their sum at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.charts.axes import Scale, require_finite, value_axis
from briefgen.charts.inputs import GroupedBars
from briefgen.charts.line_plan import default_height
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import (
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    finish,
    line,
    rect,
    text,
    text_lines,
)
from briefgen.charts.words import Figures, no_data_words

_NAME, _NAME_LEADING = 7.6, 8.8
_VALUE, _SMALL = 7.4, 6.8
_GAP = 3.5
_LEGEND = 15.0
_NAME_SHARE = 0.36
_BAR, _STACKED_BAR = 9.0, 14.0
_BETWEEN = 8.0
_MOST_SERIES = 4
_MOST_BARS = 40
_NARROWEST = 5.0


@dataclass(frozen=True, slots=True)
class _Field:
    """What every part of one chart is drawn with."""

    chart: GroupedBars
    look: Look
    metrics: Metrics
    figures: Figures

    @property
    def fills(self) -> tuple[str, ...]:
        """Fills from dark to light, so that they differ in a grey print as well."""
        look = self.look
        return (look.accent, look.mid, look.grey, look.tint)

    def total(self, row: Sequence[float | None]) -> float:
        return sum(value or 0.0 for value in row)

    def reach(self) -> list[float]:
        """The values that the axis has to hold."""
        if self.chart.stacked:
            return [self.total(row) for row in self.chart.values]
        return [value for row in self.chart.values for value in row if value is not None]


def draw_grouped(chart: GroupedBars, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    _check(chart)
    known = [value for row in chart.values for value in row if value is not None]
    figures = Figures.for_values(known, chart.unit, chart.language, chart.decimals)
    field = _Field(chart, look, metrics, figures)
    body, height = _columns(field) if chart.direction == "vertical" else _rows(field)
    parts = [*_legend(field), *body]
    return finish(parts, width=chart.width, height=height, alt=chart.alt or _alt(field))


def _check(chart: GroupedBars) -> None:
    values = [value for row in chart.values for value in row if value is not None]
    if not values:
        raise FigureError("The bar chart has no values; check its columns and its filter.")
    require_finite(values, "The bar chart")
    if not 2 <= len(chart.series) <= _MOST_SERIES:
        raise FigureError(
            f"{len(chart.series)} series; a bar chart with “series” takes two to {_MOST_SERIES}."
        )
    if len(chart.names) * (1 if chart.stacked else len(chart.series)) > _MOST_BARS:
        raise FigureError(f"Too many bars to read; {_MOST_BARS} is the most.")
    if chart.stacked and len(values) < len(chart.names) * len(chart.series):
        raise FigureError(
            "A stacked bar lacks a part, so its sum would be wrong; leave “stacked” out."
        )
    if chart.stacked and min(values) < 0:
        raise FigureError("Bars with negative parts cannot be stacked; leave “stacked” out.")


def _legend(field: _Field) -> Iterator[Markup]:
    """One line of squares with the names of the series, in the order they are drawn."""
    x = 0.0
    for name, fill in zip(field.chart.series, field.fills, strict=False):
        yield rect(x + 0.3, 1.8, 7.4, 7.4, fill=fill, stroke=field.look.accent, stroke_width=0.5)
        yield text(x + 12.0, 8.2, name, size=_VALUE, fill=field.look.ink)
        x += 12.0 + field.metrics.width(name, _VALUE) + 14.0


# Horizontal -----------------------------------------------------------------------------------


def _rows(field: _Field) -> tuple[list[Markup], float]:
    chart, metrics = field.chart, field.metrics
    names = [metrics.fit(name, _NAME, chart.width * _NAME_SHARE, 2) for name in chart.names]
    left = max(metrics.width(words, _NAME) for lines in names for words in lines) + 7.0
    axis = value_axis(field.reach())
    widest = max(metrics.width(field.figures.full(v), _VALUE, SEMIBOLD) for v in field.reach())
    before = widest + _GAP if axis.low < 0 else 0.0
    x = Scale(axis.low, axis.high, left + before, chart.width - widest - _GAP)
    if x.end - x.start < 24.0:
        raise FigureError("The figures leave no room for the bars; widen the figure or scale it.")
    thick = _STACKED_BAR if chart.stacked else _BAR
    group = thick if chart.stacked else thick * len(chart.series) + 1.0 * (len(chart.series) - 1)
    pitch = max(group, _NAME_LEADING * max(map(len, names))) + _BETWEEN
    if chart.height:
        pitch = max(pitch, (chart.height - _LEGEND) / len(chart.names))
    body: list[Markup] = []
    for number, (lines, row) in enumerate(zip(names, chart.values, strict=True)):
        top = _LEGEND + number * pitch + (pitch - group) / 2
        middle = top + group / 2 - (len(lines) - 1) * _NAME_LEADING / 2 + _NAME * 0.34
        body.append(
            text_lines(0.0, middle, lines, leading=_NAME_LEADING, size=_NAME, fill=field.look.ink)
        )
        draw = _stacked_row if chart.stacked else _group_row
        body += draw(field, row, x, top, thick, first=number == 0)
    bottom = _LEGEND + pitch * len(chart.names)
    body.append(line(x(0.0), _LEGEND, x(0.0), bottom, stroke=field.look.ink, width=0.8))
    return body, bottom


def _group_row(
    field: _Field, row: Sequence[float | None], x: Scale, top: float, thick: float, *, first: bool
) -> Iterator[Markup]:
    for number, value in enumerate(row):
        y = top + number * (thick + 1.0)
        baseline = y + thick / 2 + _VALUE * 0.34
        if value is None:
            words = no_data_words(field.chart.language)
            yield text(x(0.0) + _GAP, baseline, words, size=_SMALL, fill=field.look.ink3)
            continue
        start, end = sorted((x(0.0), x(value)))
        yield _part(field, number, start, y, end - start, thick)
        words = field.figures.full(value) if first and not number else field.figures.label(value)
        at, anchor = (end + _GAP, "start") if value >= 0 else (start - _GAP, "end")
        weight = SEMIBOLD if number == 0 else 400
        yield text(
            at, baseline, words, size=_VALUE, weight=weight, fill=field.look.ink, anchor=anchor
        )


def _stacked_row(
    field: _Field, row: Sequence[float | None], x: Scale, top: float, thick: float, *, first: bool
) -> Iterator[Markup]:
    done = 0.0
    baseline = top + thick / 2 + _VALUE * 0.34
    for number, value in enumerate(row):
        start, end = x(done), x(done + (value or 0.0))
        done += value or 0.0
        if end - start <= 0.05:
            continue
        yield _part(field, number, start, top, end - start, thick)
        words = field.figures.label(value or 0.0)
        if field.metrics.width(words, _SMALL) + 5.0 <= end - start:
            fill = field.look.ink if number else field.look.paper
            yield text(
                (start + end) / 2, baseline - 0.2, words, size=_SMALL, fill=fill, anchor="middle"
            )
    total = field.figures.full(done) if first else field.figures.label(done)
    yield text(x(done) + _GAP, baseline, total, size=_VALUE, weight=SEMIBOLD, fill=field.look.ink)


# Vertical -------------------------------------------------------------------------------------


def _columns(field: _Field) -> tuple[list[Markup], float]:
    chart, metrics, look = field.chart, field.metrics, field.look
    pitch = chart.width / len(chart.names)
    names = [metrics.fit(name, _NAME, pitch - 5.0, 3) for name in chart.names]
    height = (chart.height or default_height(chart.width)) + _LEGEND
    foot = 6.0 + _NAME_LEADING * max(map(len, names))
    axis = value_axis(field.reach())
    below = 10.0 if axis.low < 0 else 0.0
    y = Scale(axis.low, axis.high, height - foot - below, _LEGEND + 13.0)
    bars = 1 if chart.stacked else len(chart.series)
    thick = min(34.0, (pitch * 0.74) / bars)
    if thick < _NARROWEST:
        raise FigureError("Too many bars for this width; make the figure wider.")
    body: list[Markup] = []
    for number, (lines, row) in enumerate(zip(names, chart.values, strict=True)):
        middle = (number + 0.5) * pitch
        left = middle - thick * bars / 2
        draw = _stacked_column if chart.stacked else _group_columns
        body += draw(field, row, y, left, thick)
        body.append(
            text_lines(
                middle,
                y(axis.low) + below + 10.0,
                lines,
                leading=_NAME_LEADING,
                size=_NAME,
                fill=look.ink2,
                anchor="middle",
            )
        )
    body.append(line(0.0, y(0.0), chart.width, y(0.0), stroke=look.ink, width=0.8))
    return body, height


def _group_columns(
    field: _Field, row: Sequence[float | None], y: Scale, left: float, thick: float
) -> Iterator[Markup]:
    fits = all(
        field.metrics.width(field.figures.label(value), _SMALL) <= thick + 3.0
        for values in field.chart.values
        for value in values
        if value is not None
    )
    for number, value in enumerate(row):
        x = left + number * thick
        if value is None:
            yield text(
                x + thick / 2, y(0.0) - 3.0, "–", size=_SMALL, fill=field.look.ink3, anchor="middle"
            )
            continue
        top, bottom = sorted((y(0.0), y(value)))
        yield _part(field, number, x + 0.5, top, thick - 1.0, bottom - top)
        if fits or number == 0:
            baseline = top - 3.0 if value >= 0 else bottom + _SMALL + 1.0
            yield text(
                x + thick / 2,
                baseline,
                field.figures.label(value),
                size=_SMALL,
                fill=field.look.ink,
                anchor="middle",
            )


def _stacked_column(
    field: _Field, row: Sequence[float | None], y: Scale, left: float, thick: float
) -> Iterator[Markup]:
    done = 0.0
    for number, value in enumerate(row):
        bottom, top = y(done), y(done + (value or 0.0))
        done += value or 0.0
        if bottom - top <= 0.05:
            continue
        yield _part(field, number, left, top, thick, bottom - top)
        words = field.figures.label(value or 0.0)
        if bottom - top >= _SMALL + 3.0 and field.metrics.width(words, _SMALL) + 3.0 <= thick:
            fill = field.look.ink if number else field.look.paper
            middle = (top + bottom) / 2 + _SMALL * 0.34
            yield text(left + thick / 2, middle, words, size=_SMALL, fill=fill, anchor="middle")
    yield text(
        left + thick / 2,
        y(done) - 3.4,
        field.figures.label(done),
        size=_VALUE,
        weight=SEMIBOLD,
        fill=field.look.ink,
        anchor="middle",
    )


def _part(field: _Field, number: int, x: float, y: float, width: float, height: float) -> Markup:
    """A bar or a piece of one; the lightest needs an outline to be seen."""
    outline = field.look.accent if number == _MOST_SERIES - 1 else None
    return rect(x, y, width, height, fill=field.fills[number], stroke=outline, stroke_width=0.5)


def _alt(field: _Field) -> str:
    chart, figures = field.chart, field.figures
    rows = []
    for name, row in zip(chart.names, chart.values, strict=True):
        parts = [
            f"{part} {no_data_words('en') if value is None else figures.spoken(value)}"
            for part, value in zip(chart.series, row, strict=True)
        ]
        total = f", together {figures.spoken(field.total(row))}" if chart.stacked else ""
        rows.append(f"{name}: {', '.join(parts)}{total}")
    kind = "Stacked bar chart" if chart.stacked else "Grouped bar chart"
    measure = chart.measure.rstrip(". ")
    return f"{kind}. {measure + '. ' if measure else ''}{'; '.join(rows)}."
