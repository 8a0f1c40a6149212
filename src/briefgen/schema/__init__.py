"""JSON Schemas of every file an author writes, so that editors complete and explain its keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, lru_cache

from briefgen import __version__
from briefgen.kinds import known_kind, usable_kinds
from briefgen.model.brief import Brief, SourceLibrary
from briefgen.model.data_file import DataDescription
from briefgen.model.declaration import Declaration
from briefgen.project import Files, MemoryFiles
from briefgen.schema.making import Maker, with_sections
from briefgen.settings import Settings

FOLDER = "schemas"
LIBRARY, DATA, SETTINGS, KIND = "library", "data", "settings", "kind"
_OTHERS: Mapping[str, tuple[type, str]] = {
    LIBRARY: (SourceLibrary, "Library of sources"),
    DATA: (DataDescription, "Descriptor of a data file"),
    SETTINGS: (Settings, "Settings of a project"),
    KIND: (Declaration, "Declaration of a kind"),
}
_COMMENT = f"Made by briefgen {__version__}: briefgen schema --all"
_NO_FILES = MemoryFiles()


def schema_names(files: Files = _NO_FILES) -> tuple[str, ...]:
    """The names of all schemas: the kinds that can be used, then the other files."""
    return (*usable_kinds(files), *_OTHERS)


def schema_text(name: str, files: Files = _NO_FILES) -> str:
    """The schema of a kind or of another file, as it stands in its own file."""
    made = _of_other(name) if name in _OTHERS else _of_kind(name, known_kind(name, files))
    return json.dumps({"$comment": _COMMENT, **made}, ensure_ascii=False, indent=1) + "\n"


def schema_path(name: str) -> str:
    """Where the schema of a name lies in a project."""
    return f"{FOLDER}/{name}.json"


def mode_line(name: str) -> str:
    """The first line of a YAML file in a folder of the project: where its schema is."""
    return f"# yaml-language-server: $schema=../{schema_path(name)}"


def toml_line() -> str:
    """The first line of briefgen.toml, for editors that check TOML."""
    return f"#:schema ./{schema_path(SETTINGS)}"


@lru_cache(64)
def _of_kind(name: str, kind: type[Brief]) -> Mapping[str, object]:
    return with_sections(Maker().document(kind, kind.kind_name, {"kind": name}), kind)


@cache
def _of_other(name: str) -> Mapping[str, object]:
    model, title = _OTHERS[name]
    return Maker().document(model, title)
