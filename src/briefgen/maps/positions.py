"""Where the name of a mark, a route or a small area may stand, and how good each place is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from briefgen.maps.choices import Offer, Weigh, as_it_is
from briefgen.maps.geometry import Box, Place
from briefgen.maps.labels import Block, Label, moved

LEADER_GAP = 1.6

# Position beside a mark: to the right is read first.
BESIDE = (
    (1, 0, 0.0),
    (-1, 0, 1.0),
    (1, -1, 1.4),
    (1, 1, 1.7),
    (-1, -1, 2.0),
    (-1, 1, 2.3),
    (0, -1, 1.8),
    (0, 1, 2.4),
)
SECOND_RING, SECOND_RING_COST = 3.2, 3.0
AWAY = (16.0, 22.0, 29.0, 38.0, 50.0)
FURTHER = (64.0, 80.0, 100.0, 124.0)
OFF_LAND = (12.0, 18.0, 25.0, 33.0, 42.0, 54.0, 70.0, 90.0)
LEADER_COST, REACH_COST, CENTRED_COST = 10.0, 0.2, 1.0
OFF_LINE = 4.0
LINE_GAPS = (4.6, 7.5, 11.0)
PIECE = 0.04
DIRECTIONS = 12
AROUND = tuple(
    (across, down, 0 if abs(across) < 0.5 else int(math.copysign(1, across)))
    for across, down in (
        (math.cos(angle), math.sin(angle))
        for angle in (2 * math.pi * number / DIRECTIONS for number in range(DIRECTIONS))
    )
)
"""Ways to go from a mark, each with the side on which words then stand: 0 over or under it."""


def beside(
    mark: Place,
    radius: float,
    words: Block,
    wider: float = 0.0,
    *,
    dearer: float = 0.0,
    weigh: Weigh = as_it_is,
) -> Iterator[Offer]:
    """The places for the name of a mark: next to it, else farther off with a leader.

    ``wider`` is how much farther the mark reaches sideways than up and down.
    """
    for more, extra in ((0.0, 0.0), (SECOND_RING, SECOND_RING_COST)):
        for across, down, cost in BESIDE:
            x, y = mark
            side = (x + across * wider, y)
            gap = radius + 2.4 + more
            label = partial(_next_to, side, gap, across, down, words)
            yield Offer(cost + extra + dearer, label, weigh)
    for reach in AWAY:
        costs = (LEADER_COST + REACH_COST * reach, dearer)
        yield from _away(mark, radius + LEADER_GAP, reach, words, costs, weigh=weigh)


def along(route: Sequence[Place], words: Block, dearer: float = 0.0) -> Iterator[Offer]:
    """The places for the name of a route: next to its line, else off it with a leader."""
    for tenth in (5, 4, 6, 3, 7, 2, 8):
        for gap in LINE_GAPS:
            for box in _next_to_line(route, tenth / 10, words, gap):
                cost = 0.8 * abs(tenth - 5) + 0.4 * (gap - LINE_GAPS[0])
                yield Offer(cost + dearer, partial(Label, words, box))
    for tenth in (5, 4, 6, 3, 7, 2, 8, 1, 9):
        anchor = _part_way(route, tenth / 10)
        for reach in (*AWAY, *FURTHER):
            cost = OFF_LINE + REACH_COST * reach + 0.8 * abs(tenth - 5)
            yield from _away(anchor, 2.2, reach, words, (cost, dearer))


def away_from(
    target: Place, words: Block, dearer: Sequence[float] = (), weigh: Weigh = as_it_is
) -> Iterator[Offer]:
    """The places for the name of an area too small to hold it: off it, with a leader into it."""
    for reach in OFF_LAND:
        costs = (REACH_COST * reach, *dearer)
        yield from _away(target, 0.0, reach, words, costs, dot=True, weigh=weigh)


def _next_to(mark: Place, gap: float, across: int, down: int, words: Block) -> Label:
    x, y = mark
    diagonal = across != 0 and down != 0
    side = gap * 0.55 if diagonal else gap
    left = {1: x + side, 0: x - words.width / 2, -1: x - side - words.width}[across]
    # Beside a mark the small letters of the first line stand level with its middle.
    level = y + 0.24 * words.lines[0].size - words.ascent
    top = {1: y + gap * 0.75, 0: level, -1: y - gap * 0.75 - words.height}[down]
    return Label(words, words.boxed(left, top), across)


def _away(
    anchor: Place,
    gap: float,
    reach: float,
    words: Block,
    costs: Sequence[float],
    *,
    dot: bool = False,
    weigh: Weigh = as_it_is,
) -> Iterator[Offer]:
    """Places all around at some distance, with leaders; a name over or under it is centred."""
    first, *more = costs
    beside, centred = sum(more, first), sum(more, first + CENTRED_COST)
    for across, down, side in AROUND:
        meet = (anchor[0] + reach * across, anchor[1] + reach * down)
        label = partial(_led, anchor, gap, meet, side, down, words, dot)
        yield Offer(beside if side else centred, label, weigh)


def _led(
    anchor: Place, gap: float, meet: Place, side: int, down: float, words: Block, dot: bool
) -> Label:
    """The words where their leader meets them."""
    left = meet[0] - {1: 0.0, 0: words.width / 2, -1: words.width}[side]
    top = meet[1] - words.height * (0.5 - 0.5 * down)
    box = words.boxed(left, top)
    end = moved(anchor, meet, gap)
    start = _side_point(box, side, meet) if side else box.grown(LEADER_GAP).nearest(anchor)
    leader = (start, end) if math.dist(start, end) > 3.0 else None
    return Label(words, box, side, leader, dot)


def _next_to_line(route: Sequence[Place], share: float, words: Block, gap: float) -> Iterator[Box]:
    """The rooms on both sides of a line, as near as words may stand that are set level."""
    (x, y), ahead = _part_way(route, share), _part_way(route, share + PIECE)
    length = math.dist((x, y), ahead)
    if not length:
        return
    across, down = -(ahead[1] - y) / length, (ahead[0] - x) / length
    reach = gap + abs(across) * words.width / 2 + abs(down) * words.height / 2
    sides = (1, -1) if down < 0 else (-1, 1)  # above a line is read first
    for side in sides:
        middle = (x + side * across * reach, y + side * down * reach)
        yield words.boxed(middle[0] - words.width / 2, middle[1] - words.height / 2)


def _side_point(box: Box, side: int, meet: Place) -> Place:
    x = box.left - LEADER_GAP if side == 1 else box.right + LEADER_GAP
    return x, min(max(meet[1], box.top + 2.0), box.bottom - 2.0)


def _part_way(route: Sequence[Place], share: float) -> Place:
    lengths = [math.dist(a, b) for a, b in pairwise(route)]
    left = share * sum(lengths)
    for a, b, length in zip(route, route[1:], lengths, strict=False):
        if left <= length and length:
            return moved(a, b, left)
        left -= length
    return route[-1]
