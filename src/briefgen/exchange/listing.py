"""The sources of a project in a list: searched, and with the briefs that cite them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

from briefgen.checks.cited import entries
from briefgen.citations import kind_of
from briefgen.errors import InputProblems, Problem
from briefgen.exchange.csl import item_of
from briefgen.exchange.shelf import libraries, read_library, sources_of
from briefgen.model.source import Source
from briefgen.project import BRIEFS, SUFFIX, Files, brief_names
from briefgen.settings import read_settings
from briefgen.tabular import aligned
from briefgen.validation import check

MAX_TITLE = 80  # characters of a title in the table


class Listed(Struct, frozen=True):
    """A source, the file that it stands in, and the briefs that cite it."""

    key: str
    source: Source
    file: str
    briefs: tuple[str, ...]

    def says(self, words: Iterable[str]) -> bool:
        """Whether each of these words is in its key, title, names, publisher or address."""
        source = self.source
        names = (name.natural for name in (*source.author, *source.editor))
        parts = (source.title, source.short, source.container, source.publisher, source.url)
        text = " ".join(filter(None, (self.key, source.doi, *parts, *names))).casefold()
        return all(word.casefold() in text for word in words)

    def as_dict(self) -> dict[str, object]:
        """The same for machines: the source as an item of CSL-JSON."""
        item = item_of(self.key, self.source)
        return {"key": self.key, "file": self.file, "briefs": list(self.briefs), "source": item}


def listed(
    files: Files, *, with_briefs: bool = True
) -> tuple[tuple[Listed, ...], tuple[Problem, ...]]:
    """Every source of the project, and what is wrong with briefs of which not all is known.

    Which briefs cite a source is known only when each has been validated, which takes its time.
    """
    users, problems = _users(files) if with_briefs else ({}, [])
    held = [held for document in libraries(files) for held in sources_of(document).values()]
    for name in brief_names(files):
        try:
            held += sources_of(read_library(files, f"{BRIEFS}/{name}{SUFFIX}")).values()
        except InputProblems as error:
            problems += error.problems
    found = (Listed(h.key, h.source, h.file, tuple(users.get((h.file, h.key), ()))) for h in held)
    return tuple(found), tuple(dict.fromkeys(problems))


def _users(files: Files) -> tuple[dict[tuple[str, str], list[str]], list[Problem]]:
    """The briefs that cite a source, by its file and key."""
    users: dict[tuple[str, str], list[str]] = defaultdict(list)
    problems: list[Problem] = []
    yardstick = read_settings(files).yardstick
    for name in brief_names(files):
        checked = check(files, name, yardstick)
        if checked.brief is None:
            problems += checked.errors
            continue
        for entry in entries(checked):
            if entry.cited:
                users[(entry.document.file, entry.key)].append(name)
    return users, problems


def table(sources: Iterable[Listed]) -> str:
    """A line for each source: key, file, grade, date, what it is, and the start of its title."""
    rows = [
        (
            each.key,
            PurePosixPath(each.file).stem,
            each.source.reliability or "-",
            str(each.source.issued or "no date"),
            kind_of(each.source)[:22],
            each.source.called[:MAX_TITLE],
        )
        for each in sources
    ]
    return aligned(rows)


def by_key(sources: Iterable[Listed]) -> dict[str, Source]:
    """Sources by keys in order; of two that have one key the second gets a number."""
    found: dict[str, Source] = {}
    for each in sources:
        key, number = each.key, 2
        while key in found and found[key] != each.source:
            key, number = f"{each.key}-{number}", number + 1
        found[key] = each.source
    return dict(sorted(found.items()))
