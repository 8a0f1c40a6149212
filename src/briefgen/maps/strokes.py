"""Arcs on their way to the frame: joined to rings, and without positions that nobody could see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from briefgen.maps.topology import Position, Ring

T = TypeVar("T")

STEP = 0.5
"""Places nearer to each other than this, in points, are not drawn."""

TOLERANCE = 0.16


def joined_ring(ring: Ring, arcs: Mapping[int, Sequence[T]]) -> list[T]:
    """Arcs in a row, the last place of each being the first of the next."""
    out: list[T] = []
    for number in ring:
        part = arcs[max(number, ~number)]
        out += part[:-1] if number >= 0 else part[:0:-1]
    return out


def spaced(line: list[Position], degrees: float) -> Iterator[Position]:
    """The ends, and of the rest what is so many degrees from the position before."""
    lon, lat = line[0]
    yield line[0]
    for place in line[1:-1]:
        if abs(place[0] - lon) + abs(place[1] - lat) > degrees:
            lon, lat = place
            yield place
    yield line[-1]
