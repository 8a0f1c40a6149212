"""`briefgen unpack` and `briefgen verify`: from a PDF back to what it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.app import AsJson, app
from briefgen.terminal import Voice, shown, write_json

if TYPE_CHECKING:
    from briefgen.results import Verification

File = Annotated[str, typer.Argument(metavar="FILE", help="A PDF that briefgen has made.")]


@app.command("unpack")
def _unpack(
    file: File,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FOLDER", help="A new folder; else NAME-NUMBER here."
        ),
    ] = None,
) -> None:
    """Take what a PDF was made from out of it, as a project."""
    from briefgen.releases import unpack

    print(shown(unpack(file, output=output)))


@app.command("verify")
def _verify(file: File, as_json: AsJson = False) -> None:
    """Build a PDF anew from what it carries, and compare."""
    from briefgen.releases import verify

    voice = Voice.of(False, False)
    result = verify(file, progress=voice.progress)
    voice.clear()
    if as_json:
        write_json(result.as_dict())
    else:
        voice.problems(result.problems)
        print(f"{file}: {result.name}, edition {result.edition}: {_said(result)}")
        for part in result.differs:
            print(f"  {part}")
        for tool in result.moved:
            print(f"  made with {tool}")
    raise typer.Exit(int(result.exit_code))


def _said(result: Verification) -> str:
    if result.withheld:
        return f"cannot be verified, it carries nothing to build it from: {result.withheld}"
    if result.problems:
        return "cannot be verified, it cannot be built here"
    if result.moved:
        seen = "these parts read differently" if result.differs else "it reads the same"
        return f"cannot be verified here; {seen}, and other versions give other bytes"
    return "it differs from what it was made from" if result.differs else "verified"
