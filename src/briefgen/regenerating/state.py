"""When each brief was last looked at: a small file beside the reports, written after each brief."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated

from pydantic import PlainValidator, TypeAdapter, ValidationError

from briefgen.errors import InputProblems, Place, Problem
from briefgen.project import Files, OutsideProject, unreadable

NAME = "state.json"


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("no moment with its offset")
    return moment


Moment = Annotated[datetime, PlainValidator(_moment)]


@dataclass(frozen=True, slots=True)
class Seen:
    """When a brief was last begun, and when it was last done."""

    begun: Moment
    done: Moment | None = None

    @property
    def is_open(self) -> bool:
        """Whether the last run that began it came to no end."""
        return self.done is None or self.done < self.begun


@dataclass(frozen=True, slots=True)
class State:
    """What is known of all briefs."""

    briefs: Mapping[str, Seen] = field(default_factory=dict)

    def begun(self, name: str, now: datetime) -> State:
        """The same, with a brief begun now."""
        before = self.briefs.get(name)
        done = before.done if before is not None else None
        return replace(self, briefs={**self.briefs, name: Seen(now, done)})

    def done(self, name: str, now: datetime) -> State:
        """The same, with a brief done that was begun now."""
        return replace(self, briefs={**self.briefs, name: Seen(now, now)})


def read_state(files: Files, folder: str) -> State:
    """What is known; nothing without the file; InputProblems where it cannot be read."""
    path = f"{folder}/{NAME}"
    if not files.exists(path):
        return State()
    try:
        return TypeAdapter(State).validate_python(json.loads(files.read(path)))
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(path), *unreadable(error))) from None
    except (ValueError, RecursionError, ValidationError):
        message = "this does not say when briefs were looked at, as briefgen writes it"
        hint = "take it as it last was, or remove it: then every brief with a schedule is due"
        raise InputProblems(Problem(Place(path), message, hint)) from None


def write_state(files: Files, folder: str, state: State) -> None:
    """Write it down, whole or not at all."""
    told = {
        name: {key: _iso(getattr(seen, key)) for key in Seen.__slots__ if getattr(seen, key)}
        for name, seen in sorted(state.briefs.items())
    }
    text = json.dumps({"briefs": told}, ensure_ascii=False, indent=2) + "\n"
    files.write(f"{folder}/{NAME}", text.encode())


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
