"""Which of the parts before is which of the parts after, and which of them have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from briefgen.changes.reading import atoms

Part = TypeVar("Part")

ALIKE = 0.5  # of the words in common, from which on a part is held to be the same, rewritten
MOST_PAIRS = 40_000  # compared by their words; of more, only equal parts are matched


class Alignment(Struct, frozen=True):
    """Pairs of places before and after, in the order after; the rest went or came."""

    pairs: tuple[tuple[int, int], ...]
    dropped: tuple[int, ...]
    added: tuple[int, ...]
    moved: frozenset[int]  # places after

    @classmethod
    def of(cls, pairs: Sequence[tuple[int, int]], before: int, after: int) -> Alignment:
        """From pairs in the order after, and how many parts there were and are."""
        old, new = {one for one, _ in pairs}, {other for _, other in pairs}
        return cls(
            tuple(pairs),
            tuple(number for number in range(before) if number not in old),
            tuple(number for number in range(after) if number not in new),
            frozenset(pairs[number][1] for number in out_of_order([one for one, _ in pairs])),
        )


def aligned(
    old: Sequence[Part],
    new: Sequence[Part],
    *names: Callable[[Part], Hashable | None],
    alike: float = ALIKE,
) -> Alignment:
    """Parts matched by one name after the other, then by the words that they have in common.

    A name that is None, or that two parts share, matches nothing more than once.
    """
    found: dict[int, int] = {}  # place after -> place before
    for name in names:
        found |= by_name(old, new, found, name)
    found |= by_words(old, new, found, alike)
    return Alignment.of([(found[after], after) for after in sorted(found)], len(old), len(new))


def by_name(
    old: Sequence[Part],
    new: Sequence[Part],
    found: dict[int, int],
    name: Callable[[Part], Hashable | None],
) -> dict[int, int]:
    """Pairs of one name among those that have no partner yet, in their order."""
    taken = set(found.values())
    waiting: dict[Hashable, list[int]] = {}
    for before, each in enumerate(old):
        if before not in taken and (called := name(each)) is not None:
            waiting.setdefault(called, []).append(before)
    paired: dict[int, int] = {}
    for after, each in enumerate(new):
        if after not in found and (partners := waiting.get(name(each))):
            paired[after] = partners.pop(0)
    return paired


def by_words(
    old: Sequence[Part],
    new: Sequence[Part],
    found: dict[int, int],
    alike: float,
    read: Callable[[Part], object] = lambda part: part,
    within: Callable[[Part], Hashable] = lambda _: None,
) -> dict[int, int]:
    """Pairs of one sort, and in one place, with enough words in common; the most alike first."""
    taken = set(found.values())
    before = {n: _Words.of(read(each)) for n, each in enumerate(old) if n not in taken}
    after = {n: _Words.of(read(each)) for n, each in enumerate(new) if n not in found}
    if len(before) * len(after) > MOST_PAIRS:
        return {}
    scored = sorted(
        (-likeness, abs(i - j), i, j)
        for i, one in before.items()
        for j, other in after.items()
        if within(old[i]) == within(new[j]) and (likeness := one.likeness(other)) >= alike
    )
    paired: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in scored:
        if i not in used and j not in paired:
            paired[j] = i
            used.add(i)
    return paired


class _Words(Struct, frozen=True):
    sort: type
    counts: Counter[str]
    total: int

    @classmethod
    def of(cls, value: object) -> _Words:
        counts = Counter(atoms(value))
        return cls(type(value), counts, counts.total())

    def likeness(self, other: _Words) -> float:
        """The share of words in common; 0 for parts of two sorts."""
        if self.sort is not other.sort or not self.total + other.total:
            return 0.0
        return 2 * (self.counts & other.counts).total() / (self.total + other.total)


def likeness(one: object, other: object) -> float:
    """The share of words that two values have in common."""
    return _Words.of(one).likeness(_Words.of(other))


def out_of_order(places: Sequence[int]) -> frozenset[int]:
    """The fewest members without which a row rises: those that were moved."""
    ends: list[int] = []  # the smallest last place of a rising row of each length
    at: list[int] = []
    before: list[int | None] = []
    for number, place in enumerate(places):
        length = bisect_left(ends, place)
        before.append(at[length - 1] if length else None)
        ends[length : length + 1] = [place]
        at[length : length + 1] = [number]
    return frozenset(range(len(places))) - frozenset(_chain(at[-1] if at else None, before))


def _chain(last: int | None, before: Sequence[int | None]) -> Iterator[int]:
    while last is not None:
        yield last
        last = before[last]
