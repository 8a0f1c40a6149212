"""`briefgen build`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.cli.forms import asked_formats, documents, is_file
from briefgen.errors import Place, Problem, UsageProblem
from briefgen.terminal import Voice, counted, tally, write_json

if TYPE_CHECKING:
    from briefgen.library import Project
    from briefgen.results import BuildResult


@app.command("build")
def _build(
    names: Names = None,
    every: All = False,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help="A folder, a file as NAME.pdf, or - for stdout."),
    ] = None,
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="FORMAT", help="pdf, html, json or png; several in turn."),
    ] = None,
    scale: Annotated[
        float, typer.Option("--scale", min=0.1, max=10.0, help="Pixels to a point, for png.")
    ] = 2.0,
    strict: Strict = False,
    validate: Annotated[
        bool,
        typer.Option("--validate", help="Let another program check each PDF for PDF/A and PDF/UA."),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Build briefs into PDFs, or into web pages and other forms."""
    from briefgen.library import Ordered, builds, settings_of

    voice = Voice.of(quiet, verbose)
    project = project_here()
    chosen = chosen_briefs(project, names, every)
    formats = asked_formats(to or [], output)
    target = _target(project, settings_of(project).output, output, chosen)
    if output == "-" and as_json:
        raise UsageProblem(
            Problem(Place("-o"), "the output and --json cannot both go to stdout", "name a file")
        )
    asked = Ordered(strict, validate, formats, scale)
    results: list[BuildResult] = []
    for result in builds(project, chosen, target, asked, voice.progress):
        results.append(result)
        voice.problems(result.problems)
        if not as_json and output != "-":
            _report(result, voice)
    voice.clear()
    if as_json:
        write_json([result.as_dict() for result in results])
    raise typer.Exit(worst_of(result.exit_code for result in results))


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


def _report(result: BuildResult, voice: Voice) -> None:
    voice.clear()
    if not result.ok:
        voice.say(
            f"{result.name}: {voice.paint('not built', 'red')} "
            f"({tally(result.problems) or 'failed'})"
        )
        return
    if voice.quiet:
        return
    pages = f"{counted(result.pages, 'page')}, " if result.pages else ""
    print(
        f"{result.name}: {pages}{counted(result.notes, 'note')}, "
        f"{counted(result.sources, 'source')}, {counted(result.figures, 'figure')}, "
        f"{result.seconds:.1f} s, {', '.join(documents(result))}"
    )
