"""What facts and figures ask of a data file: columns that exist, rows that are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.data import Row, Table
from briefgen.data.asking import User, apart, drawn, query_of, value_of
from briefgen.data.query import Underivable, chosen, year_column
from briefgen.errors import Problem, did_you_mean
from briefgen.loading import Document, Path
from briefgen.model.calculation import FactCalculation
from briefgen.model.data_figure import DataFigure
from briefgen.model.facts import Fact
from briefgen.model.figures import BarFigure, LineFigure


def use_problems(
    document: Document, path: Path, user: User, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """What is wrong with one use of a table; what is missing hides what depends on it."""
    table = tables[user.data or ""]
    found = [
        *_filters(document, path, user, table),
        *_columns(document, path, user, table),
        *_divisors(document, path, user, tables),
    ]
    if found:
        yield from found
        return
    found = list(_no_rows(document, path, user, table))
    if not found and isinstance(user, Fact):
        found = list(_cell(document, path, user, table, list(chosen(query_of(user), table))))
    elif not found and isinstance(user, DataFigure):
        found = list(_names(document, path, user, list(chosen(query_of(user), table))))
    yield from found or _underivable(document, path, user, tables)


def _filters(document: Document, path: Path, user: User, table: Table) -> Iterator[Problem]:
    columns, where = table.columns(), [((*path, "where"), user.where)]
    how = user.calculate
    if isinstance(how, FactCalculation) and how.share_of:
        where.append(((*path, "calculate", "share_of"), how.share_of))
    for place, wanted in where:
        for name in wanted:
            if name not in columns:
                message = f"{table.file} has no column “{name[:40]}”"
                hint = did_you_mean(name, columns)
                yield document.problem((*place, name), message, hint, key=True)
    bound = "from" if user.start is not None else "to"
    if (user.start or user.end) is not None and year_column(query_of(user), table) is None:
        message = f"{table.file} has no column of years to select by, or several"
        hint = "choose rows by “where” instead"
        yield document.problem((*path, bound), message, hint, key=True)


def _columns(document: Document, path: Path, user: User, table: Table) -> Iterator[Problem]:
    for key, column, needed in _asked(user):
        yield from _column(document, (*path, key), column, needed, table)


def _divisors(
    document: Document, path: Path, user: User, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """The column to divide by, in this file or another."""
    per = user.calculate.per if user.calculate is not None else None
    name = (per.data or user.data or "") if per is not None else ""
    if per is not None and name in tables:
        place = (*path, "calculate", "per", "column")
        yield from _column(document, place, per.column, "number", tables[name])


def _column(
    document: Document, place: Path, column: str, needed: str, table: Table
) -> Iterator[Problem]:
    columns = table.description.columns
    if column not in columns:
        message = f"{table.file} has no column “{column[:40]}”"
        yield document.problem(place, message, did_you_mean(column, columns))
    elif needed and not _holds(columns[column].type, needed):
        fit = [name for name, about in columns.items() if _holds(about.type, needed)]
        yield document.problem(
            place,
            f"the column “{column}” of {table.file} holds {_kind(columns[column].type)}; "
            f"{_kind(needed)} are needed here",
            f"such a column is {', '.join(fit)}" if fit else "choose another data file",
        )


def _holds(column_type: str, needed: str) -> bool:
    return column_type == needed or (column_type == "integer" and needed == "number")


def _underivable(
    document: Document, path: Path, user: User, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """Whether all that is to be worked out can be: it is tried."""
    try:
        if isinstance(user, Fact):
            value_of(user, tables)
        else:
            apart(user, drawn(user, tables), tables)
    except Underivable as error:
        place = (*path, *error.at)
        while place not in document.values and len(place) > len(path):
            place = place[:-1]
        yield document.problem(place, error.message, error.hint, key=True)


def _kind(column_type: str) -> str:
    return "text" if column_type == "text" else f"{column_type}s"


def _asked(user: User) -> Iterator[tuple[str, str, str]]:
    """The key that names a column, the column, and the type it must have."""
    if isinstance(user, Fact):
        yield "column", user.column, "number"
    if isinstance(user, LineFigure):
        yield "x", user.x, "year"
        yield "y", user.y, "number"
        if user.series is not None:
            yield "series", user.series, ""
    if isinstance(user, BarFigure):
        yield "category", user.category, ""
        yield "value", user.value, "number"
        if user.series is not None:
            yield "series", user.series, ""


def _no_rows(document: Document, path: Path, user: User, table: Table) -> Iterator[Problem]:
    """Points at each value that no row has; else at a selection that is empty as a whole."""
    missed = False
    for column, values in user.where.items():
        known = {row.cells[column] for row in table.rows}
        for number, value in enumerate(values):
            if value in known:
                continue
            missed, place = True, (*path, "where", column)
            yield document.problem(
                (*place, number) if document.has((*place, number)) else place,
                f"no row of {table.file} has “{value[:40]}” in the column “{column}”",
                did_you_mean(value, known, _range(known)),
            )
    if missed or chosen(query_of(user), table):
        return
    years = "from" if user.start is not None else "to"
    if any(table.select(user.where)):
        column = year_column(query_of(user), table) or ""
        hint = _range({row.cells[column] for row in table.select(user.where)})
        yield document.problem((*path, years), "no row is of these years", hint, key=True)
        return
    yield document.problem(
        (*path, "where") if user.where else path,
        f"no row of {table.file} has all of these values" if user.where else "the file has no rows",
        "each value is there, but not in one row" if user.where else "add rows to it",
        key=True,
    )


def _range(known: set[str]) -> str:
    return f"the file has {min(known)} to {max(known)}" if known else "the file has no rows"


def _cell(
    document: Document, path: Path, fact: Fact, table: Table, rows: Sequence[Row]
) -> Iterator[Problem]:
    place = (*path, "where") if document.has((*path, "where")) else path
    if fact.calculate is not None:
        return
    if len(rows) > 1:
        further = [name for name in table.columns() if name not in (*fact.where, fact.column)]
        yield document.problem(
            place,
            f"{len(rows)} rows of {table.file} are like that; a fact is one",
            f"say which: add {' or '.join(further)}" if further else "keep one of them in the file",
            key=True,
        )
    elif not rows[0].cells[fact.column].strip():
        yield document.problem(
            place,
            f"the cell is empty in {table.file}: the value is not known",
            "choose another row, or say in the text that it is not known",
            key=True,
        )


def _names(
    document: Document, path: Path, figure: DataFigure, rows: Sequence[Row]
) -> Iterator[Problem]:
    """Lines and bars that the figure names must be in the rows it draws."""
    if isinstance(figure, LineFigure):
        column, asked = figure.series, {"only": figure.only, "highlight": (figure.highlight,)}
        if column is None:
            return
    elif isinstance(figure, BarFigure):
        column = figure.category
        asked = {
            "exclude": figure.exclude,
            "highlight": figure.highlight,
            "relabel": tuple(figure.relabel),
        }
    else:
        return
    known = {row.cells[column] for row in rows}
    series = figure.series if isinstance(figure, BarFigure) else None
    if series is not None:
        asked.pop("highlight")
        parts = {row.cells[series] for row in rows}
        asked["relabel"] = tuple(name for name in asked["relabel"] if name not in parts)
    for key, names in asked.items():
        for number, name in enumerate(names):
            if name is None or name in known:
                continue
            listed = document.has((*path, key, number))
            place = (*path, key, number) if listed else (*path, key)
            if key == "relabel":
                place = (*path, key, name)
            message = f"the column “{column}” has no “{name[:40]}” among the rows that are drawn"
            yield document.problem(place, message, did_you_mean(name, known), key=key == "relabel")
