"""What stands in the place of shipped templates and styles, and what an ejected copy came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen import themes
from briefgen.assets import template_folder
from briefgen.digests import digest_of
from briefgen.errors import Place, Problem, UsageProblem, did_you_mean
from briefgen.project import SETTINGS_FILE, DiskFiles, Files
from briefgen.settings import Settings
from briefgen.settings.toml import with_key

SHIPPED = "shipped"
FOLDER = "templates"  # for templates, where a project names none
_HEAD = re.compile(r"\A(?:\{#|/\*) briefgen ejected (\S+) ([0-9a-f]{16})\b")


class Template(Struct, frozen=True):
    """A template or style sheet by its name, and where the one that is used lies."""

    name: str
    used: str  # the file in the project or theme; empty for the shipped one
    by: str  # shipped, the theme, or the folder that replaces it
    behind: bool = False  # an ejected copy whose original has changed since


def templates_of(files: Files, settings: Settings) -> tuple[Template, ...]:
    """Every shipped template and style sheet, with what a project puts in its place."""
    return tuple(_template(name, files, settings) for name in shipped_names())


def shipped_names() -> tuple[str, ...]:
    """The names of what is shipped: web pages last, themes apart."""
    own = DiskFiles(template_folder())
    names = (name for name in themes.paths(own, ".") if not name.startswith(f"{themes.FOLDER}/"))
    return tuple(sorted(names, key=lambda name: (name.startswith("web/"), "/" in name, name)))


def text_of(name: str, files: Files, settings: Settings) -> str:
    """A template as it is used; UsageProblem where there is none of this name."""
    found = _template(_known(name), files, settings)
    return _read(found.used, found.name, files).decode("utf-8", "replace")


def ejected(name: str, files: Files, settings: Settings) -> Mapping[str, bytes]:
    """The copy of a template where it goes; UsageProblem where it cannot be made.

    Where the project has no folder for templates, its settings come as well, with one named.
    """
    name = _known(name)
    named = {} if settings.templates else {SETTINGS_FILE: _with_a_folder(files)}
    path = f"{(settings.templates or (FOLDER,))[0]}/{name}"
    if files.exists(path):
        message = "there is such a file already, and it is left as it is"
        raise UsageProblem(Problem(Place(path), message, "move it away to begin anew"))
    original = _original(name, files, settings)
    said = f"briefgen ejected {name} {_digest(original)}: keep this line, it tells what is newer"
    head = f"/* {said} */\n" if name.endswith(".css") else f"{{# {said} #}}\n"
    return {path: head.encode() + original, **named}


def _with_a_folder(files: Files) -> bytes:
    made = with_key(files.read(SETTINGS_FILE), "templates", f'["{FOLDER}"]')
    if made is None:
        hint = f'add a line to it first, as templates = ["{FOLDER}"]'
        raise UsageProblem(
            Problem(Place(SETTINGS_FILE), "the project has no folder for templates", hint)
        )
    return made


def own_files(files: Files, settings: Settings) -> Iterator[Template]:
    """Files in the folders for templates that go before none of those that are shipped.

    Some are asked for by name: what other templates include, a frame of one kind, added styles.
    """
    names = shipped_names()
    for folder in settings.templates:
        yield from (
            Template(path, f"{folder}/{path}", folder)
            for path in sorted(themes.paths(files, folder))
            if path not in names
        )


def behind(files: Files, settings: Settings) -> Iterator[tuple[str, str]]:
    """Ejected copies in use whose originals have changed since, and the digests of these."""
    for folder in settings.templates:
        for name in shipped_names():
            path = f"{folder}/{name}"
            if files.exists(path) and _is_behind(files.read(path), name, files, settings):
                yield path, _digest(_original(name, files, settings))


def _template(name: str, files: Files, settings: Settings) -> Template:
    for folder in settings.folders:
        path = f"{folder}/{name}"
        if themes.exists(files, path):
            late = folder in settings.templates and _is_behind(
                files.read(path), name, files, settings
            )
            return Template(name, path, folder, late)
    return Template(name, "", SHIPPED)


def _is_behind(copy: bytes, name: str, files: Files, settings: Settings) -> bool:
    head = _HEAD.match(copy[:200].decode("utf-8", "replace"))
    return head is not None and head[2] != _digest(_original(name, files, settings))


def _original(name: str, files: Files, settings: Settings) -> bytes:
    """What a project would have without its own: that of its theme, or the shipped one."""
    path = f"{settings.theme_folder}/{name}" if settings.theme else ""
    return _read(path if path and themes.exists(files, path) else "", name, files)


def _read(path: str, name: str, files: Files) -> bytes:
    return themes.read(files, path) if path else DiskFiles(template_folder()).read(name)


def _digest(content: bytes) -> str:
    return digest_of(content)[:16]


def _known(name: str) -> str:
    known = shipped_names()
    short = [each for each in known if name in (each, each.rpartition("/")[2].partition(".")[0])]
    if not short:
        hint = did_you_mean(name, known, "“briefgen templates list” shows them")
        raise UsageProblem(Problem(Place("NAME"), f"there is no template “{name[:60]}”", hint))
    return short[0]
