"""The settings of a project: briefgen.toml, checked like a spec."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, ValidationError

from briefgen.citations import STYLES
from briefgen.errors import InputProblems, Place, Problem
from briefgen.explaining import explain
from briefgen.loading import Document, Path, Span, Tree
from briefgen.model.fields import Model, WordList, Words, as_list, choice
from briefgen.model.marking import HandlingMarking, Marking, marking
from briefgen.project import SETTINGS_FILE, Files

_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=\s*(.*?)\s*$""")
_AT = re.compile(r"line (\d+), column (\d+)")


class Settings(Model):
    """What a project decides once for all its briefs."""

    desk: Words = Field("", description="Name of the desk, printed as the imprint.")
    output: Words = Field("out", description="Folder for finished PDFs.")
    page_size: Annotated[str, PlainValidator(choice("A4", "Letter"))] = Field(
        "A4", description="A4 or Letter."
    )
    citation_style: Annotated[str, PlainValidator(choice(*STYLES))] = Field(
        "chicago-notes", description="chicago-notes or numbered."
    )
    marking: HandlingMarking = Field(
        default_factory=lambda: marking("TLP:CLEAR"), description="Default handling marking."
    )
    templates: Annotated[WordList, BeforeValidator(as_list)] = Field(
        (), description="Folders whose templates replace the shipped ones; the first wins."
    )

    @property
    def default_marking(self) -> Marking:
        """The marking of a brief that names none."""
        return self.marking


def read_settings(files: Files) -> Settings:
    """The settings of the project; InputProblems with a place where they are wrong."""
    document = _document(SETTINGS_FILE, files.read(SETTINGS_FILE))
    if document.problems:
        raise InputProblems(document.problems)
    try:
        return Settings.model_validate(document.tree)
    except ValidationError as error:
        raise InputProblems(explain(error, Settings, document)) from None


def _document(file: str, raw: bytes) -> Document:
    """TOML as a document; the parser gives no marks, so lines are found by their keys."""
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        tree = tomllib.loads(text)
    except UnicodeDecodeError:
        return _broken(file, "", "the file is not UTF-8", Place(file))
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        place = Place(file, int(at[1]), int(at[2])) if at else Place(file)
        return _broken(file, text, "this is no TOML", place)
    values: dict[Path, Span] = {(): Span(0, 0, 0, 0)}
    keys: dict[Path, Span] = {}
    for number, line in enumerate(text.split("\n")):
        if (match := _KEY.match(line)) is not None:
            name = match[1] or match[2] or match[3]
            keys.setdefault(
                (name,), Span(number, line.index(name), number, line.index(name) + len(name))
            )
            values.setdefault((name,), Span(number, match.start(4), number, match.end(4)))
    known = {key: _text(value) for key, value in tree.items()}
    return Document(file, text, known, values, keys, (), True, text.split("\n"))


def _broken(file: str, text: str, message: str, place: Place) -> Document:
    document = Document(file, text, None, {}, {}, (), False, text.split("\n"))
    problem = Problem(
        place, message, 'write lines of key = "value"', excerpt=document.excerpt(place)
    )
    return Document(file, text, None, {}, {}, (problem,), False, text.split("\n"))


def _text(value: object) -> Tree:
    if isinstance(value, dict):
        return {str(key): _text(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_text(child) for child in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
