"""Problems of several briefs as one list, with files as they are called from where one stands."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from msgspec import Struct

from briefgen.errors import Problem
from briefgen.results import CheckResult


class Places(Struct, frozen=True):
    """Where the project lies, seen from where its reader stands, and the manual; "" is here."""

    root: str = ""
    manual: str = ""  # its address; empty where nobody has said it

    def of(self, file: str) -> str:
        """A file of the project as the reader calls it."""
        return posixpath.normpath(posixpath.join(self.root, file))

    def problem(self, problem: Problem) -> Problem:
        """The problem with its file as the reader calls it."""
        place = replace(problem.place, file=self.of(problem.place.file))
        edits = tuple(replace(edit, file=self.of(edit.file)) for edit in problem.edits)
        return replace(problem, place=place, edits=edits)


def told_once(results: Iterable[CheckResult]) -> Iterator[Problem]:
    """Every problem; what several briefs share, as a mistake in a library, once."""
    yield from dict.fromkeys(problem for result in results for problem in result.problems)


def by_code(results: Iterable[CheckResult]) -> list[tuple[str, int]]:
    """How often each rule was broken, the most frequent first."""
    counts = Counter(problem.code for problem in told_once(results) if problem.code)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
