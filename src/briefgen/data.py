"""Data files: CSV with a header row, read as text and checked against their descriptor."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pydantic import ValidationError

from briefgen.errors import Place, Problem, did_you_mean
from briefgen.explaining import explain
from briefgen.loading import Document, load
from briefgen.model.data_file import DataDescription
from briefgen.model.fields import Names, read_number
from briefgen.project import Files

MAX_ROWS = 100_000
FOLDER = "data"


@dataclass(frozen=True)
class Row:
    """One row: its line in the file and its cells by column."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A data file with what is known about it."""

    file: str
    description: DataDescription
    rows: tuple[Row, ...]

    def select(self, where: Mapping[str, str]) -> Iterator[Row]:
        """The rows in which every named column has the given value."""
        for row in self.rows:
            if all(row.cells.get(column) == value for column, value in where.items()):
                yield row

    def columns(self) -> tuple[str, ...]:
        """The columns that are described."""
        return tuple(self.description.columns)


def number(cell: str) -> Decimal | None:
    """The number in a cell; None where the cell is empty, which means not known."""
    if not cell.strip():
        return None
    value = read_number(cell)
    if value is None:
        raise InvalidOperation
    return value


def read_table(files: Files, name: str, names: Names) -> tuple[Table | None, list[Problem]]:
    """A data file and its descriptor, with everything that is wrong in either."""
    path, beside = f"{FOLDER}/{name}.csv", f"{FOLDER}/{name}.yaml"
    document = load(beside, files.read(beside))
    problems = list(document.problems)
    try:
        description = DataDescription.model_validate(document.tree, context=names)
    except ValidationError as error:
        return None, problems + explain(error, DataDescription, document)
    rows, more = _rows(path, files.read(path), description, document)
    problems += more
    return (None if problems else Table(path, description, rows)), problems


def missing_file(files: Files, name: str) -> tuple[str, str] | None:
    """What to say when a data file or its descriptor is not there."""
    if "/" in name or "\\" in name or name.startswith("."):
        return f"“{name}” is no name of a data file", f"name a file in {FOLDER}/ without its ending"
    known = [f.removeprefix(f"{FOLDER}/")[:-4] for f in files.listing(FOLDER, ".csv")]
    if not files.exists(f"{FOLDER}/{name}.csv"):
        return f"there is no data file {FOLDER}/{name}.csv", did_you_mean(name, known)
    if not files.exists(f"{FOLDER}/{name}.yaml"):
        return (
            f"{FOLDER}/{name}.csv has no descriptor",
            f"add {FOLDER}/{name}.yaml with its title, source and columns",
        )
    return None


def _rows(
    path: str, raw: bytes, description: DataDescription, document: Document
) -> tuple[tuple[Row, ...], list[Problem]]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return (), [Problem(Place(path, line, 1), "the file is not UTF-8", "save it as UTF-8")]
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        head = next(reader, [])
        problems = _head_problems(path, head, description, document)
        if problems:
            return (), problems
        return _body(path, reader, head, description)
    except csv.Error:
        return (), [
            Problem(
                Place(path, reader.line_num, 1),
                "this line cannot be read as CSV",
                "check its quotes and commas",
            )
        ]


def _head_problems(
    path: str, head: list[str], description: DataDescription, document: Document
) -> list[Problem]:
    problems = [
        document.problem(
            ("columns", column),
            f"{path} has no column “{column}”",
            did_you_mean(column, head),
            key=True,
        )
        for column in description.columns
        if column not in head
    ]
    problems += [
        Problem(
            Place(path, 1, index + 1),
            f"the column “{column}” is not described",
            f"add it to {document.file}",
        )
        for index, column in enumerate(head)
        if column not in description.columns
    ]
    twice = {column for column in head if head.count(column) > 1}
    problems += [
        Problem(Place(path, 1, 1), f"the column “{column}” stands twice", "rename one")
        for column in sorted(twice)
    ]
    return problems


def _body(
    path: str, reader: Iterator[list[str]], head: list[str], description: DataDescription
) -> tuple[tuple[Row, ...], list[Problem]]:
    rows: list[Row] = []
    problems: list[Problem] = []
    keys: dict[tuple[str, ...], int] = {}
    identity = [c for c in head if description.columns[c].type != "number"]
    for line, cells in enumerate(reader, start=2):
        if not cells:
            continue
        if len(cells) != len(head):
            problems.append(
                Problem(
                    Place(path, line, 1),
                    f"row {line} has {len(cells)} cells, the head has {len(head)}",
                    "add or remove commas",
                )
            )
            continue
        row = Row(line, dict(zip(head, cells, strict=True)))
        problems.extend(_cell_problems(path, row, head, description))
        key = tuple(row.cells[column] for column in identity)
        if identity and key in keys:
            problems.append(
                Problem(
                    Place(path, line, 1),
                    f"{', '.join(key)} stands twice: also in row {keys[key]}",
                    "keep one of the two",
                )
            )
        keys.setdefault(key, line)
        rows.append(row)
        if len(rows) > MAX_ROWS:
            problems.append(
                Problem(Place(path, line, 1), f"more than {MAX_ROWS:,} rows", "cut it down")
            )
            break
    return tuple(rows), problems


def _cell_problems(
    path: str, row: Row, head: list[str], description: DataDescription
) -> Iterator[Problem]:
    for index, column in enumerate(head):
        cell, kind = row.cells[column], description.columns[column].type
        place = Place(path, row.line, index + 1)
        if kind == "number":
            try:
                number(cell)
            except InvalidOperation:
                yield Problem(
                    place,
                    f"column “{column}”, row {row.line}: a number is needed, found “{cell[:30]}”",
                    "leave the cell empty where it is not known",
                )
        elif kind == "year" and not (cell.isascii() and cell.isdigit() and 1 <= len(cell) <= 4):
            yield Problem(
                place,
                f"column “{column}”, row {row.line}: a year is needed, found “{cell[:30]}”",
                "write it as 2022",
            )
