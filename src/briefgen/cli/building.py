"""`briefgen build`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from briefgen.asked import Ordered
from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.cli.clock import AsOf, day_of
from briefgen.cli.forms import asked_formats, is_file
from briefgen.cli.planning import Plan, planned
from briefgen.cli.profiling import profiled
from briefgen.cli.reporting import report, say_times, times_of
from briefgen.errors import Place, Problem, UsageProblem
from briefgen.incremental import Asked
from briefgen.terminal import Voice, write_json

if TYPE_CHECKING:
    from briefgen.library import Project
    from briefgen.results import BuildResult


@app.command("build")
def _build(
    context: typer.Context,
    names: Names = None,
    every: All = False,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="A folder, a file as NAME.pdf, or - for stdout."
        ),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="FORMAT", help="pdf, html, docx, json or png; several."),
    ] = None,
    scale: Annotated[
        float,
        typer.Option(
            "--scale", metavar="NUMBER", min=0.1, max=10.0, help="Pixels to a point, for png."
        ),
    ] = 2.0,
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
        typer.Option(
            "-j",
            "--jobs",
            metavar="NUMBER",
            min=1,
            help="Briefs at a time; else by cores and memory.",
        ),
    ] = None,
    patience: Annotated[
        float,
        typer.Option(
            "--timeout", metavar="SECONDS", min=1, help="Seconds for one brief, with several jobs."
        ),
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
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="FILE",
            help="A file for where the time went, by Python's profiler.",
        ),
    ] = None,
    timings: Annotated[
        bool, typer.Option("--timings", help="Say where the time of each brief went.")
    ] = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build briefs into PDFs, or web pages and other forms; what has not changed stands."""
    voice = Voice.of(quiet, verbose)
    if output == "-" and as_json:
        raise UsageProblem(
            Problem(Place("-o"), "the output and --json cannot both go to stdout", "name a file")
        )
    if executor and jobs:
        hint = "leave -j away: as many are made at a time as the cluster has workers"
        raise UsageProblem(Problem(Place("-j"), "-j is for this machine", hint))
    day = day_of(as_of)
    asked: Asked = {"strict": strict, "validate": validate}
    asked = {**asked, "as-of": str(day)} if day else asked
    told = changes or change_bars
    formats = asked_formats(to or [], output)
    always = output == "-" or told or formats != ("pdf",)
    plan = None if always else planned(names, every, output, asked, force)
    results: list[BuildResult] = []
    jobs = jobs if profile is None else 1  # a profile sees its own process alone
    ordered = Ordered(
        strict,
        validate,
        day,
        formats=formats,
        scale=scale,
        jobs=jobs,
        patience=patience,
        typesetter=context.obj,
        executor=executor,
    )
    wanted = _Wanted(names, every, output, ordered, told, change_bars)
    with profiled(profile):
        for result in _results(plan, wanted, voice):
            results.append(result)
            voice.problems(result.problems)
            if explain and plan is not None:
                voice.say("\n".join(plan.explained(result.name)))
            if not as_json and output != "-":
                report(result, voice)
            if timings and not as_json:
                say_times(result, voice)
    voice.clear()
    if as_json:
        write_json(
            [
                result.as_dict() | ({"timings": times_of(result)} if timings else {})
                for result in results
            ]
        )
    raise typer.Exit(worst_of(result.exit_code for result in results))


class _Wanted(Struct, frozen=True):
    names: list[str] | None
    every: bool
    output: str | None
    ordered: Ordered
    changes: bool  # printed, with what a journal of inputs does not know of
    bars: bool


def _results(plan: Plan | None, wanted: _Wanted, voice: Voice) -> Iterator[BuildResult]:
    """Each brief in its order: as it stands, or made; nothing heavy is loaded before it must be."""
    if plan is not None and plan.done:
        yield from plan.standing()
        return
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
    folder, most = os.environ.get("BRIEFGEN_CACHE_DIR"), os.environ.get("BRIEFGEN_CACHE_MB")
    ordered = replace(wanted.ordered, memory=memory, cache=cache_at(folder, most))
    todo = [name for name in chosen if name not in standing]
    made = builds(project, todo, target, ordered, voice.progress)
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
