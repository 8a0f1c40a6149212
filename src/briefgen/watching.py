"""What a program asks of a project over time: how fresh its briefs are, and fresh data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefgen.errors import Place, Problem, UsageProblem, did_you_mean
from briefgen.library import Names, Project, Source, chosen, loaded, readable, settings_of
from briefgen.project import BRIEFS, SUFFIX

if TYPE_CHECKING:
    from briefgen.ageing import FreshnessResult
    from briefgen.refreshed import RefreshResult


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


def refresh(
    project: Project | Source,
    *,
    day: date,
    names: Names = None,
    dry_run: bool = False,
    shrink: bool = False,
) -> tuple[RefreshResult, ...]:
    """Data files fetched anew: those of these names, or of the briefs of these names, or all.

    Of all only those that name a provider. `day` is entered as the day on which they were
    retrieved. With `dry_run` nothing is written; with `shrink` an answer may have less than half
    of the rows that are there. What fails is part of the result, and leaves the old data.
    UsageProblem for a name that is neither, and where the extra `briefgen[refresh]` is missing.
    """
    known = loaded(project)
    listed = None if names is None else [names] if isinstance(names, str) else [*names]
    return tuple(refreshes(known, listed, day, dry_run=dry_run, shrink=shrink))


def refreshes(
    project: Project, names: Sequence[str] | None, day: date, *, dry_run: bool, shrink: bool
) -> Iterator[RefreshResult]:
    """Each data file fetched, one after the other."""
    try:
        from briefgen.refreshing import Asked, refresh_file
    except ModuleNotFoundError as error:
        hint = "pip install 'briefgen[refresh]'"
        problem = Problem(Place("briefgen"), f"fetching data needs {error.name}", hint)
        raise UsageProblem(problem) from None
    asked = Asked(settings_of(project).refresh, day, project.root, dry_run, shrink)
    for name in _data_files(project, names):
        yield refresh_file(project._files, name, asked)


def _data_files(project: Project, names: Sequence[str] | None) -> tuple[str, ...]:
    """The data files that are meant; UsageProblem with every name that is none."""
    files = project._files
    provided = [name for name in _described(project) if _has_provider(project, name)]
    if names is None or not names:
        return tuple(provided)
    found: list[str] = []
    unknown: list[Problem] = []
    for name in names:
        bare = name.removeprefix("data/").removesuffix(".csv").removesuffix(SUFFIX)
        brief = name.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX)
        if brief in project.names:
            found += [each for each in _drawn_on(project, brief) if each in provided]
        elif bare in provided:
            found.append(bare)
        else:
            there = files.exists(f"data/{bare}{SUFFIX}")
            message = "names no provider" if there else "is neither a data file nor a brief"
            hint = did_you_mean(bare, provided, "add “provider:” to its descriptor in data/")
            unknown.append(Problem(Place("briefgen"), f"“{name[:60]}” {message}", hint))
    if unknown:
        raise UsageProblem(unknown)
    return tuple(dict.fromkeys(found))


def provided_for(project: Project, brief: str) -> tuple[str, ...]:
    """The data files of a brief that name a provider."""
    return tuple(each for each in _drawn_on(project, brief) if _has_provider(project, each))


def _described(project: Project) -> tuple[str, ...]:
    paths = project._files.listing("data", SUFFIX)
    return tuple(path.removeprefix("data/").removesuffix(SUFFIX) for path in paths)


def _has_provider(project: Project, name: str) -> bool:
    from briefgen.loading import load

    path = f"data/{name}{SUFFIX}"
    tree = load(path, project._files.read(path)).tree
    return isinstance(tree, dict) and "provider" in tree


def _drawn_on(project: Project, brief: str) -> tuple[str, ...]:
    """The data files of a brief that are there."""
    from briefgen.validation import check

    checked = check(project._files, brief, settings_of(project).yardstick)
    files = (path for path in checked.files if path.endswith(".csv"))
    return tuple(path.removeprefix("data/").removesuffix(".csv") for path in files)
