"""briefgen.toml into settings, checked like a spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pydantic import ValidationError

from briefgen.document import Document
from briefgen.errors import InputProblems, Place, Problem
from briefgen.explaining import explain
from briefgen.project import SETTINGS_FILE, Files, OutsideProject, unreadable
from briefgen.settings.declared import Settings
from briefgen.settings.theming import themed
from briefgen.settings.toml import as_tree, toml_document

CALLER = "settings"  # where a setting stands that a program gives


def read_settings(files: Files, changes: Mapping[str, object] | None = None) -> Settings:
    """The settings of the project; InputProblems with a place where they are wrong.

    `changes` are those of a caller; they go before the file's.
    """
    try:
        document = toml_document(SETTINGS_FILE, files.read(SETTINGS_FILE))
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(SETTINGS_FILE), *unreadable(error))) from None
    if document.problems:
        raise InputProblems(document.problems)
    try:
        settings = Settings.model_validate(document.tree)
    except ValidationError as error:
        raise InputProblems(explain(error, Settings, document)) from None
    settings = settings.model_copy(update=_changed(changes or {}))
    return themed(settings, files, document)


def _changed(changes: Mapping[str, object]) -> dict[str, object]:
    """A caller's settings, checked one by one, since none of them has a place in a file."""
    known: dict[str, object] = {}
    problems: list[Problem] = []
    for key, value in changes.items():
        document = Document(f"{CALLER}.{key}", "", {key: as_tree(value)}, {}, {})
        try:
            known[key] = getattr(Settings.model_validate(document.tree), key)
        except ValidationError as error:
            told = explain(error, Settings, document)
            problems += [replace(each, place=Place(document.file)) for each in told]
    if problems:
        raise InputProblems(problems)
    return known
