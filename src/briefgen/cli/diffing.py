"""`briefgen diff`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import AsJson, Quiet, app
from briefgen.cli.choosing import project_here
from briefgen.cli.completing import briefs
from briefgen.errors import ExitCode
from briefgen.terminal import Voice, colour_wanted, columns, counted, write_json

if TYPE_CHECKING:
    from briefgen.changes import Changes

MOST_COLUMNS = 110


@app.command("diff")
def _diff(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="NAME, NAME@EDITION, or a PDF.", autocompletion=briefs),
    ],
    new: Annotated[
        str | None,
        typer.Argument(metavar="[NEW]", help="The same; else the draft.", autocompletion=briefs),
    ] = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Tell what changed between two editions of a brief."""
    found = _found(old, new)
    if as_json:
        write_json(found.as_dict())
    elif not quiet:
        _print(found)
    raise typer.Exit(ExitCode.CHANGED if found.listed else ExitCode.DONE)


def _found(old: str, new: str | None) -> Changes:
    from briefgen.revisions import diff, is_pdf

    alone = is_pdf(old) and new is not None and is_pdf(new)  # two PDFs need no project
    return diff(None if alone else project_here(), old, new)


def _print(changes: Changes) -> None:
    from briefgen.changes.telling import counts, told

    between = f"{changes.old} → {changes.new}"
    if not changes.listed:
        print(f"{changes.brief}, {between}: nothing changed")
        return
    voice = Voice(colour=colour_wanted(sys.stdout, os.environ))
    print(f"{voice.paint(changes.brief, 'bold')}, {between}")
    width = min(MOST_COLUMNS, columns(sys.stdout))
    for line in told(changes, width, voice.paint if voice.colour else None):
        print(line)
    print(f"\n{counted(len(changes), 'change')} ({counts(changes)})")
