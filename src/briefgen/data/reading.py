"""Reading data files: CSV with a header row, as text, checked against its descriptor."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Protocol

from msgspec import Struct, field
from pydantic import ValidationError

from briefgen.data.cells import breaches, misfit, plain
from briefgen.data.lock import read_lock
from briefgen.data.table import Row, Table
from briefgen.dates import PartialDate
from briefgen.digests import digest_of
from briefgen.document import Document, quoted
from briefgen.errors import Place, Problem, did_you_mean
from briefgen.explaining import explain
from briefgen.glyphs import no_glyph, unprintable
from briefgen.loading import load, readable
from briefgen.model.data_file import DataDescription
from briefgen.model.references import Names
from briefgen.project import Files

MAX_ROWS = 100_000
MAX_TOLD = 100  # problems of one file
FOLDER = "data"
_OTHER_MARKS = {";": "semicolons", "\t": "tabs", "|": "bars"}


class Reader(Protocol):
    """What csv.reader gives: rows of cells, and how many lines were read."""

    @property
    def line_num(self) -> int:
        """The number of the last line that was read."""

    def __iter__(self) -> Iterator[list[str]]: ...


def read_table(
    files: Files, name: str, names: Names, day: date | None = None
) -> tuple[Table | None, list[Problem]]:
    """A data file and its descriptor, with everything that is wrong in either.

    With a `day`, rows that by the vintage of the file became known later are left out.
    """
    path = f"{FOLDER}/{name}.csv"
    document, description, problems = read_description(files, name, names)
    if description is None:
        return None, problems
    raw = files.read(path)
    entry = read_lock(files).get(name)
    altered = entry is not None and entry.sha256 != digest_of(raw)
    if entry is not None and not altered:
        description = description.model_copy(update={"retrieved": entry.retrieved})
    rows, more = _rows(path, raw, description, document)
    problems += more
    rows = tuple(row for row in rows if day is None or _known(row, description, day))
    fetched = entry is not None and not altered
    dated = document.place(("retrieved",), key=True)
    return (None if problems else Table(path, description, rows, dated, fetched, altered)), problems


def read_description(
    files: Files, name: str, names: Names
) -> tuple[Document, DataDescription | None, list[Problem]]:
    """The descriptor of a data file, or what is wrong with it."""
    beside = f"{FOLDER}/{name}.yaml"
    document = load(beside, files.read(beside))
    problems = list(document.problems)
    if not document.complete:
        return document, None, problems
    try:
        return document, DataDescription.model_validate(document.tree, context=names), problems
    except ValidationError as error:
        return document, None, problems + explain(error, DataDescription, document)


def _known(row: Row, description: DataDescription, day: date) -> bool:
    """Whether a row was there on a day; one without a date of its own counts as always known."""
    written = row.cells.get(description.vintage or "", "")
    return not written or PartialDate.parse(written).earliest() <= day


def missing_file(files: Files, name: str) -> tuple[str, str] | None:
    """What to say when a data file or its descriptor is not there."""
    if "/" in name or "\\" in name or name.startswith("."):
        return f"“{name}” is no name of a data file", f"name a file in {FOLDER}/ without its ending"
    if not files.exists(f"{FOLDER}/{name}.csv"):
        known = [f.removeprefix(f"{FOLDER}/")[:-4] for f in files.listing(FOLDER, ".csv")]
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
    sheet = _Sheet(path, text.split("\n"), description, [*problems])
    reader = csv.reader(io.StringIO(text), strict=True)
    try:
        sheet.head = [cell.strip() for cell in next(reader, [])]
        if not any(sheet.head):
            sheet.note(1, "the first line is empty", "begin the file with the names of its columns")
            return (), sheet.problems
        found = _head_problems(sheet, document)
        if found:
            return (), [*sheet.problems, *found]
        rows = _body(sheet, reader)
    except csv.Error:
        sheet.note(reader.line_num, "this line cannot be read as CSV", "check quotes and commas")
        return (), sheet.problems
    return rows, sheet.problems


class _Sheet(Struct):
    """A file being read: its lines, to quote and to point into, and what is wrong in it."""

    path: str
    lines: list[str]
    description: DataDescription
    problems: list[Problem]
    head: list[str] = field(default_factory=list)

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

    def too_much(self, rows: int, line: int) -> bool:
        """Whether reading stops here, which is then said."""
        if rows > MAX_ROWS:
            self.note(line, f"more than {MAX_ROWS:,} rows", "cut the file down to what is shown")
            return True
        if len(self.problems) >= MAX_TOLD:
            hint = "correct those above first"
            self.note(line, "reading stops here: too much of the file is wrong", hint)
            return True
        return False


def _head_problems(sheet: _Sheet, document: Document) -> list[Problem]:
    if len(sheet.head) == 1 and (divided := _divided(sheet)) is not None:
        return [divided]
    problems = [
        document.problem(
            _path_of(column, sheet.description),
            f"{sheet.path} has no column “{column}”",
            did_you_mean(column, sheet.head),
            key=True,
        )
        for column in sheet.description.columns
        if column not in sheet.head
    ]
    for index, column in enumerate(sheet.head):
        place = sheet.place(1, column, index)
        excerpt = quoted(sheet.lines, place)
        if column not in sheet.description.columns:
            message, hint = f"the column “{column}” is not described", f"add it to {document.file}"
            problems.append(Problem(place, message, hint, excerpt=excerpt))
        elif column in sheet.head[:index]:
            message = f"the column “{column}” stands twice"
            problems.append(Problem(place, message, "rename or remove one", excerpt=excerpt))
    return problems


def _divided(sheet: _Sheet) -> Problem | None:
    """What to say of a file whose cells are divided by another sign than the comma."""
    for mark, words in _OTHER_MARKS.items():
        if mark in sheet.head[0] and len(sheet.description.columns) > 1:
            place = sheet.place(1, mark)
            message = f"the cells of this file are divided by {words}, not by commas"
            hint = "save it as CSV with commas"
            return Problem(place, message, hint, excerpt=quoted(sheet.lines, place))
    return None


def _path_of(column: str, description: DataDescription) -> tuple[str | int, ...]:
    """Where the descriptor tells of a column."""
    if description.schema_ is None:
        return "columns", column
    names = [field.name for field in description.schema_.fields]
    return "schema", "fields", names.index(column), "name"


def _body(sheet: _Sheet, reader: Reader) -> tuple[Row, ...]:
    rows: list[Row] = []
    identity = _Identity(sheet)
    line = reader.line_num + 1
    for cells in reader:
        row = _row(sheet, line, cells)
        line = reader.line_num + 1
        if row is not None:
            identity.take(row)
            rows.append(row)
        if sheet.too_much(len(rows), line - 1):
            break
    return tuple(rows)


def _row(sheet: _Sheet, line: int, cells: list[str]) -> Row | None:
    if not cells:
        return None
    if len(cells) != len(sheet.head):
        some = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        message = f"this row has {some}, the head has {len(sheet.head)}"
        sheet.note(line, message, "add or remove commas; a cell with a comma needs quotes")
        return None
    unknown, taken = sheet.description.unknown(), {}
    for index, (name, cell) in enumerate(zip(sheet.head, cells, strict=True)):
        written = cell.strip()
        taken[name] = "" if written in unknown else _cell(sheet, line, name, written, index)
        if not taken[name]:
            _limits(sheet, line, name, "", index)
    return Row(line, taken)


def _cell(sheet: _Sheet, line: int, name: str, cell: str, index: int) -> str:
    """A cell in the program's own form, once it is checked."""
    column = sheet.description.columns[name]
    taken = plain(cell, column)
    if (wrong := misfit(taken, column)) is not None:
        needed, hint = wrong
        message = f"a {needed} is needed in the column “{name}”, found “{cell[:30]}”"
        sheet.note(line, message, hint, cell, index)
        return taken
    for signs in unprintable(cell):
        place = sheet.place(line, signs, index)
        sheet.problems.append(no_glyph(place, signs, quoted(sheet.lines, place)))
    _limits(sheet, line, name, taken, index)
    return taken


