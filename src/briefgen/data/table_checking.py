"""What is wrong with a table: its columns, what refers to them, cells that are no numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.data.checking import column_problems, underived, value_problems
from briefgen.data.grid import Grid, column_query, grid_of, head_of, is_label, position_of
from briefgen.data.query import Query, Underivable, chosen, year_column
from briefgen.data.table import Table
from briefgen.data.written_rows import is_fact, number_of, plain, written_grid
from briefgen.document import Document, Path
from briefgen.errors import Problem, did_you_mean
from briefgen.model.tables import Column
from briefgen.model.tables import Table as Spec


def table_problems(
    document: Document, path: Path, spec: Spec, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """All that is wrong with a table; what is missing hides what depends on it."""
    found = list(_references(document, path, spec))
    found += _of_data(document, path, spec, tables) if spec.data else _cells(document, path, spec)
    if found or any(len(row) != len(spec.columns) for row in spec.rows):
        yield from found  # rows of another length are told of with the spec
        return
    try:
        grid = grid_of(spec, tables) if spec.data else written_grid(spec)
    except Underivable as error:
        yield underived(document, path, error)
        return
    yield from _rows_of_notes(document, path, spec, grid)


def _references(document: Document, path: Path, spec: Spec) -> Iterator[Problem]:
    """Columns that are sorted by or have notes."""
    named: list[tuple[Path, str]] = [(("sort", "by"), spec.sort.by)] if spec.sort else []
    named += [
        (("notes", number, "column"), note.column)
        for number, note in enumerate(spec.notes)
        if note.column is not None
    ]
    titles = [column.title.plain() if column.title else column.column for column in spec.columns]
    for at, name in named:
        if position_of(name, spec) is None:
            place = (*path, *at) if document.has((*path, *at)) else (*path, *at[:-1])
            hint = did_you_mean(name, [title for title in titles if title])
            yield document.problem(place, f"the table has no column “{name[:40]}”", hint)


def _of_data(
    document: Document, path: Path, spec: Spec, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    table = tables[spec.data or ""]
    found = list(_selection(document, path, Query(spec.data or "", "", spec.where), table))
    for number, column in enumerate(spec.columns):
        place = (*path, "columns", number)
        of = tables[column.data or spec.data or ""]
        written = (*place, "column") if document.has((*place, "column")) else place
        found += column_problems(document, written, column.column or "", "", of)
    if found:
        yield from found
        return
    labels = [column for column in spec.columns if is_label(column, spec, tables)]
    if not labels:
        hint = "add one of text, years or dates, as the country"
        yield document.problem((*path, "columns"), "no column tells the rows apart", hint, key=True)
    for number, column in enumerate(spec.columns):
        yield from _column(document, (*path, "columns", number), column, spec, tables)
    if not any(chosen(Query(spec.data or "", "", spec.where, (), spec.start, spec.end), table)):
        message = "no row of the data is selected"
        hint = "each value is there, but not in one row, or not in these years"
        yield document.problem((*path, "where"), message, hint, key=True)


def _column(
    document: Document, place: Path, column: Column, spec: Spec, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    of = tables[column.data or spec.data or ""]
    if is_label(column, spec, tables):
        given = column.model_fields_set & {"calculate", "scale", "decimals", "total", "data"}
        for key in sorted(given):
            yield document.problem(
                (*place, key),
                f"“{key}” is for numbers; the column “{column.column}” of {of.file} has none",
                "leave it out, or choose a column of numbers",
                key=True,
            )
        return
    query = column_query(column, spec, tables)
    yield from _selection(document, place, Query(query.data, "", column.where), of)
    for label in query.labels or ():
        if label not in of.columns():
            yield document.problem(
                (*place, "data"),
                f"{of.file} has no column “{label}” by which its rows could be matched",
                "both files need it",
            )
    if (column.start or column.end) is not None and year_column(query, of) is None:
        hint = "choose rows by “where” instead"
        message = f"{of.file} has no column of years to select by, or several"
        yield document.problem(place, message, hint, key=True)
    if column.calculate is not None and (per := column.calculate.per) is not None:
        divisor = tables[per.data or query.data]
        at = (*place, "calculate", "per", "column")
        yield from column_problems(document, at, per.column, "number", divisor)


def _selection(document: Document, path: Path, query: Query, table: Table) -> Iterator[Problem]:
    """Columns and values of a selection that the file does not have."""
    for name in query.where:
        if name not in table.columns():
            message = f"{table.file} has no column “{name[:40]}”"
            hint = did_you_mean(name, table.columns())
            yield document.problem((*path, "where", name), message, hint, key=True)
            return
    yield from value_problems(document, path, query.where, table)


def _cells(document: Document, path: Path, spec: Spec) -> Iterator[Problem]:
    """Cells of columns of numbers that are none; facts are, but cannot be reckoned with."""
    sorted_by = position_of(spec.sort.by, spec) if spec.sort else None
    for place, column in enumerate(spec.columns):
        if column.type != "number":
            continue
        reckoned = column.total is not None or place == sorted_by
        for number, row in enumerate(spec.rows):
            cell = row[place] if place < len(row) else None
            at = (*path, "rows", number, place)
            if cell is not None and is_fact(cell):
                if reckoned:
                    message = "a fact in a column that is added up or sorted by"
                    hint = "write its number, or take the table from a data file"
                    yield document.problem(at, message, hint)
            elif cell is not None and number_of(cell) is None:
                title = column.title.plain() if column.title else ""
                yield document.problem(
                    at,
                    f"a number is needed in the column “{title}”, found “{plain(cell)[:30]}”",
                    "write digits with a point for decimals; leave a cell empty with ~",
                )


def _rows_of_notes(document: Document, path: Path, spec: Spec, grid: Grid) -> Iterator[Problem]:
    heads = [head_of(row) for row in grid.rows]
    for number, note in enumerate(spec.notes):
        if note.row not in heads:
            yield document.problem(
                (*path, "notes", number, "row"),
                f"no row of the table begins with “{note.row[:40]}”",
                did_you_mean(note.row, heads),
            )
        elif heads.count(note.row) > 1:
            yield document.problem(
                (*path, "notes", number, "row"),
                f"{heads.count(note.row)} rows begin with “{note.row[:40]}”",
                "give them different heads",
            )
