"""What may have changed between two editions of a brief, as values."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.changes.marking import Mark, marked
from briefgen.errors import Place


class About(enum.StrEnum):
    """What a change is about, the most important first."""

    JUDGEMENT = "judgement"
    RATING = "rating"
    SCENARIO = "scenario"
    INDICATOR = "indicator"
    NUMBER = "number"  # a fact, a key figure, a key fact: a value that is printed
    DATA = "data"  # a cell of a data file that the brief draws on
    SOURCE = "source"
    SECTION = "section"
    TEXT = "text"
    FIGURE = "figure"
    TABLE = "table"
    BRIEF = "brief"  # its title, cut-off, marking and the like


class What(enum.StrEnum):
    """What became of it."""

    RAISED = "raised"
    LOWERED = "lowered"
    MORE_CONFIDENT = "more confident"
    LESS_CONFIDENT = "less confident"
    ADDED = "added"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"  # of judgements
    REPLACED = "replaced"
    REVISED = "revised"  # a value
    REWORDED = "reworded"  # a statement
    REWRITTEN = "rewritten"  # a text
    RESOURCED = "cited otherwise"  # the same words on other sources
    REGRADED = "regraded"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"  # any other field


WORDED = frozenset({What.REWORDED, What.REWRITTEN, What.RENAMED, What.RESOURCED, What.CHANGED})


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what it is about, what became of it, and its words before and after."""

    about: About
    what: What
    key: str  # by which it is known: an id, a key, or where it stands in the spec
    name: str  # for readers
    old: str = ""
    new: str = ""
    part: str = ""  # which field of it, where it has several
    section: str = ""  # the title of the section it stands in
    reason: str = ""  # given by the author
    grounds: tuple[str, ...] = ()  # facts and sources that a judgement did not rest on before
    as_of: str = ""  # the date that a number speaks of
    used_by: tuple[str, ...] = ()  # what draws on a cell of data
    place: Place = field(default_factory=lambda: Place(""), compare=False)
    before: tuple[str, ...] = field(default=(), compare=False)  # addresses in the old spec
    after: tuple[str, ...] = field(default=(), compare=False)  # addresses in the new spec

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Which words went and which came, where it is about words."""
        return marked(self.old, self.new) if self.what in WORDED and self.old and self.new else ()

    def as_dict(self) -> dict[str, object]:
        """The same content for machines (--json)."""
        return {
            "about": str(self.about),
            "what": str(self.what),
            "key": self.key,
            "name": self.name,
            "part": self.part,
            "section": self.section,
            "old": self.old,
            "new": self.new,
            "reason": self.reason,
            "grounds": list(self.grounds),
            "as_of": self.as_of,
            "used_by": list(self.used_by),
            "marks": [[mark.sign, mark.words] for mark in self.marks],
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed from one edition of a brief to another, the most important first."""

    brief: str
    old: str  # what was compared, as “edition 3”
    new: str
    since: int = 0  # the number of the edition compared with, where it is one
    listed: tuple[Change, ...] = ()

    def __iter__(self) -> Iterator[Change]:
        return iter(self.listed)

    def __len__(self) -> int:
        return len(self.listed)

    def about(self, *abouts: About) -> tuple[Change, ...]:
        """Those about one thing or another."""
        return tuple(change for change in self.listed if change.about in abouts)

    def addresses(self) -> frozenset[str]:
        """Where the new spec says something else than the old one."""
        return frozenset(place for change in self.listed for place in change.after)

    def as_dict(self) -> dict[str, object]:
        """The same content for machines (--json)."""
        return {
            "brief": self.brief,
            "old": self.old,
            "new": self.new,
            "since": self.since,
            "changes": [change.as_dict() for change in self.listed],
        }


_ORDER = {about: number for number, about in enumerate(About)}


def in_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The most important first; of one kind, as they stand in the brief."""
    return tuple(sorted(changes, key=lambda change: _ORDER[change.about]))
