"""What figures and facts ask of their data file, and the rows that a figure draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from briefgen.data.arithmetic import added, written
from briefgen.data.deriving import derive, grouped
from briefgen.data.query import Query, Underivable, several
from briefgen.data.table import Row, Table, number
from briefgen.dates import moment
from briefgen.document import Path
from briefgen.model.data_figure import DataFigure
from briefgen.model.drawn_data import DrawnData
from briefgen.model.facts import Fact
from briefgen.model.tables import Column
from briefgen.model.tables import Table as TableBlock

User = Fact | DrawnData


def query_of(user: User, value: str | None = None) -> Query:
    """The query of a figure, for one of its columns of values, or of a fact from data."""
    labels = () if isinstance(user, Fact) else user.labels()
    measured = (user.column,) if isinstance(user, Fact) else user.measured()
    column = value or measured[0]
    return Query(user.data or "", column, user.where, labels, user.start, user.end, user.calculate)


def files_named(user: User | TableBlock) -> dict[Path, str]:
    """The data files that something draws on, each with the keys under which it is named."""
    named: dict[Path, str | None] = {}
    parts: dict[Path, TableBlock | Column | User] = {(): user}
    if isinstance(user, TableBlock):
        parts |= {("columns", number): column for number, column in enumerate(user.columns)}
        parts |= dict(user.sparks())
    for path, part in parts.items():
        named[*path, "data"] = part.data
        how = None if isinstance(part, TableBlock) else part.calculate
        if how is not None and how.per is not None:
            named[*path, "calculate", "per", "data"] = how.per.data
    return {path: name for path, name in named.items() if name is not None}


def data_files(user: User | TableBlock) -> tuple[str, ...]:
    """The names of the data files that something draws on, each once."""
    return tuple(dict.fromkeys(files_named(user).values()))


def value_of(fact: Fact, tables: Mapping[str, Table]) -> Decimal | None:
    """The value of a fact that is taken from data."""
    query = query_of(fact)
    (row,) = derive(query, tables)
    return number(row.cells[query.value])


def drawn(figure: DrawnData, tables: Mapping[str, Table]) -> tuple[Row, ...]:
    """The rows that a figure draws: selected, worked out, the smaller ones added up or left out."""
    rows, name = listed(figure, tables), figure.named()
    if not isinstance(figure, DataFigure) or figure.top is None or name is None:
        return rows
    return _largest(figure, name, figure.top, rows, tables)


def listed(figure: DrawnData, tables: Mapping[str, Table]) -> tuple[Row, ...]:
    """The rows that a figure may draw: all that it selects and does not leave out by name."""
    first, *others = figure.measured()
    rows = derive(query_of(figure, first), tables)
    for other in others if figure.calculate is not None else ():
        worked_out = derive(query_of(figure, other), tables)
        rows = tuple(
            Row(row.line, {**row.cells, other: twin.cells[other]})
            for row, twin in zip(rows, worked_out, strict=True)
        )
    return kept(figure, rows)


def kept(figure: DrawnData, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows that a figure does not leave out by name."""
    name = figure.named()
    left_out, only = getattr(figure, "exclude", ()), getattr(figure, "only", ())
    if name is None or not (left_out or only):
        return rows
    shown = (row for row in rows if row.cells[name] not in left_out)
    return tuple(row for row in shown if not only or row.cells[name] in only)


def apart(figure: DrawnData, rows: Sequence[Row], tables: Mapping[str, Table]) -> None:
    """Underivable where two rows would be drawn at one place."""
    labels = figure.labels()
    for group in grouped(rows, labels).values() if labels is not None else ():
        if len(group) > 1:
            raise several(tables[figure.data], group, labels or ())


def ranking(figure: DataFigure, name: str, rows: Sequence[Row], table: Table) -> dict[str, Decimal]:
    """How much stands for each name: in the last year or date that is shown, else in all rows."""
    times = [
        label
        for label in figure.labels() or ()
        if label != name and table.description.columns[label].type in ("year", "date")
    ]
    last = max((moment(row.cells[times[0]]) for row in rows), default=None) if times else None
    sizes: dict[str, Decimal] = {}
    for row in rows:
        counts = not times or moment(row.cells[times[0]]) == last
        value = number(row.cells[figure.measured()[0]]) if counts else None
        sizes[row.cells[name]] = sizes.get(row.cells[name], Decimal(0)) + (value or Decimal(0))
    return sizes


def _largest(
    figure: DataFigure, name: str, top: int, rows: tuple[Row, ...], tables: Mapping[str, Table]
) -> tuple[Row, ...]:
    sizes = ranking(figure, name, rows, tables[figure.data])
    ranked = sorted(sizes, key=lambda each: -sizes[each])  # of equals the first in the file
    largest = set(ranked[:top])
    shown = tuple(row for row in rows if row.cells[name] in largest)
    if figure.others is None or len(ranked) <= top:
        return shown
    return shown + _others(figure, name, [row for row in rows if row.cells[name] not in largest])


def _others(figure: DataFigure, name: str, rows: Sequence[Row]) -> tuple[Row, ...]:
    """What “top” leaves out, added up for each of the other labels."""
    how = figure.calculate
    if how is not None and (how.per or how.index or how.growth or how.combine == "mean"):
        raise Underivable(
            "ratios, changes and means cannot be added up to one of all others",
            "leave “others” out: the note then says how many are shown",
            ("others",),
        )
    rest = [label for label in figure.labels() or () if label != name]
    found = []
    for key, group in grouped(rows, rest).items():
        cells = {**dict(zip(rest, key, strict=True)), name: figure.others or ""}
        for value in figure.measured():
            parts = [number(row.cells[value]) for row in group]
            known = [part for part in parts if part is not None]
            cells[value] = written(added(known)) if len(known) == len(parts) else ""
        found.append(Row(group[0].line, cells))
    return tuple(found)
