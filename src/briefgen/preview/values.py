"""What the worker finds out about a brief, as values that processes and browsers are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from briefgen.errors import Problem
from briefgen.outputs.spots import Spot
from briefgen.project import Files


@dataclass(frozen=True, slots=True)
class Errand:
    """What is asked of the worker: one brief, from where, looked at on which days."""

    name: str
    files: Files
    today: date  # on which freshness is judged
    as_of: date | None = None  # the day of looking of the brief itself
    changes: Mapping[str, object] = field(default_factory=dict)  # settings of the caller


@dataclass(frozen=True, slots=True)
class Read:
    """What was asked of the project: digests of what was read, what was not there, folders.

    `elsewhere` are folders of themes and kinds outside of it, by their paths on this machine.
    """

    reads: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    listings: Mapping[str, str] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def and_then(self, later: Read) -> Read:
        """Both, where what was read first counts."""
        return Read(
            {**later.reads, **self.reads},
            tuple(sorted({*self.absent, *later.absent})),
            {**later.listings, **self.listings},
            {**later.elsewhere, **self.elsewhere},
        )


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source of the brief, and how many of its claims rest on it."""

    key: str
    title: str
    grade: str
    claims: int
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Ages:
    """Something that grows old: what it is, since when, and how it stands."""

    sort: str
    name: str
    words: str
    state: str
    since: str
    next_on: str
    file: str
    line: int


@dataclass(frozen=True)
class Looked:
    """What a check of the brief says; `checked` names it for the worker; empty if it is broken."""

    read: Read
    problems: tuple[Problem, ...] = ()
    title: str = ""
    editor: str = ""
    coverage: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # sourced, of how many
    ages: tuple[Ages, ...] = ()
    sources: tuple[SourceSeen, ...] = ()
    checked: str = ""
    gone: bool = False

    def panel(self) -> dict[str, Any]:
        """What stands beside the pages, for the browser."""
        return {
            "coverage": [
                {"section": name, "sourced": sourced, "claims": claims}
                for name, (sourced, claims) in self.coverage.items()
            ],
            "ages": [asdict(each) for each in self.ages],
            "sources": [asdict(each) for each in self.sources],
        }


@dataclass(frozen=True, slots=True)
class PlacedSpot:
    """A spot of a page with its line in the spec."""

    spot: Spot
    line: int
    column: int

    def as_list(self) -> list[object]:
        """The same for the browser, which has hundreds of them."""
        spot = self.spot
        return [spot.page, spot.tag, spot.note, self.line, self.column, *spot.frame, spot.words]


@dataclass(frozen=True)
class Pages:
    """Finished pages, and where all on them comes from."""

    read: Read
    problems: tuple[Problem, ...] = ()
    pdf: bytes = field(default=b"", repr=False)  # empty where they could not be made
    sizes: tuple[tuple[float, float], ...] = ()
    spots: tuple[PlacedSpot, ...] = field(default=(), repr=False)
    file: str = ""
    text: str = field(default="", repr=False)  # of the spec, as it was printed
