"""`briefgen build`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.cli.clock import AsOf, day_of
from briefgen.cli.planning import Plan, planned
from briefgen.cli.reporting import report
from briefgen.errors import Place, Problem, UsageProblem
from briefgen.incremental import Asked
from briefgen.terminal import Voice, write_json

if TYPE_CHECKING:
    from briefgen.library import Project
    from briefgen.results import BuildResult


@app.command("build")
def _build(
    names: Names = None,
    every: All = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help="A folder, a file ending in .pdf, or - for stdout."),
    ] = None,
    strict: Strict = False,
    validate: Annotated[
        bool,
        typer.Option("--validate", help="Let another program check each PDF for PDF/A and PDF/UA."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Build also what has not changed.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say what changed, down to the cell.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("-j", "--jobs", min=1, help="Briefs at a time; else by cores and memory."),
    ] = None,
    patience: Annotated[
        float, typer.Option("--timeout", min=1, help="Seconds for one brief, with several jobs.")
    ] = 600.0,
    executor: Annotated[
        str,
        typer.Option(
            "--executor", help="Build on a Dask cluster: dask://HOST:PORT.", metavar="URL"
        ),
    ] = "",
    changes: Annotated[
        bool,
        typer.Option("--changes", help="Print what changed since the latest edition on page 1."),
    ] = False,
    change_bars: Annotated[
        bool,
        typer.Option("--change-bars", help="The same, with bars in the margin at what changed."),
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build briefs into PDFs; what has not changed is not made again."""
    voice = Voice.of(quiet, verbose)
    if output == "-" and as_json:
        raise UsageProblem(
            Problem(Place("-o"), "the PDF and --json cannot both go to stdout", "name a file")
        )
    if executor and jobs:
        hint = "leave -j away: as many are made at a time as the cluster has workers"
        raise UsageProblem(Problem(Place("-j"), "-j is for this machine", hint))
    day = day_of(as_of)
    asked: Asked = {"strict": strict, "validate": validate}
    asked = {**asked, "as-of": str(day)} if day else asked
    told = changes or change_bars
    plan = None if output == "-" or told else planned(names, every, output, asked, force)
    results: list[BuildResult] = []
    where = jobs, patience, executor
    wanted = _Wanted(names, every, output, strict, validate, day, *where, told, change_bars)
    for result in _results(plan, wanted, voice):
        results.append(result)
        voice.problems(result.problems)
        if explain and plan is not None:
            voice.say("\n".join(plan.explained(result.name)))
        if not as_json and output != "-":
            report(result, voice)
    voice.clear()
    if as_json:
        write_json([result.as_dict() for result in results])
    raise typer.Exit(worst_of(result.exit_code for result in results))


@dataclass(frozen=True)
class _Wanted:
    names: list[str] | None
    every: bool
    output: str | None
    strict: bool
    validate: bool
    as_of: date | None
    jobs: int | None
    patience: float
    executor: str
    changes: bool  # printed, with what a journal of inputs does not know of
    bars: bool


def _results(plan: Plan | None, wanted: _Wanted, voice: Voice) -> Iterator[BuildResult]:
    """Each brief in its order: as it stands, or made; nothing heavy is loaded before it must be."""
    if plan is not None and plan.done:
        yield from plan.standing()
        return
    from briefgen.asked import Ordered
    from briefgen.cache import cache_at
    from briefgen.library import builds, settings_of

    project = project_here()
    chosen = chosen_briefs(project, wanted.names, wanted.every)
    if wanted.changes:
        from briefgen.revisions import with_changes

        project = with_changes(project, chosen, bars=wanted.bars)
    target = _target(project, settings_of(project).output, wanted.output, chosen)
    if plan is not None and plan.lost:
        voice.say(plan.lost)
    standing = {result.name: result for result in plan.standing()} if plan is not None else {}
    memory = plan.memory if plan is not None else None
    ordered = Ordered(
        wanted.strict,
        wanted.validate,
        as_of=wanted.as_of,
        memory=memory,
        cache=cache_at(os.environ.get("BRIEFGEN_CACHE_DIR"), os.environ.get("BRIEFGEN_CACHE_MB")),
        jobs=wanted.jobs,
        patience=wanted.patience,
        executor=wanted.executor,
    )
    todo = [name for name in chosen if name not in standing]
    made = builds(project, todo, target, ordered, voice.progress)
    for name in chosen:
        yield standing[name] if name in standing else next(made)
    yield from made  # nothing is left in it, but its journal is written when it ends


def _target(
    project: Project, folder: str, output: str | None, names: Sequence[str]
) -> Callable[[str], Path]:
    """Where each brief is written: a function from name to path."""
    single = output is not None and (output == "-" or output.endswith(".pdf"))
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
