"""Figures: a few lines that name data and say what to show; drawn by `charts` and `maps`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from briefgen.model.calculation import Year
from briefgen.model.data_figure import DataFigure
from briefgen.model.diagrams import MatrixFigure, NetworkFigure
from briefgen.model.fields import (
    Flag,
    Model,
    WordList,
    Words,
    choice,
    wrong,
)
from briefgen.model.figure import Figure
from briefgen.model.map_figures import ChoroplethFigure, MapFigure
from briefgen.model.outlook_figures import ScenarioStripFigure, YardstickFigure
from briefgen.model.timelines import TimelineFigure


class ChartMark(Model):
    """A point of a line with words of its own."""

    at: Year = Field(description="The year.")
    text: Words = Field(description="What to say of it.")


class LineFigure(DataFigure):
    """A line chart: values over time, one to six lines."""

    x: Words = Field("year", description="The column of years.")
    y: Words = Field("value", description="The column of values.")
    series: Words | None = Field(None, description="The column that tells the lines apart.")
    only: WordList = Field((), description="Only these lines, in this order.")
    highlight: Words | None = Field(None, description="The line in the accent colour.")
    mark: tuple[ChartMark, ...] = Field((), description="Points with words.", max_length=3)
    label: tuple[Year, ...] = Field(
        (), description="Years whose value is printed, besides the last."
    )

    def labels(self) -> tuple[str, ...]:
        return (self.x,) if self.series is None else (self.x, self.series)

    def measured(self) -> tuple[str, ...]:
        return (self.y,)

    def named(self) -> str | None:
        return self.series


class BarFigure(DataFigure):
    """A bar chart: sizes compared, each bar whole or in parts."""

    category: Words = Field(description="The column that names the bars.")
    value: Words = Field("value", description="The column of values.")
    series: Words | None = Field(
        None, description="The column that parts each bar into two to four."
    )
    stacked: Flag = Field(
        False, description="Parts on top of each other; else side by side in a group."
    )
    exclude: WordList = Field((), description="Bars to leave out.")
    sort: Annotated[str, PlainValidator(choice("descending", "ascending", "none"))] = Field(
        "none", description="descending, ascending or none (the file's order)."
    )
    highlight: WordList = Field((), description="The bars in the accent colour.")
    direction: Annotated[str, PlainValidator(choice("horizontal", "vertical"))] = Field(
        "horizontal", description="horizontal, or vertical for years."
    )
    relabel: dict[str, Words] = Field({}, description="Other words for a bar than the file's.")

    def labels(self) -> tuple[str, ...]:
        return (self.category,) if self.series is None else (self.category, self.series)

    def measured(self) -> tuple[str, ...]:
        return (self.value,)

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        if self.series is not None and self.highlight:
            raise wrong(
                "a bar chart with “series” has no bar to highlight",
                "leave “highlight” out: the first series is in the accent",
                ("highlight",),
            )
        if self.series is None and self.stacked:
            raise wrong(
                "bars are stacked by a second column", "add “series:” with its name", ("stacked",)
            )
        return self


FIGURES: Mapping[str, type[Figure]] = {
    "line": LineFigure,
    "bar": BarFigure,
    "map": MapFigure,
    "choropleth": ChoroplethFigure,
    "timeline": TimelineFigure,
    "matrix": MatrixFigure,
    "network": NetworkFigure,
    "scenario-strip": ScenarioStripFigure,
    "yardstick": YardstickFigure,
}
