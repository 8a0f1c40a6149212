"""The words on the ties of a network: beside their line, on one ground, clear of everything."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct, field

from briefgen.charts.inputs import Tie
from briefgen.charts.labels import Box, Segment
from briefgen.charts.metrics import Metrics
from briefgen.charts.network_plan import Plan
from briefgen.charts.network_routes import Route
from briefgen.charts.svg import REGULAR, SEMIBOLD

SIZE, LEADING = 7.2, 8.6
LIMITS = (400.0, 92.0, 68.0, 50.0)
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.25, 0.75, 0.16, 0.84)
BESIDE, ABOVE = 4.0, 2.6
ON_LINE = 14.0
LINES_COST, SHARE_COST, SIDE_COST = 1.2, 7.0, 0.3
CLEAR, APART = 1.4, 2.6
MOST_TRIALS = 6000
SWEEPS = 4

Lines: TypeAlias = tuple[str, ...]


class Spoken(Struct, frozen=True):
    """The words of a tie in their place; ``breaks`` says that they stand on their own line."""

    lines: tuple[str, ...]
    box: Box
    middle: bool
    breaks: bool = False


class _Option(Struct, frozen=True):
    spoken: Spoken
    cost: float


def weight_of(kind: str) -> int:
    """Rivalry is said louder."""
    return SEMIBOLD if kind == "rivalry" else REGULAR


class Phrases(Struct, frozen=True):
    """The words of ties, broken into lines in each way that is tried, and how wide each is.

    Many arrangements are tried, and the words are the same in all of them.
    """

    metrics: Metrics
    _known: dict[Tie, tuple[tuple[Lines, float], ...]] = field(default_factory=dict)

    def of(self, tie: Tie) -> tuple[tuple[Lines, float], ...]:
        """The ways to break the words of a tie, the widest first."""
        if tie not in self._known:
            self._known[tie] = tuple(self._ways(tie))
        return self._known[tie]

    def _ways(self, tie: Tie) -> Iterator[tuple[Lines, float]]:
        weight = weight_of(tie.kind)
        seen = set()
        for limit in LIMITS:
            lines = tuple(self.metrics.wrap_evenly(tie.text, SIZE, limit, weight))
            if lines not in seen:
                seen.add(lines)
                yield lines, max(self.metrics.width(words, SIZE, weight) for words in lines)


def worded(plan: Plan, routes: Sequence[Route], phrases: Phrases) -> list[Spoken] | None:
    """A place for the words of every tie, with the least cost found; None if there is none."""
    others = _obstacles(routes)
    zones = _free_zones(plan)
    options = [
        _possible(route, others[number], plan, zones, phrases)
        for number, route in enumerate(routes)
    ]
    if not all(options):
        return None
    chosen = _assigned(options)
    return [option.spoken for option in _improved(options, chosen)] if chosen else None


def cost_of(spoken: Sequence[Spoken]) -> float:
    """How far words are from the best one could wish: lines, and words that break a line."""
    return sum(LINES_COST * (len(each.lines) - 1) + ON_LINE * each.breaks for each in spoken)


def _possible(
    route: Route,
    others: Sequence[Segment],
    plan: Plan,
    zones: Sequence[Box],
    phrases: Phrases,
) -> list[_Option]:
    found = []
    for option in _options(route, phrases):
        box = option.spoken.box
        near = box.grown(CLEAR)
        if not any(zone.holds(near) for zone in zones):
            continue
        if any(near.overlaps(card, 0.8) for card in plan.cards.values()):
            continue
        own = () if option.spoken.breaks else route.segments
        if not any(near.is_cut_by(segment) for segment in (*others, *own)):
            found.append(option)
    return sorted(found, key=lambda option: option.cost)


def _options(route: Route, phrases: Phrases) -> Iterator[_Option]:
    for lines, width in phrases.of(route.tie):
        for segment in route.segments:
            yield from _along(segment, lines, width)


def _along(segment: Segment, lines: tuple[str, ...], width: float) -> Iterator[_Option]:
    (x1, y1), (x2, y2) = segment
    length = math.hypot(x2 - x1, y2 - y1)
    if length < 14.0:
        return
    high = LEADING * (len(lines) - 1) + SIZE * 0.96
    base = LINES_COST * (len(lines) - 1) + 120.0 / length
    flat = abs(y2 - y1) < 0.5
    for share in SHARES:
        x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
        cost = base + SHARE_COST * abs(share - 0.5)
        if flat:
            for side in (-1, 1):
                top = y - ABOVE - high if side < 0 else y + ABOVE
                box = Box(x - width / 2, top, x + width / 2, top + high)
                yield _Option(Spoken(lines, box, True), cost + SIDE_COST * (side > 0))
            continue
        reach = (high / 2 + CLEAR) * abs((x2 - x1) / (y2 - y1)) + BESIDE
        for side in (1, -1):
            left = x + reach if side > 0 else x - reach - width
            box = Box(left, y - high / 2, left + width, y + high / 2)
            far = max(reach - 2 * BESIDE, 0.0) * 0.4
            yield _Option(Spoken(lines, box, False), cost + SIDE_COST * (side < 0) + far)
        middle = Box(x - width / 2, y - high / 2, x + width / 2, y + high / 2)
        if length > 2.4 * high:
            yield _Option(Spoken(lines, middle, True, breaks=True), cost + ON_LINE)


def _assigned(options: Sequence[Sequence[_Option]]) -> list[_Option] | None:
    """One option for each so that none overlap: those with the least choice first."""
    order = sorted(range(len(options)), key=lambda number: (len(options[number]), number))
    chosen: dict[int, _Option] = {}
    trials = 0

    def place(depth: int) -> bool:
        nonlocal trials
        if depth == len(order):
            return True
        number = order[depth]
        for option in options[number]:
            trials += 1
            if trials > MOST_TRIALS:
                return False
            if all(_clear(option, other) for other in chosen.values()):
                chosen[number] = option
                if place(depth + 1):
                    return True
                del chosen[number]
        return False

    return [chosen[number] for number in range(len(options))] if place(0) else None


def _improved(options: Sequence[Sequence[_Option]], chosen: Sequence[_Option]) -> list[_Option]:
    """Each moved to the cheapest place that the others leave it, until nothing changes."""
    current = list(chosen)
    for _ in range(SWEEPS):
        before = list(current)
        for number, listed in enumerate(options):
            rest = [*current[:number], *current[number + 1 :]]
            current[number] = next(
                option for option in listed if all(_clear(option, other) for other in rest)
            )
        if current == before:
            break
    return current


def _clear(one: _Option, other: _Option) -> bool:
    return not one.spoken.box.overlaps(other.spoken.box, APART)


def _obstacles(routes: Sequence[Route]) -> Mapping[int, tuple[Segment, ...]]:
    """For each route the pieces of all others."""
    return {
        number: tuple(
            s for other, route in enumerate(routes) if other != number for s in route.segments
        )
        for number in range(len(routes))
    }


def _free_zones(plan: Plan) -> tuple[Box, ...]:
    """Grounds on which words can stand: every lane, and every gap between lanes."""
    right = plan.lanes[0].right
    edges = [0.0, *(y for lane in plan.lanes for y in (lane.top, lane.bottom)), plan.height]
    zones = []
    for number, (top, bottom) in enumerate(pairwise(edges)):
        left = plan.sizes.left - 4.0 if number % 2 else 0.0
        zones.append(Box(left, top, right, bottom))
    return tuple(zones)
