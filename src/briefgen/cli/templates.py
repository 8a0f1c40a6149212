"""`briefgen templates`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.app import app
from briefgen.cli.writing import shown_path, write
from briefgen.project import SETTINGS_FILE

templates = typer.Typer(
    no_args_is_help=True, help="Templates and style sheets: which are used, and copies of them."
)
app.add_typer(templates, name="templates")
_COPY = "a copy to be changed; it goes before the original"
_SAID = {SETTINGS_FILE: "names the folder for templates from now on"}

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A template, as parts/quotation.html or quotation.")
]


@templates.command("list")
def _list() -> None:
    """Every template and style sheet, and what is used in its place."""
    from briefgen.overrides import own_files, templates_of
    from briefgen.project import DiskFiles, find_root
    from briefgen.settings import read_settings

    files = DiskFiles(find_root(Path.cwd()))
    settings = read_settings(files)
    for each in templates_of(files, settings):
        late = "  (has fallen behind)" if each.behind else ""
        print(f"{each.name:32}  {each.used or each.by}{late}")
    for each in own_files(files, settings):
        print(f"{each.name:32}  {each.used}  (in the place of none)")


@templates.command("show")
def _show(
    name: Name,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="The shipped one, whatever replaces it.")
    ] = False,
) -> None:
    """Print a template as it is used."""
    from briefgen.overrides import text_of
    from briefgen.project import DiskFiles, find_root
    from briefgen.settings import Settings, read_settings

    files = DiskFiles(find_root(Path.cwd()))
    print(text_of(name, files, Settings() if shipped else read_settings(files)), end="")


@templates.command("eject")
def _eject(name: Name) -> None:
    """Copy a template into the project's own folder, to be changed there."""
    from briefgen.overrides import ejected
    from briefgen.project import DiskFiles, find_root
    from briefgen.settings import read_settings

    root = find_root(Path.cwd())
    files = DiskFiles(root)
    for path, content in ejected(name, files, read_settings(files)).items():
        write(root, path, content.decode())
        print(f"{shown_path(root, path)}: {_SAID.get(path, _COPY)}")
