"""The bundle: a small project that builds one brief and nothing else, to the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import PurePosixPath

from pydantic import BaseModel

from briefgen import themes
from briefgen.changes.record import record_path
from briefgen.checks.translations import compared_keys
from briefgen.data.lock import LOCK, lock_text, read_lock
from briefgen.evidence.selecting import key_page, reduced, used_sources
from briefgen.kinds import file_of
from briefgen.model.style import INSTALLED
from briefgen.project import SETTINGS_FILE, Files, Remembered, inside
from briefgen.settings import Settings
from briefgen.sightings import LOCK as SIGHTINGS
from briefgen.sightings import Sighting, sightings_text
from briefgen.speaking import catalogue_path, original_path
from briefgen.validation import Checked

# Settings that say where files go and what is checked, and nothing of what is printed.
NOT_PRINTED = frozenset(
    {"output", "editions", "evidence", "check", "preview", "refresh", "regenerate", "tell"}
)
_HEAD = "# The settings that this brief was printed with.\n"


def bundle(
    checked: Checked, files: Files, settings: Settings, overrides: Iterable[str] = ()
) -> Mapping[str, bytes]:
    """The files of the project, by path; `overrides` are templates and styles that were used."""
    return project_of(written_by_the_author(checked, files), files, settings, overrides)


def written_by_the_author(checked: Checked, files: Files) -> Mapping[str, bytes]:
    """The spec, its libraries cut down to the sources in use, and its data files."""
    used = used_sources(checked)
    found = {_tidy(checked.document.file): checked.document.text.encode()}
    if checked.kind is not None and checked.kind.travels:
        found[file_of(checked.kind.name)] = checked.kind.raw
    own = catalogue_path(checked.brief.language) if checked.brief is not None else ""
    if own and own in checked.files:
        found[own] = files.read(own)
    for library in checked.libraries:
        found[_tidy(library.file)] = reduced(library, used).encode()
    for table in checked.tables.values():
        for path in (table.file, str(PurePosixPath(table.file).with_suffix(".yaml"))):
            found[path] = files.read(path)
    if files.exists(told := record_path(checked.name)):  # the changes that it is printed with
        found[told] = files.read(told)
    if checked.brief is not None and checked.original is not None:
        keys = compared_keys(checked.brief, checked.document)
        kept = original_path(str(checked.brief.translation_of))
        found[kept] = key_page(checked.original, keys).encode()
    return found | _days_of_retrieval(checked, files) | _seen(checked, used)


def _days_of_retrieval(checked: Checked, files: Files) -> dict[str, bytes]:
    """The lock file with the days of the data in use, and nothing of where they came from."""
    fetched = {name for name, table in checked.tables.items() if table.fetched}
    unsaid = {"url": "", "etag": "", "last_modified": ""}
    entries = read_lock(files) if fetched else {}
    kept = {name: entries[name].model_copy(update=unsaid) for name in fetched & entries.keys()}
    return {LOCK: lock_text(kept)} if kept else {}


def _seen(checked: Checked, used: Set[str]) -> dict[str, bytes]:
    """What was seen of the sources in use since they were read, and nothing of how."""
    unsaid = {"sha256": "", "request": "", "etag": "", "last_modified": "", "told": {}}
    homes: dict[str, dict[str, Sighting]] = {}
    for document in (checked.document, *checked.libraries):
        for key in used & checked.sightings.keys():
            if document.has(("sources", key)):
                seen = checked.sightings[key].model_copy(update=unsaid)
                homes.setdefault(_tidy(document.file), {})[key] = seen
    return {SIGHTINGS: sightings_text(homes)} if homes else {}


def project_of(
    written: Mapping[str, bytes], files: Files, settings: Settings, overrides: Iterable[str]
) -> Mapping[str, bytes]:
    """What an author wrote, with the settings and the templates that it was printed with."""
    own = {_tidy(path): files.read(path) for path in overrides}
    folders = tuple(
        folder for folder in settings.templates if any(_lies_in(path, folder) for path in own)
    )
    settings = settings.model_copy(update={"templates": folders})
    worn = dress_of(settings, files)
    dressed = {_tidy(_settled(path)): themes.read(files, path) for path in worn}
    kept = settings_text(_settled_in(settings)).encode()
    return {SETTINGS_FILE: kept, **dict(sorted({**own, **dressed, **written}.items()))}


def dress_of(settings: Settings, files: Files) -> Iterator[str]:
    """The files of the theme, which travels whole, and the fonts and the logo of the project.

    What is shipped stays with the program, as shipped templates do.
    """
    folder = settings.theme_folder
    if folder and not _is_shipped(folder):
        yield from (f"{folder}/{path}" for path in themes.paths(files, folder))
    style = settings.style
    for path in (style.logo or "", *(path for _, path in style.faces)):
        if path and not _is_shipped(path):
            yield path


def _is_shipped(path: str) -> bool:
    name = path.removeprefix(INSTALLED).partition("/")[0]
    return themes.is_installed(path) and name in themes.shipped_themes()


def _settled(path: str) -> str:
    """Where a file of an installed theme lies in the bundle: there the theme is the project’s."""
    if themes.is_installed(path) and not _is_shipped(path):
        return f"{themes.FOLDER}/{path.removeprefix(INSTALLED)}"
    return path


def _settled_in(settings: Settings) -> Settings:
    style = settings.style
    named = {**dict(style.faces), "logo": style.logo}
    moved = {key: _settled(path) for key, path in named.items() if path}
    theme = _settled(settings.theme_folder).removeprefix(INSTALLED)
    return settings.model_copy(
        update={"theme": theme, "style": style.model_copy(update=moved) if moved else style}
    )


def overrides_among(files: Remembered, settings: Settings) -> tuple[str, ...]:
    """The templates and style sheets of the project that were read to make a page."""
    return tuple(
        sorted(
            path
            for path in files.held
            if any(_lies_in(path, folder) for folder in settings.templates)
        )
    )


def _lies_in(path: str, folder: str) -> bool:
    return inside(path).is_relative_to(inside(folder))


def _tidy(path: str) -> str:
    return str(inside(path))


def settings_text(settings: Settings) -> str:
    """The settings that are printed and differ from the program's own, as briefgen.toml."""
    told = dict(_told(settings))
    return _HEAD + "".join(
        f"{name} = {_toml(value)}\n" for name, value in told.items() if name not in NOT_PRINTED
    )


def _told(model: BaseModel) -> Iterator[tuple[str, object]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value != field.get_default(call_default_factory=True):
            yield field.alias or name, value


def _toml(value: object) -> str:
    """A value as TOML; texts of JSON are texts of TOML."""
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    pairs = _told(value) if isinstance(value, BaseModel) else None
    pairs = iter(value.items()) if isinstance(value, Mapping) else pairs
    if pairs is None:
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{{{', '.join(f'{_toml(str(key))} = {_toml(each)}' for key, each in pairs)}}}"
