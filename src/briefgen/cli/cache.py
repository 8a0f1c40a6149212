"""`briefgen cache`: what is in the cache of finished PDFs, and making room in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.app import AsJson, app
from briefgen.cli.making import CACHE_FOLDER
from briefgen.errors import Place, Problem, UsageProblem
from briefgen.terminal import counted, write_json

group = typer.Typer(no_args_is_help=True, help=f"The cache of finished PDFs ({CACHE_FOLDER}).")
app.add_typer(group, name="cache")


@group.command("info")
def _info(as_json: AsJson = False) -> None:
    """Say how much is in it."""
    from briefgen.cache import MEGABYTE, size_of

    folder = _folder()
    size = size_of(folder)
    if as_json:
        write_json({"folder": str(folder), "entries": size.entries, "bytes": size.bytes})
    else:
        print(f"{folder}: {counted(size.entries, 'PDF')}, {size.bytes / MEGABYTE:.1f} MB")


@group.command("prune")
def _prune(
    megabytes: Annotated[
        int,
        typer.Option(
            "--to",
            metavar="MEGABYTES",
            min=0,
            help="How much to leave; the longest unused go first.",
        ),
    ] = 0,
) -> None:
    """Remove what was not used for longest; all of it, unless --to says how much to leave."""
    from briefgen.cache import MEGABYTE, prune

    removed = prune(_folder(), megabytes * MEGABYTE)
    print(f"removed: {counted(removed.entries, 'PDF')}, {removed.bytes / MEGABYTE:.1f} MB")


def _folder() -> Path:
    folder = os.environ.get(CACHE_FOLDER)
    if not folder:
        hint = f"set {CACHE_FOLDER} to a folder; builds then keep and find PDFs there"
        raise UsageProblem(Problem(Place(CACHE_FOLDER), "there is no cache", hint))
    return Path(folder).expanduser().resolve()
