"""`briefgen check`."""

from __future__ import annotations

import typer

from briefgen.cli.app import All, AsJson, Names, Quiet, Strict, Verbose, app
from briefgen.cli.choosing import chosen_briefs, project_here, worst_of
from briefgen.errors import ExitCode
from briefgen.terminal import Voice, tally, write_json


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
    from briefgen.settings import read_settings
    from briefgen.validation import check

    voice = Voice.of(quiet, verbose)
    files, _ = project_here()
    read_settings(files)
    chosen = chosen_briefs(files, names, every)
    codes: list[ExitCode] = []
    found: list[dict[str, object]] = []
    for name in chosen:
        voice.progress(name, "checking")
        checked = check(files, name)
        voice.problems(checked.problems)
        bad = bool(checked.errors) or (strict and bool(checked.problems))
        codes.append(ExitCode.PROBLEMS if bad else ExitCode.DONE)
        found.append(
            {"name": name, "ok": not bad, "problems": [p.as_dict() for p in checked.problems]}
        )
        if not as_json and not quiet:
            voice.clear()
            print(f"{name}: {tally(checked.problems) or 'no problems'}")
    voice.clear()
    if as_json:
        write_json(found)
    raise typer.Exit(worst_of(codes))
