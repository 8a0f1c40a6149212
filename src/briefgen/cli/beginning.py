"""`briefgen init`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.app import app
from briefgen.cli.clock import today
from briefgen.cli.writing import shown_path, write
from briefgen.errors import Place, Problem, UsageProblem


@app.command("init")
def _init(
    folder: Annotated[
        Path, typer.Argument(metavar="[FOLDER]", help="Where to; else here.", show_default=False)
    ] = Path(),
) -> None:
    """Begin a project: settings, an example, editor and CI files; nothing is overwritten."""
    from briefgen.project import DiskFiles
    from briefgen.starting import new_project

    if folder.exists() and not folder.is_dir():
        hint = "name a folder, which may be new"
        raise UsageProblem(Problem(Place(str(folder)), "this is a file", hint))
    beginning = new_project(DiskFiles(folder), today().isoformat())
    for each in beginning.made:
        write(folder, each.path, each.text)
    for path, what in dict.fromkeys((each.of or each.path, each.what) for each in beginning.made):
        print(f"{shown_path(folder, path)}: {what}")
    for path in beginning.kept:
        print(f"{shown_path(folder, path)}: was there and stays as it is")
    print("next: briefgen build --all")
