"""data.lock: what was fetched, when and from where, for the next refresh and for printed dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, TypeVar

from pydantic import Field, PlainValidator, ValidationError

from briefgen.document import Document
from briefgen.errors import InputProblems, Place, Problem
from briefgen.loading import readable
from briefgen.model.fields import FullDate, Model, text_of, wrong
from briefgen.project import Files, OutsideProject, unreadable

LOCK = "data.lock"
_HINT = "take the file as it last was, or delete it and run: briefgen refresh"


def _written(value: object) -> str:
    if not isinstance(value, str):
        return text_of(value)
    if len(value) > 2000 or not value.isprintable():
        raise wrong("this is no text of a lock file")
    return value


Written = Annotated[str, PlainValidator(_written)]
Held = TypeVar("Held", bound=Model)


class Fetched(Model):
    """What is known of a data file that was fetched."""

    retrieved: FullDate = Field(description="The day it was last fetched or found unchanged.")
    sha256: Written = Field(description="The hash of the file as it was written.")
    request: Written = Field(description="The hash of what was asked for.")
    url: Written = Field("", description="The address it came from.")
    etag: Written = Field("", description="The tag of the answer, for conditional requests.")
    last_modified: Written = Field("", description="The date of the answer, for the same.")


class _Lock(Model):
    files: dict[str, Fetched]


def read_lock(files: Files) -> Mapping[str, Fetched]:
    """The lock file by names of data files; empty without one; InputProblems where it is broken."""
    held = read_as(files, LOCK, _Lock)
    return held.files if held is not None else {}


def read_as(files: Files, path: str, model: type[Held]) -> Held | None:
    """A lock file as a model that has all of it under `files`; None without one.

    InputProblems where it cannot be read or is not as it was written.
    """
    if not files.exists(path):
        return None
    try:
        raw = files.read(path)
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(path), *unreadable(error))) from None
    text, problems = readable(path, raw)
    if text is None or problems:
        raise InputProblems(problems)
    try:
        return model.model_validate({"files": json.loads(text, parse_constant=str)})
    except (ValueError, RecursionError) as error:
        raise InputProblems(_broken(path, text, error)) from None


def _broken(path: str, text: str, error: Exception) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        document = Document(path, text, None, {}, {}, (), False, text.split("\n"))
        place = Place(path, error.lineno, error.colno)
        excerpt = document.excerpt(place)
        return Problem(place, "this cannot be read as JSON", _HINT, excerpt=excerpt)
    where = ""
    if isinstance(error, ValidationError):
        where = ".".join(str(part) for part in error.errors()[0]["loc"][1:])
    return Problem(Place(path), f"the entry {where[:80]} is not as it was written", _HINT)


def lock_text(entries: Mapping[str, Fetched]) -> bytes:
    """The lock file with these entries, sorted."""
    told = {
        name: {key: str(value) for key, value in dict(entries[name]).items() if str(value)}
        for name in sorted(entries)
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
