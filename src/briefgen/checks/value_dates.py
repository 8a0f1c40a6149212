"""The time that a figure speaks of: of facts, and of the newest value that is drawn from data.

It is kept apart from the day on which somebody looked, which `ages` has for sources and data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.data import Row, Table
from briefgen.data.asking import query_of
from briefgen.data.query import chosen, time_column
from briefgen.dates import PartialDate, moment
from briefgen.model.drawn_data import DrawnData
from briefgen.model.facts import Fact
from briefgen.model.tables import Table as TableBlock
from briefgen.validation import Checked


def fact_date(fact: Fact, checked: Checked) -> PartialDate | None:
    """The date of a fact: its own, else that of the newest row it is taken from."""
    table = checked.tables.get(fact.data or "")
    if fact.as_of is not None or table is None:
        return fact.as_of
    query = query_of(fact)
    newest = _newest(chosen(query, table), table, time_column(query, table), (fact.column,))
    return newest or table.description.as_of


def drawn_date(block: DrawnData | TableBlock, checked: Checked) -> PartialDate | None:
    """The date of the newest value that is drawn.

    None where the file has newer ones of the same that the author leaves out: that is history, and
    does not go stale.
    """
    table = checked.tables.get(block.data or "")
    if table is None:
        return None
    column, values = _time(block, table), tuple(measured(block))
    rest = {name: wanted for name, wanted in block.where.items() if name != column}
    shown = _newest(_shown(block, table, column), table, column, values)
    there = _newest(table.select(rest), table, column, values)
    if shown is None or there is None:
        return table.description.as_of
    return shown if shown.latest() >= there.latest() else None


def _shown(block: DrawnData | TableBlock, table: Table, column: str | None) -> Iterable[Row]:
    if isinstance(block, DrawnData):
        return chosen(query_of(block), table)
    low, high = block.start or 0, block.end or 9999
    years = [each.where[column] for each in block.columns if column in each.where]
    rows = (row for row in table.select(block.where) if column and row.cells[column])
    bounded = (row for row in rows if low <= moment(row.cells[column or ""]).year <= high)
    only = {year for each in years for year in each} if len(years) == len(block.columns) else set()
    return [row for row in bounded if not only or row.cells[column or ""] in only]


def measured(block: DrawnData | TableBlock) -> Iterator[str]:
    """The columns of the values that are drawn, of the block’s own file."""
    if isinstance(block, DrawnData):
        yield from block.measured()
    else:
        for column in block.columns:
            if column.column is not None and column.data in (None, block.data):
                yield column.column


def _time(block: DrawnData | TableBlock, table: Table) -> str | None:
    """The column that says of when a row is: the one drawn, else the only one of its kind."""
    drawn = time_column(query_of(block), table) if isinstance(block, DrawnData) else None
    if drawn is not None or (drawn := table.years()) is not None:
        return drawn
    about = table.description
    dates = [n for n, c in about.columns.items() if c.type == "date" and n != about.vintage]
    return dates[0] if len(dates) == 1 else None


def _newest(
    rows: Iterable[Row], table: Table, column: str | None, values: tuple[str, ...]
) -> PartialDate | None:
    """The last time for which one of the values is known."""
    if column is None:
        return None
    numbers = [name for name in values if name in table.description.columns]
    known = (row for row in rows if not numbers or any(row.cells[name] for name in numbers))
    times = (moment(row.cells[column]) for row in known if row.cells[column])
    return max(times, key=PartialDate.latest, default=None)
