"""Sparklines: the course of a value the size of a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from briefgen.model.drawn_data import Asked, Cells, DrawnData, Misfit
from briefgen.model.fields import Words


class SparkSpec(DrawnData):
    """The course of one value over the years, from a data file."""

    x: Words = Field("year", description="The column of years.")
    y: Words = Field("value", description="The column of values.")

    def labels(self) -> tuple[str, ...]:
        return (self.x,)

    def measured(self) -> tuple[str, ...]:
        return (self.y,)

    def asked(self) -> Iterator[Asked]:
        yield "x", self.x, "year"
        yield "y", self.y, "number"

    def misfits(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        if not any(row[self.y].strip() for row in rows):
            yield (), "no value is known in the years drawn", "choose other rows or years"


def spark(value: object) -> object:
    """A sparkline written as plain text is the data file of that name."""
    return {"data": value} if isinstance(value, str) else value


Spark = Annotated[SparkSpec, BeforeValidator(spark)]
