"""The files of a new brief, checked together before any of them is written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from pydantic import BaseModel
from pydantic_core import PydanticCustomError

from briefgen.errors import InputProblems, Place, Problem, UsageProblem
from briefgen.kinds import known_kind
from briefgen.loading import load
from briefgen.model.country import countries_in, country_code, country_name, in_small_letters
from briefgen.model.data_file import DataDescription
from briefgen.model.marking import Marking
from briefgen.project import BRIEFS, SETTINGS_FILE, SUFFIX, Files, Overlaid
from briefgen.schema import DATA as DATA_SCHEMA
from briefgen.schema import (
    FOLDER,
    LIBRARY,
    SETTINGS,
    mode_line,
    schema_path,
    schema_text,
    toml_line,
)
from briefgen.settings import Settings
from briefgen.shapes.fields import Field, Maybe, Part, Shape, fields_of
from briefgen.shapes.values import Value
from briefgen.starting.filling import Filler, Given, draft_sources
from briefgen.starting.known import DATA, DATA_ROWS, MARK, SECOND, SOURCE
from briefgen.starting.spec import spec_text
from briefgen.starting.writing import Entry, explained, lines_of
from briefgen.structure import mapping_of
from briefgen.territories import UNDRAWN
from briefgen.validation import check

MAX_NAME = 60
# Where no country is given: nobody takes a brief on these for one that is finished.
NOWHERE = ("AQ", "HM")


class NewFile(Struct, frozen=True):
    """A file to write, and what it is."""

    path: str
    text: str
    what: str
    of: str = ""  # the folder to name instead of it, where files are one of a set


def given_for(name: str, title: str | None, countries: Sequence[str], today: str) -> Given:
    """What is known of a new brief; UsageProblem where its name or a country cannot be."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or len(name) > MAX_NAME:
        tidy = in_small_letters(name.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX))[:MAX_NAME]
        hint = "small letters, digits and hyphens make a name"
        hint += f", as {tidy.strip('-')}" if tidy.strip("-") else ", as kazakhstan"
        raise UsageProblem(Problem(Place("NAME"), f"“{name[:60]}” cannot be a name", hint))
    codes = tuple(_code(each) for each in countries)
    guessed = (code for code in countries_in(name) if code not in UNDRAWN)
    codes = tuple(dict.fromkeys((*codes, *guessed, *NOWHERE)))
    return Given(name, title or _title(name), today, codes)


def _title(name: str) -> str:
    codes = countries_in(name)
    if len(codes) == 1 and in_small_letters(country_name(codes[0])) == name:
        return country_name(codes[0])
    return " ".join(word.capitalize() for word in name.split("-"))


def _code(written: str) -> str:
    place = Place("--country")
    try:
        code = country_code(written)
    except PydanticCustomError as error:
        said = error.context or {}
        raise UsageProblem(Problem(place, said["message"], said["hint"])) from None
    if code in UNDRAWN:
        message = f"there is no shape of {country_name(code)} to draw on maps"
        hint = f"name the country that it belongs to; {code} may stand in the brief, for the globe"
        raise UsageProblem(Problem(place, message, hint))
    return code


def new_files(files: Files, kind: str, given: Given, *, force: bool = False) -> list[NewFile]:
    """What is to be written for a new brief; UsageProblem where it is there already."""
    path = f"{BRIEFS}/{given.name}{SUFFIX}"
    if files.exists(path) and not force:
        hint = "take another name, or say --force to write over it"
        raise UsageProblem(Problem(Place(path), "there is such a brief already", hint))
    made = list(_made(files, kind, given))
    checked = check(Overlaid(files, {each.path: each.text.encode() for each in made}), given.name)
    if checked.problems:
        raise InputProblems(checked.problems)
    return made


