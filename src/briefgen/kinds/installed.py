"""Kinds that packages bring, by entry points of the group `briefgen.kinds`.

The name of an entry is that of the kind. Behind it stands a class, as `house.port_note:PortNote`,
or a package whose folder holds the declaration, as `house.kinds` with `port-note.yaml` in it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from briefgen import packaged
from briefgen.kinds.found import Found
from briefgen.kinds.reading import read_kind
from briefgen.model.brief import Brief
from briefgen.packaged import RAISED, brought, folder_of
from briefgen.project import SUFFIX, read_whole

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "briefgen.kinds"


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
    stands_on = packaged.stands_on(entries[0], _whole(entries[0]))
    by = f"the package {packages[0]}"
    return structs.replace(found, by=by, problems=problems, stands_on=stands_on)


def _whole(entry: EntryPoint) -> str:
    """What an entry may draw on: the folder of a declaration, all modules beside a class."""
    return entry.module.partition(".")[0] if ":" in entry.value else entry.value


def _entries() -> tuple[EntryPoint, ...]:
    return brought(GROUP)


def _package(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist is not None else entry.value.partition(".")[0]


def _class(entry: EntryPoint) -> Found:
    try:
        made = entry.load()
    except RAISED as error:
        return _cannot(entry, f"{type(error).__name__}: {error}")
    if not (isinstance(made, type) and issubclass(made, Brief)):
        return _cannot(entry, f"{entry.value} is no class of a brief")
    return Found(entry.name, made)


def _declared(entry: EntryPoint) -> Found:
    file = f"{entry.name}{SUFFIX}"
    folder = folder_of(entry.value)
    if folder is None:
        return _cannot(entry, f"there is no package {entry.value}")
    try:
        raw = read_whole(folder / file, file)
    except OSError as error:
        return _cannot(entry, f"{entry.value} has no {file} ({error.strerror or error})")
    return read_kind(entry.name, f"{entry.value.replace('.', '/')}/{file}", raw)


def _cannot(entry: EntryPoint, why: str) -> Found:
    package = _package(entry)
    message = f"the kind “{entry.name}” of the package {package} cannot be loaded: {why}"
    hint = f"install another version of it, or uninstall it: pip uninstall {package}"
    return Found(entry.name, None, fault=(message, hint))
