"""Which cells of its data files a brief draws on, and what draws on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, structs
from pydantic import BaseModel

from briefgen.data import Row, Table
from briefgen.data.asking import query_of
from briefgen.data.grid import column_query, is_label
from briefgen.data.query import Query, chosen, year_column
from briefgen.model.calculation import FactCalculation
from briefgen.model.drawn_data import DrawnData
from briefgen.model.facts import Fact
from briefgen.model.figure import Figure
from briefgen.model.tables import Table as Block
from briefgen.validation import Checked, require

RowName = tuple[str, ...]
Uses = Mapping[tuple[str, RowName, str], tuple[str, ...]]  # file, row, column -> what draws on it


class _Use(Struct, frozen=True):
    """A question to a data file, the columns whose values it takes, and who asks it."""

    user: str
    query: Query
    columns: tuple[str, ...]


def uses(checked: Checked) -> Uses:
    """Every cell that a fact, a figure or a table draws on, with what draws on it."""
    tables = checked.tables
    names = {
        file: {row.line: name for name, row in rows_by_name(table, table.identity()).items()}
        for file, table in tables.items()
    }
    found: dict[tuple[str, RowName, str], dict[str, None]] = {}
    for use in _uses_of(require(checked), "", tables):
        for file, row, column in _cells(use, tables):
            found.setdefault((file, names[file][row.line], column), {})[use.user] = None
    return {cell: tuple(users) for cell, users in found.items()}


def rows_by_name(table: Table, identity: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    """Rows by what they are known by, and the how manieth of that name they are."""
    found: dict[tuple[str, ...], Row] = {}
    counts: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        name = tuple(row.cells.get(column, "") for column in identity)
        counts[name] = counts.get(name, 0) + 1
        found[*name, str(counts[name])] = row
    return found


def _uses_of(value: object, user: str, tables: Mapping[str, Table]) -> Iterator[_Use]:
    """What a part of a brief asks of data files; `user` is the nearest part with a name."""
    user = _named(value) or user
    if isinstance(value, Fact) and value.data is not None:
        yield _Use(user, query_of(value), (value.column,))
    elif isinstance(value, DrawnData):
        yield from _drawn(value, user)
    elif isinstance(value, Block) and value.data is not None:
        for column in value.columns:
            if not is_label(column, value, tables):
                query = column_query(column, value, tables)
                yield _Use(user, query, (query.value,))
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _uses_of(getattr(value, name), user, tables)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _uses_of(each, str(key), tables)
    elif isinstance(value, tuple):
        for each in value:
            yield from _uses_of(each, user, tables)


def _drawn(figure: DrawnData, user: str) -> Iterator[_Use]:
    asked = [column for _, column, _ in figure.asked() if column]
    columns = dict.fromkeys((*figure.measured(), *asked))
    yield _Use(user, query_of(figure), tuple(columns))


def _named(value: object) -> str:
    if isinstance(value, Figure | Block):
        title = value.title if isinstance(value, Figure) else value.table
        return value.id or title.plain()
    return ""


def _cells(use: _Use, tables: Mapping[str, Table]) -> Iterator[tuple[str, Row, str]]:
    """The cells of one use: of the rows it selects, and of those it reckons them against."""
    table, how = tables[use.query.data], use.query.calculation
    rows = list(chosen(use.query, table))
    if how is not None and (how.index is not None or how.growth is not None):
        years = year_column(use.query, table)
        where = {name: wanted for name, wanted in use.query.where.items() if name != years}
        rows = list(table.select(where))
    if isinstance(how, FactCalculation) and how.share_of:
        rows += table.select(how.share_of)
    for row in rows:
        yield from ((use.query.data, row, column) for column in use.columns if column in row.cells)
    if how is not None and how.per is not None:
        other = structs.replace(use.query, data=how.per.data or use.query.data)
        yield from _divisors(rows, table, tables[other.data], other.data, how.per.column)


def _divisors(
    rows: list[Row], table: Table, other: Table, file: str, column: str
) -> Iterator[tuple[str, Row, str]]:
    """The cells that values are divided by: of the rows that share what both files know."""
    shared = [name for name in other.identity() if name in table.columns()]
    wanted = {tuple(row.cells[name] for name in shared) for row in rows}
    for row in other.rows:
        if tuple(row.cells[name] for name in shared) in wanted:
            yield file, row, column
