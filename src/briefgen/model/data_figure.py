"""What all figures that are drawn from a data file have: what they take and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from briefgen.model.calculation import Calculation, Where, Year
from briefgen.model.fields import Decimals, Number, Words, whole, wrong
from briefgen.model.figure import Figure

Cells = Mapping[str, str]
Asked = tuple[str, str, str]  # the key that names a column, the column, the type it must have
Called = tuple[str, tuple[str, ...], tuple[str, ...]]  # a key, its names, where one must stand
Misfit = tuple[tuple[str | int, ...], str, str]  # a part of the figure, what is wrong, what to do


class DataFigure(Figure):
    """A figure drawn from a data file."""

    data: Words = Field(description="Name of the CSV file in data/, without its ending.")
    where: Where = Field({}, description="Only rows with this value, or one of these, by column.")
    start: Year | None = Field(None, alias="from", description="First year.")
    end: Year | None = Field(None, alias="to", description="Last year.")
    calculate: Calculation | None = Field(None, description="What to work out of the values.")
    top: Annotated[int, PlainValidator(whole(1, 100))] | None = Field(
        None, description="Only so many, the largest; by the last year where years are shown."
    )
    others: Words | None = Field(
        None, description="The name under which all that “top” leaves out is added up."
    )
    scale: Number | None = Field(None, description="Multiply values by this, as 1e-9.")
    decimals: Decimals | None = Field(None, description="Decimals of printed values.")
    unit: Words = Field("none", description="Unit of the printed values: percent, usd_bn, mt…")

    def labels(self) -> tuple[str, ...] | None:
        """The columns that tell what is drawn apart; None where each row is drawn by itself."""
        return None

    def measured(self) -> tuple[str, ...]:
        """The columns of the values."""
        return ("value",)

    def named(self) -> str | None:
        """The column that names what is drawn: the bars, or the lines."""
        labels = self.labels()
        return labels[0] if labels else None

    def asked(self) -> Iterator[Asked]:
        """The columns that the figure needs, and what they must hold."""
        return iter(())

    def called(self) -> Iterator[Called]:
        """Names that the figure uses, which must be among the rows it draws."""
        return iter(())

    def misfits(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        """What the figure asks that the rows it draws cannot give."""
        return iter(())

    @model_validator(mode="after")
    def _others_of_top(self) -> Self:
        if self.others is not None and self.top is None:
            raise wrong(
                "“others” adds up what “top” leaves out", "add “top:” with a number", ("others",)
            )
        return self
