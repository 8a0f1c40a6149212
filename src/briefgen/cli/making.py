"""What `briefgen build` does once it is known what is asked for: it needs no parser of commands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.asked import Ordered
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.cli.forms import is_file
from briefgen.cli.reporting import report, say_times, times_of
from briefgen.errors import Place, Problem, UsageProblem
from briefgen.terminal import Voice, write_json

if TYPE_CHECKING:
    from briefgen.cli.planning import Plan
    from briefgen.library import Project
    from briefgen.results import BuildResult

# A folder in which finished PDFs are kept and found: see
# [rebuilding.md](rebuilding.md#a-cache-for-several-projects).
CACHE_FOLDER = "BRIEFGEN_CACHE_DIR"
CACHE_MEGABYTES = "BRIEFGEN_CACHE_MB"  # Megabytes that it may hold; 2000.


@dataclass(frozen=True, slots=True)
class Wish:
    """What a command line asks for."""

    names: Sequence[str] | None
    every: bool
    output: str | None
    ordered: Ordered
    voice: Voice
    explain: bool = False
    timings: bool = False
    as_json: bool = False
    changes: Mapping[str, bool] = field(default_factory=dict)  # how they are printed, if they are
    profile: str | None = None


def make(wish: Wish, plan: Plan | None) -> int:
    """Make what is asked for, say what became of it, and give the exit code of the worst.

    `plan` says what stands; without one all is made.
    """
    results: list[BuildResult] = []
    voice = wish.voice
    with _profiled(wish.profile):
        for result in _results(plan, wish):
            results.append(result)
            voice.problems(result.problems)
            if wish.explain and plan is not None:
                voice.say("\n".join(plan.explained(result.name)))
            if not wish.as_json and wish.output != "-":
                report(result, voice)
            if wish.timings and not wish.as_json:
                say_times(result, voice)
    voice.clear()
    if wish.as_json:
        write_json(
            [
                result.as_dict() | ({"timings": times_of(result)} if wish.timings else {})
                for result in results
            ]
        )
    return worst_of(result.exit_code for result in results)


def _profiled(file: str | None) -> AbstractContextManager[None]:
    if file is None:
        return nullcontext()
    from briefgen.cli.profiling import profiled

    return profiled(file)


def _results(plan: Plan | None, wish: Wish) -> Iterator[BuildResult]:
    """Each brief in its order: as it stands, or made; nothing heavy is loaded before it must be."""
    if plan is not None and plan.done:
        yield from plan.standing()
        return
    from briefgen.cache import cache_at
    from briefgen.library import builds, settings_of

    project = project_here()
    chosen = chosen_briefs(project, wish.names, wish.every)
    if wish.changes:
        from briefgen.revisions import with_changes

        project = with_changes(project, chosen, **wish.changes)
    target = _target(project, settings_of(project).output, wish.output, chosen)
    if plan is not None and plan.lost:
        wish.voice.say(plan.lost)
    standing = {result.name: result for result in plan.standing()} if plan is not None else {}
    memory = plan.memory if plan is not None else None
    folder, most = os.environ.get(CACHE_FOLDER), os.environ.get(CACHE_MEGABYTES)
    ordered = replace(wish.ordered, memory=memory, cache=cache_at(folder, most))
    todo = [name for name in chosen if name not in standing]
    made = builds(project, todo, target, ordered, wish.voice.progress)
    for name in chosen:
        yield standing[name] if name in standing else next(made)
    yield from made  # nothing is left in it, but its journal is written when it ends


def _target(
    project: Project, folder: str, output: str | None, names: Sequence[str]
) -> Callable[[str], Path]:
    """Where each brief is written: a function from name to path."""
    single = output is not None and is_file(output)
    if single and len(names) != 1:
        raise UsageProblem(
            Problem(
                Place("-o"),
                f"{output} is one file, but there are {len(names)} briefs",
                "name a folder",
            )
        )
    if single:
        return lambda name: Path(str(output))
    base = Path(output) if output is not None else (project.root or Path()) / folder
    return lambda name: base / f"{name}.pdf"
