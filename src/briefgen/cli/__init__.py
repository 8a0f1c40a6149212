"""The command line. Heavy parts are imported where they are used: `--version` is instant.

Each command is a module of its own, which puts itself into the app when it is imported.
"""

from briefgen.cli import (
    building,
    checking,
    doctor,
    explaining,
    facts,
    freshness,
    listing,
    new,
    refreshing,
    schema,
    sources,
    tracing,
)
from briefgen.cli.app import app
from briefgen.cli.guard import guarded

__all__ = [
    "app",
    "building",
    "checking",
    "doctor",
    "explaining",
    "facts",
    "freshness",
    "listing",
    "main",
    "new",
    "refreshing",
    "schema",
    "sources",
    "tracing",
]


def main() -> None:
    """The entry point of the `briefgen` command."""
    with guarded():
        app()
