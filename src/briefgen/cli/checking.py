"""`briefgen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.terminal import Voice, tally, write_json

if TYPE_CHECKING:
    from briefgen.results import CheckResult


@app.command("check")
def _check(
    names: Names = None,
    every: All = False,
    strict: Strict = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check briefs without making a PDF."""
    from briefgen.library import checks

    voice = Voice.of(quiet, verbose)
    project = project_here()
    results: list[CheckResult] = []
    for result in checks(project, chosen_briefs(project, names, every), strict, voice.progress):
        results.append(result)
        voice.problems(result.problems)
        if not as_json and not quiet:
            voice.clear()
            print(f"{result.name}: {tally(result.problems) or 'no problems'}")
    voice.clear()
    if as_json:
        write_json([result.as_dict() for result in results])
    raise typer.Exit(worst_of(result.exit_code for result in results))
