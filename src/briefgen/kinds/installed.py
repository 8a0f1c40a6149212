"""Kinds that packages bring, by entry points of the group `briefgen.kinds`.

The name of an entry is that of the kind. Behind it stands a class, as `house.port_note:PortNote`,
or a package whose folder holds the declaration, as `house.kinds` with `port-note.yaml` in it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from briefgen.kinds.found import Found
from briefgen.kinds.reading import read_kind
from briefgen.model.brief import Brief
from briefgen.project import SUFFIX, read_whole

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "briefgen.kinds"
# What importing the code of others can raise; anything else is a bug of the interpreter.
_RAISED = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError),
    *(OSError, RuntimeError, SyntaxError, TypeError, ValueError),
)


def installed_names() -> tuple[str, ...]:
    """The names of the kinds that packages bring."""
    return tuple(sorted({each.name for each in _entries()}))


def installed_kind(name: str) -> Found | None:
    """The kind of this name that a package brings; None where there is none."""
    entries = [each for each in _entries() if each.name == name]
    if not entries:
        return None
    packages = sorted({_package(each) for each in entries})
    if len(packages) > 1:
        listed = " and ".join(packages)
        message = f"the packages {listed} both bring a kind “{name}”"
        return Found(name, None, fault=(message, "uninstall one of them"), by=listed)
    found = _class(entries[0]) if ":" in entries[0].value else _declared(entries[0])
    # What lies outside of the project is not for “--fix” to correct.
    problems = tuple(replace(problem, edits=()) for problem in found.problems)
    return structs.replace(found, by=f"the package {packages[0]}", problems=problems)


def _entries() -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points  # slow, and rarely needed

    return tuple(entry_points(group=GROUP))


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.value.partition(".")[0]


def _class(entry: EntryPoint) -> Found:
    try:
        made = entry.load()
    except _RAISED as error:
        return _cannot(entry, f"{type(error).__name__}: {error}")
    if not (isinstance(made, type) and issubclass(made, Brief)):
        return _cannot(entry, f"{entry.value} is no class of a brief")
    return Found(entry.name, made)


def _declared(entry: EntryPoint) -> Found:
    file = f"{entry.name}{SUFFIX}"
    folder = _folder(entry.value)
    if folder is None:
        return _cannot(entry, f"there is no package {entry.value}")
    try:
        raw = read_whole(folder / file, file)
    except OSError as error:
        return _cannot(entry, f"{entry.value} has no {file} ({error.strerror or error})")
    return read_kind(entry.name, f"{entry.value.replace('.', '/')}/{file}", raw)


def _folder(package: str) -> Path | None:
    from importlib.util import find_spec

    try:
        spec = find_spec(package)
    except _RAISED:
        return None
    places = (spec.submodule_search_locations if spec else None) or ()
    return next((Path(place) for place in places), None)


def _cannot(entry: EntryPoint, why: str) -> Found:
    package = _package(entry)
    message = f"the kind “{entry.name}” of the package {package} cannot be loaded: {why}"
    hint = f"install another version of it, or uninstall it: pip uninstall {package}"
    return Found(entry.name, None, fault=(message, hint))
