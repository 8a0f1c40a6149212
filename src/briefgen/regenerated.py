"""What became of a regeneration, brief by brief: values that are printed, written and told."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

from briefgen.changes import Changes
from briefgen.errors import ExitCode, Problem
from briefgen.refreshed import Fate, RefreshResult


class Outcome(enum.StrEnum):
    """What became of a brief."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"  # it says what its last edition says
    FAILED = "failed"  # its last edition stays


@dataclass(frozen=True, slots=True)
class BriefRun:
    """What was done with one brief, and why."""

    name: str
    outcome: Outcome
    why: str  # it was looked at: due since a moment, named, never looked at before
    exit_code: ExitCode = ExitCode.DONE
    edition: int = 0  # the one that now is the last; 0 where there is none
    folder: str = ""  # of that edition, in the project
    data: tuple[RefreshResult, ...] = ()  # what was fetched for it
    stale: tuple[str, ...] = ()
    too_stale: bool = False
    changes: Changes | None = None  # since the edition before
    markings: tuple[str, ...] = ()  # every label that it, its sources or its data bear
    problems: tuple[Problem, ...] = ()

    @property
    def is_stale(self) -> bool:
        """Whether something is over its limit, or could not be fetched."""
        return bool(self.stale) or any(each.fate is Fate.FAILED for each in self.data)

    def as_dict(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "name": self.name,
            "outcome": str(self.outcome),
            "why": self.why,
            "exit_code": int(self.exit_code),
            "edition": self.edition,
            "markings": [*self.markings],
            "folder": self.folder,
            "data": [each.as_dict() for each in self.data],
            "stale": [*self.stale],
            "too_stale": self.too_stale,
            "changes": self.changes.as_dict()["changes"] if self.changes is not None else [],
            "problems": [each.as_dict() for each in self.problems],
        }


# Several briefs may end in several ways; the first of these that one of them has is the run's.
_WORST: Mapping[ExitCode, int] = MappingProxyType(
    {
        code: rank
        for rank, code in enumerate(
            (
                *(ExitCode.OUR_BUG, ExitCode.CONFORMANCE, ExitCode.RENDERING),
                *(ExitCode.USAGE, ExitCode.PROBLEMS, ExitCode.TOO_STALE, ExitCode.STALE),
                *(ExitCode.CHANGED, ExitCode.DONE),
            )
        )
    }
)


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a regeneration did."""

    began: datetime
    briefs: tuple[BriefRun, ...] = ()
    untold: tuple[Problem, ...] = ()  # whom it could not be told to, and why
    misread: tuple[Problem, ...] = ()  # schedules that cannot be read
    path: str = ""  # where it is written, in the project; not where nothing was due
    whole: RunReport | None = None  # of which this is what its reader may see

    @property
    def exit_code(self) -> ExitCode:
        """What the command ends with."""
        if self.whole is not None:
            return self.whole.exit_code
        codes = [_code(each) for each in self.briefs]
        codes += [ExitCode.PROBLEMS] if self.misread else []
        if not codes:
            return ExitCode.NOTHING_DUE
        return min(codes, key=lambda code: _WORST.get(code, 0))

    @property
    def moment(self) -> str:
        """When it began, as 2026-11-23 06:00 UTC."""
        return f"{self.began.astimezone(UTC):%Y-%m-%d %H:%M} UTC"

    def under(self, label: str) -> RunReport:
        """The report for whom this label is the strictest: of what is above it only how many."""
        from briefgen.model.marking import travels_under

        told = tuple(
            brief
            for brief in self.briefs
            if all(travels_under(each, label) for each in brief.markings)
        )
        return replace(self, briefs=told, whole=self)

    @property
    def withheld(self) -> int:
        """How many briefs are marked above what its reader may see."""
        return len(self.whole.briefs) - len(self.briefs) if self.whole is not None else 0

    def counted(self) -> str:
        """“1 published, 2 unchanged”, and “nothing was due” where nothing was."""
        if self.whole is not None:
            return self.whole.counted()
        numbers = [(sum(b.outcome is each for b in self.briefs), each) for each in Outcome]
        stale = sum(each.is_stale for each in self.briefs)
        words = [f"{number} {each}" for number, each in numbers if number]
        words += [f"{stale} stale"] if stale else []
        return ", ".join(words) or "nothing was due"

    def as_dict(self) -> dict[str, object]:
        """The same for machines, as it is written and as --json prints it."""
        return {
            "began": self.began.astimezone(UTC).isoformat(timespec="seconds"),
            "exit_code": int(self.exit_code),
            "briefs": [each.as_dict() for each in self.briefs],
            "misread": [each.as_dict() for each in self.misread],
            "withheld": self.withheld,
            "untold": [each.as_dict() for each in self.untold],
            "path": self.path,
        }


def _code(brief: BriefRun) -> ExitCode:
    if brief.outcome is Outcome.FAILED:
        return brief.exit_code
    if brief.too_stale:
        return ExitCode.TOO_STALE
    if brief.is_stale:
        return ExitCode.STALE
    return ExitCode.CHANGED if brief.outcome is Outcome.PUBLISHED else ExitCode.DONE
