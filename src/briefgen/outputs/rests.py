"""Notes that go on over a page: their rests must open the notes of the next page, and only those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoteArea:
    """Where the notes of a page stand, in points from the lower left of the sheet."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Rest:
    """The letters of a note that its page does not show."""

    number: int
    letters: str


def follow(rests: Sequence[Rest], opening: str) -> tuple[Rest, ...] | None:
    """What is left of the rests after the letters that open a page; None if those are others.

    Every letter of the opening must belong to a rest, and each rest must have a share of it.
    """
    if not rests:
        return None if opening else ()
    first, *others = rests
    for shown in _shares(first.letters, opening, bool(others)):
        after = follow(others, opening[shown:])
        if after is not None:
            left = first.letters[shown:]
            return ((Rest(first.number, left),) if left else ()) + after
    return None


def _shares(letters: str, opening: str, more_follow: bool) -> Iterator[int]:
    """How many letters of a rest an opening may show, the most first."""
    most = next(
        (at for at, (one, other) in enumerate(zip(letters, opening, strict=False)) if one != other),
        min(len(letters), len(opening)),
    )
    if most:
        yield most
        if more_follow:
            yield from range(most - 1, 0, -1)
