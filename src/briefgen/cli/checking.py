"""`briefgen check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.terminal import Voice, tally, write_json

if TYPE_CHECKING:
    from briefgen.results import CheckResult

Rules = Annotated[
    str | None, typer.Option(metavar="RULES", help="Codes, names or groups of rules, with commas.")
]


@app.command("check")
def _check(
    names: Names = None,
    every: All = False,
    strict: Strict = False,
    select: Rules = None,
    ignore: Rules = None,
    min_coverage: Annotated[
        int | None,
        typer.Option(metavar="PERCENT", min=0, max=100, help="Claims that must be sourced."),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check briefs without making a PDF."""
    from briefgen.library import Asked, checks

    voice = Voice.of(quiet, verbose)
    project = project_here()
    asked = Asked(strict, _listed(select), _listed(ignore), min_coverage)
    results: list[CheckResult] = []
    for result in checks(project, chosen_briefs(project, names, every), asked, voice.progress):
        results.append(result)
        voice.problems(result.problems)
        if not as_json and not quiet:
            voice.clear()
            print(_verdict(result))
    voice.clear()
    if as_json:
        write_json([result.as_dict() for result in results])
    raise typer.Exit(worst_of(result.exit_code for result in results))


def _listed(words: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (words or "").split(",") if word.strip())


def _verdict(result: CheckResult) -> str:
    found = tally(result.problems) or "no problems"
    return f"{result.name}: {found}{f'; {result.coverage}' if result.coverage else ''}"
