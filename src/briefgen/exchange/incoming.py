"""One source as another program wrote it, in the fields of a library, each with its line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from msgspec import Struct, field, structs
from pydantic import ValidationError

from briefgen.dates import PartialDate
from briefgen.document import Document, Path, Span, Tree
from briefgen.errors import Problem, Severity
from briefgen.explaining import explain
from briefgen.model.names import Name
from briefgen.model.source import Source

Fields: TypeAlias = dict[str, Tree]

NEEDED = frozenset({"type", "title"})


class Incoming(Struct, frozen=True):
    """What one entry of a file says: fields of a library as texts, each with its line from 0."""

    name: str  # what the file calls it; may be empty
    fields: Fields
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)


class Lines:
    """The lines of a text, so that the line of a place is known without counting up to it anew."""

    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def at(self, place: int) -> int:
        """The line of a place, from 0."""
        return bisect_left(self._ends, place)


def person(family: str, given: str = "", suffix: str = "") -> Tree:
    """A name as a library has it: “Family, Given”, or its parts where that would be misread."""
    family, given, suffix = (" ".join(part.split()) for part in (family, given, suffix))
    if not given:
        return organisation(family)
    text = ", ".join(part for part in (family, given, suffix) if part)
    try:
        if Name.parse(text).family == family:
            return text
    except ValueError:
        pass
    parts: dict[str, Tree] = {"family": family, "given": given}
    return parts | {"suffix": suffix} if suffix else parts


def organisation(name: str) -> Tree:
    """The name of an organisation, marked as one where a comma would make a person of it."""
    name = " ".join(name.split())
    try:
        if not Name.parse(name).given:
            return name
    except ValueError:
        pass
    return {"organisation": name}


def day_of(year: object, month: object = None, day: object = None) -> str:
    """A date as far as its parts are numbers of the calendar; nothing without a year."""
    numbers: list[int] = []
    for part in (year, month, day):
        text = str(part).strip() if part is not None else ""
        if not text.isdecimal() or len(text) > 4 or not int(text):
            break
        numbers.append(int(text))
    while numbers:
        try:
            return str(PartialDate(*numbers))
        except ValueError:
            numbers.pop()
    return ""


def without_empty(fields: Mapping[str, Tree]) -> Fields:
    """The fields that say something, texts with their white space in order."""
    tidy = {
        key: " ".join(value.split()) if isinstance(value, str) else value
        for key, value in fields.items()
    }
    return {key: value for key, value in tidy.items() if value}


def checked(
    entry: Incoming, file: str, lines: list[str]
) -> tuple[Incoming, Source | None, list[Problem]]:
    """An entry as a source. A field that cannot be used is left out and told as a warning."""
    document = _document(entry, file, lines)
    try:
        return entry, Source.model_validate(entry.fields), []
    except ValidationError as error:
        problems = explain(error, Source, document)
        wrong = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
    if not wrong or wrong & NEEDED or not all(key in entry.fields for key in wrong):
        return entry, None, problems
    kept = {key: value for key, value in entry.fields.items() if key not in wrong}
    told = [replace(p, severity=Severity.WARNING, hint=_left_out(p)) for p in problems]
    rest, source, more = checked(structs.replace(entry, fields=kept), file, lines)
    return rest, source, [*told, *more]


def _left_out(problem: Problem) -> str:
    return f"left out: {problem.hint}" if problem.hint else "this field is left out"


def _document(entry: Incoming, file: str, lines: list[str]) -> Document:
    """The fields as a document, so that what is wrong with one is told at its line."""

    def span(line: int) -> Span:
        text = lines[line] if line < len(lines) else ""
        indent = len(text) - len(text.lstrip())
        return Span(line, indent, line, max(len(text.rstrip()), indent + 1))

    values: dict[Path, Span] = {(): span(entry.line)}
    for key in entry.fields:
        values[(key,)] = span(entry.lines.get(key, entry.line))
    return Document(file, "\n".join(lines), dict(entry.fields), values, values, _lines=lines)
