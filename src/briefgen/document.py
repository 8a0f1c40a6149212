"""A file as a tree of text that remembers where every word of it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TypeAlias

from msgspec import Struct

from briefgen.errors import Edit, Place, Problem

Path: TypeAlias = tuple[str | int, ...]
Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"


class Span(Struct, frozen=True):
    """From where to where a key or value stands; lines and columns count from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Document:
    """A file as a tree of text, with the span of each key and value by path."""

    file: str
    text: str
    tree: Tree
    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]
    problems: tuple[Problem, ...] = ()
    complete: bool = True  # false where reading stopped early, so what is absent proves nothing
    _lines: list[str] = field(default_factory=list, repr=False, compare=False)

    def at(self, path: Path) -> Tree:
        """The value at a path; KeyError where there is none."""
        node = self.tree
        for step in path:
            node = _child(node, step)
        return node

    def tree_beside(self, path: Path) -> Mapping[str, Tree]:
        """The keys that stand beside a value; none where it is an entry of a list."""
        parent = self.at(path[:-1])
        return parent if isinstance(parent, dict) else {}

    def has(self, path: Path) -> bool:
        """Whether the file has something at this path."""
        return path in self.values

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where a value (or its key) stands; for what is missing, where its parent does."""
        if key and path in self.keys:
            return self._at(self.keys[path])
        while path and path not in self.values:
            path = path[:-1]
            if path in self.keys:
                return self._at(self.keys[path])
        span = self.values.get(path)
        return self._at(span) if span else Place(self.file, 1, 1)

    def place_within(
        self, path: Path, snippet: str, occurrence: int = 0, pattern: str = ""
    ) -> Place:
        """Where a piece of a scalar stands: the nth occurrence of its text in the source.

        A pattern says more exactly what to look for than the snippet itself. A place whose line
        is broken in the file, as in a folded text, is found all the same.
        """
        if not snippet:
            return self.place(path)
        if not pattern:
            pattern = r"\s+".join(re.escape(word) for word in snippet.split())
        places = [found for found, _ in islice(self.finds(path, pattern), occurrence + 1)]
        return places[-1] if places else self.place(path)

    def finds(self, path: Path, pattern: str, after: int = 0) -> Iterator[tuple[Place, int]]:
        """Where a pattern is found in a value as it stands in the file, and where each match ends.

        `after` is such an end: the search goes on from there.
        """
        start, end = self._range(path)
        for match in re.compile(pattern).finditer(self.text, max(after, start), end):
            yield self._between(*match.span()), match.end()

    def finds_words(
        self, path: Path, words: Sequence[str], after: int = 0
    ) -> tuple[Place, int] | None:
        """Where words first follow each other in a value, whatever marks stand between them."""
        start, end = self._range(path)
        start = max(after, start)
        while (start := self.text.find(words[0], start, end)) >= 0:
            if (last := self._followed(start + len(words[0]), end, words[1:])) is not None:
                return self._between(start, last), last
            start += 1
        return None

    def _followed(self, at: int, end: int, words: Sequence[str]) -> int | None:
        """The end of the last of these words, if they follow here with but marks between them."""
        for word in words:
            before = at
            while at < end and not self.text[at].isalnum():
                at += 1
            if at == before or not self.text.startswith(word, at, end):
                return None
            at += len(word)
        return at

    def _range(self, path: Path) -> tuple[int, int]:
        span = self.values.get(path)
        if span is None:
            return 0, 0
        start = self._offset(span.line, span.column)
        return start, self._offset(span.end_line, span.end_column)

    def _between(self, start: int, end: int) -> Place:
        line = bisect_right(self._starts, start) - 1
        column = start - self._starts[line]
        return Place(self.file, line + 1, column + 1, len(self.text[start:end].split("\n", 1)[0]))

    def renamed(self, path: Path, name: str) -> tuple[Edit, ...]:
        """The edit that calls the key at a path by another name."""
        span = self.keys.get(path)
        if span is None:
            return ()
        start = self._offset(span.line, span.column)
        end = self._offset(span.end_line, span.end_column)
        return (Edit(self.file, start, end, name),)

    def words_at(self, place: Place) -> str:
        """What stands at a place of the file."""
        start = self._offset(place.line - 1, place.column - 1)
        return self.text[start : start + place.length]

    def replaced(self, place: Place, words: str) -> tuple[Edit, ...]:
        """The edit that puts other words at a place."""
        start = self._offset(place.line - 1, place.column - 1)
        return (Edit(self.file, start, start + place.length, words),)

    def without(self, place: Place) -> tuple[Edit, ...]:
        """The edit that takes away the end of a line from a place on, or the line if it is all."""
        begin = self._offset(place.line - 1, 0)
        line = self._lines[place.line - 1]
        before = line[: place.column - 1].rstrip()
        if before:
            return (Edit(self.file, begin + len(before), begin + len(line), ""),)
        return (Edit(self.file, begin, self._offset(place.line, 0), ""),)

    def excerpt(self, place: Place) -> str:
        """The line a place stands on, with a marker under the spot."""
        return quoted(self._lines, place)

    def problem(
        self, path: Path, message: str, hint: str = "", *, key: bool = False, snippet: str = ""
    ) -> Problem:
        """A problem at a path, with the line quoted."""
        place = self.place_within(path, snippet) if snippet else self.place(path, key=key)
        return Problem(place, message, hint, excerpt=self.excerpt(place))

    def scalars(self) -> Iterator[tuple[Path, str]]:
        """Every text in the file, with its path."""
        stack: list[tuple[Path, Tree]] = [((), self.tree)]
        while stack:
            path, node = stack.pop()
            if isinstance(node, str):
                yield path, node
            elif isinstance(node, dict):
                stack.extend(((*path, key), child) for key, child in node.items())
            elif isinstance(node, list):
                stack.extend(((*path, index), child) for index, child in enumerate(node))

    def _at(self, span: Span) -> Place:
        length = span.end_column - span.column if span.line == span.end_line else 0
        if not length and span.line < len(self._lines):
            length = len(self._lines[span.line].rstrip()) - span.column
        return Place(self.file, span.line + 1, span.column + 1, max(1, length))

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self._lines[:-1]:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def _offset(self, line: int, column: int) -> int:
        if line >= len(self._starts):
            return len(self.text)
        return min(self._starts[line] + column, len(self.text))


def _child(node: Tree, step: str | int) -> Tree:
    if isinstance(node, dict):
        return node[str(step)]
    if isinstance(node, list) and isinstance(step, int) and step < len(node):
        return node[step]
    raise KeyError(step)


def quoted(lines: list[str], place: Place) -> str:
    """The line a place stands on, with a marker under the spot."""
    if not place.line or place.line > len(lines):
        return ""
    line = lines[place.line - 1]
    before = line[: place.column - 1]
    marker = re.sub(r"[^\t]", " ", before)
    marker += "^" * max(1, min(place.length, len(line) - len(before)))
    return f"{place.line:>6} | {line}\n{'':>6} | {marker}"