def _made(files: Files, kind: str, given: Given) -> Iterator[NewFile]:
    if not files.exists(SETTINGS_FILE):
        yield _settings()
    library = f"sources/{given.name}{SUFFIX}"
    own = files.exists(library) and not _has_source(files, library)
    model = known_kind(kind, files)
    what = f"the {model.kind_name.lower()}, with placeholders for its texts"
    text = spec_text(kind, model, given, library, own)
    yield NewFile(f"{BRIEFS}/{given.name}{SUFFIX}", text, what)
    if not files.exists(library):
        what = "its sources, with a placeholder for the first"
        yield NewFile(library, _library_text(given), what)
    # Also where only a key that is still switched off names it, so that it can be switched on.
    if DATA in text and not files.exists(f"data/{DATA}.csv"):
        yield NewFile(f"data/{DATA}.csv", DATA_ROWS, "data, as a placeholder")
        yield NewFile(f"data/{DATA}{SUFFIX}", _data_text(given), "what the data are")
    yield from _schemas(files, kind, LIBRARY, DATA_SCHEMA, SETTINGS)


def settings_files(files: Files) -> Iterator[NewFile]:
    """The settings that make a project of a folder which has briefs, with their schema."""
    if not files.exists(SETTINGS_FILE):
        yield _settings()
        yield from _schemas(files, SETTINGS)


def _settings() -> NewFile:
    what = "the settings of a new project, since there was none here or above"
    return NewFile(SETTINGS_FILE, _settings_text(), what)


def _schemas(files: Files, *names: str) -> Iterator[NewFile]:
    """The schemas that the new files name, where they are not there as they are now."""
    for name in names:
        path, schema = schema_path(name), schema_text(name, files)
        if not files.exists(path) or files.read(path) != schema.encode():
            yield NewFile(path, schema, "what each key means, for your editor", FOLDER)


def _has_source(files: Files, library: str) -> bool:
    tree = load(library, files.read(library)).tree
    return {SOURCE, SECOND} <= {*mapping_of(mapping_of(tree).get("sources"))}


def _library_text(given: Given) -> str:
    lines = [
        mode_line(LIBRARY),
        *explained(
            f"The sources of {BRIEFS}/{given.name}{SUFFIX}, by keys of your choice, to be cited as "
            f"[@{SOURCE}]. Write down what you saw and nothing you guess. A key behind a single "
            "“#” may be left out: take “# ” away to use it."
        ),
        *lines_of([Entry("sources", draft_sources(given, explain=True))]),
    ]
    return "\n".join(lines) + "\n"


def _data_text(given: Given) -> str:
    entries = Filler(given).keys(DataDescription)
    return "\n".join([mode_line(DATA_SCHEMA), *lines_of(entries)]) + "\n"


def _settings_text() -> str:
    """briefgen.toml with each key as a comment, since each has a default."""
    lines = [toml_line(), "# This file marks the project. Every key may be left out."]
    return "\n".join([*lines, *_settings_lines(Settings())]) + "\n"


def _settings_lines(settings: BaseModel, table: str = "") -> Iterator[str]:
    """The keys of a table with their defaults, and after them the tables within it."""
    within: list[str] = []
    names = {known.alias or name: name for name, known in type(settings).model_fields.items()}
    for field in fields_of(type(settings)):
        value = getattr(settings, names[field.key])
        if isinstance(value, BaseModel):
            name = f"{table}{field.key}"
            within += ["", f"# [{name}]  # {field.description}"]
            within += _settings_lines(value, f"{name}.")
        else:
            (example, *_) = type(settings).model_fields[names[field.key]].examples or [value]
            shown = _setting(value or example, field)
            yield f"# {field.key} = {shown}  # {field.description}"
    yield from within


def _setting(value: object, field: Field) -> str:
    """A default as it is written, or an example where the default is nothing."""
    if isinstance(value, Marking):
        return json.dumps(value.label)
    if value is None:
        return _example(field.shape.shape if isinstance(field.shape, Maybe) else field.shape)
    return json.dumps(MARK if value == "" else value)


def _example(shape: Shape) -> str:
    """What may stand there: of several keys a table in one line."""
    if isinstance(shape, Part):
        keys = (f"{each.key} = {_setting(None, each)}" for each in fields_of(shape.model))
        return f"{{{', '.join(keys)}}}"
    example = str(shape.example) if isinstance(shape, Value) else ""
    return example if example.isdigit() else json.dumps(example or MARK)
