"""`briefgen schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.app import app
from briefgen.cli.choosing import files_here, project_here
from briefgen.cli.completing import kinds
from briefgen.cli.writing import shown_path, write
from briefgen.errors import InputProblems, Place, Problem, UsageProblem
from briefgen.project import Files

EDITION = "edition"  # a name that no kind can have


@app.command("schema")
def _schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="[KIND]",
            show_default=False,
            help="A kind of brief; Tab lists them.",
            autocompletion=kinds,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Every schema, into the folder schemas of the project.")
    ] = False,
    library: Annotated[
        bool, typer.Option("--library", help="That of libraries of sources.")
    ] = False,
    data: Annotated[
        bool, typer.Option("--data", help="That of the descriptors of data files.")
    ] = False,
    settings: Annotated[bool, typer.Option("--settings", help="That of briefgen.toml.")] = False,
    declaration: Annotated[
        bool, typer.Option("--declaration", help="That of declarations of kinds.")
    ] = False,
    edition: Annotated[bool, typer.Option("--edition", help="That of editions as JSON.")] = False,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FOLDER", help="A folder for the files.")
    ] = None,
) -> None:
    """Print or write the schemas that editors need, and that of editions as JSON."""
    from briefgen import schema

    others = {schema.LIBRARY: library, schema.DATA: data, schema.SETTINGS: settings}
    others |= {schema.KIND: declaration, EDITION: edition}
    names = [kind] if kind else []
    names += [name for name, wanted in others.items() if wanted]
    if bool(names) == every:
        raise _wrong("name a kind, or a file by its option, or say --all alone")
    if every:
        _write_all(output)
    elif output is None:
        if len(names) > 1:
            raise _wrong("only one schema goes to standard output; name a folder with -o")
        print(_text(names[0], files_here()), end="")
    else:
        _write(names, output)


def _write_all(output: str | None) -> None:
    """Those of all kinds that can be used; then what is wrong with the others."""
    from briefgen.kinds import faults
    from briefgen.schema import schema_names

    files = files_here()
    _write([*schema_names(files), EDITION], output)
    if wrong := list(faults(files)):
        raise InputProblems(wrong)


def _write(names: list[str], output: str | None) -> None:
    from briefgen.schema import schema_path

    files = files_here()
    root = Path(output) if output is not None else project_here().root or Path()
    for name in names:
        path = schema_path(name) if output is None else f"{name}.json"
        write(root, path, _text(name, files))
        print(shown_path(root, path))


def _text(name: str, files: Files) -> str:
    """A schema as its file has it; that of editions is of what is written, and not of a file."""
    if name == EDITION:
        from briefgen.outputs.document import shape

        return shape.schema_text()
    from briefgen.schema import schema_text

    return schema_text(name, files)


def _wrong(hint: str) -> UsageProblem:
    return UsageProblem(Problem(Place("briefgen schema"), "which schema is not clear", hint))
