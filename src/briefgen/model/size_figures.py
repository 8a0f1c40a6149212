"""Figures that compare sizes: bars, dots on a scale, ranges between two values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from briefgen.model.data_figure import DataFigure
from briefgen.model.drawn_data import Asked, Called, Cells, Misfit
from briefgen.model.fields import Flag, WordList, Words, choice, read_number, wrong


class RowsFigure(DataFigure):
    """A figure with a row for each name."""

    category: Words = Field(description="The column that names the rows.")
    exclude: WordList = Field((), description="Rows to leave out.")
    sort: Annotated[str, PlainValidator(choice("descending", "ascending", "none"))] = Field(
        "none", description="descending, ascending or none (the file's order)."
    )
    highlight: WordList = Field((), description="The rows in the accent colour.")
    relabel: dict[str, Words] = Field({}, description="Other words for a row than the file's.")

    def called(self) -> Iterator[Called]:
        yield "exclude", self.exclude, (self.category,)
        yield "highlight", self.highlight, (self.category,)
        yield "relabel", tuple(self.relabel), self.labels() or (self.category,)


class CrossedFigure(RowsFigure):
    """A figure with one value for each name, or one for each name and part."""

    value: Words = Field("value", description="The column of values.")
    series: Words | None = Field(
        None, description="The column that tells the parts of a row apart."
    )

    def labels(self) -> tuple[str, ...]:
        return (self.category,) if self.series is None else (self.category, self.series)

    def measured(self) -> tuple[str, ...]:
        return (self.value,)

    def asked(self) -> Iterator[Asked]:
        yield "category", self.category, ""
        yield "value", self.value, "number"
        if self.series is not None:
            yield "series", self.series, ""


class BarFigure(CrossedFigure):
    """A bar chart: sizes compared, each bar whole or in parts."""

    series: Words | None = Field(
        None, description="The column that parts each bar into two to four."
    )
    stacked: Flag = Field(
        False, description="Parts on top of each other; else side by side in a group."
    )
    direction: Annotated[str, PlainValidator(choice("horizontal", "vertical"))] = Field(
        "horizontal", description="horizontal, or vertical for years."
    )

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


class DotFigure(CrossedFigure):
    """A dot plot: places on a scale that need not begin at nought, one dot to a row or several."""

    series: Words | None = Field(
        None, description="The column that tells two to four dots of a row apart."
    )


class RangeFigure(RowsFigure):
    """Ranges: what lies between two values, below one or above one; a row of the file each."""

    low: Words = Field("low", description="The column of lower bounds; empty where there is none.")
    high: Words = Field("high", description="The column of upper bounds; empty where none.")
    middle: Words | None = Field(None, description="A column of central values, drawn as a dot.")
    detail: Words | None = Field(
        None, description="A column printed small under the name, as the date or who says so."
    )

    def measured(self) -> tuple[str, ...]:
        return (self.low, self.high, *((self.middle,) if self.middle is not None else ()))

    def named(self) -> str:
        return self.category

    def asked(self) -> Iterator[Asked]:
        yield "category", self.category, ""
        yield "low", self.low, "number"
        yield "high", self.high, "number"
        if self.middle is not None:
            yield "middle", self.middle, "number"
        if self.detail is not None:
            yield "detail", self.detail, ""

    def misfits(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        columns = [self.low, *((self.middle,) if self.middle is not None else ()), self.high]
        for row in rows:
            found = [read_number(row[column]) for column in columns]
            known = [value for value in found if value is not None]
            if known != sorted(known):
                yield (
                    (),
                    f"the values of “{row[self.category][:40]}” are not in order: "
                    f"{', '.join(str(value) for value in known)}",
                    "the lower bound comes first, then the middle, then the upper bound",
                )
