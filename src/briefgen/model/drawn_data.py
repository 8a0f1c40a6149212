"""What is drawn from a data file: what it takes, what is made of it, what it needs of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from briefgen.model.calculation import Calculation, Where, Year
from briefgen.model.fields import Decimals, Model, Number, Words

Cells = Mapping[str, str]
Asked = tuple[str, str, str]  # the key that names a column, the column, the type it must have
Called = tuple[str, tuple[str, ...], tuple[str, ...]]  # a key, its names, where one must stand
Misfit = tuple[tuple[str | int, ...], str, str]  # a part of it, what is wrong, what to do


class DrawnData(Model):
    """Rows of a data file that are drawn."""

    data: Words = Field(description="Name of the CSV file in data/, without its ending.")
    where: Where = Field({}, description="Only rows with this value, or one of these, by column.")
    start: Year | None = Field(None, alias="from", description="First year.")
    end: Year | None = Field(None, alias="to", description="Last year.")
    calculate: Calculation | None = Field(None, description="What to work out of the values.")
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
        """The columns that are needed, and what they must hold."""
        return iter(())

    def called(self) -> Iterator[Called]:
        """Names that are used, which must be among the rows that are drawn."""
        return iter(())

    def misfits(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        """What is asked that the rows drawn cannot give."""
        return iter(())
