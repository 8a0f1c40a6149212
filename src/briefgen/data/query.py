"""What is asked of a data file, and what to say where it cannot be had."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from briefgen.data.table import Row, Table, Wanted
from briefgen.dates import moment
from briefgen.document import Path
from briefgen.model.calculation import Calculation, FactCalculation


class Query(Struct, frozen=True):
    """What is asked of a data file: rows, the column of values, what to make of them.

    `labels` are the columns that tell results apart; None stands for all that hold no numbers.
    """

    data: str
    value: str
    where: Wanted
    labels: tuple[str, ...] | None = None
    start: int | None = None
    end: int | None = None
    calculation: Calculation | FactCalculation | None = None


class Underivable(ValueError):  # noqa: N818  # what the value is
    """A value that cannot be worked out; `at` is the part of the spec that asks for it."""

    def __init__(self, message: str, hint: str, at: Path) -> None:
        super().__init__(message)
        self.message, self.hint, self.at = message, hint, at

    def under(self, *path: str | int) -> Underivable:
        """The same, asked for further down in the spec."""
        return Underivable(self.message, self.hint, (*path, *self.at))


def chosen(query: Query, table: Table) -> tuple[Row, ...]:
    """The rows that a query selects, before anything is worked out."""
    times = time_column(query, table)
    rows = table.select(query.where)
    if times is None or (query.start is None and query.end is None):
        return tuple(rows)
    low, high = query.start or 0, query.end or 9999
    return tuple(row for row in rows if low <= moment(row.cells[times]).year <= high)


def time_column(query: Query, table: Table) -> str | None:
    """The column that years bound: one of years, else the one of dates that is shown."""
    if (years := year_column(query, table)) is not None:
        return years
    about = table.description.columns
    dates = [name for name in query.labels or () if name in about and about[name].type == "date"]
    return dates[0] if len(dates) == 1 else None


def year_column(query: Query, table: Table) -> str | None:
    """The column of years of a query: the one it shows, else the only one of the file."""
    about = table.description.columns
    shown = [name for name in query.labels or () if name in about and about[name].type == "year"]
    return shown[0] if len(shown) == 1 else table.years()


def several(table: Table, rows: Sequence[Row], labels: Sequence[str]) -> Underivable:
    """Rows that fall on one place where one is needed."""
    name = ", ".join(rows[0].cells[label] for label in labels)
    apart = [
        other
        for other in table.labels()
        if other not in labels and len({row.cells[other] for row in rows}) > 1
    ]
    choose = f"choose among them by {' or '.join(apart)} in “where”, or " if apart else ""
    return Underivable(
        f"{len(rows)} rows of {table.file} fall on one place{f' ({name[:60]})' if name else ''}",
        f"{choose}say “calculate: {{combine: sum}}”",
        ("where",),
    )
