"""Notes as the engine's boxes: the waiting list, who calls whom, what was decided for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct, field, structs

Box = Any  # the engine is untyped
Skip = Mapping[int, Any] | None  # where a box goes on after a page break, in the engine's terms


class Fault(Struct, frozen=True):
    """A note that could not be placed as it must: on which page, and in which way."""

    page: int
    kind: str  # late | overflow | missing
    note: str


class Waiting:
    """The engine's list of notes not laid out yet, with membership and removal in one step."""

    def __init__(self, notes: Iterable[Box] = ()) -> None:
        self._notes = dict.fromkeys(notes)

    def append(self, note: Box) -> None:
        self._notes[note] = None

    def remove(self, note: Box) -> None:
        del self._notes[note]

    def discard(self, note: Box) -> None:
        self._notes.pop(note, None)

    def copy(self) -> Waiting:
        return Waiting(self._notes)

    def __contains__(self, note: object) -> bool:
        return note is not None and note in self._notes

    def __iter__(self) -> Iterator[Box]:
        return iter(self._notes)

    def __len__(self) -> int:
        return len(self._notes)


class Attempt(Struct):
    """One layout of one page: what it starts from, and what it decides on the way."""

    carried: Mapping[Box, Skip]  # left over by the page before, and where each goes on
    reserve: float = 0.0  # least height of the area, where text and notes collided before
    alone: bool = False  # nothing but what was carried
    may_split: bool = True
    unbounded: bool = False  # a greatest height of the area is not kept to
    tries: int = 0
    cap: float | None = None  # height left for the notes, once the last of them is to be split
    cap_note: Box = None
    root: Box = None
    rests: dict[Box, Skip] = field(default_factory=dict)

    def again(self, **changes: Any) -> Attempt:
        """The next try, without what this one decided."""
        fresh: dict[str, Any] = {"cap": None, "cap_note": None, "root": None, "rests": {}}
        return structs.replace(self, **{**fresh, "tries": self.tries + 1, **changes})


class PageAgain(Exception):  # noqa: N818  # not an error: the page is laid out once more
    """Leaves the layout of a page, to begin it anew with what was learned."""

    def __init__(self, attempt: Attempt) -> None:
        super().__init__()
        self.attempt = attempt


def notes_in(box: Box) -> Iterator[Box]:
    """Notes called in a box, in order; each is followed by those that it calls itself."""
    for child in box.descendants(placeholders=True):
        if child.footnote is not None:
            yield child.footnote
            yield from notes_in(child.footnote)


def name_of(note: Box) -> str:
    """What a note is called in a report: its id, or its first words."""
    element = note.element
    return str(element.get("id") or "".join(element.itertext()).strip()[:40])
