"""Events on a map as numbered marks: in a row at one place, pushed apart where places are near."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from markupsafe import Markup

from briefgen.charts import svg
from briefgen.charts.svg import Look
from briefgen.maps.geometry import Box, Place

SQUARE = 9.4
STEP = SQUARE + 0.8
NUMBER = 7.0
ROOM = 1.4
MOVED = 3.5
"""A mark that had to move farther than this is tied to its place by a line."""

SWEEPS = 60


@dataclass(frozen=True, slots=True)
class Incident:
    """An event to mark with its number; what it was is told in a key beside the map."""

    number: int
    name: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Badge:
    """The numbers of all events at one place, in a row; ``spot`` is the place itself."""

    name: str
    numbers: tuple[int, ...]
    spot: Place
    middle: Place

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
        if math.dist(self.spot, self.middle) > MOVED:
            (x1, y1), (x2, y2) = self.middle, self.spot
            yield svg.line(x1, y1, x2, y2, stroke=look.ink, width=0.6)
            yield svg.circle(x2, y2, 1.2, fill=look.ink)

    def _squares(self, look: Look) -> Iterator[Markup]:
        box = self.box
        yield svg.rect(
            box.left - 0.7, box.top - 0.7, box.width + 1.4, box.height + 1.4, fill=look.paper
        )
        for index, number in enumerate(self.numbers):
            left = box.left + STEP * index
            yield svg.rect(left, box.top, SQUARE, SQUARE, fill=look.accent)
            middle, baseline = left + SQUARE / 2, box.top + SQUARE / 2 + NUMBER * 0.345
            yield svg.text(
                middle,
                baseline,
                str(number),
                size=NUMBER,
                weight=svg.SEMIBOLD,
                fill=look.paper,
                anchor="middle",
            )


def badges(
    placed: Iterable[tuple[Incident, Place]], frame: Box, fixed: Sequence[Box] = ()
) -> tuple[Badge, ...]:
    """The marks of events, clear of each other and of signs that stand already."""
    rows: dict[tuple[str, Place], list[int]] = {}
    for incident, (x, y) in placed:
        rows.setdefault((incident.name, (round(x, 1), round(y, 1))), []).append(incident.number)
    waiting = [
        Badge(name, tuple(sorted(numbers)), place, place) for (name, place), numbers in rows.items()
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
    return tuple(waiting)


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
    return replace(badge, middle=(badge.middle[0] + x, badge.middle[1] + y))


def _overlap(one: Box, other: Box) -> tuple[float, float]:
    return (
        min(one.right, other.right) - max(one.left, other.left),
        min(one.bottom, other.bottom) - max(one.top, other.top),
    )
