"""Events above a plot: each a plumb rule with its words beside it, as a flag on a pole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from msgspec import Struct

from briefgen.charts.labels import Box
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import SEMIBOLD, FigureError

MOST_EVENTS = 5
SIZE = 7.0
LEADING = 8.2
_WIDEST = 84.0
_MOST_LINES = 3
_TO_POLE = 3.0
_BETWEEN = 5.0
_BETWEEN_LEVELS = 3.0

Reach = tuple[float, float]


class Flag(Struct, frozen=True):
    """One event in its place: its pole, its words and the room they take."""

    x: float
    heading: str
    lines: tuple[str, ...]
    box: Box

    @property
    def flies_left(self) -> bool:
        """Whether the words stand to the left of the pole."""
        return self.box.right <= self.x


class _Words(Struct, frozen=True):
    """An event with its words set in lines, not yet in a place."""

    x: float
    heading: str
    lines: tuple[str, ...]
    width: float

    @property
    def height(self) -> float:
        return LEADING * (1 + len(self.lines))

    def reach(self, flies_left: bool) -> Reach:
        """From where to where the words go beside the pole."""
        if flies_left:
            return self.x - _TO_POLE - self.width, self.x - _TO_POLE
        return self.x + _TO_POLE, self.x + _TO_POLE + self.width


def raise_flags(
    events: Sequence[tuple[float, str, str]], left: float, right: float, metrics: Metrics
) -> tuple[Flag, ...]:
    """A place for each event (its x, its year, its words) in as few levels as it takes.

    The boxes of the lowest level end at nought, those above it have a negative y.
    """
    if len(events) > MOST_EVENTS:
        raise FigureError(f"{len(events)} events are too many; choose {MOST_EVENTS} at most.")
    words = [_set(x, year, told, right - left, metrics) for x, year, told in sorted(events)]
    best: tuple[int, float, tuple[bool, ...], tuple[int, ...]] | None = None
    for sides in product((False, True), repeat=len(words)):
        reaches = [each.reach(side) for each, side in zip(words, sides, strict=True)]
        if any(reach[0] < left or reach[1] > right for reach in reaches):
            continue
        levels = _levels(words, sides)
        if levels is not None:
            found = (max(levels, default=0), sum(sides), sides, levels)
            best = min(best, found) if best else found
    if best is None:
        raise FigureError("There is no room for the words of the events; shorten them.")
    return tuple(_hoisted(words, best[2], best[3]))


def _set(x: float, year: str, told: str, room: float, metrics: Metrics) -> _Words:
    limit = min(_WIDEST, room / 2 - _TO_POLE)
    lines = metrics.wrap_evenly(told, SIZE, limit)
    if len(lines) > _MOST_LINES:
        raise FigureError(f"The words of the event of {year} are too long; shorten them.")
    widths = [metrics.width(words, SIZE) for words in lines]
    return _Words(x, year, tuple(lines), max([metrics.width(year, SIZE, SEMIBOLD), *widths]))


def _levels(words: Sequence[_Words], sides: Sequence[bool]) -> tuple[int, ...] | None:
    """The level of each flag from below; None where two would each have to be the higher."""
    reaches = [each.reach(side) for each, side in zip(words, sides, strict=True)]
    levels: dict[int, int] = {}
    waiting = list(range(len(words)))
    while waiting:
        number = next((n for n in waiting if not _above(n, waiting, reaches, words)), None)
        if number is None:
            return None
        waiting.remove(number)
        level = max((levels[n] + 1 for n in _above(number, levels, reaches, words)), default=0)
        while any(at == level and _meet(reaches[number], reaches[n]) for n, at in levels.items()):
            level += 1
        levels[number] = level
    return tuple(levels[number] for number in range(len(words)))


def _above(
    number: int, others: Iterable[int], reaches: Sequence[Reach], words: Sequence[_Words]
) -> list[int]:
    """The flags that one has to fly above, since their poles would run through its words."""
    left, right = reaches[number]
    return [
        other
        for other in others
        if other != number and left - _TO_POLE < words[other].x < right + _TO_POLE
    ]


def _meet(one: Reach, other: Reach) -> bool:
    return one[0] < other[1] + _BETWEEN and other[0] < one[1] + _BETWEEN


def _hoisted(
    words: Sequence[_Words], sides: Sequence[bool], levels: Sequence[int]
) -> Iterator[Flag]:
    heights = [
        max((each.height for each, at in zip(words, levels, strict=True) if at == level), default=0)
        for level in range(max(levels, default=0) + 1)
    ]
    for each, side, level in zip(words, sides, levels, strict=True):
        bottom = -sum(height + _BETWEEN_LEVELS for height in heights[:level])
        left, right = each.reach(side)
        yield Flag(each.x, each.heading, each.lines, Box(left, bottom - each.height, right, bottom))
