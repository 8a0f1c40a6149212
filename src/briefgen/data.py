"""Data files: CSV with a header row, read as text and checked against their descriptor."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Protocol

from pydantic import ValidationError

from briefgen.dates import PartialDate
from briefgen.document import Document, quoted
from briefgen.errors import Place, Problem, did_you_mean
from briefgen.explaining import explain
from briefgen.glyphs import no_glyph, unprintable
from briefgen.loading import load, readable
from briefgen.model.data_file import DataDescription
from briefgen.model.fields import Names, read_number
from briefgen.project import Files

MAX_ROWS = 100_000
FOLDER = "data"
_HINTS: Mapping[str, str] = {
    "number": "write digits with a point for decimals; leave the cell empty where it is not known",
    "year": "write it as 2022",
    "date": "write it as 2022, 2022-11 or 2022-11-20",
}


class Reader(Protocol):
    """What csv.reader gives: rows of cells, and how many lines were read."""

    @property
    def line_num(self) -> int:
        """The number of the last line that was read."""

    def __iter__(self) -> Iterator[list[str]]: ...


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
    if not document.complete:
        return None, problems
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
    text, problems = readable(path, raw)
    if text is None:
        return (), list(problems)
    sheet = _Sheet(path, text.split("\n"), [*problems])
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        head = next(reader, [])
        if not head:
            sheet.note(1, "the first line is empty", "begin the file with the names of its columns")
            return (), sheet.problems
        found = _head_problems(sheet, head, description, document)
        if found:
            return (), [*sheet.problems, *found]
        rows = _body(sheet, reader, head, description)
    except csv.Error:
        sheet.note(reader.line_num, "this line cannot be read as CSV", "check quotes and commas")
        return (), sheet.problems
    return rows, sheet.problems


@dataclass
class _Sheet:
    """A file being read: its lines, to quote and to point into, and what is wrong in it."""

    path: str
    lines: list[str]
    problems: list[Problem]

    def note(self, line: int, message: str, hint: str, cell: str = "", index: int = 0) -> None:
        """A problem on a line, at a cell if one is named."""
        place = self.place(line, cell, index)
        self.problems.append(Problem(place, message, hint, excerpt=quoted(self.lines, place)))

    def place(self, line: int, cell: str = "", index: int = 0) -> Place:
        """Where a cell stands; quotes before it may shift the column, never the line."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        start = 0
        for _ in range(index):
            start = text.find(",", start) + 1
        at = max(text.find(cell, start), 0) if cell else start
        return Place(self.path, max(line, 1), at + 1, max(1, len(cell)))


def _head_problems(
    sheet: _Sheet, head: list[str], description: DataDescription, document: Document
) -> list[Problem]:
    problems = [
        document.problem(
            ("columns", column),
            f"{sheet.path} has no column “{column}”",
            did_you_mean(column, head),
            key=True,
        )
        for column in description.columns
        if column not in head
    ]
    for index, column in enumerate(head):
        place = sheet.place(1, column, index)
        excerpt = quoted(sheet.lines, place)
        if column not in description.columns:
            message, hint = f"the column “{column}” is not described", f"add it to {document.file}"
            problems.append(Problem(place, message, hint, excerpt=excerpt))
        elif column in head[:index]:
            message = f"the column “{column}” stands twice"
            problems.append(Problem(place, message, "rename or remove one", excerpt=excerpt))
    return problems


def _body(
    sheet: _Sheet, reader: Reader, head: list[str], description: DataDescription
) -> tuple[Row, ...]:
    rows: list[Row] = []
    first: dict[tuple[str, ...], int] = {}
    identity = [column for column in head if description.columns[column].type != "number"]
    line = reader.line_num + 1
    for cells in reader:
        row = _row(sheet, line, cells, head)
        line = reader.line_num + 1
        if row is None:
            continue
        _check_cells(sheet, row, head, description)
        key = tuple(row.cells[column] for column in identity)
        if identity and key in first:
            message = f"{', '.join(key)} stands twice: also on line {first[key]}"
            sheet.note(row.line, message, "keep one of the two")
        first.setdefault(key, row.line)
        rows.append(row)
        if len(rows) > MAX_ROWS:
            sheet.note(row.line, f"more than {MAX_ROWS:,} rows", "cut the file down")
            break
    return tuple(rows)


def _row(sheet: _Sheet, line: int, cells: list[str], head: list[str]) -> Row | None:
    if not cells:
        return None
    if len(cells) != len(head):
        message = f"this row has {len(cells)} cells, the head has {len(head)}"
        sheet.note(line, message, "add or remove commas; a cell with a comma needs quotes")
        return None
    return Row(line, dict(zip(head, cells, strict=True)))


def _check_cells(sheet: _Sheet, row: Row, head: list[str], description: DataDescription) -> None:
    for index, column in enumerate(head):
        cell, needed = row.cells[column], description.columns[column].type
        if _fits(cell, needed):
            for signs in unprintable(cell):
                place = sheet.place(row.line, signs, index)
                sheet.problems.append(no_glyph(place, signs, quoted(sheet.lines, place)))
        else:
            message = f"a {needed} is needed in the column “{column}”, found “{cell[:30]}”"
            sheet.note(row.line, message, _HINTS[needed], cell, index)


def _fits(cell: str, needed: str) -> bool:
    if needed == "year":
        return cell.isascii() and cell.isdigit() and 1 <= len(cell) <= 4
    try:
        if needed == "number":
            number(cell)
        elif needed == "date" and cell:
            PartialDate.parse(cell)
    except (InvalidOperation, ValueError):
        return False
    return True
