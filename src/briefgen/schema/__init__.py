"""JSON Schemas of every file an author writes, so that editors complete and explain its keys."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from briefgen import __version__
from briefgen.errors import Place, Problem, UsageProblem, did_you_mean
from briefgen.kinds import KINDS
from briefgen.model.brief import SourceLibrary
from briefgen.model.data_file import DataDescription
from briefgen.schema.making import Maker, with_sections
from briefgen.settings import Settings

FOLDER = "schemas"
LIBRARY, DATA, SETTINGS = "library", "data", "settings"
_OTHERS: Mapping[str, tuple[type, str]] = {
    LIBRARY: (SourceLibrary, "Library of sources"),
    DATA: (DataDescription, "Descriptor of a data file"),
    SETTINGS: (Settings, "Settings of a project"),
}


def schema_names() -> tuple[str, ...]:
    """The names of all schemas: the kinds, then the other files."""
    return (*KINDS, *_OTHERS)


def schema_text(name: str) -> str:
    """The schema of a kind or of another file, as it stands in its own file."""
    return json.dumps(_schema(name), ensure_ascii=False, indent=1) + "\n"


def schema_path(name: str) -> str:
    """Where the schema of a name lies in a project."""
    return f"{FOLDER}/{name}.json"


def mode_line(name: str) -> str:
    """The first line of a YAML file in a folder of the project: where its schema is."""
    return f"# yaml-language-server: $schema=../{schema_path(name)}"


def toml_line() -> str:
    """The first line of briefgen.toml, for editors that check TOML."""
    return f"#:schema ./{schema_path(SETTINGS)}"


def known_kind(name: str) -> str:
    """The name of a kind; UsageProblem with the nearest where there is none."""
    if name in KINDS:
        return name
    listed = f"the kinds are {', '.join(KINDS)}"
    hint = did_you_mean(name, KINDS, listed)
    problem = Problem(Place("briefgen"), f"there is no kind of brief “{name[:40]}”", hint)
    raise UsageProblem(problem)


@cache
def _schema(name: str) -> Mapping[str, object]:
    if name in KINDS:
        kind = KINDS[name]
        made = with_sections(Maker().document(kind, kind.kind_name, {"kind": name}), kind)
    else:
        model, title = _OTHERS[name]
        made = Maker().document(model, title)
    return {"$comment": f"Made by briefgen {__version__}: briefgen schema --all", **made}
