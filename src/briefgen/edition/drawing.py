"""Figures of the spec into drawings: rows are selected here, `charts` and `maps` draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from briefgen.charts.drawing import (
    Bar,
    BarChart,
    GroupedBars,
    LineChart,
    Mark,
    Series,
    draw,
)
from briefgen.charts.svg import Drawing
from briefgen.data import Row, number
from briefgen.edition.diagrams import (
    draw_network_figure,
    draw_strip_figure,
    draw_timeline_figure,
    draw_yardstick_figure,
)
from briefgen.edition.easel import WIDTHS, Easel
from briefgen.edition.mapping import draw_choropleth_figure, draw_map_figure
from briefgen.model.data_figure import DataFigure
from briefgen.model.diagrams import NetworkFigure
from briefgen.model.figure import Figure
from briefgen.model.figures import BarFigure, LineFigure
from briefgen.model.map_figures import ChoroplethFigure, MapFigure
from briefgen.model.outlook_figures import ScenarioStripFigure, YardstickFigure
from briefgen.model.timelines import TimelineFigure


def draw_figure(figure: Figure, easel: Easel) -> Drawing:
    """The drawing of a figure; FigureError where its data cannot be drawn."""
    return DRAWERS[type(figure)](figure, easel)


def _scaled(row: Row, column: str, figure: DataFigure) -> float | None:
    value = number(row.cells[column])
    if value is None:
        return None
    return float(value * (figure.scale if figure.scale is not None else Decimal(1)))


def _line(figure: Figure, easel: Easel) -> Drawing:
    assert isinstance(figure, LineFigure)
    lines: dict[str, list[tuple[float, float | None]]] = {}
    for row in easel.rows(figure):
        name = row.cells[figure.series] if figure.series else figure.title.plain()
        point = float(row.cells[figure.x]), _scaled(row, figure.y, figure)
        lines.setdefault(name, []).append(point)
    names = figure.only or tuple(lines)
    chart = LineChart(
        series=tuple(Series(name, tuple(sorted(lines.get(name, ())))) for name in names),
        measure=_measure(figure),
        highlight=figure.highlight,
        unit=figure.unit,
        decimals=figure.decimals,
        labels=tuple(float(year) for year in figure.label),
        marks=tuple(Mark(float(mark.at), mark.text) for mark in figure.mark),
        width=WIDTHS[figure.width],
        height=figure.height,
        language=easel.language,
        alt=figure.alt,
    )
    return draw(chart, easel.look, easel.metrics)


def _bar(figure: Figure, easel: Easel) -> Drawing:
    assert isinstance(figure, BarFigure)
    if figure.series is not None:
        return _grouped(figure, figure.series, easel)
    rows = [
        (row.cells[figure.category], _scaled(row, figure.value, figure))
        for row in easel.rows(figure)
    ]
    rows = [(name, value) for name, value in rows if name not in figure.exclude]
    if figure.sort != "none":
        rows.sort(
            key=lambda bar: (bar[1] is None, bar[1] or 0.0), reverse=figure.sort == "descending"
        )
    bars = tuple(
        Bar(figure.relabel.get(name, name), value, name in figure.highlight) for name, value in rows
    )
    chart = BarChart(
        bars=bars,
        measure=_measure(figure),
        unit=figure.unit,
        decimals=figure.decimals,
        direction=figure.direction,
        width=WIDTHS[figure.width],
        height=figure.height,
        language=easel.language,
        alt=figure.alt,
    )
    return draw(chart, easel.look, easel.metrics)


def _grouped(figure: BarFigure, column: str, easel: Easel) -> Drawing:
    values: dict[str, dict[str, float | None]] = {}
    series: dict[str, None] = {}
    for row in easel.rows(figure):
        if (name := row.cells[figure.category]) not in figure.exclude:
            series[row.cells[column]] = None
            values.setdefault(name, {})[row.cells[column]] = _scaled(row, figure.value, figure)
    names = list(values)
    if figure.sort != "none":
        sums = {name: sum(v or 0.0 for v in values[name].values()) for name in names}
        names.sort(key=sums.__getitem__, reverse=figure.sort == "descending")
    chart = GroupedBars(
        names=tuple(figure.relabel.get(name, name) for name in names),
        series=tuple(figure.relabel.get(name, name) for name in series),
        values=tuple(tuple(values[name].get(part) for part in series) for name in names),
        stacked=figure.stacked,
        measure=_measure(figure),
        unit=figure.unit,
        decimals=figure.decimals,
        direction=figure.direction,
        width=WIDTHS[figure.width],
        height=figure.height,
        language=easel.language,
        alt=figure.alt,
    )
    return draw(chart, easel.look, easel.metrics)


def _measure(figure: Figure) -> str:
    return (figure.subtitle or figure.title).plain()


DRAWERS: Mapping[type[Figure], Callable[[Figure, Easel], Drawing]] = {
    LineFigure: _line,
    BarFigure: _bar,
    TimelineFigure: draw_timeline_figure,
    MapFigure: draw_map_figure,
    ChoroplethFigure: draw_choropleth_figure,
    NetworkFigure: draw_network_figure,
    ScenarioStripFigure: draw_strip_figure,
    YardstickFigure: draw_yardstick_figure,
}
