"""`briefgen build`."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.asked import Ordered
from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.clock import AsOf, day_of
from briefgen.cli.forms import asked_formats
from briefgen.cli.making import Wish, make
from briefgen.cli.planning import planned
from briefgen.errors import Place, Problem, UsageProblem
from briefgen.incremental import Asked
from briefgen.terminal import Voice


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
    wish = Wish(
        names,
        every,
        output,
        ordered,
        Voice.of(quiet, verbose),
        explain,
        timings,
        as_json,
        changes={"bars": change_bars} if told else {},
        profile=profile,
    )
    raise typer.Exit(make(wish, plan))
