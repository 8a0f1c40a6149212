"""What a program asks of a project over time: how fresh its briefs are, and fresh data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from briefgen.document import Tree
from briefgen.errors import Place, Problem, UsageProblem, did_you_mean
from briefgen.library import Names, Project, Source, chosen, loaded, readable, settings_of
from briefgen.project import BRIEFS, SUFFIX, OutsideProject, inside

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
        yield freshness_of(structs.replace(checked, as_of=as_of), settings)


class Provided(Struct, frozen=True):
    """A data file or a source that names a provider; `source` is the file of a source."""

    name: str
    source: str = ""


def refresh(
    project: Project | Source,
    *,
    day: date,
    names: Names = None,
    dry_run: bool = False,
    shrink: bool = False,
) -> tuple[RefreshResult, ...]:
    """Data files and sources fetched anew: those of these names, or of these briefs, or all.

    Of all only those that name a provider. `day` is entered as the day on which they were
    retrieved. With `dry_run` nothing is written; with `shrink` an answer may have less than half
    of the rows that are there. What fails is part of the result, and leaves what was there.
    UsageProblem for a name that is none of them, and where the extra `briefgen[refresh]` is
    missing.
    """
    known = loaded(project)
    listed = None if names is None else [names] if isinstance(names, str) else [*names]
    meant = provided_by(known, listed)
    return tuple(refreshes(known, meant, day, dry_run=dry_run, shrink=shrink))


def refreshes(
    project: Project, meant: Iterable[Provided], day: date, *, dry_run: bool, shrink: bool
) -> Iterator[RefreshResult]:
    """Each data file and source fetched, one after the other."""
    try:
        from briefgen.refreshing import Asked, look, refresh_file
    except ModuleNotFoundError as error:
        hint = "pip install 'briefgen[refresh]'"
        problem = Problem(Place("briefgen"), f"fetching data needs {error.name}", hint)
        raise UsageProblem(problem) from None
    asked = Asked(settings_of(project).refresh, day, project.root, dry_run, shrink)
    for each in meant:
        if each.source:
            yield look(project._files, each.source, each.name, asked)
        else:
            yield refresh_file(project._files, each.name, asked)


def provided_by(project: Project, names: Sequence[str] | None) -> tuple[Provided, ...]:
    """What is meant by names, or all; UsageProblem with every name that names nothing."""
    known = (*_data_files(project), *_sources(project))
    if names is None or not names:
        return known
    found: list[Provided] = []
    unknown: list[Problem] = []
    for name in names:
        bare = name.removeprefix("data/").removesuffix(".csv").removesuffix(SUFFIX)
        brief = name.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX)
        if brief in project.names:
            found += provided_for(project, brief)
        elif named := [each for each in known if each.name == bare]:
            found += named
        else:
            there = project._files.exists(f"data/{bare}{SUFFIX}")
            message = "names no provider" if there else "is no data file, source or brief"
            hint = did_you_mean(bare, [each.name for each in known], "add “provider:” to it")
            unknown.append(Problem(Place("briefgen"), f"“{name[:60]}” {message}", hint))
    if unknown:
        raise UsageProblem(unknown)
    return tuple(dict.fromkeys(found))


def provided_for(project: Project, brief: str) -> tuple[Provided, ...]:
    """The data files that a brief draws on and the sources it cites, if they name a provider."""
    from briefgen.checks.cited import entries
    from briefgen.validation import check

    checked = check(project._files, brief, settings_of(project).yardstick)
    files = (path for path in checked.files if path.startswith("data/") and path.endswith(".csv"))
    drawn = (path.removeprefix("data/").removesuffix(".csv") for path in files)
    cited = () if checked.brief is None else entries(checked)
    return (
        *(Provided(name) for name in drawn if "provider" in _tree(project, f"data/{name}{SUFFIX}")),
        *(
            Provided(each.key, str(inside(each.document.file)))
            for each in cited
            if each.cited and each.source.provider is not None
        ),
    )


def _data_files(project: Project) -> Iterator[Provided]:
    for path in project._files.listing("data", SUFFIX):
        if "provider" in _tree(project, path):
            yield Provided(path.removeprefix("data/").removesuffix(SUFFIX))


def _sources(project: Project) -> Iterator[Provided]:
    """The sources of all libraries and briefs that name a provider."""
    briefs = [f"{BRIEFS}/{name}{SUFFIX}" for name in project.names]
    named = (each for path in briefs for each in _libraries(_tree(project, path)))
    there = (path for path in named if project._files.exists(path))
    for path in dict.fromkeys((*project._files.listing("sources", SUFFIX), *there, *briefs)):
        for key, entry in _mapping(_tree(project, path).get("sources")).items():
            if "provider" in _mapping(entry):
                yield Provided(key, path)


def _libraries(spec: Mapping[str, Tree]) -> Iterator[str]:
    """The libraries that a spec names, wherever they lie in the project."""
    said = spec.get("source_files")
    for each in said if isinstance(said, list) else [said]:
        with suppress(OutsideProject):  # a check says so
            if isinstance(each, str):
                yield str(inside(each))


def _tree(project: Project, path: str) -> Mapping[str, Tree]:
    from briefgen.loading import load

    return _mapping(load(path, project._files.read(path)).tree)


def _mapping(tree: Tree) -> Mapping[str, Tree]:
    return tree if isinstance(tree, dict) else {}
