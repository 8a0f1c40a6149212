"""What of a ring or a line is seen of the globe, cut and closed along the edge of sight."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from briefgen.maps.azimuthal import Direction

LIMB_STEP = math.radians(4)

Part = list[Direction]


def areas_seen(rings: Sequence[Sequence[Direction]], edge: float) -> Iterator[Part]:
    """The part of a polygon nearer than the edge, closed along it.

    Rings run so that the land lies to their right. Where one goes over the edge, the outline
    follows the limb clockwise to the next place where a ring of the polygon comes back.
    """
    visible: list[Part] = []
    for ring in rings:
        whole = list(ring)
        parts = list(_parts_of_ring(whole, edge))
        if parts and parts[0] is whole:
            yield whole
        else:
            visible.extend(parts)
    while visible:
        yield _closed(visible, edge)


def lines_seen(line: Sequence[Direction], edge: float) -> Iterator[Part]:
    """The stretches of a line nearer than the edge."""
    part: Part = []
    before: Direction | None = None
    for place in line:
        if before is not None and (place[2] >= edge) != (before[2] >= edge):
            part.append(_on_limb(before, place, edge))
        if place[2] >= edge:
            part.append(place)
        elif part:
            yield part
            part = []
        before = place
    if part:
        yield part


def _parts_of_ring(ring: Part, edge: float) -> Iterator[Part]:
    """The stretches in sight, each from where it comes in to where it goes out of it."""
    hidden = next((number for number, place in enumerate(ring) if place[2] < edge), None)
    if hidden is None:
        yield ring
        return
    yield from lines_seen([*ring[hidden:], *ring[: hidden + 1]], edge)


def _on_limb(a: Direction, b: Direction, edge: float) -> Direction:
    share = (a[2] - edge) / (a[2] - b[2])
    right, up = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
    stretch = math.sqrt(1 - edge * edge) / (math.hypot(right, up) or 1.0)
    return right * stretch, up * stretch, edge


def _closed(waiting: list[Part], edge: float) -> Part:
    """One outline made of the waiting stretches, which it uses up, and the limb between them."""
    shape = waiting.pop(0)
    while True:
        leaves = _angle(shape[-1])
        turns = [(leaves - _angle(part[0])) % math.tau for part in waiting]
        home = (leaves - _angle(shape[0])) % math.tau
        least = min(turns, default=math.inf)
        shape = [*shape, *_limb(leaves, min(home, least), edge)]
        if home <= least:
            return shape
        shape += waiting.pop(turns.index(least))


def _limb(start: float, turn: float, edge: float) -> Iterator[Direction]:
    radius = math.sqrt(1 - edge * edge)
    steps = math.ceil(turn / LIMB_STEP)
    for step in range(1, steps):
        angle = start - turn * step / steps
        yield radius * math.cos(angle), radius * math.sin(angle), edge


def _angle(place: Direction) -> float:
    return math.atan2(place[1], place[0])
