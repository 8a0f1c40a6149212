"""A table taken from data files: its rows by their labels, each cell a text or a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, structs

from briefgen.data.arithmetic import EXACT, Key, added, mean, written
from briefgen.data.deriving import derive, grouped
from briefgen.data.query import Query, Underivable, chosen, several
from briefgen.data.sheets import Sheet
from briefgen.data.table import Table, number
from briefgen.model.tables import Column
from briefgen.model.tables import Table as Spec


class Course(Struct, frozen=True):
    """The values of one row over the years; None where one is not known."""

    points: tuple[tuple[int, Decimal | None], ...]

    def known(self) -> bool:
        """Whether there is anything to draw."""
        return any(value is not None for _, value in self.points)

    def __str__(self) -> str:
        return "; ".join(f"{year}: {written(value) or '–'}" for year, value in self.points)


Cell = str | Decimal | Course | None


class Grid(Struct, frozen=True):
    """The cells of a table, by column a text or a number, and its row of totals if it has one."""

    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    order: tuple[int, ...] = ()  # of the rows as they stood, once sorted and cut to the first
    left_out: int = 0  # rows that “top” leaves out, or adds up


def head_of(row: Sequence[Cell]) -> str:
    """The first cell of a row, by which notes name it."""
    return str(row[0] if row[0] is not None else "")


def is_label(column: Column, spec: Spec, tables: Mapping[str, Table]) -> bool:
    """Whether a column tells rows apart, and is no column of numbers."""
    table = tables[column.data or spec.data or ""]
    return not table.description.columns[column.column or ""].is_number


def label_columns(spec: Spec, tables: Mapping[str, Table]) -> tuple[str, ...]:
    """The columns of the data file by which rows are known."""
    return tuple(column.column or "" for column in spec.columns if is_label(column, spec, tables))


def column_query(column: Column, spec: Spec, tables: Mapping[str, Table]) -> Query:
    """What one column of numbers asks of its data file."""
    name = column.data or spec.data or ""
    known = {*tables[name].columns()}
    if column.spark:
        known.discard(tables[name].years() or "")  # a course is of all years that it asks for
    where = {key: wanted for key, wanted in spec.where.items() if key in known}
    return Query(
        name,
        column.column or "",
        {**where, **column.where},
        label_columns(spec, tables),
        column.start if column.start is not None else spec.start,
        column.end if column.end is not None else spec.end,
        column.calculate,
    )


def grid_of(spec: Spec, tables: Mapping[str, Table]) -> Grid:
    """The cells of a table from data; Underivable where one cannot be had."""
    labels = label_columns(spec, tables)
    rows_query = Query(spec.data or "", "", spec.where, labels, spec.start, spec.end)
    keys = tuple(grouped(chosen(rows_query, tables[spec.data or ""]), labels))
    columns: list[Sequence[Cell]] = []
    for place, column in enumerate(spec.columns):
        if is_label(column, spec, tables):
            position = labels.index(column.column or "")
            columns.append([key[position] for key in keys])
        elif column.spark:
            courses = _courses(place, column, spec, tables)
            columns.append([courses.get(key) for key in keys])
        else:
            values = _values(place, column, spec, tables)
            columns.append([values.get(key) for key in keys])
    return arranged(tuple(zip(*columns, strict=True)), spec)


def arranged(rows: tuple[tuple[Cell, ...], ...], spec: Spec) -> Grid:
    """Rows sorted, cut to the first of them, and totalled, as a table asks for it."""
    order = _order(rows, spec)
    kept = order if spec.top is None else order[: spec.top]
    shown = [rows[number] for number in kept]
    rest = [rows[number] for number in order[len(kept) :]]
    if rest and spec.others is not None:
        shown.append(_others(rest, spec))
    totals = totals_of(shown, spec.columns) if spec.totalled else ()
    return Grid(tuple(shown), totals, kept, len(rest))


def _values(
    place: int, column: Column, spec: Spec, tables: Mapping[str, Table]
) -> Mapping[Key, Decimal | None]:
    """The numbers of a column by the labels of their rows."""
    return _found(column_query(column, spec, tables), place, column, tables)


def _courses(
    place: int, column: Column, spec: Spec, tables: Mapping[str, Table]
) -> Mapping[Key, Course | None]:
    """The values of a column over the years, by the labels of their rows."""
    query = column_query(column, spec, tables)
    years = tables[query.data].years()
    if years is None or years in (query.labels or ()):
        raise Underivable(
            f"{tables[query.data].file} has no column of years of its own to draw along",
            "spark needs one column of the type year, which tells no rows apart",
            ("columns", place, "spark"),
        )
    longer = structs.replace(query, labels=(*(query.labels or ()), years))
    points: dict[Key, list[tuple[int, Decimal | None]]] = {}
    for key, value in _found(longer, place, column, tables).items():
        points.setdefault(key[:-1], []).append((int(key[-1]), value))
    courses = {key: Course(tuple(sorted(each))) for key, each in points.items()}
    return {key: course if course.known() else None for key, course in courses.items()}


def _found(
    query: Query, place: int, column: Column, tables: Mapping[str, Table]
) -> Mapping[Key, Decimal | None]:
    """What a query finds by its labels, one value for each."""
    labels = query.labels or ()
    try:
        groups = grouped(derive(query, tables), labels)
    except Underivable as error:
        raise error.under("columns", place) from None
    values: dict[Key, Decimal | None] = {}
    for key, rows in groups.items():
        if len(rows) > 1:
            raise several(tables[query.data], rows, labels).under("columns", place)
        value = number(rows[0].cells[query.value])
        scale = column.scale
        values[key] = value if value is None or scale is None else EXACT.multiply(value, scale)
    return values


def position_of(name: str, spec: Spec) -> int | None:
    """The column of that title, or of that name in the data file."""
    for place, column in enumerate(spec.columns):
        if name in (column.column, column.title.plain() if column.title else None):
            return place
    return None


def _order(rows: Sequence[Sequence[Cell]], spec: Spec) -> tuple[int, ...]:
    """The rows by number in the order asked for; what is not known is last, equals as they were."""
    every = range(len(rows))
    if spec.sort is None:
        return tuple(every)
    place = position_of(spec.sort.by, spec) or 0
    known = [row for row in every if rows[row][place] not in (None, "")]
    largest_first = spec.sort.order == "descending"
    known.sort(key=lambda row: _rank(rows[row][place]), reverse=largest_first)
    return (*known, *(row for row in every if rows[row][place] in (None, "")))


def _rank(cell: Cell) -> tuple[Decimal, str]:
    return (cell, "") if isinstance(cell, Decimal) else (Decimal(0), str(cell).casefold())


def _others(rest: Sequence[tuple[Cell, ...]], spec: Spec) -> tuple[Cell, ...]:
    cells: list[Cell] = [spec.others]
    for place, column in enumerate(spec.columns[1:], start=1):
        values = [row[place] for row in rest]
        how = column.calculate
        if any(isinstance(value, str | Course) for value in values):
            cells.append("")
        elif how is not None and (how.per or how.index or how.growth or how.combine == "mean"):
            raise Underivable(
                "ratios, changes and means cannot be added up to one of all others",
                "leave “others” out, or this column",
                ("others",),
            )
        else:
            known = [value for value in values if isinstance(value, Decimal)]
            cells.append(added(known) if len(known) == len(values) else None)
    return tuple(cells)


def totals_of(rows: Sequence[tuple[Cell, ...]], columns: Sequence[Column]) -> tuple[Cell, ...]:
    """The row of totals: of each column what it asks for, else nothing."""
    return tuple(
        _total(place, column, [row[place] for row in rows]) for place, column in enumerate(columns)
    )


def _total(place: int, column: Column, cells: Sequence[Cell]) -> Cell:
    if column.total is None:
        return ""
    at = ("columns", place, "total")
    known = [cell for cell in cells if isinstance(cell, Decimal)]
    if len(known) < len(cells):
        raise Underivable(
            "a cell of this column is not known, so it has no total",
            "fill it in, or leave out its row or the “total”",
            at,
        )
    how = column.calculate
    if column.total == "sum" and how is not None and (how.per or how.index or how.growth):
        raise Underivable(
            "ratios and changes cannot be added up", "leave “total” out, or say total: mean", at
        )
    return added(known) if column.total == "sum" else mean(known)


def grid_sheet(heads: Sequence[str], grid: Grid, total: str, columns: Sequence[str]) -> Sheet:
    """A table from data as a sheet: numbers as exact as they are known."""
    rows = list(grid.rows)
    if grid.totals:
        rows.append((total, *grid.totals[1:]))
    told = tuple(tuple(_plain(cell) for cell in row) for row in rows)
    return Sheet(tuple(heads), told, tuple(columns))


def _plain(cell: Cell) -> str:
    return written(cell) if isinstance(cell, Decimal) else str(cell or "")
