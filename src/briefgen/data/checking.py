"""Whether what a figure or a fact asks of its data can be had: rows, divisors, derived values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.data.asking import User, apart, drawn, query_of, value_of
from briefgen.data.query import Underivable, chosen, time_column
from briefgen.data.table import Table, Wanted
from briefgen.document import Document, Path
from briefgen.errors import Problem, did_you_mean
from briefgen.model.calculation import FactCalculation
from briefgen.model.course_figures import LineFigure
from briefgen.model.facts import Fact


def filter_problems(document: Document, path: Path, user: User, table: Table) -> Iterator[Problem]:
    """Columns of selections that are not there."""
    columns, where = table.columns(), [((*path, "where"), user.where)]
    how = user.calculate
    if isinstance(how, FactCalculation) and how.share_of:
        where.append(((*path, "calculate", "share_of"), how.share_of))
    if isinstance(user, LineFigure):
        where.append(((*path, "projected_where"), user.projected_where))
    for place, wanted in where:
        for name in wanted:
            if name not in columns:
                message = f"{table.file} has no column “{name[:40]}”"
                hint = did_you_mean(name, columns)
                yield document.problem((*place, name), message, hint, key=True)
    bound = "from" if user.start is not None else "to"
    if (user.start or user.end) is not None and time_column(query_of(user), table) is None:
        message = f"{table.file} has no column of years to select by, or several"
        hint = "choose rows by “where” instead"
        yield document.problem((*path, bound), message, hint, key=True)


def divisor_problems(
    document: Document, path: Path, user: User, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """The column to divide by, in this file or another."""
    per = user.calculate.per if user.calculate is not None else None
    name = (per.data or user.data or "") if per is not None else ""
    if per is not None and name in tables:
        place = (*path, "calculate", "per", "column")
        yield from column_problems(document, place, per.column, "number", tables[name])


def column_problems(
    document: Document, place: Path, column: str, needed: str, table: Table
) -> Iterator[Problem]:
    """A column that is not there, or does not hold what is needed."""
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
    fit = {"number": ("number", "integer"), "time": ("year", "date")}
    return column_type in fit.get(needed, (needed,))


def _kind(column_type: str) -> str:
    return {"text": "text", "time": "years or dates"}.get(column_type, f"{column_type}s")


def row_problems(document: Document, path: Path, user: User, table: Table) -> Iterator[Problem]:
    """Points at each value that no row has; else at a selection that is empty as a whole."""
    missed = list(value_problems(document, path, user.where, table))
    if missed or chosen(query_of(user), table):
        yield from missed
        return
    years = "from" if user.start is not None else "to"
    if any(table.select(user.where)):
        column = time_column(query_of(user), table) or ""
        hint = _range({row.cells[column] for row in table.select(user.where)})
        yield document.problem((*path, years), "no row is of these years", hint, key=True)
        return
    yield document.problem(
        (*path, "where") if user.where else path,
        f"no row of {table.file} has all of these values" if user.where else "the file has no rows",
        "each value is there, but not in one row" if user.where else "add rows to it",
        key=True,
    )


def value_problems(
    document: Document, path: Path, where: Wanted, table: Table
) -> Iterator[Problem]:
    """Values of a selection that no row has."""
    for column, values in where.items():
        known = {row.cells[column] for row in table.rows}
        for number, value in enumerate(values):
            place = (*path, "where", column)
            if value not in known:
                yield document.problem(
                    (*place, number) if document.has((*place, number)) else place,
                    f"no row of {table.file} has “{value[:40]}” in the column “{column}”",
                    did_you_mean(value, known, _range(known)),
                )


def _range(known: set[str]) -> str:
    return f"the file has {min(known)} to {max(known)}" if known else "the file has no rows"


def derivation_problems(
    document: Document, path: Path, user: User, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """Whether all that is to be worked out can be: it is tried."""
    try:
        if isinstance(user, Fact):
            value_of(user, tables)
        else:
            apart(user, drawn(user, tables), tables)
    except Underivable as error:
        yield underived(document, path, error)


def underived(document: Document, path: Path, error: Underivable) -> Problem:
    """What cannot be worked out, at the part of the spec that asks for it."""
    place = (*path, *error.at)
    while place not in document.values and len(place) > len(path):
        place = place[:-1]
    return document.problem(place, error.message, error.hint, key=True)
