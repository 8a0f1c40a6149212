"""A rule: what it is called, how much it weighs, and why it is there."""

from __future__ import annotations

import enum

from msgspec import Struct

from briefgen.document import Document, Path
from briefgen.errors import Edit, Place, Problem, Severity


class Group(enum.StrEnum):
    """What a rule looks at; its value is the name of the group, its codes begin with `prefix`."""

    SPEC = "spec"
    SOURCES = "sources"
    CLAIMS = "claims"
    JUDGEMENTS = "judgements"
    FIGURES = "figures"
    FRESHNESS = "freshness"
    LANGUAGE = "language"
    MARKINGS = "markings"
    STYLE = "style"

    @property
    def prefix(self) -> str:
        """The three letters that codes of the group begin with."""
        return _PREFIXES[self.value]


_PREFIXES = {
    "spec": "SPC",
    "sources": "SRC",
    "claims": "CLM",
    "judgements": "JDG",
    "figures": "FIG",
    "freshness": "FRS",
    "language": "LNG",
    "markings": "MRK",
    "style": "STY",
}


class Rule(Struct, frozen=True):
    """One rule of `briefgen check`, with all that its page of explanation says."""

    code: str  # CLM101
    name: str  # unsourced-claim
    group: Group
    severity: Severity
    summary: str  # one line: what is reported
    why: str  # why it matters and which standard says so; Markdown
    remedy: str  # what to do; Markdown
    bad: str = ""  # a piece of a spec that is reported
    good: str = ""  # the same put right
    fixable: bool = False

    def __post_init__(self) -> None:
        if not self.code.startswith(self.group.prefix):
            raise ValueError(f"{self.code} is no code of the group {self.group}")

    def at(
        self,
        document: Document,
        path: Path,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
        edits: tuple[Edit, ...] = (),
    ) -> Problem:
        """The problem at a path of a file."""
        return self.found(document, document.place(path, key=key), message, hint, edits=edits)

    def found(
        self,
        document: Document,
        place: Place,
        message: str,
        hint: str = "",
        *,
        edits: tuple[Edit, ...] = (),
    ) -> Problem:
        """The problem at a place of a file, with its line quoted."""
        excerpt = document.excerpt(place)
        return Problem(place, message, hint, self.severity, excerpt, self.code, edits)
