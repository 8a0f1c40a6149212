"""Where words can stand on a drawing: boxes, pushing apart, and the best of several places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from markupsafe import Markup
from msgspec import Struct, structs

from briefgen.charts.svg import Point, line

LABEL_PITCH = 9.6
_ASCENT = 0.74
_DESCENT = 0.22
_AIR = 2.0
_FROM_POINT = 3.2

Segment = tuple[Point, Point]


class Box(Struct, frozen=True):
    """A rectangle on the page; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def overlaps(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two come nearer to each other than the gap."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def has(self, point: Point) -> bool:
        """Whether a point lies inside."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def pulled_into(self, frame: Box) -> Box:
        """The same box, moved by as little as brings it inside the frame."""
        dx = max(frame.left - self.left, 0.0) or min(frame.right - self.right, 0.0)
        dy = max(frame.top - self.top, 0.0) or min(frame.bottom - self.bottom, 0.0)
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def grown(self, by: float) -> Box:
        """The box with a margin round it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def is_cut_by(self, segment: Segment) -> bool:
        """Whether a straight line passes through (Liang and Barsky's clipping)."""
        (x1, y1), (x2, y2) = segment
        enter, leave = 0.0, 1.0
        for step, room in (
            (x1 - x2, x1 - self.left),
            (x2 - x1, self.right - x1),
            (y1 - y2, y1 - self.top),
            (y2 - y1, self.bottom - y1),
        ):
            if step == 0.0:
                if room < 0.0:
                    return False
            elif step < 0.0:
                enter = max(enter, room / step)
            else:
                leave = min(leave, room / step)
        return enter <= leave


class Ground(Struct, frozen=True):
    """What words must reckon with: the frame, words that stand already, data, marks and rules."""

    frame: Box
    taken: tuple[Box, ...] = ()
    data: tuple[Segment, ...] = ()
    rules: tuple[Segment, ...] = ()
    marks: tuple[Box, ...] = ()

    def with_box(self, box: Box) -> Ground:
        """The ground once that box is taken."""
        return structs.replace(self, taken=(*self.taken, box))

    def with_data(self, segment: Segment) -> Ground:
        """The ground once that line is drawn on it."""
        return structs.replace(self, data=(*self.data, segment))

    def is_free(self, box: Box) -> bool:
        """Whether words can stand there at all: inside the frame and not over other words."""
        return self.frame.holds(box) and not any(box.overlaps(other, 2.4) for other in self.taken)

    def is_taken_on(self, way: Segment) -> bool:
        """Whether other words stand in the way of a leader."""
        return any(box.is_cut_by(way) for box in self.taken if nearest_point(box, way[0]) != way[0])

    def is_on_data(self, box: Box) -> bool:
        """Whether the words hide a part of the data."""
        return any(box.is_cut_by(segment) for segment in self.data) or any(
            box.overlaps(mark) for mark in self.marks
        )

    def cost(self, box: Box) -> float:
        """How badly the box would sit: on data worst, on a rule less so."""
        near = box.grown(1.2)
        on_data = sum(near.is_cut_by(segment) for segment in self.data)
        on_data += sum(near.overlaps(mark) for mark in self.marks)
        on_rules = sum(near.is_cut_by(segment) for segment in self.rules)
        return 30.0 * on_data + 3.0 * on_rules


def text_box(
    x: float,
    baseline: float,
    width: float,
    size: float,
    anchor: str = "start",
    lines: int = 1,
    leading: float = 0.0,
) -> Box:
    """The room that lines of text take up, from the baseline of the first."""
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    bottom = baseline + (lines - 1) * leading + size * _DESCENT
    return Box(left, baseline - size * _ASCENT, left + width, bottom)


def first_baseline(box: Box, size: float) -> float:
    """The baseline of the first line of text in its box."""
    return box.top + size * _ASCENT


def best_place(candidates: Iterable[Box], ground: Ground, point: Point) -> Box | None:
    """The free place that sits best, the earlier of two equals; None if none is free.

    A leader goes from the point to the words; it may not run through other words.
    """
    best: Box | None = None
    lowest = float("inf")
    for rank, wanted in enumerate(candidates):
        box = wanted.pulled_into(ground.frame)
        cost = 0.15 * rank
        leader = point, nearest_point(box, point)
        if cost >= lowest or not ground.is_free(box) or ground.is_taken_on(leader):
            continue
        if box.grown(_FROM_POINT).has(point):
            continue
        cost += ground.cost(box)
        if cost < lowest:
            best, lowest = box, cost
    return best


def places_round(point: Point, width: float, height: float, reach: float) -> Iterator[Box]:
    """Places for a label near its point: above, below, beside, then ever further off."""
    x, y = point
    distance = 4.5
    while distance <= reach:
        for left, top in (
            (x - width / 2, y - distance - height),
            (x - width / 2, y + distance),
            (x - width - distance + 3.5, y - distance - height),
            (x + distance - 3.5, y - distance - height),
            (x - width - distance + 3.5, y + distance),
            (x + distance - 3.5, y + distance),
            (x - width - distance, y - height / 2),
            (x + distance, y - height / 2),
        ):
            yield Box(left, top, left + width, top + height)
        distance += 2.5


def places_plumb(point: Point, width: float, height: float, frame: Box) -> Iterator[Box]:
    """Places for a note on a plumb line through its point: below and then above."""
    x, y = point
    below = _steps(y + 12.0, frame.bottom - height)
    above = _steps(frame.top + height, y - 12.0)
    tops = [*below, *(bottom - height for bottom in reversed(above))]
    for top in tops:
        for share in (0.5, 0.35, 0.65, 0.15, 0.85):
            yield Box(x - width * share, top, x + width * (1 - share), top + height)


def nearest_point(box: Box, point: Point) -> Point:
    """The spot on or in the box that lies nearest to a point."""
    x, y = point
    return min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)


