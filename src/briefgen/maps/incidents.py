"""Numbered marks: in a row at one place, pushed apart where places are near."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations

from markupsafe import Markup
from msgspec import Struct, structs

from briefgen.charts import svg
from briefgen.charts.svg import Look
from briefgen.maps.geometry import Box, Place
from briefgen.maps.labels import crosses
from briefgen.maps.spec import Incident
from briefgen.maps.topology import MapError

SQUARE = 9.4
STEP = SQUARE + 0.8
NUMBER = 7.0
ROOM = 1.4
MOVED = 3.5
"""A mark that had to move farther than this is tied to its place by a line."""

SWEEPS = 60
RING, RINGS, RING_STEPS = 3.0, 20, 16


class Badge(Struct, frozen=True):
    """The numbers of all events at one place, in a row; ``spot`` is the place itself.

    A ``plain`` one stands for a place whose name is told in the key, and is not filled.
    """

    name: str
    numbers: tuple[int, ...]
    spot: Place
    middle: Place
    plain: bool = False

    @property
    def tie(self) -> tuple[Place, Place] | None:
        """The line to the place itself, if the row had to move from it."""
        return (self.middle, self.spot) if math.dist(self.spot, self.middle) > MOVED else None

    @property
    def box(self) -> Box:
        """The room of the row."""
        x, y = self.middle
        half = SQUARE / 2 + STEP * (len(self.numbers) - 1) / 2
        return Box(x - half, y - SQUARE / 2, x + half, y + SQUARE / 2)

    def drawn(self, look: Look) -> Markup:
        """The squares with their numbers, and a line to the place where they had to move."""
        return Markup("").join((*self._tie(look), *self._squares(look)))

    def _tie(self, look: Look) -> Iterator[Markup]:
        if self.tie:
            (x1, y1), (x2, y2) = self.tie
            yield svg.line(x1, y1, x2, y2, stroke=look.ink, width=0.6)
            yield svg.circle(x2, y2, 1.2, fill=look.ink)

    def _squares(self, look: Look) -> Iterator[Markup]:
        box = self.box
        yield svg.rect(
            box.left - 0.7, box.top - 0.7, box.width + 1.4, box.height + 1.4, fill=look.paper
        )
        for index, number in enumerate(self.numbers):
            left = box.left + STEP * index
            yield self._square(left, look)
            middle, baseline = left + SQUARE / 2, box.top + SQUARE / 2 + NUMBER * 0.345
            yield svg.text(
                middle,
                baseline,
                str(number),
                size=NUMBER,
                weight=svg.SEMIBOLD,
                fill=look.ink if self.plain else look.paper,
                anchor="middle",
            )

    def _square(self, left: float, look: Look) -> Markup:
        if not self.plain:
            return svg.rect(left, self.box.top, SQUARE, SQUARE, fill=look.accent)
        side = SQUARE - 0.7
        return svg.rect(
            *(left + 0.35, self.box.top + 0.35, side, side),
            fill=look.paper,
            stroke=look.ink,
            stroke_width=0.7,
        )


def badges(
    placed: Iterable[tuple[Incident, Place]],
    frame: Box,
    fixed: Sequence[Box] = (),
    plain: Collection[int] = (),
) -> tuple[Badge, ...]:
    """The marks of numbers, clear of each other and of signs that stand already.

    ``plain`` are the numbers of places. MapError where there is no room for all.
    """
    rows: dict[tuple[str, Place, bool], list[int]] = {}
    for incident, (x, y) in placed:
        key = (incident.name, (round(x, 1), round(y, 1)), incident.number in plain)
        rows.setdefault(key, []).append(incident.number)
    waiting = [
        Badge(name, tuple(sorted(numbers)), place, place, is_plain)
        for (name, place, is_plain), numbers in rows.items()
    ]
    inner = frame.grown(-ROOM)
    for _ in range(SWEEPS):
        before = list(waiting)
        for one, other in combinations(range(len(waiting)), 2):
            waiting[one], waiting[other] = _apart(waiting[one], waiting[other])
        for number, badge in enumerate(waiting):
            waiting[number] = _inside(_off(badge, fixed), inner)
        if waiting == before:
            break
    for number, badge in enumerate(waiting):
        others = [*fixed, *(each.box for each in waiting if each is not badge)]
        waiting[number] = _rescued(badge, others, inner)
    _refuse_crowd(waiting, fixed, inner)
    return tuple(waiting)


def _rescued(badge: Badge, others: Sequence[Box], frame: Box) -> Badge:
    """The row of numbers where it is, or at the nearest place around its own that is free."""
    if _stands(badge, others, frame):
        return badge
    x, y = badge.spot
    for ring in range(1, RINGS + 1):
        for step in range(RING_STEPS):
            angle = math.tau * step / RING_STEPS
            reach = ring * RING
            middle = (x + reach * math.cos(angle), y + reach * math.sin(angle))
            tried = structs.replace(badge, middle=middle)
            if _stands(tried, others, frame):
                return tried
    return badge


def _stands(badge: Badge, others: Sequence[Box], frame: Box) -> bool:
    box = badge.box.grown(ROOM / 2)
    if not frame.holds(badge.box) or any(box.meets(other) for other in others):
        return False
    tie = badge.tie
    return tie is None or not any(
        crosses(tie, other) for other in others if not other.has(badge.spot)
    )


def _refuse_crowd(placed: Sequence[Badge], fixed: Sequence[Box], frame: Box) -> None:
    crowded = {
        badge.name
        for one, other in combinations(placed, 2)
        for badge in (one, other)
        if one.box.meets(other.box)
    }
    crowded |= {
        badge.name
        for badge in placed
        if not frame.holds(badge.box) or any(badge.box.meets(box) for box in fixed)
    }
    if crowded:
        names = sorted(crowded)
        listed = ", ".join(f"“{name}”" for name in names[:4])
        more = f" and {len(names) - 4} more" if len(names) > 4 else ""
        raise MapError(
            f"There is no room to mark {listed}{more}: too many places lie in too small an area. "
            "Show a smaller extent, make the map larger, or leave some out."
        )


def _apart(one: Badge, other: Badge) -> tuple[Badge, Badge]:
    """Both moved by half of what they overlap, in the direction that takes least."""
    x, y = _overlap(one.box.grown(ROOM / 2), other.box.grown(ROOM / 2))
    if x <= 0 or y <= 0:
        return one, other
    if x < y:
        step = math.copysign(x / 2 + 0.05, one.middle[0] - other.middle[0] or -1.0)
        return _moved(one, step, 0.0), _moved(other, -step, 0.0)
    step = math.copysign(y / 2 + 0.05, one.middle[1] - other.middle[1] or -1.0)
    return _moved(one, 0.0, step), _moved(other, 0.0, -step)


def _off(badge: Badge, fixed: Sequence[Box]) -> Badge:
    for box in fixed:
        x, y = _overlap(badge.box.grown(ROOM), box)
        if x > 0 and y > 0:
            mx, my = (box.left + box.right) / 2, (box.top + box.bottom) / 2
            if x < y:
                badge = _moved(badge, math.copysign(x + 0.05, badge.middle[0] - mx or 1.0), 0.0)
            else:
                badge = _moved(badge, 0.0, math.copysign(y + 0.05, badge.middle[1] - my or 1.0))
    return badge


def _inside(badge: Badge, frame: Box) -> Badge:
    box = badge.box
    x = max(frame.left - box.left, 0.0) or min(frame.right - box.right, 0.0)
    y = max(frame.top - box.top, 0.0) or min(frame.bottom - box.bottom, 0.0)
    return _moved(badge, x, y)


def _moved(badge: Badge, x: float, y: float) -> Badge:
    return structs.replace(badge, middle=(badge.middle[0] + x, badge.middle[1] + y))


def _overlap(one: Box, other: Box) -> tuple[float, float]:
    return (
        min(one.right, other.right) - max(one.left, other.left),
        min(one.bottom, other.bottom) - max(one.top, other.top),
    )
