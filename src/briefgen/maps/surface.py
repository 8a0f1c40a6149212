"""A map's ground in cells of one point, to find where words have room.

Each row is one integer whose bits are its cells, so that a question about a rectangle, or about
every rectangle of a size at once, takes a few operations a row.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefgen.maps.geometry import Box, Place, Shape

LINE_STEP = 0.6
UPRIGHT = 1.6
"""How much worse a point up or down is than a point sideways, when words look for a place."""


class Surface:
    """Cells that are taken; made to be drawn on and then asked."""

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: float, height: float, rows: list[int] | None = None) -> None:
        self.width = math.ceil(width)
        self.height = math.ceil(height)
        self.rows = [0] * self.height if rows is None else rows

    def line(self, line: Sequence[Place], radius: int = 0) -> None:
        """Take the cells along a line and so many around it."""
        brush = (1 << (2 * radius + 1)) - 1
        for x, y in _along(line):
            column, row = int(x) - radius, int(y)
            if not 0 <= row < self.height or column >= self.width:
                continue
            bits = brush << column if column >= 0 else brush >> -column
            for number in range(max(row - radius, 0), min(row + radius + 1, self.height)):
                self.rows[number] |= bits

    def box(self, box: Box) -> None:
        """Take the cells of a rectangle."""
        rows, bits = self._span(box)
        for number in rows:
            self.rows[number] |= bits

    def fill(self, shapes: Iterable[Shape]) -> None:
        """Take the cells whose middle lies inside the shapes (holes by the even-odd rule)."""
        crossings: list[list[float]] = [[] for _ in range(self.height)]
        for shape in shapes:
            x1, y1 = shape[-1]
            for x2, y2 in shape:
                _cross(crossings, x1, y1, x2, y2)
                x1, y1 = x2, y2
        for number, found in enumerate(crossings):
            found.sort()
            for start, end in zip(found[::2], found[1::2], strict=False):
                first, last = max(math.ceil(start - 0.5), 0), min(math.ceil(end - 0.5), self.width)
                if last > first:
                    self.rows[number] ^= ((1 << (last - first)) - 1) << first

    def count(self, box: Box) -> int:
        """How many cells of a rectangle are taken."""
        rows, bits = self._span(box)
        total = 0
        for row in self.rows[rows.start : rows.stop]:
            if row & bits:
                total += (row & bits).bit_count()
        return total

    def along(self, a: Place, b: Place) -> int:
        """How many samples of a straight line, a point apart, fall on taken cells."""
        (x, y), (end_x, end_y) = a, b
        parts = max(1, math.ceil(max(abs(end_x - x), abs(end_y - y))))
        step_x, step_y = (end_x - x) / parts, (end_y - y) / parts
        found = 0
        for _ in range(parts + 1):
            if 0 <= x < self.width and 0 <= y < self.height:
                found += self.rows[int(y)] >> int(x) & 1
            x, y = x + step_x, y + step_y
        return found

    def without(self, *others: Surface) -> Surface:
        """These cells less all that others have taken."""
        rows = list(self.rows)
        for other in others:
            rows = [own & ~taken for own, taken in zip(rows, other.rows, strict=True)]
        return Surface(self.width, self.height, rows)

    def rooms(self, width: float, height: float) -> Surface:
        """The top left corners from which a rectangle of that size lies on these cells only."""
        rows = [_shrunk(row, math.ceil(width)) if row else 0 for row in self.rows]
        wanted, reach = max(math.ceil(height), 1), 1
        while reach < wanted:
            step = min(reach, wanted - reach)
            below = [*rows[step:], *([0] * step)]
            rows = [own & other for own, other in zip(rows, below, strict=True)]
            reach += step
        return Surface(self.width, self.height, rows)

    def nearest(self, place: Place) -> tuple[float, Place] | None:
        """The taken cell closest to a place, with its distance."""
        found = [
            (math.hypot(x - place[0], (row - place[1]) * UPRIGHT), (float(x), float(row)))
            for row, cells in enumerate(self.rows)
            if cells
            for x in _around(cells, max(int(place[0]), 0))
        ]
        return min(found, default=None)

    def _span(self, box: Box) -> tuple[range, int]:
        left, right = max(math.floor(box.left), 0), min(math.ceil(box.right), self.width)
        top, bottom = max(math.floor(box.top), 0), min(math.ceil(box.bottom), self.height)
        return range(top, bottom), ((1 << max(right - left, 0)) - 1) << left


def whole(width: float, height: float, margin: float) -> Surface:
    """A frame with every cell taken but those nearer than the margin to its edge."""
    surface = Surface(width, height)
    surface.box(Box(margin, margin, width - margin, height - margin))
    return surface


def joined(first: Surface, others: Iterable[Surface]) -> Surface:
    """All the cells that any of them has taken."""
    rows = list(first.rows)
    for other in others:
        rows = [own | more for own, more in zip(rows, other.rows, strict=True)]
    return Surface(first.width, first.height, rows)


def _along(line: Sequence[Place]) -> Iterator[Place]:
    for (x1, y1), (x2, y2) in pairwise(line):
        parts = max(1, math.ceil(max(abs(x2 - x1), abs(y2 - y1)) / LINE_STEP))
        for part in range(parts + 1):
            share = part / parts
            yield x1 + share * (x2 - x1), y1 + share * (y2 - y1)


def _cross(crossings: list[list[float]], x1: float, y1: float, x2: float, y2: float) -> None:
    if y1 > y2:
        x1, y1, x2, y2 = x2, y2, x1, y1
    first, last = max(math.ceil(y1 - 0.5), 0), min(math.ceil(y2 - 0.5), len(crossings))
    if last <= first:
        return
    slope = (x2 - x1) / (y2 - y1)
    for row in range(first, last):
        crossings[row].append(x1 + (row + 0.5 - y1) * slope)


def _shrunk(row: int, width: int) -> int:
    reach = 1
    while reach < width and row:
        step = min(reach, width - reach)
        row &= row >> step
        reach += step
    return row


def _around(cells: int, x: int) -> Iterator[int]:
    """The taken columns next to x on either side."""
    left = cells & ((1 << (x + 1)) - 1)
    if left:
        yield left.bit_length() - 1
    right = cells >> x
    if right:
        yield x + (right & -right).bit_length() - 1
