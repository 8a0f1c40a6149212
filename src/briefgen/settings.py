"""The settings of a project: briefgen.toml, checked like a spec."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, ValidationError, field_validator

from briefgen.citations import STYLES
from briefgen.document import Document, Path, Span, Tree, quoted
from briefgen.editors import EDITORS, is_address
from briefgen.errors import InputProblems, Place, Problem, did_you_mean
from briefgen.explaining import explain
from briefgen.loading import readable
from briefgen.model.fields import (
    Flag,
    Model,
    WordList,
    Words,
    as_list,
    choice,
    whole,
    wrong,
)
from briefgen.model.freshness import Freshness
from briefgen.model.marking import HandlingMarking, Marking, marking
from briefgen.project import SETTINGS_FILE, Files, OutsideProject, inside, unreadable
from briefgen.yardstick import ICD203, YARDSTICKS

CALLER = "settings"  # where a setting stands that a program gives

_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=\s*(.*?)\s*$""")
_TABLE = re.compile(r"^\s*\[+\s*([^\[\]]+?)\s*\]")
_AT = re.compile(r"line (\d+), column (\d+)")


class CheckSettings(Model):
    """Which rules `briefgen check` applies, and how many claims must be sourced."""

    select: Annotated[WordList, BeforeValidator(as_list)] = Field(
        ("all",), description="Rules to apply: codes, names, groups, or all."
    )
    ignore: dict[str, Words] = Field({}, description="Rules not to apply, each with its reason.")
    min_coverage: Annotated[int, PlainValidator(whole(0, 100))] | None = Field(
        None, description="The share of claims, in percent, that must be sourced."
    )


class RefreshSettings(Model):
    """What `briefgen refresh` may reach, and how long it waits."""

    hosts: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Hosts to fetch from, by their exact names."
    )
    private: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Addresses or networks inside your own that those hosts may have."
    )
    timeout: Annotated[int, PlainValidator(whole(1, 600))] = Field(
        30, description="Seconds after which an answer is given up, or a command is stopped."
    )
    retries: Annotated[int, PlainValidator(whole(0, 10))] = Field(
        3, description="How often a request that failed is made again."
    )
    max_megabytes: Annotated[int, PlainValidator(whole(1, 50))] = Field(
        20, description="The largest answer that is taken."
    )
    world_bank: Words = Field(
        "https://api.worldbank.org/v2", description="The address of the World Bank, or a mirror."
    )
    commands: dict[str, WordList] = Field(
        {}, description="Commands whose output data files may name: a list of words each."
    )


class PreviewSettings(Model):
    """How `briefgen preview` opens the place of a problem or a paragraph."""

    editor: Words = Field(
        "vscode",
        description=f"{', '.join(EDITORS)}; or an address of your own, with {{file}} and {{line}}.",
    )

    @field_validator("editor")
    @classmethod
    def _opens(cls, editor: str) -> str:
        if editor in EDITORS or is_address(editor):
            return editor
        own = "or write its address, as myeditor://open?file={file}&line={line}"
        hint = did_you_mean(editor, EDITORS, f"one of {', '.join(EDITORS)}; {own}")
        raise wrong(f"“{editor[:60]}” is no editor that is known here", hint)


class Settings(Model):
    """What a project decides once for all its briefs."""

    desk: Words = Field("", description="Name of the desk, printed as the imprint.")
    output: Words = Field("out", description="Folder for finished PDFs.")
    editions: Words = Field(
        "editions", description="Folder for published editions, inside the project."
    )
    edition: Annotated[int, PlainValidator(whole(1, 9999))] = Field(
        1, description="The lowest number of an edition; what is taken out of a PDF has that of it."
    )
    evidence: Flag = Field(
        True, description="Put spec, sources and data into the PDF that is made of them."
    )
    page_size: Annotated[str, PlainValidator(choice("A4", "Letter"))] = Field(
        "A4", description="A4 or Letter."
    )
    citation_style: Annotated[str, PlainValidator(choice(*STYLES))] = Field(
        "chicago-notes", description="chicago-notes or numbered."
    )
    yardstick: Annotated[str, PlainValidator(choice(*YARDSTICKS))] = Field(
        ICD203.key, description="Terms of likelihood: icd203 or phia; a brief may name the other."
    )
    marking: HandlingMarking = Field(
        default_factory=lambda: marking("TLP:CLEAR"), description="Default handling marking."
    )
    templates: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Folders whose templates replace the shipped ones; the first wins."
    )

    check: CheckSettings = Field(CheckSettings(), description="What `briefgen check` looks at.")
    refresh: RefreshSettings = Field(
        RefreshSettings(), description="What `briefgen refresh` may reach."
    )
    preview: PreviewSettings = Field(
        PreviewSettings(), description="How `briefgen preview` opens places."
    )
    freshness: Freshness = Field(
        default_factory=Freshness, description="How old sources, data and figures may grow."
    )

    @field_validator("editions")
    @classmethod
    def _lies_inside(cls, folder: str) -> str:
        try:
            return str(inside(folder))
        except OutsideProject:
            message = f"“{folder[:60]}” lies outside the project"
            raise wrong(message, 'name a folder inside it, as "editions"') from None

    @property
    def default_marking(self) -> Marking:
        """The marking of a brief that names none."""
        return self.marking


