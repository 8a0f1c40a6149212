"""Figures of courses into charts: lines, slopes and small multiples."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.charts.drawing import (
    Drawing,
    LineChart,
    LineEvent,
    Mark,
    Multiples,
    Series,
    Slope,
    SlopeChart,
    with_gaps,
)
from briefgen.data.asking import query_of
from briefgen.data.query import chosen
from briefgen.dates import PartialDate, moment
from briefgen.edition.clock import YEARS, Clock, clock_of
from briefgen.edition.easel import Easel, scaled
from briefgen.model.course_figures import CourseFigure, LineFigure, MultiplesFigure, SlopeFigure
from briefgen.model.figure import Figure
from briefgen.model.spark import SparkSpec

Points = tuple[tuple[float, float | None], ...]


def draw_line(figure: Figure, easel: Easel) -> Drawing:
    """Values over time, one line or several."""
    assert isinstance(figure, LineFigure)
    clock = clock_of(moment(row.cells[figure.x]) for row in easel.rows(figure))
    lines = courses(figure, figure.series, easel, clock)
    names = figure.only or tuple(lines)
    ahead = _projections(figure, easel)
    besides = (*(mark.at for mark in figure.mark), *(event.at for event in figure.events))
    chart = LineChart(
        series=tuple(
            Series(
                figure.relabel.get(name, name) or figure.title.plain(),
                lines.get(name, ()),
                clock.at(ahead[name]) if name in ahead else None,
            )
            for name in names
        ),
        highlight=figure.relabel.get(figure.highlight or "", figure.highlight),
        labels=tuple(map(clock.at, figure.label)),
        marks=tuple(Mark(clock.at(mark.at), mark.text) for mark in figure.mark),
        events=tuple(LineEvent(clock.at(event.at), event.text) for event in figure.events),
        tick_names=clock.names(besides, easel.language),
        tick_sets=clock.ticks(easel.language),
    )
    return easel.drawing_of(chart, figure)


def draw_slope(figure: Figure, easel: Easel) -> Drawing:
    """The change between two dates, a line for each name."""
    assert isinstance(figure, SlopeFigure)
    values: dict[str, dict[str, float | None]] = {}
    dates: dict[str, None] = {}
    for row in easel.rows(figure):
        date = row.cells[figure.x]
        dates[date] = None
        values.setdefault(row.cells[figure.series], {})[date] = scaled(row, figure.y, figure.scale)
    years = easel.tables[figure.data].description.columns[figure.x].type == "year"
    first, last = sorted(dates, key=int) if years else tuple(dates)
    chart = SlopeChart(
        slopes=tuple(
            Slope(
                figure.relabel.get(name, name),
                values.get(name, {}).get(first),
                values.get(name, {}).get(last),
                name in figure.highlight,
            )
            for name in figure.only or tuple(values)
        ),
        dates=(first, last),
    )
    return easel.drawing_of(chart, figure)


def draw_multiples(figure: Figure, easel: Easel) -> Drawing:
    """The same small chart for each name."""
    assert isinstance(figure, MultiplesFigure)
    panels = courses(figure, figure.by, easel)
    chart = Multiples(
        panels=tuple(
            Series(figure.relabel.get(name, name), panels.get(name, ()))
            for name in figure.only or tuple(panels)
        ),
        bars=figure.draw == "bar",
        own_scales=figure.own_scales,
        highlight=tuple(figure.relabel.get(name, name) for name in figure.highlight),
    )
    return easel.drawing_of(chart, figure)


def courses(
    figure: CourseFigure | SparkSpec, column: str | None, easel: Easel, clock: Clock = YEARS
) -> Mapping[str, Points]:
    """The points of each line in order, with a gap where a year or month is missing."""
    lines: dict[str, dict[float, float | None]] = {}
    for row in easel.rows(figure):
        name = row.cells[column] if column is not None else ""
        value = scaled(row, figure.y, figure.scale)
        lines.setdefault(name, {})[clock.at(moment(row.cells[figure.x]))] = value
    return {
        name: with_gaps(sorted(points.items())) if clock.even else tuple(sorted(points.items()))
        for name, points in lines.items()
    }


def _projections(figure: LineFigure, easel: Easel) -> Mapping[str, PartialDate]:
    """The first projected year or date of each line."""
    rows = chosen(query_of(figure), easel.tables[figure.data])
    return figure.projections([row.cells for row in rows])
