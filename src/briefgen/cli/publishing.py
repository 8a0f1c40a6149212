"""`briefgen publish` and `briefgen editions`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.cli.completing import briefs
from briefgen.terminal import Voice, counted, shown, tally, write_json

if TYPE_CHECKING:
    from briefgen.results import Published

SHOWN = ("number", "date", "cutoff", "marking", "content", "state")
SHORT = 12  # digits of a hash that tell one from another


@app.command("publish")
def _publish(
    names: Names = None,
    every: All = False,
    strict: Strict = False,
    validate: Annotated[
        bool,
        typer.Option("--validate", help="Let another program check each PDF for PDF/A and PDF/UA."),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Publish what briefs newly say as numbered editions."""
    from briefgen.asked import Ordered
    from briefgen.releases import publications

    voice = Voice.of(quiet, verbose)
    project = project_here()
    chosen = chosen_briefs(project, names, every)
    results: list[Published] = []
    for result in publications(project, chosen, Ordered(strict, validate), voice.progress):
        results.append(result)
        voice.problems(result.problems)
        if not as_json:
            _report(result, voice)
    voice.clear()
    if as_json:
        write_json([result.as_dict() for result in results])
    raise typer.Exit(worst_of(result.exit_code for result in results))


def _report(result: Published, voice: Voice) -> None:
    voice.clear()
    if not result.ok:
        said = voice.paint("not published", "red")
        voice.say(f"{result.name}: {said} ({tally(result.problems) or 'failed'})")
    elif result.new and not voice.quiet:
        pages = counted(result.pages, "page")
        print(f"{result.name}: edition {result.edition}, {pages}, {shown(result.folder or Path())}")
    elif not voice.quiet:
        print(f"{result.name}: nothing new since edition {result.edition}")
        if result.moved:
            print(f"  made with {'; '.join(result.moved)}; it stays as it was printed")


@app.command("editions")
def _editions(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A brief by name.", autocompletion=briefs)
    ],
    as_json: AsJson = False,
) -> None:
    """List the published editions of a brief."""
    from briefgen.releases import editions
    from briefgen.tabular import Layout, printed

    found = editions(project_here(), name)
    if as_json:
        write_json([edition.as_dict() for edition in found])
    elif found:
        rows = [
            {
                "number": str(each.number),
                "date": each.date,
                "cutoff": each.information_cutoff,
                "marking": each.marking,
                "content": each.content[:SHORT],
                "state": "; ".join(each.faults) or "as published",
            }
            for each in found
        ]
        print(printed(rows, Layout.TABLE, SHOWN))
    raise typer.Exit(int(any(each.faults for each in found)))
