"""The command itself and the options that several of its commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen import __version__
from briefgen.cli.completing import briefs

app = typer.Typer(
    name="briefgen",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Structured briefings from YAML to PDF, every claim with its source on its page.",
)

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NAME]...",
        show_default=False,
        help="Briefs by name, as kazakhstan.",
        autocompletion=briefs,
    ),
]
All = Annotated[bool, typer.Option("--all", help="Every brief of the project.")]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings stop a brief as errors do.")]
AsJson = Annotated[bool, typer.Option("--json", help="Results as JSON on stdout.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Only errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say each stage.")]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Structured briefings from YAML to PDF."""
