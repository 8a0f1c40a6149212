"""Figures of sizes into charts: bars, dots and ranges, a row of the chart for each name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from briefgen.charts.drawing import (
    Bar,
    BarChart,
    DotChart,
    DotRow,
    Drawing,
    GroupedBars,
    RangeChart,
    RangeRow,
)
from briefgen.charts.time_axis import short_date
from briefgen.data import Row
from briefgen.dates import PartialDate
from briefgen.edition.easel import Easel, scaled
from briefgen.model.figure import Figure
from briefgen.model.size_figures import BarFigure, CrossedFigure, DotFigure, RangeFigure, RowsFigure

T = TypeVar("T")
Values = dict[str, float | None]


def draw_bar(figure: Figure, easel: Easel) -> Drawing:
    """Bars, each whole or in parts."""
    assert isinstance(figure, BarFigure)
    if figure.series is not None:
        return _grouped(figure, figure.series, easel)
    rows = [
        (row.cells[figure.category], scaled(row, figure.value, figure.scale))
        for row in easel.rows(figure)
    ]
    bars = tuple(
        Bar(_called(name, figure, easel), value, name in figure.highlight)
        for name, value in _sorted(rows, figure, lambda row: row[1])
    )
    chart = BarChart(
        bars=bars,
        direction=figure.direction,
    )
    return easel.drawing_of(chart, figure)


def _grouped(figure: BarFigure, column: str, easel: Easel) -> Drawing:
    names, series = _crossed(figure, column, easel)
    chart = GroupedBars(
        names=tuple(_called(name, figure, easel) for name, _ in names),
        series=tuple(figure.relabel.get(name, name) for name in series),
        values=tuple(tuple(values.get(part) for part in series) for _, values in names),
        stacked=figure.stacked,
        direction=figure.direction,
    )
    return easel.drawing_of(chart, figure)


def draw_dots(figure: Figure, easel: Easel) -> Drawing:
    """Dots on a scale, one to a row or several."""
    assert isinstance(figure, DotFigure)
    names, series = _crossed(figure, figure.series, easel)
    rows = tuple(
        DotRow(
            _called(name, figure, easel),
            tuple(values.get(part) for part in series),
            name in figure.highlight,
        )
        for name, values in names
    )
    chart = DotChart(
        rows=rows,
        series=tuple(figure.relabel.get(name, name) for name in series) if figure.series else (),
    )
    return easel.drawing_of(chart, figure)


def draw_ranges(figure: Figure, easel: Easel) -> Drawing:
    """Ranges, a row of the file each."""
    assert isinstance(figure, RangeFigure)

    def highest(row: RangeRow) -> float | None:
        return max(row.known, default=None)

    rows = [_range(row, figure, easel) for row in easel.rows(figure)]
    chart = RangeChart(
        rows=tuple(_sorted(rows, figure, highest)),
    )
    return easel.drawing_of(chart, figure)


def _range(row: Row, figure: RangeFigure, easel: Easel) -> RangeRow:
    name = row.cells[figure.category]
    middle = scaled(row, figure.middle, figure.scale) if figure.middle else None
    return RangeRow(
        _called(name, figure, easel),
        scaled(row, figure.low, figure.scale),
        scaled(row, figure.high, figure.scale),
        middle,
        _worded(row.cells[figure.detail], figure.detail, figure, easel) if figure.detail else "",
        name in figure.highlight,
    )


def _crossed(
    figure: CrossedFigure, column: str | None, easel: Easel
) -> tuple[list[tuple[str, Values]], tuple[str, ...]]:
    """The values of each name by series, sorted by their sum, and the series in their order."""
    values: dict[str, Values] = {}
    series: dict[str, None] = {}
    for row in easel.rows(figure):
        part = row.cells[column] if column is not None else ""
        series[part] = None
        values.setdefault(row.cells[figure.category], {})[part] = scaled(
            row, figure.value, figure.scale
        )

    def summed(row: tuple[str, Values]) -> float:
        return sum(value or 0.0 for value in row[1].values())

    return _sorted(list(values.items()), figure, summed), tuple(series)


def _sorted(rows: list[T], figure: RowsFigure, size: Callable[[T], float | None]) -> list[T]:
    """Rows in the order asked for; those without a value stand at the end."""
    if figure.sort == "none":
        return rows
    sign = -1.0 if figure.sort == "descending" else 1.0
    return sorted(rows, key=lambda row: (size(row) is None, sign * (size(row) or 0.0)))


def _called(name: str, figure: RowsFigure, easel: Easel) -> str:
    """The words for a row: those of the author, else those of the file."""
    return figure.relabel.get(name) or _worded(name, figure.category, figure, easel)


def _worded(cell: str, column: str, figure: RowsFigure, easel: Easel) -> str:
    """A cell in words: a date as dates are printed."""
    about = easel.tables[figure.data].description.columns[column]
    return (
        short_date(PartialDate.parse(cell), easel.language)
        if about.type == "date" and cell
        else cell
    )
