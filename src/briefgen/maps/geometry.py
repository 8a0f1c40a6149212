"""Cutting lines and areas to a frame, thinning them, and writing them as path data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

Place = tuple[float, float]
Shape = list[Place]

PRECISION = 10
"""Path data is written to a tenth of a point."""


class Box(NamedTuple):
    """A rectangle in points, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Place:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def grown(self, by: float) -> Box:
        """The same with room on every side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Box) -> bool:
        """Whether the two have some area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def has(self, place: Place) -> bool:
        """Whether a place lies inside."""
        return self.left <= place[0] <= self.right and self.top <= place[1] <= self.bottom

    def nearest(self, place: Place) -> Place:
        """The place of the rectangle that is closest to another."""
        x, y = place
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


def bounds(places: Iterable[Place]) -> Box:
    """The smallest rectangle around some places."""
    listed = list(places)
    xs, ys = [x for x, _ in listed], [y for _, y in listed]
    return Box(min(xs), min(ys), max(xs), max(ys))


def clip_area(shape: Sequence[Place], box: Box) -> Shape:
    """What of an area lies in a rectangle (Sutherland and Hodgman), edges of the cut included."""
    out = list(shape)
    for axis, limit, side in (
        (0, box.left, 1),
        (0, box.right, -1),
        (1, box.top, 1),
        (1, box.bottom, -1),
    ):
        out = _half(out, axis, limit, side)
        if len(out) < 3:
            return []
    return out


def _half(shape: Shape, axis: int, limit: float, side: int) -> Shape:
    if all((place[axis] - limit) * side >= 0 for place in shape):
        return shape
    out: Shape = []
    before = shape[-1]
    for place in shape:
        inside, was_inside = (place[axis] - limit) * side >= 0, (before[axis] - limit) * side >= 0
        if inside != was_inside:
            out.append(_cut(before, place, axis, limit))
        if inside:
            out.append(place)
        before = place
    return out


def _cut(a: Place, b: Place, axis: int, limit: float) -> Place:
    part = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + part * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def clip_line(line: Sequence[Place], box: Box) -> Iterator[Shape]:
    """The stretches of a line that lie in a rectangle."""
    around = bounds(line)
    if box.holds(around):
        yield list(line)
        return
    if not box.grown(1.0).meets(around.grown(1.0)):
        return
    stretch: Shape = []
    for a, b in pairwise(line):
        seen = _segment(a, b, box)
        if seen is None:
            if stretch:
                yield stretch
            stretch = []
            continue
        start, end = seen
        if stretch and stretch[-1] != start:
            yield stretch
            stretch = []
        if not stretch:
            stretch.append(start)
        stretch.append(end)
    if stretch:
        yield stretch


def _segment(a: Place, b: Place, box: Box) -> tuple[Place, Place] | None:
    if box.has(a) and box.has(b):
        return a, b
    enter, leave = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    edges = ((-dx, a[0] - box.left), (dx, box.right - a[0]))
    for slope, room in (*edges, (-dy, a[1] - box.top), (dy, box.bottom - a[1])):
        if slope == 0:
            if room < 0:
                return None
            continue
        part = room / slope
        enter, leave = (max(enter, part), leave) if slope < 0 else (enter, min(leave, part))
    if enter >= leave:
        return None
    start = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    return start, b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)


def thinned(line: Sequence[Place], step: float, tolerance: float) -> Shape:
    """The line without places closer than ``step``, nor such as bend it by less than tolerance.

    Both ends stay, so that lines which meet go on meeting.
    """
    if len(line) < 3:
        return list(line)
    before_x, before_y = line[0]
    spaced = [line[0]]
    least = step * step
    for x, y in line[1:-1]:
        if (x - before_x) ** 2 + (y - before_y) ** 2 >= least:
            spaced.append((x, y))
            before_x, before_y = x, y
    spaced.append(line[-1])
    return _peucker(spaced, tolerance)


def _peucker(line: Shape, tolerance: float) -> Shape:
    keep = bytearray(len(line))
    keep[0] = keep[-1] = 1
    spans = [(0, len(line) - 1)] if len(line) > 2 else []
    while spans:
        first, last = spans.pop()
        bend, at = _farthest(line, first, last)
        if bend > tolerance * tolerance:
            keep[at] = 1
            if at - first > 1:
                spans.append((first, at))
            if last - at > 1:
                spans.append((at, last))
    return [place for place, kept in zip(line, keep, strict=True) if kept]


def _farthest(line: Shape, first: int, last: int) -> tuple[float, int]:
    """The square of how far a line bends from the straight way between two places, and where."""
    (x1, y1), (x2, y2) = line[first], line[last]
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    between = line[first + 1 : last]
    if length:
        away = [abs(dx * (y1 - y) - dy * (x1 - x)) for x, y in between]
        worst = max(away)
        return worst * worst / length, first + 1 + away.index(worst)
    away = [(x - x1) ** 2 + (y - y1) ** 2 for x, y in between]
    worst = max(away)
    return worst, first + 1 + away.index(worst)


def area(shape: Sequence[Place]) -> float:
    """The area inside a closed shape, in square points."""
    ring = [*shape, shape[0]]
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(twice) / 2


def path_data(shapes: Iterable[Sequence[Place]], *, closed: bool) -> str:
    """SVG path data: each shape from its start by steps in tenths of a point."""
    return "".join(_subpath(shape, closed) for shape in shapes)


def _subpath(shape: Sequence[Place], closed: bool) -> str:
    places = [(round(x * PRECISION), round(y * PRECISION)) for x, y in shape]
    start = f"M{_tenths(places[0][0])} {_tenths(places[0][1])}"
    steps = [
        f"{_tenths(x2 - x1)} {_tenths(y2 - y1)}"
        for (x1, y1), (x2, y2) in pairwise(places)
        if x1 != x2 or y1 != y2
    ]
    if len(steps) < (2 if closed else 1):
        return ""
    return f"{start}l{' '.join(steps)}{'z' if closed else ''}"


@cache
def _tenths(value: int) -> str:
    whole, rest = divmod(abs(value), PRECISION)
    sign = "-" if value < 0 else ""
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"