def push_apart(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Centres as near as can be to those wanted, so that blocks clear each other and the frame."""
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    sizes = [heights[number] for number in order]
    apart = [(above + below) / 2 for above, below in pairwise(sizes)]
    edges = (low + sizes[0] / 2, high - sizes[-1] / 2) if sizes else (low, high)
    placed = [0.0] * len(wanted)
    for number, value in zip(
        order, in_order([wanted[n] for n in order], apart, *edges), strict=True
    ):
        placed[number] = value
    return placed


def in_order(
    wanted: Sequence[float], apart: Sequence[float], low: float, high: float
) -> list[float]:
    """Places as near as can be to those wanted, in that order and so far apart at least."""
    offsets = [*accumulate(apart, initial=0.0)][: len(wanted)]
    level = _never_falling([value - offset for value, offset in zip(wanted, offsets, strict=True)])
    last = high - offsets[-1] if offsets else high
    return [
        max(low, min(value, last)) + offset for value, offset in zip(level, offsets, strict=True)
    ]


def broken_rule(
    y: float, left: float, right: float, boxes: Iterable[Box], *, stroke: str, width: float
) -> Markup:
    """A level rule that stops short of the words in its way."""
    ways = [(box.left, box.right) for box in boxes if box.top - 0.8 < y < box.bottom + 0.8]
    parts = (
        line(start, y, end, y, stroke=stroke, width=width)
        for start, end in _between(ways, left, right)
    )
    return Markup("").join(parts)


def broken_plumb(
    x: float,
    top: float,
    bottom: float,
    boxes: Iterable[Box],
    *,
    stroke: str,
    width: float,
    dash: str | None = None,
) -> Markup:
    """A plumb rule that stops short of the words in its way."""
    ways = [(box.top, box.bottom) for box in boxes if box.left - 1.2 < x < box.right + 1.2]
    parts = (
        line(x, start, x, end, stroke=stroke, width=width, dash=dash)
        for start, end in _between(ways, top, bottom)
    )
    return Markup("").join(parts)


def _between(
    ways: Iterable[tuple[float, float]], low: float, high: float
) -> Iterator[tuple[float, float]]:
    """What is left of a stretch between the ways that are taken, with air at their ends."""
    start = low
    for first, last in sorted(ways):
        if last < low or first > high:
            continue
        if first - _AIR > start:
            yield start, first - _AIR
        start = max(start, last + _AIR)
    if start < high:
        yield start, high


def _steps(start: float, end: float) -> list[float]:
    return [start + 3.0 * step for step in range(int((end - start) // 3.0) + 1)]


def _never_falling(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls (pooling neighbours that would)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            earlier, members = pools.pop()
            total, count = total + earlier, count + members
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