def read_settings(files: Files, changes: Mapping[str, object] | None = None) -> Settings:
    """The settings of the project; InputProblems with a place where they are wrong.

    `changes` are those of a caller; they go before the file's.
    """
    try:
        document = _document(SETTINGS_FILE, files.read(SETTINGS_FILE))
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(SETTINGS_FILE), *unreadable(error))) from None
    if document.problems:
        raise InputProblems(document.problems)
    try:
        settings = Settings.model_validate(document.tree)
    except ValidationError as error:
        raise InputProblems(explain(error, Settings, document)) from None
    return settings.model_copy(update=_changed(changes or {}))


def _changed(changes: Mapping[str, object]) -> dict[str, object]:
    """A caller's settings, checked one by one, since none of them has a place in a file."""
    known: dict[str, object] = {}
    problems: list[Problem] = []
    for key, value in changes.items():
        document = Document(f"{CALLER}.{key}", "", {key: _text(value)}, {}, {})
        try:
            known[key] = getattr(Settings.model_validate(document.tree), key)
        except ValidationError as error:
            told = explain(error, Settings, document)
            problems += [replace(each, place=Place(document.file)) for each in told]
    if problems:
        raise InputProblems(problems)
    return known


def _document(file: str, raw: bytes) -> Document:
    """TOML as a document; the parser gives no marks, so lines are found by their keys."""
    text, problems = readable(file, raw)
    if text is None or problems:
        return Document(file, text or "", None, {}, {}, problems, False, [])
    try:
        tree = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        at = _AT.search(str(error))
        lines = text.split("\n")
        place = Place(file, int(at[1]), int(at[2])) if at else Place(file, len(lines), 1)
        return _broken(file, text, _toml_words(str(error)), place)
    values, keys = _places(text)
    known = {key: _text(value) for key, value in tree.items()}
    return Document(file, text, known, values, keys, (), True, text.split("\n"))


def _places(text: str) -> tuple[dict[Path, Span], dict[Path, Span]]:
    """Where the values and the keys of a TOML file stand, by their tables."""
    values: dict[Path, Span] = {(): Span(0, 0, 0, 0)}
    keys: dict[Path, Span] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n")):
        if (head := _TABLE.match(line)) is not None:
            table = tuple(part.strip(" \"'") for part in head[1].split("."))
            span = Span(number, head.start(1), number, head.end(1))
            for depth in range(1, len(table) + 1):
                keys.setdefault(table[:depth], span)
                values.setdefault(table[:depth], span)
        elif (match := _KEY.match(line)) is not None:
            name = match[1] or match[2] or match[3]
            start = line.index(name)
            keys.setdefault((*table, name), Span(number, start, number, start + len(name)))
            span = Span(number, match.start(4), number, match.end(4))
            values.setdefault((*table, name), span)
    return values, keys


def _toml_words(said: str) -> str:
    if "overwrite" in said or "declare" in said:
        return "a key stands twice in this file"
    return "this line cannot be read as TOML"


def _broken(file: str, text: str, message: str, place: Place) -> Document:
    lines = text.split("\n")
    hint = 'write each key once, as key = "value" with the text in quotes'
    problem = Problem(place, message, hint, excerpt=quoted(lines, place))
    return Document(file, text, None, {}, {}, (problem,), False, lines)


def _text(value: object) -> Tree:
    if isinstance(value, dict):
        return {str(key): _text(child) for key, child in value.items()}
    if isinstance(value, list | tuple):
        return [_text(child) for child in value]
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
