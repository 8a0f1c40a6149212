"""Bars of two to four series: side by side in groups, or stacked with their sum at the end."""

from __future__ import annotations

from briefgen.charts.axes import require_finite
from briefgen.charts.grouped_columns import draw_grouped_columns
from briefgen.charts.grouped_field import GroupedField
from briefgen.charts.grouped_rows import draw_grouped_rows
from briefgen.charts.inputs import GroupedBars
from briefgen.charts.metrics import Metrics
from briefgen.charts.sentences import sentences_of
from briefgen.charts.svg import Drawing, FigureError, Look, finish
from briefgen.charts.words import Figures, no_data_words

_MOST_SERIES = 4
_MOST_BARS = 40


def draw_grouped(chart: GroupedBars, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    _check(chart)
    known = [value for row in chart.values for value in row if value is not None]
    if chart.stacked:  # so that a sum is never printed coarser or finer than its parts
        known += [sum(value or 0.0 for value in row) for row in chart.values]
    figures = Figures.for_values(known, chart.unit, chart.language, chart.decimals)
    field = GroupedField(chart, look, metrics, figures)
    legend, top = field.legend()
    draw = draw_grouped_columns if chart.direction == "vertical" else draw_grouped_rows
    body, height = draw(field, top)
    alt = chart.alt or _alt(field)
    return finish([*legend, *body], width=chart.width, height=height, alt=alt)


def _check(chart: GroupedBars) -> None:
    values = [value for row in chart.values for value in row if value is not None]
    if not values:
        raise FigureError("The bar chart has no values; check its columns and its filter.")
    require_finite(values, "The bar chart")
    if chart.direction not in ("horizontal", "vertical"):
        raise FigureError(f"A bar chart is horizontal or vertical, not “{chart.direction}”.")
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
        raise FigureError(
            "Parts below nought cannot be stacked: the height would be no sum; leave “stacked” out."
        )


def _alt(field: GroupedField) -> str:
    chart, figures, said = field.chart, field.figures, sentences_of(field.chart.language)
    no_data, rows = no_data_words(chart.language), []
    for name, row in zip(chart.names, chart.values, strict=True):
        parts = said.comma.join(
            said.valued.format(name=part, value=no_data if value is None else figures.spoken(value))
            for part, value in zip(chart.series, row, strict=True)
        )
        if chart.stacked:
            parts = said.together.format(parts=parts, total=figures.spoken(field.total(row)))
        rows.append(said.named.format(name=name, words=parts))
    measure = chart.measure.rstrip(". ")
    kind = said.stacked_bars if chart.stacked else said.grouped_bars
    return f"{kind} {measure + '. ' if measure else ''}{said.semicolon.join(rows)}."
