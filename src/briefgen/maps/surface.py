"""A map's ground in cells of one point, to find where words have room.

Each row is one integer whose bits are its cells, so that a question about a rectangle, or about
every rectangle of a size at once, takes a few operations a row.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise, repeat

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
        for x, row in {(int(x), int(y)) for x, y in _along(line)}:
            column = x - radius
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
        for number, found in _crossings(shapes, self.height).items():
            found.sort()
            for start, end in zip(found[::2], found[1::2], strict=False):
                first, last = max(math.ceil(start - 0.5), 0), min(math.ceil(end - 0.5), self.width)
                if last > first:
                    self.rows[number] ^= ((1 << (last - first)) - 1) << first

    def count(self, box: Box) -> int:
        """How many cells of a rectangle are taken."""
        rows, bits = self._span(box)
        return sum([(row & bits).bit_count() for row in self.rows[rows.start : rows.stop] if row])

    def along(self, a: Place, b: Place) -> int:
        """How many samples of a straight line, a point apart, fall on taken cells."""
        (x, y), (end_x, end_y) = a, b
        parts = max(1, math.ceil(max(abs(end_x - x), abs(end_y - y))))
        step_x, step_y = (end_x - x) / parts, (end_y - y) / parts
        xs = accumulate(repeat(step_x, parts), initial=x)
        ys = accumulate(repeat(step_y, parts), initial=y)
        rows, width, height = self.rows, self.width, self.height
        if all(1 <= x < width - 1 and 1 <= y < height - 1 for x, y in (a, b)):
            return sum([rows[int(y)] >> int(x) & 1 for x, y in zip(xs, ys, strict=True)])
        seen = [(x, y) for x, y in zip(xs, ys, strict=True) if 0 <= x < width and 0 <= y < height]
        return sum([rows[int(y)] >> int(x) & 1 for x, y in seen])

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


def _crossings(shapes: Iterable[Shape], height: int) -> dict[int, list[float]]:
    """Where the edges of shapes cross the middle of each row."""
    found: dict[int, list[float]] = defaultdict(list)
    for shape in shapes:
        levels = [math.ceil(y - 0.5) for _, y in shape]
        before, from_row = shape[-1], levels[-1]
        for place, to_row in zip(shape, levels, strict=True):
            if from_row != to_row:
                (x1, y1), (x2, y2) = (before, place) if before[1] <= place[1] else (place, before)
                slope = (x2 - x1) / (y2 - y1)
                low, high = (from_row, to_row) if from_row < to_row else (to_row, from_row)
                for row in range(max(low, 0), min(high, height)):
                    found[row].append(x1 + (row + 0.5 - y1) * slope)
            before, from_row = place, to_row
    return found


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