def _limits(sheet: _Sheet, line: int, name: str, cell: str, index: int) -> None:
    column = sheet.description.columns[name]
    if not cell and column.type == "year":
        hint = "write it as 2022, or leave the row out"
        sheet.note(line, f"the year is missing in the column “{name}”", hint, index=index)
    for message, hint in breaches(cell, name, column):
        sheet.note(line, message, hint, cell, index)


class _Identity:
    """Which rows say the same as an earlier one, where only one may say it."""

    def __init__(self, sheet: _Sheet) -> None:
        self.sheet = sheet
        columns = sheet.description.columns
        self.named = sheet.description.key()
        key = self.named or tuple(n for n in sheet.head if not columns[n].is_number)
        unique = [(name,) for name in sheet.head if columns[name].constraints.unique]
        self.keys = [*([key] if key else []), *unique]
        self.first: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}

    def take(self, row: Row) -> None:
        """Tell of a row that repeats another; remember it otherwise."""
        for key in self.keys:
            values = tuple(row.cells[column] for column in key)
            if key == self.named and not all(values):
                lacking = key[values.index("")]
                message = f"the cell of “{lacking}” is empty, which is part of the primary key"
                self.sheet.note(row.line, message, "write what tells this row from the others")
            elif (
                any(values) and (first := self.first.setdefault((key, values), row.line)) < row.line
            ):
                message = f"{', '.join(values)} stands twice: also on line {first}"
                self.sheet.note(row.line, message, "keep one of the two")
