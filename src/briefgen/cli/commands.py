"""All commands. Each is a module of its own, which puts itself into the app when it is imported."""

from briefgen.cli import (
    building,
    cache,
    checking,
    diffing,
    doctor,
    evidence,
    explaining,
    facts,
    freshness,
    listing,
    new,
    previewing,
    publishing,
    refreshing,
    schema,
    sources,
    tracing,
)
from briefgen.cli.app import app

__all__ = [
    "app",
    "building",
    "cache",
    "checking",
    "diffing",
    "doctor",
    "evidence",
    "explaining",
    "facts",
    "freshness",
    "listing",
    "new",
    "previewing",
    "publishing",
    "refreshing",
    "schema",
    "sources",
    "tracing",
]
