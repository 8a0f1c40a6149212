"""A data file as it was read: rows of text by column, with the line of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from briefgen.errors import Place
from briefgen.model.data_file import DataDescription
from briefgen.model.fields import read_number

Wanted = Mapping[str, tuple[str, ...]]


class Row(Struct, frozen=True):
    """One row: its line in the file and its cells by column; what is not known is empty."""

    line: int
    cells: Mapping[str, str]


class Table(Struct, frozen=True):
    """A data file with what is known about it."""

    file: str
    description: DataDescription
    rows: tuple[Row, ...]
    dated: Place | None = None  # where its descriptor says when it was retrieved
    fetched: bool = False  # whether that day is of a refresh, and not of the descriptor
    altered: bool = False  # whether the file is another than the refresh wrote

    def select(self, where: Wanted) -> Iterator[Row]:
        """The rows in which every named column has one of the given values."""
        for row in self.rows:
            if all(row.cells.get(column) in values for column, values in where.items()):
                yield row

    def columns(self) -> tuple[str, ...]:
        """The columns that are described."""
        return tuple(self.description.columns)

    def labels(self) -> tuple[str, ...]:
        """The columns that tell rows apart: all that hold no numbers."""
        return tuple(
            name for name, about in self.description.columns.items() if not about.is_number
        )

    def identity(self) -> tuple[str, ...]:
        """The columns by which a row is known: the primary key, else all that hold no numbers."""
        return self.description.key() or self.labels()

    def years(self) -> str | None:
        """The column of years, where there is one and no more."""
        found = [n for n, about in self.description.columns.items() if about.type == "year"]
        return found[0] if len(found) == 1 else None

    def title(self, column: str) -> str:
        """A column in words."""
        return self.description.columns[column].title or column.replace("_", " ")

    def unit(self, column: str) -> str:
        """The unit of a column: its own, else that of the file."""
        return self.description.columns[column].unit or self.description.unit or ""


def number(cell: str) -> Decimal | None:
    """The number in a cell; None where the cell is empty, which means not known."""
    if not cell.strip():
        return None
    value = read_number(cell)
    if value is None:
        raise InvalidOperation
    return value
