"""All commands. Each is a module of its own, which puts itself into the app when it is imported."""

from briefgen.cli import (
    building,
    checking,
    doctor,
    explaining,
    facts,
    listing,
    new,
    schema,
    sources,
    tracing,
)
from briefgen.cli.app import app

__all__ = [
    "app",
    "building",
    "checking",
    "doctor",
    "explaining",
    "facts",
    "listing",
    "new",
    "schema",
    "sources",
    "tracing",
]
