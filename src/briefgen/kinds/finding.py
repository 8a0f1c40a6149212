"""Kinds by their names: those of the project, those that are shipped, those of packages.

A kind is looked for where it would lie, one after the other, so a brief of a kind that is shipped
costs no look into the packages that are installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import structs

from briefgen.assets import asset_bytes, asset_folder
from briefgen.errors import (
    InputProblems,
    Place,
    Problem,
    UsageProblem,
    coded,
    did_you_mean,
    nearest,
)
from briefgen.kinds.found import BROKEN, SHIPPED, Found
from briefgen.kinds.installed import installed_kind, installed_names
from briefgen.kinds.reading import read_kind
from briefgen.kinds.table import KINDS
from briefgen.model.brief import Brief
from briefgen.model.kind import MAX_NAME, NAME
from briefgen.project import SUFFIX, DiskFiles, Files, MemoryFiles, OutsideProject, unreadable

FOLDER = "kinds"  # of a project, and of the program's own files
# Names of other files that stand beside the schemas of kinds.
RESERVED = frozenset({"data", "edition", "kind", "library", "settings"})
NO_FILES: Files = MemoryFiles()


def shipped_names() -> tuple[str, ...]:
    """The names of the kinds that travel with the program."""
    declared = DiskFiles(asset_folder()).listing(FOLDER, SUFFIX)
    return tuple(sorted({*KINDS, *(_stem(path) for path in declared)}))


def shipped_kinds() -> Mapping[str, type[Brief]]:
    """The kinds that travel with the program."""
    found = (_shipped(name) for name in shipped_names())
    return {each.name: each.model for each in found if each is not None and each.model}


def kind_names(files: Files = NO_FILES) -> tuple[str, ...]:
    """The names of all kinds: shipped, of the project, of packages."""
    own = (_stem(path) for path in files.listing(FOLDER, SUFFIX))
    return tuple(sorted({*shipped_names(), *own, *installed_names()}))


def usable_kinds(files: Files = NO_FILES) -> Mapping[str, type[Brief]]:
    """The kinds that briefs can be of, by their names."""
    found = (find_kind(name, files) for name in kind_names(files))
    return {each.name: each.model for each in found if each is not None and each.model}


def find_kind(name: str, files: Files = NO_FILES) -> Found | None:
    """The kind of this name; None where there is none."""
    own = _of_project(name, files)
    shipped = _shipped(name)
    if own is not None and shipped is not None:
        fault = (f"{file_of(name)} has the name of a kind that is shipped", "give it another name")
        return structs.replace(own, model=None, problems=(), fault=fault)
    return own or shipped or (installed_kind(name) if NAME.fullmatch(name) else None)


def nearest_kind(name: str, files: Files) -> type[Brief] | None:
    """The kind that a misspelt name means."""
    meant = nearest(name, kind_names(files))
    found = find_kind(meant, files) if meant else None
    return found.model if found else None


def known_kind(name: str, files: Files = NO_FILES) -> type[Brief]:
    """The kind of this name; BriefgenError with the nearest, or with what is wrong with it."""
    found = find_kind(name, files)
    if found is None:
        names = kind_names(files)
        hint = did_you_mean(name, names, f"the kinds are {', '.join(names)}")
        message = f"there is no kind of brief “{name[:40]}”"
        raise UsageProblem(Problem(Place("briefgen"), message, hint))
    if found.model is None:
        raise (InputProblems if found.problems else UsageProblem)(found.told(_told(found)))
    return found.model


def faults(files: Files) -> Iterator[Problem]:
    """All that is wrong with kinds of the project and of packages, whatever briefs use them."""
    for name in kind_names(files):
        found = find_kind(name, files)
        if found is not None:
            yield from coded(BROKEN, found.told(_told(found)))
    taken = set(shipped_names())
    for name in installed_names():
        if name in taken and (other := installed_kind(name)) is not None:
            message = f"{other.by} brings a kind “{name}”, as briefgen itself does"
            hint = "that of briefgen is used; the package must give its own another name"
            yield Problem(Place("briefgen"), message, hint, code=BROKEN)


def file_of(name: str) -> str:
    """Where a project declares a kind."""
    return f"{FOLDER}/{name}{SUFFIX}"


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(SUFFIX)


def _told(found: Found) -> Problem:
    message, hint = found.fault or ("", "")
    return Problem(Place(found.by or "briefgen"), message, hint)


def _shipped(name: str) -> Found | None:
    if name in KINDS:
        return Found(name, KINDS[name], by=SHIPPED)
    if not NAME.fullmatch(name) or not DiskFiles(asset_folder()).exists(file_of(name)):
        return None
    return structs.replace(read_kind(name, file_of(name), asset_bytes(file_of(name))), by=SHIPPED)


def _of_project(name: str, files: Files) -> Found | None:
    """What the project declares under this name; a name that none can have is told of."""
    path = file_of(name)
    if "/" in name or "\\" in name or not files.exists(path):
        return None
    if not NAME.fullmatch(name) or len(name) > MAX_NAME or name in RESERVED:
        hint = "small letters, digits and hyphens make a name, as port-note"
        hint = f"{name} is taken; take another" if name in RESERVED else hint
        fault = (f"“{name[:40]}” cannot be the name of a kind", hint)
        return Found(name, None, fault=fault, by=path)
    try:
        raw = files.read(path)
    except (OSError, OutsideProject) as error:
        return Found(name, None, fault=unreadable(error), by=path)
    return structs.replace(read_kind(name, path, raw), by=path, path=path)
