"""sources.lock: when each source with a provider was last looked at, and what was seen there.

It lies beside what the author wrote and never replaces it: what it holds is told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from pydantic import Field, field_validator

from briefgen.data.lock import Written, read_as
from briefgen.dates import PartialDate
from briefgen.document import Document
from briefgen.model.fields import Flag, FullDate, Model
from briefgen.model.source import Source
from briefgen.project import Files, inside

LOCK = "sources.lock"
PATIENCE = timedelta(days=7)  # of a source that does not answer, and may tomorrow


class Sighting(Model):
    """What was seen of a source when it was looked at."""

    looked: FullDate | None = Field(None, description="The day on which it last answered.")
    sha256: Written = Field("", description="The hash of what it said then.")
    request: Written = Field("", description="The hash of what was asked.")
    etag: Written = Field("", description="The tag of the answer, for conditional requests.")
    last_modified: Written = Field("", description="The date of the answer, for the same.")
    changed: FullDate | None = Field(None, description="The day it last said something else.")
    silent: FullDate | None = Field(None, description="The first day without an answer, if so.")
    tried: FullDate | None = Field(None, description="The last day without an answer.")
    gone: Flag = Field(False, description="Whether it was said to be there no longer.")
    reason: Written = Field("", description="What was said in place of an answer.")
    told: dict[str, Written] = Field({}, description="Fields of the source, as it tells them.")

    @field_validator("told")
    @classmethod
    def _dated(cls, told: dict[str, str]) -> dict[str, str]:
        if "issued" in told:
            PartialDate.parse(told["issued"])
        return told


class _Lock(Model):
    files: dict[str, dict[str, Sighting]]


class News(Struct, frozen=True):
    """What a reader of a source should know since it was read; nothing of it is None."""

    changed: date | None = None  # the day on which it was seen to say something else
    gone: date | None = None  # the first day on which it was not there
    reason: str = ""

    def __bool__(self) -> bool:
        return self.changed is not None or self.gone is not None


def news_of(source: Source, seen: Sighting | None, day: date | None = None) -> News:
    """What was seen after a source was read; with a `day`, what was seen by then."""
    if seen is None or source.provider is None:
        return News()
    changed = _day(seen.changed)
    if changed is not None and source.accessed is not None and changed <= source.accessed:
        changed = None
    gone, tried = _day(seen.silent), _day(seen.tried)
    if gone is not None and not (seen.gone or (tried is not None and tried - gone >= PATIENCE)):
        gone = None
    known = [None if each is None or (day and each > day) else each for each in (changed, gone)]
    return News(known[0], known[1], seen.reason if known[1] is not None else "")


def found_unchanged(source: Source, seen: Sighting | None) -> date | None:
    """The day after its reading on which a source was last found to say what was read."""
    if seen is None or seen.looked is None or source.provider is None or news_of(source, seen):
        return None
    looked = seen.looked.earliest()
    return looked if source.accessed is None or looked > source.accessed else None


def sightings_of(
    sources: Mapping[str, Source], documents: Sequence[Document], files: Files
) -> Mapping[str, Sighting]:
    """What was seen of the sources of a brief, by key; `documents` are where they are entered."""
    if not any(source.provider is not None for source in sources.values()):
        return {}
    known = read_sightings(files)
    return {
        key: seen
        for document in documents
        for key, seen in known.get(str(inside(document.file)), {}).items()
        if key in sources and sources[key].provider is not None and document.has(("sources", key))
    }


def _day(written: PartialDate | None) -> date | None:
    return written.earliest() if written is not None else None


def read_sightings(files: Files) -> Mapping[str, Mapping[str, Sighting]]:
    """The lock file, by file and key; empty without one; InputProblems where it is broken."""
    held = read_as(files, LOCK, _Lock)
    return held.files if held is not None else {}


def sightings_text(known: Mapping[str, Mapping[str, Sighting]]) -> bytes:
    """The lock file with these entries, sorted."""
    told = {
        file: {key: _told(seen[key]) for key in sorted(seen)}
        for file, seen in sorted(known.items())
        if seen
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _told(seen: Sighting) -> dict[str, object]:
    said = {key: value for key, value in dict(seen).items() if value}
    return {
        key: dict(sorted(value.items()))
        if isinstance(value, Mapping)
        else "true"
        if value is True
        else str(value)
        for key, value in said.items()
    }
