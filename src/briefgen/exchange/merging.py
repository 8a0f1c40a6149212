"""What becomes of each source of a file: added, merged into one that is there, or left."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from msgspec import Struct
from pydantic import ValidationError

from briefgen.errors import listing
from briefgen.exchange.incoming import Fields
from briefgen.exchange.shelf import Held, Shelf
from briefgen.model.source import Source


class Fate(enum.StrEnum):
    """What becomes of an entry."""

    ADDED = "added"
    MERGED = "merged"
    LEFT = "left"


class Outcome(Struct, frozen=True):
    """One entry of a file: its key in the library, what became of it, and why."""

    key: str
    fate: Fate
    why: str
    file: str
    fields: Fields  # that are written: all of a new source, else those it lacked

    def as_dict(self) -> dict[str, object]:
        """The same for machines."""
        return {
            "key": self.key,
            "fate": str(self.fate),
            "why": self.why,
            "file": self.file,
            "fields": sorted(self.fields),
        }


def settle(shelf: Shelf, name: str, fields: Fields, source: Source) -> Outcome:
    """Decide on one entry and take it into the shelf."""
    target = shelf.target
    found = shelf.find(source, name)
    if found is None:
        key = shelf.free_key(source, name)
        shelf.put(Held(key, source, fields, target))
        return Outcome(key, Fate.ADDED, str(source.type), target, fields)
    there, by = found
    if there.file != target:
        why = f"stands in {there.file} already (same {by}); name that library in source_files"
        return Outcome(there.key, Fate.LEFT, why, there.file, {})
    return _merged(shelf, there, fields, by)


def _merged(shelf: Shelf, there: Held, fields: Fields, by: str) -> Outcome:
    lacking = {key: value for key, value in fields.items() if key not in there.fields}
    both = {**there.fields, **lacking}
    try:
        source = Source.model_validate(both)
    except ValidationError:
        why = f"is there already (same {by}); what it would add does not agree with it"
        return Outcome(there.key, Fate.LEFT, why, there.file, {})
    other = listing(sorted(_different(there, fields)))
    kept = f"; yours is kept where they differ: {other}" if other else ""
    if not lacking:
        why = f"is there already (same {by}){kept}"
        return Outcome(there.key, Fate.LEFT, why, there.file, {})
    shelf.put(Held(there.key, source, both, there.file))
    why = f"same {by}; new: {listing(sorted(lacking))}{kept}"
    return Outcome(there.key, Fate.MERGED, why, there.file, lacking)


def _different(there: Held, fields: Fields) -> Iterator[str]:
    """Fields in which the two do not say the same, however it is written."""
    for key, value in fields.items():
        if key in there.fields and value != there.fields[key]:
            try:
                other = getattr(Source.model_validate({**there.fields, key: value}), key)
            except ValidationError:
                yield key
                continue
            if other != getattr(there.source, key):
                yield key
