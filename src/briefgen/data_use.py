"""What facts and figures ask of a data file: columns that exist, rows that are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from briefgen.data import Row, Table, missing_file, read_table
from briefgen.data.asking import User, query_of
from briefgen.data.checking import (
    column_problems,
    derivation_problems,
    divisor_problems,
    filter_problems,
    row_problems,
)
from briefgen.data.query import chosen
from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, did_you_mean
from briefgen.model.brief import Brief
from briefgen.model.country import code_hint, is_code
from briefgen.model.data_figure import DataFigure
from briefgen.model.facts import Fact
from briefgen.model.fields import Names
from briefgen.model.figures import FIGURES, BarFigure, LineFigure
from briefgen.model.map_figures import ChoroplethFigure
from briefgen.project import Files, OutsideProject, unreadable
from briefgen.structure import blocks_of, mapping_of


@dataclass
class DataFiles:
    """What was read from the data files that a brief names."""

    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


def read_data(document: Document, model: type[Brief], files: Files, names: Names) -> DataFiles:
    """Every data file that facts and figures name; what they ask of it is checked as well."""
    found = DataFiles()
    tried: set[str] = set()
    for path, value, user_model in _data_users(mapping_of(document.tree), model):
        try:
            user = user_model.model_validate(value)
        except ValidationError:
            continue  # reported with the spec
        named = _files_of(path, user)
        for place, name in named.items():
            if name not in tried:
                tried.add(name)
                found.problems += _read(found, document, place, name, files, names)
        if named and all(name in found.tables for name in named.values()):
            found.problems += use_problems(document, path, user, found.tables)
    return found


def _files_of(path: Path, user: User) -> dict[Path, str]:
    """The data files that a use names, each with its place in the spec."""
    files: dict[Path, str] = {(*path, "data"): user.data} if user.data is not None else {}
    per = user.calculate.per if user.calculate is not None else None
    if per is not None and per.data is not None:
        files[*path, "calculate", "per", "data"] = per.data
    return files


def _read(
    found: DataFiles, document: Document, path: Path, name: str, files: Files, names: Names
) -> list[Problem]:
    if (lacking := missing_file(files, name)) is not None:
        return [document.problem(path, *lacking)]
    try:
        table, problems = read_table(files, name, names)
    except (OSError, OutsideProject) as error:
        message, hint = unreadable(error)
        return [document.problem(path, f"data/{name}: {message}", hint)]
    found.read += [f"data/{name}.csv", f"data/{name}.yaml"]
    if table is not None:
        found.tables[name] = table
    return problems


def _data_users(
    tree: dict[str, Tree], model: type[Brief]
) -> Iterator[tuple[Path, Tree, type[User]]]:
    for key, fact in mapping_of(tree.get("facts")).items():
        if isinstance(fact, dict) and "data" in fact:
            yield ("facts", key), fact, Fact
    for path, block in blocks_of(tree, model):
        kind = block.get("figure")
        figure = FIGURES.get(kind) if isinstance(kind, str) else None
        if figure is not None and issubclass(figure, DataFigure):
            yield path, block, figure


def use_problems(
    document: Document, path: Path, user: User, tables: Mapping[str, Table]
) -> Iterator[Problem]:
    """What is wrong with one use of a table; what is missing hides what depends on it."""
    table = tables[user.data or ""]
    found = [
        *filter_problems(document, path, user, table),
        *_columns(document, path, user, table),
        *divisor_problems(document, path, user, tables),
    ]
    found = found or list(row_problems(document, path, user, table))
    rows = [] if found else list(chosen(query_of(user), table))
    if rows and isinstance(user, Fact):
        found = list(_cell(document, path, user, table, rows))
    elif rows and isinstance(user, DataFigure):
        found = list(_names(document, path, user, rows))
    yield from found or derivation_problems(document, path, user, tables)


def _columns(document: Document, path: Path, user: User, table: Table) -> Iterator[Problem]:
    for key, column, needed in _asked(user):
        yield from column_problems(document, (*path, key), column, needed, table)


def _asked(user: User) -> Iterator[tuple[str, str, str]]:
    """The key that names a column, the column, and the type it must have."""
    if isinstance(user, Fact):
        yield "column", user.column, "number"
    if isinstance(user, LineFigure):
        yield "x", user.x, "year"
        yield "y", user.y, "number"
        if user.series is not None:
            yield "series", user.series, ""
    if isinstance(user, ChoroplethFigure):
        yield "country", user.country, ""
        yield "value", user.value, "number"
    if isinstance(user, BarFigure):
        yield "category", user.category, ""
        yield "value", user.value, "number"
        if user.series is not None:
            yield "series", user.series, ""


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
    if isinstance(figure, ChoroplethFigure):
        yield from _codes(document, path, figure, rows)
        return
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


def _codes(
    document: Document, path: Path, figure: ChoroplethFigure, rows: Sequence[Row]
) -> Iterator[Problem]:
    """Cells that are to name countries and are no codes: the first, and how many besides."""
    wrong = [row for row in rows if not is_code(row.cells[figure.country])]
    if not wrong:
        return
    cell, file = wrong[0].cells[figure.country], f"data/{figure.data}.csv"
    more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    yield document.problem(
        (*path, "country") if document.has((*path, "country")) else path,
        f"“{cell[:30]}” in the column “{figure.country}” is no code of ISO 3166 "
        f"(line {wrong[0].line} of {file}{more})",
        code_hint(cell) or "name a column of codes, as KZ or KAZ, or leave the rows out",
    )
