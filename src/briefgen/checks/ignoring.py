"""Comments that silence a rule at their place, each with its reason.

    # briefgen: ignore CLM101 - the sum is ours, worked out in the table below

At the end of a line the comment speaks of what begins on that line, on a line of its own of what
begins on the next: a value, a block, a whole section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefgen.document import Document, Span
from briefgen.errors import Place

_COMMENT = re.compile(
    r"(?:^|(?<=\s))#\s*briefgen:\s*ignore\s+(?P<rules>[\w-]+(?:\s*,\s*[\w-]+)*)"
    r"(?:\s*[-–—:]+\s*(?P<reason>\S.*?))?\s*$"
)
_ONLY_COMMENT = re.compile(r"^\s*(#|$)")


class Ignore(Struct, frozen=True):
    """One comment: the rules it names, its reason, and the lines it speaks of, from 1."""

    rules: tuple[str, ...]
    reason: str
    place: Place
    first: int
    last: int

    def covers(self, place: Place) -> bool:
        """Whether a place lies in the lines it speaks of."""
        return place.file == self.place.file and self.first <= place.line <= self.last


def ignores(document: Document) -> Iterator[Ignore]:
    """The comments of a file that silence rules, in order."""
    lines = document.text.split("\n")
    for number, line in enumerate(lines):
        found = _COMMENT.search(line)
        if found is None or _in_text(document, number, found.start()):
            continue
        at = number
        if _ONLY_COMMENT.match(line):
            at = next(
                (n for n in range(number + 1, len(lines)) if not _ONLY_COMMENT.match(lines[n])),
                number,
            )
        rules = tuple(rule.strip() for rule in found["rules"].split(","))
        place = Place(document.file, number + 1, found.start() + 1, found.end() - found.start())
        yield Ignore(rules, found["reason"] or "", place, at + 1, _end(document, at) + 1)


def _in_text(document: Document, line: int, column: int) -> bool:
    """Whether a spot lies inside a text, where “#” begins no comment."""
    return any(
        (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
        for path, span in document.values.items()
        if isinstance(document.at(path), str)
    )


def _end(document: Document, line: int) -> int:
    """The last line of what begins on a line: the value of a key, or an entry of a list."""
    ends = [line]
    for path, key in document.keys.items():
        if key.line == line:
            ends.append(_last(document.values.get(path, key)))
    for path, span in document.values.items():
        if span.line == line and path and isinstance(path[-1], int):
            ends.append(_last(span))
    return max(ends)


def _last(span: Span) -> int:
    """The last line with words of a span; a block ends at the start of what follows it."""
    return span.end_line if span.end_column or span.end_line == span.line else span.end_line - 1
