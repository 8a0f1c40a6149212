"""What packages bring by entry points: which there are, where it lies, how it was installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec
    from importlib.metadata import EntryPoint

RECORD = "RECORD"  # of an installation: every file of it with its hash
# What importing the code of others can raise; anything else is a bug of the interpreter.
RAISED = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError),
    *(OSError, RuntimeError, SyntaxError, TypeError, ValueError),
)


def brought(group: str) -> tuple[EntryPoint, ...]:
    """What packages bring under this name."""
    from importlib.metadata import entry_points  # slow, and rarely needed

    return tuple(entry_points(group=group))


def places_of(package: str) -> tuple[str, ...]:
    """The folders of a package, or the file of a module; nothing where there is none."""
    spec = _spec(package)
    if spec is None:
        return ()
    return tuple(spec.submodule_search_locations or filter(None, (spec.origin,)))


def folder_of(package: str) -> Path | None:
    """The folder of a package; None where there is none."""
    spec = _spec(package)
    places = (spec.submodule_search_locations if spec else None) or ()
    return next((Path(place) for place in places), None)


def _spec(package: str) -> ModuleSpec | None:
    from importlib.util import find_spec

    try:
        return find_spec(package)
    except RAISED:
        return None


def stands_on(entry: EntryPoint, package: str) -> tuple[str, ...]:
    """All that must be as it was for an entry to bring the same: the package, its installation.

    A package that is installed in another way may lie elsewhere, while the folder it lay in stays.
    """
    files = (entry.dist.files if entry.dist is not None else None) or ()
    records = (str(each.locate()) for each in files if each.name == RECORD)
    return (*places_of(package), *records)
