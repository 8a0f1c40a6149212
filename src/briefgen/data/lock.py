"""data.lock: what was fetched, when and from where, for the next refresh and for printed dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

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
    if not files.exists(LOCK):
        return {}
    try:
        raw = files.read(LOCK)
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(LOCK), *unreadable(error))) from None
    text, problems = readable(LOCK, raw)
    if text is None or problems:
        raise InputProblems(problems)
    try:
        return _Lock.model_validate({"files": json.loads(text)}).files
    except (ValueError, RecursionError) as error:
        raise InputProblems(_broken(text, error)) from None


def _broken(text: str, error: Exception) -> Problem:
    if isinstance(error, json.JSONDecodeError):
        document = Document(LOCK, text, None, {}, {}, (), False, text.split("\n"))
        place = Place(LOCK, error.lineno, error.colno)
        excerpt = document.excerpt(place)
        return Problem(place, "this cannot be read as JSON", _HINT, excerpt=excerpt)
    where = ""
    if isinstance(error, ValidationError):
        where = ".".join(str(part) for part in error.errors()[0]["loc"][1:])
    return Problem(Place(LOCK), f"the entry {where[:80]} is not as it was written", _HINT)


def lock_text(entries: Mapping[str, Fetched]) -> bytes:
    """The lock file with these entries, sorted."""
    told = {
        name: {key: str(value) for key, value in dict(entries[name]).items() if str(value)}
        for name in sorted(entries)
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
