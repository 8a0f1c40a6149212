"""Themes: folders of templates, styles and tokens, in the project, shipped or installed.

One that is not in the project is named `theme:NAME`; its files are read from where it lies, and
from nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from briefgen import packaged
from briefgen.assets import template_folder
from briefgen.model.style import INSTALLED
from briefgen.packaged import brought, folder_of
from briefgen.project import DiskFiles, Files, OutsideProject

GROUP = "briefgen.themes"  # of entry points, each the name of a theme and a package
ABOUT = "theme.toml"
FOLDER = "themes"
DEEPEST = 4
ENDINGS = (".html", ".css", ".toml", ".woff2", ".ttf", ".otf", ".svg", ".png", ".txt")


@cache
def shipped_themes() -> tuple[str, ...]:
    """The names of the themes that travel with the program."""
    return DiskFiles(template_folder()).folders(FOLDER)


def installed_themes() -> Mapping[str, str]:
    """The themes that packages bring, each with the package it lies in."""
    return {each.name: each.value for each in brought(GROUP)}


def is_installed(folder: str) -> bool:
    """Whether a folder is that of a theme which lies outside of the project."""
    return folder.startswith(INSTALLED)


def lies_at(name: str) -> Path | None:
    """The folder of a theme that is shipped or installed; None where there is none."""
    if name in shipped_themes():
        return template_folder() / FOLDER / name
    package = installed_themes().get(name)
    return folder_of(package) if package is not None else None


def stands_on(folder: str) -> tuple[str, ...]:
    """What lies outside of project and program and must be as it was for a theme to be the same."""
    name = folder.removeprefix(INSTALLED)
    if not is_installed(folder) or name in shipped_themes():
        return ()
    entries = (each for each in brought(GROUP) if each.name == name)
    return tuple(path for each in entries for path in packaged.stands_on(each, each.value))


def exists(files: Files, path: str) -> bool:
    """Whether there is such a file, in the project or in a theme."""
    its_files, within = _files(files, path)
    return its_files.exists(within)


def read(files: Files, path: str) -> bytes:
    """A file of the project or of a theme."""
    its_files, within = _files(files, path)
    return its_files.read(within)


def paths(files: Files, folder: str) -> Iterator[str]:
    """All files of a theme, by their paths within it."""
    its_files, within = _files(files, folder)
    yield from _walk(its_files, within or ".")


def _walk(files: Files, start: str, below: str = "", depth: int = 0) -> Iterator[str]:
    here = _under(start, below)
    for ending in ENDINGS:
        for path in files.listing(here, ending):
            yield f"{below}{path.rpartition('/')[2]}"
    for name in files.folders(here) if depth < DEEPEST else ():
        if not name.startswith((".", "__")):
            yield from _walk(files, start, f"{below}{name}/", depth + 1)


def _under(start: str, below: str) -> str:
    joined = below.rstrip("/") if start == "." else f"{start}/{below}".rstrip("/")
    return joined or "."


def _files(files: Files, path: str) -> tuple[Files, str]:
    """Where a path leads: into the project, or into a theme that lies elsewhere."""
    if not is_installed(path):
        return files, path
    name, _, within = path.removeprefix(INSTALLED).partition("/")
    folder = lies_at(name)
    if folder is None:
        raise OutsideProject(path)
    return DiskFiles(folder), within
