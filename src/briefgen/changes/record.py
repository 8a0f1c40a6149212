"""Changes as a file of the project, so that an edition can be printed again with the same list."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter, ValidationError

from briefgen.changes.change import Changes
from briefgen.errors import InputProblems, Place, Problem
from briefgen.project import Files, OutsideProject, unreadable

FOLDER = "changes"


@dataclass(frozen=True, slots=True)
class Record:
    """The changes that a brief is printed with, and whether they have bars in the margin."""

    changes: Changes
    bars: bool = False


def record_path(name: str) -> str:
    """The file that holds the changes of a brief, where there is one."""
    return f"{FOLDER}/{name}.json"


def encoded(record: Record) -> bytes:
    """A record as it is written: the same changes, the same bytes."""
    told = asdict(record)
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def read_record(files: Files, name: str) -> Record | None:
    """The changes that a brief is to be printed with; InputProblems where they cannot be read."""
    path = record_path(name)
    if not files.exists(path):
        return None
    try:
        return TypeAdapter(Record).validate_json(files.read(path))
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(path), *unreadable(error))) from None
    except ValidationError:
        hint = "remove the file; “briefgen build --changes” works the changes out anew"
        message = "this is no list of changes as briefgen writes it"
        raise InputProblems(Problem(Place(path), message, hint)) from None
