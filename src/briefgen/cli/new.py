"""`briefgen new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.app import app
from briefgen.cli.clock import today
from briefgen.cli.completing import kinds
from briefgen.cli.writing import shown_path, write
from briefgen.errors import UsageProblem


@app.command("new")
def _new(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="A kind of brief; Tab lists them.", autocompletion=kinds
        ),
    ],
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A name in small letters and hyphens, as uzbekistan."),
    ],
    title: Annotated[
        str | None, typer.Option("--title", metavar="TITLE", help="The title; else the name.")
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country", metavar="CODE", help="A country it is about, as UZ; several in turn."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a brief of this name.")
    ] = False,
) -> None:
    """Write a new brief, full of placeholders, which builds at once."""
    from briefgen.project import DiskFiles, find_root
    from briefgen.starting import given_for, new_files

    given = given_for(name, title, country or (), today().isoformat())
    try:
        root = find_root(Path.cwd())
    except UsageProblem:
        root = Path.cwd()
    made = new_files(DiskFiles(root), kind, given, force=force)
    for each in made:
        write(root, each.path, each.text)
    for path, what in dict.fromkeys((each.of or each.path, each.what) for each in made):
        print(f"{shown_path(root, path)}: {what}")
    print(f"next: briefgen build {name}")
