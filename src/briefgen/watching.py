"""What a program asks of a project over time: how fresh its briefs are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefgen.library import Names, Project, Source, chosen, loaded, readable, settings_of

if TYPE_CHECKING:
    from briefgen.ageing import FreshnessResult


def freshness(
    project: Project | Source, *, names: Names = None, as_of: date | None = None
) -> tuple[FreshnessResult, ...]:
    """What of the briefs of these names, or of all of them, is stale on a day, and what will be.

    Without `as_of` each is looked at on its own date, since the library does not read the clock.
    UsageProblem for a brief that there is not; InputProblems for one that has errors.
    """
    known = loaded(project)
    return tuple(freshnesses(known, chosen(known, names), as_of))


def freshnesses(
    project: Project, names: Sequence[str], as_of: date | None
) -> Iterator[FreshnessResult]:
    """How fresh each brief is, one after the other."""
    from briefgen.checks.freshness import freshness_of

    settings = settings_of(project)
    for checked in readable(project, names):
        yield freshness_of(replace(checked, as_of=as_of), settings)
