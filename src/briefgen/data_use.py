"""What facts and figures ask of a data file: columns that exist, rows that are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field
from pydantic import ValidationError

from briefgen.data import Row, Table, missing_file, read_table
from briefgen.data.asking import User, files_named, kept, query_of
from briefgen.data.checking import (
    column_problems,
    derivation_problems,
    divisor_problems,
    filter_problems,
    row_problems,
)
from briefgen.data.lock import LOCK
from briefgen.data.query import chosen
from briefgen.data.table_checking import table_problems
from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, did_you_mean
from briefgen.model.blocks import block_name
from briefgen.model.brief import Brief
from briefgen.model.data_figure import DataFigure
from briefgen.model.drawn_data import DrawnData
from briefgen.model.facts import Fact
from briefgen.model.figures import FIGURES
from briefgen.model.references import Names
from briefgen.model.spark import SparkSpec
from briefgen.model.tables import Table as TableBlock
from briefgen.project import Files, OutsideProject, unreadable
from briefgen.structure import blocks_of, list_of, mapping_of


class DataFiles(Struct):
    """What was read from the data files that a brief names."""

    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    used: set[tuple[Path, str]] = field(default_factory=set)  # places that name a file


def read_data(
    document: Document,
    model: type[Brief],
    files: Files,
    names: Names,
    day: date | None = None,
) -> DataFiles:
    """Every data file that facts and figures name; what they ask of it is checked as well.

    With a `day`, of the rows those that were known then.
    """
    found = DataFiles()
    tried: set[str] = set()
    for path, value, user_model in _data_users(mapping_of(document.tree), model):
        try:
            user = user_model.model_validate(value)
        except ValidationError:
            continue  # reported with the spec
        named = {(*path, *place): name for place, name in files_named(user).items()}
        for place, name in named.items():
            found.used.add((place, name))
            if name not in tried:
                tried.add(name)
                found.problems += _read(found, document, place, name, files, names, day)
        if not all(name in found.tables for name in named.values()):
            continue
        if isinstance(user, TableBlock):
            found.problems += table_problems(document, path, user, found.tables)
        elif named:
            found.problems += use_problems(document, path, user, found.tables)
    return found


def _read(
    found: DataFiles,
    document: Document,
    path: Path,
    name: str,
    files: Files,
    names: Names,
    day: date | None,
) -> list[Problem]:
    if (lacking := missing_file(files, name)) is not None:
        return [document.problem(path, *lacking)]
    try:
        table, problems = read_table(files, name, names, day)
    except (OSError, OutsideProject) as error:
        message, hint = unreadable(error)
        return [document.problem(path, f"data/{name}: {message}", hint)]
    found.read += [f"data/{name}.csv", f"data/{name}.yaml"]
    if table is not None:
        found.tables[name] = table
        if (table.fetched or table.altered) and LOCK not in found.read:
            found.read.append(LOCK)
    return problems


def users_of(document: Document, model: type[Brief]) -> dict[str, tuple[str, ...]]:
    """For each data file who draws on it, in an author's words: “fact gdp”, a figure's title."""
    found: dict[str, list[str]] = {}
    for path, value, user_model in _data_users(mapping_of(document.tree), model):
        names = files_named(user_model.model_validate(value)).values()
        for name in dict.fromkeys(names):
            found.setdefault(f"data/{name}.csv", []).append(_called(path, mapping_of(value)))
    return {file: tuple(dict.fromkeys(users)) for file, users in found.items()}


def _called(path: Path, value: Mapping[str, Tree]) -> str:
    if path[0] == "facts":
        return f"fact {path[1]}"
    if path[-1] == "spark":
        return "a sparkline"
    title = value.get("title") or value.get("table")
    return f"“{title}”" if isinstance(title, str) else str(value.get("figure", "a table"))


def _data_users(
    tree: dict[str, Tree], model: type[Brief]
) -> Iterator[tuple[Path, Tree, type[User | TableBlock]]]:
    for key, fact in mapping_of(tree.get("facts")).items():
        if isinstance(fact, dict) and "data" in fact:
            yield ("facts", key), fact, Fact
    yield from _sparks(_panel_rows(tree))
    for path, block in blocks_of(tree, model):
        kind = block.get("figure")
        figure = FIGURES.get(kind) if isinstance(kind, str) else None
        if figure is not None and issubclass(figure, DataFigure):
            yield path, block, figure
        elif block_name(block) == "table":
            yield path, block, TableBlock
            yield from _sparks(_cells(path, block))


def _sparks(
    holders: Iterable[tuple[Path, dict[str, Tree]]],
) -> Iterator[tuple[Path, Tree, type[User | TableBlock]]]:
    for path, holder in holders:
        if (spark := holder.get("spark")) is not None:
            named: Tree = {"data": spark} if isinstance(spark, str) else spark
            yield (*path, "spark"), named, SparkSpec


def _cells(path: Path, table: dict[str, Tree]) -> Iterator[tuple[Path, dict[str, Tree]]]:
    """The cells of a table that are more than a text."""
    for number, row in enumerate(list_of(table.get("rows"))):
        for place, cell in enumerate(list_of(row)):
            yield (*path, "rows", number, place), mapping_of(cell)


def _panel_rows(tree: dict[str, Tree]) -> Iterator[tuple[Path, dict[str, Tree]]]:
    """What can be a row of the key facts panel: fields of the brief, and those under key_facts."""
    for key, value in tree.items():
        yield (key,), mapping_of(value)
    for key, value in mapping_of(tree.get("key_facts")).items():
        yield ("key_facts", key), mapping_of(value)


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
    elif rows and isinstance(user, DrawnData):
        found = list(_names(document, path, user, rows))
        found = found or list(_misfits(document, path, user, rows))
    yield from found or derivation_problems(document, path, user, tables)


def _columns(document: Document, path: Path, user: User, table: Table) -> Iterator[Problem]:
    for key, column, needed in _asked(user):
        yield from column_problems(document, (*path, key), column, needed, table)


def _asked(user: User) -> Iterator[tuple[str, str, str]]:
    """The key that names a column, the column, and the type it must have."""
    if isinstance(user, Fact):
        yield "column", user.column, "number"
    else:
        yield from user.asked()


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
    document: Document, path: Path, figure: DrawnData, rows: Sequence[Row]
) -> Iterator[Problem]:
    """Names that the figure uses must be in the rows it draws."""
    for key, names, columns in figure.called():
        known = {row.cells[column] for row in rows for column in columns}
        for number, name in enumerate(names):
            if name in known:
                continue
            place: Path = (*path, key)
            if key == "relabel":
                place = (*path, key, name)
            elif document.has((*path, key, number)):
                place = (*path, key, number)
            listed = " or ".join(f"“{column}”" for column in columns)
            message = f"the column {listed} has no “{name[:40]}” among the rows that are drawn"
            yield document.problem(place, message, did_you_mean(name, known), key=key == "relabel")


def _misfits(
    document: Document, path: Path, figure: DrawnData, rows: Sequence[Row]
) -> Iterator[Problem]:
    """What the figure asks that its rows cannot give, at the part that asks for it."""
    shown = [row.cells for row in kept(figure, tuple(rows))]
    for at, message, hint in figure.misfits(shown) if shown else ():
        place = (*path, *at)
        while place != path and not document.has(place):
            place = place[:-1]
        yield document.problem(place, message, hint, key=place == path)
