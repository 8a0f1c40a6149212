"""One brief of a regeneration: data fetched, published where it says something new, aged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from msgspec import Struct, field

from briefgen.ageing import Ageing
from briefgen.asked import Ordered
from briefgen.changes import Changes
from briefgen.changes.record import read_record
from briefgen.errors import BriefgenError, ExitCode, Place, Problem
from briefgen.library import Project, settings_of
from briefgen.nested import Below
from briefgen.progress import Progress
from briefgen.refreshed import Fate, RefreshResult
from briefgen.regenerated import BriefRun, Outcome
from briefgen.releases import publications
from briefgen.results import Published
from briefgen.revisions import latest_of
from briefgen.watching import Provided, freshnesses, provided_for, refreshes


class Fetching(Struct, frozen=True):
    """Data fetched once for a run, for however many briefs draw on them."""

    project: Project
    day: date
    known: dict[Provided, RefreshResult] = field(default_factory=dict)

    def for_brief(self, name: str) -> tuple[RefreshResult, ...]:
        """What became of the data files and sources of a brief that name a provider."""
        wanted = provided_for(self.project, name)
        if missing := [each for each in wanted if each not in self.known]:
            results = refreshes(self.project, missing, self.day, dry_run=False, shrink=False)
            self.known.update(zip(missing, results, strict=True))
        return tuple(self.known[each] for each in wanted)


def regenerated(name: str, why: str, fetching: Fetching, progress: Progress) -> BriefRun:
    """Fetch, check, build and publish one brief; whatever fails, its last edition stays."""
    project = fetching.project
    try:
        return _regenerated(name, why, fetching, progress)
    except BriefgenError as error:
        code, problems = error.exit_code, error.problems
    except OSError as error:
        message = f"a file cannot be read or written: {error.strerror or error}"
        code, problems = ExitCode.RENDERING, (Problem(Place(str(error.filename or name)), message),)
    last = latest_of(project, name) or 0
    return BriefRun(name, Outcome.FAILED, why, code, last, problems=problems)


def _regenerated(name: str, why: str, fetching: Fetching, progress: Progress) -> BriefRun:
    settings = settings_of(fetching.project).regenerate
    data, unfetched = _fetched(name, fetching, progress) if settings.refresh else ((), ())
    asked = Ordered(settings.strict, settings.conform)
    (result,) = publications(fetching.project, [name], asked, progress)
    run = _of_publication(fetching.project, result, why)
    stale, too_stale = _age(fetching, name) if result.ok else ((), False)
    failed = (problem for each in data if each.fate is Fate.FAILED for problem in each.problems)
    return replace(
        run,
        data=data,
        stale=(*(each.message for each in unfetched), *stale),
        too_stale=too_stale,
        problems=tuple(dict.fromkeys((*failed, *unfetched, *run.problems))),
    )


def _fetched(
    name: str, fetching: Fetching, progress: Progress
) -> tuple[tuple[RefreshResult, ...], tuple[Problem, ...]]:
    """What was fetched; where nothing can be, that is told, and the old data stay."""
    progress(name, "fetching data")
    try:
        return fetching.for_brief(name), ()
    except BriefgenError as error:
        return (), error.problems


def _of_publication(project: Project, result: Published, why: str) -> BriefRun:
    if not result.ok:
        last = latest_of(project, result.name) or 0
        problems = result.problems
        return BriefRun(result.name, Outcome.FAILED, why, result.exit_code, last, problems=problems)
    outcome = Outcome.PUBLISHED if result.new else Outcome.UNCHANGED
    folder = f"{settings_of(project).editions}/{result.name}/{result.edition}"
    changes = _changes(project, result.name, folder) if result.new else None
    run = BriefRun(result.name, outcome, why, result.exit_code, result.edition, folder)
    return replace(run, changes=changes, problems=result.problems)


def _changes(project: Project, name: str, folder: str) -> Changes | None:
    """What an edition says has changed since the one before."""
    record = read_record(Below(project._files, folder), name)
    return record.changes if record is not None else None


def _age(fetching: Fetching, name: str) -> tuple[tuple[str, ...], bool]:
    """What of a brief is stale today, in words, and whether some of it is too stale."""
    (found,) = freshnesses(fetching.project, [name], fetching.day)
    return tuple(map(_words, found.stale)), found.exit_code is ExitCode.TOO_STALE


def _words(each: Ageing) -> str:
    return f"{each.sort} {each.name}: {each.counted} {each.since}, {each.limit}"
