"""An examination of what briefgen needs of a machine: what is missing, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefgen.doctor.findings import Finding, State
from briefgen.machine import Machine, this_machine

__all__ = ["Finding", "State", "examine"]


def examine(start: Path, machine: Machine | None = None) -> Iterator[Finding]:
    """Look at everything in turn; what cannot be loaded is found and told, not raised."""
    here = machine or this_machine()
    yield Finding("system", State.OK if here.family else State.NOTE, here.name)
    from briefgen.doctor import packages

    yield packages.python()
    yield from packages.packages()
    try:
        from briefgen.doctor import engine, folders
    except ImportError as error:
        yield Finding("briefgen", State.WRONG, f"cannot be loaded whole: {error}", "see above")
        return
    yield from engine.libraries(here)
    yield engine.correction()
    yield folders.fonts()
    yield folders.temporary()
    yield engine.page()
    yield from folders.project(start)
