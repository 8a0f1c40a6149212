"""Notes that go on over a page: the rest must open the notes of the next page, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct


class NoteArea(Struct, frozen=True):
    """Where the notes of a page stand, in points from the lower left of the sheet."""

    left: float
    bottom: float
    right: float
    top: float


class Rest(Struct, frozen=True):
    """The letters of a note that are still to come."""

    number: int
    letters: str
    ordered: bool = True  # letters from right to left come out of a PDF in another order

    def after(self, shown: str) -> Rest | None:
        """What is left once these letters were shown; None if there are none, or others."""
        if not shown:
            return None
        if self.ordered:
            left = self.letters[len(shown) :] if self.letters.startswith(shown) else None
        else:
            more = Counter(shown) - Counter(self.letters)
            left = None if more else "".join((Counter(self.letters) - Counter(shown)).elements())
        return None if left is None else Rest(self.number, left, self.ordered)


def follow(rests: Sequence[Rest], opening: str) -> tuple[Rest, ...] | None:
    """What is left of the rests after the letters that open a page; None if those are others.

    Every letter of the opening must belong to a rest, and every rest must have a share of it.
    """
    if not rests:
        return None if opening else ()
    first, *others = rests
    for shown in range(len(opening), 0, -1) if others else (len(opening),):
        left = first.after(opening[:shown])
        after = None if left is None else follow(others, opening[shown:])
        if left is not None and after is not None:
            return (*((left,) if left.letters else ()), *after)
    return None
