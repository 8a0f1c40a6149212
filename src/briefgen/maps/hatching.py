"""Hatching: slanting strokes inside shapes, for what has no value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefgen.maps.geometry import Place, Shape

APART = 3.2
"""From stroke to stroke, measured along a level line; the strokes rise at half a right angle."""

LEAST = 0.4


def hatched(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """The strokes inside shapes (holes by the even-odd rule), on one grid for the whole map."""
    crossings: dict[int, list[float]] = {}
    for shape in shapes:
        for start, end in pairwise((*shape, shape[0])):
            for stroke, across in _crossed(start, end):
                crossings.setdefault(stroke, []).append(across)
    for stroke in sorted(crossings):
        found = sorted(crossings[stroke])
        for left, right in zip(found[::2], found[1::2], strict=False):
            if right - left > LEAST:
                # The sum of both coordinates is the same all along a stroke.
                total = stroke * APART
                yield [_back(total, left), _back(total, right)]


def _crossed(start: Place, end: Place) -> Iterator[tuple[int, float]]:
    """The strokes that an edge crosses, and where, by the difference of the coordinates."""
    (total1, across1), (total2, across2) = _slanted(start), _slanted(end)
    if total1 > total2:
        total1, across1, total2, across2 = total2, across2, total1, across1
    for stroke in range(math.ceil(total1 / APART), math.ceil(total2 / APART)):
        share = (stroke * APART - total1) / (total2 - total1)
        yield stroke, across1 + share * (across2 - across1)


def _slanted(place: Place) -> Place:
    return place[0] + place[1], place[0] - place[1]


def _back(total: float, across: float) -> Place:
    return (total + across) / 2, (total - across) / 2
