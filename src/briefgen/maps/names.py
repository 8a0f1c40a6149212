"""Names of areas: countries inside their visible land, waters on open water."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefgen.charts.metrics import Metrics
from briefgen.maps.geometry import Place, Shape, area, bounds
from briefgen.maps.labels import Block, Label, Words, block
from briefgen.maps.surface import Surface

_AFTER_DASH = re.compile("(?<=[–—/-])")
LEAST_ROOM = 1.5
ROOM_STEP = 3
ROOM_STEPS = 12
WATER_SIZE = 6.8
FARTHEST_WATER = 60.0

# Size and tracking of the letters, from the most to the least room taken.
SUBJECT_LETTERS = ((9.4, 1.5), (8.4, 1.2), (7.6, 0.8))
NEIGHBOUR_LETTERS = ((6.8, 0.8), (6.8, 0.4), (6.8, 0.15), (6.8, 0.0))


def country_blocks(
    metrics: Metrics,
    capitals: str,
    letters: Iterable[tuple[float, float]],
    fill: str,
    weight: int,
    under: Sequence[Words] = (),
) -> list[Block]:
    """A name in capitals, tracked, on one line, then on two, the roomiest letters first.

    ``under`` are further lines in letters of their own.
    """
    return [
        block(
            metrics, [*(Words(line, size, fill, weight, tracking) for line in lines), *under], 1.3
        )
        for size, tracking in letters
        for lines in ([capitals], *halves(capitals))
    ]


def water_blocks(metrics: Metrics, name: str, fill: str) -> list[Block]:
    """The name of a water in italics, on one line or two."""
    return [
        block(metrics, [Words(line, WATER_SIZE, fill, italic=True) for line in lines], 1.2)
        for lines in ([name], *halves(name))
    ]


def roomiest(free: Surface, variants: Sequence[Block], middle: Place) -> Label | None:
    """The first variant that fits, where it has most room; among such places the most central."""
    for words in variants:
        margin = LEAST_ROOM
        rooms = free.rooms(words.width + 2 * margin, words.height + 2 * margin)
        if not any(rooms.rows):
            continue
        for _ in range(ROOM_STEPS):
            wider = rooms.rooms(2 * ROOM_STEP + 1, 2 * ROOM_STEP + 1)
            if not any(wider.rows):
                break
            rooms, margin = wider, margin + ROOM_STEP
        return _centred(rooms, words, middle, margin)
    return None


def closest(
    free: Surface, variants: Sequence[Block], middle: Place, farthest: float
) -> Label | None:
    """The variant that fits nearest to a place, if any does within the given distance."""
    found: list[tuple[float, int]] = []
    labels: list[Label] = []
    for words in variants:
        rooms = free.rooms(words.width + 2 * LEAST_ROOM, words.height + 2 * LEAST_ROOM)
        label = _centred(rooms, words, middle, LEAST_ROOM)
        if label is not None:
            x, y = label.box.middle
            distance = abs(x - middle[0]) + abs(y - middle[1])
            found.append((distance, len(labels)))
            labels.append(label)
    distance, number = min(found, default=(farthest, -1))
    return labels[number] if distance < farthest else None


def centre_of(shapes: Iterable[Shape]) -> Place:
    """The centre of gravity of the largest shape."""
    shape = max(shapes, key=area)
    twice = x = y = 0.0
    x1, y1 = shape[-1]
    for x2, y2 in shape:
        cross = x1 * y2 - x2 * y1
        twice += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
        x1, y1 = x2, y2
    return (x / (3 * twice), y / (3 * twice)) if twice else shape[0]


def inside_points(ground: Surface, shapes: Sequence[Shape]) -> list[Place]:
    """Places on the ground itself, well inside if it is wide enough; the most central first."""
    centre = centre_of(shapes)
    largest: Shape = max(shapes, key=area)
    around = bounds(largest)
    across, down = around.width / 4, around.height / 4
    sides = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    wanted = [(centre[0] + x * across, centre[1] + y * down) for x, y in sides]
    for size in (7, 3, 1):
        rooms = ground.rooms(size, size)
        found = [rooms.nearest((x - size / 2, y - size / 2)) for x, y in wanted]
        places = [(at[1][0] + size / 2, at[1][1] + size / 2) for at in found if at]
        if places:
            return list(dict.fromkeys(places))
    return [centre]


def _centred(rooms: Surface, words: Block, middle: Place, margin: float) -> Label | None:
    corner = (middle[0] - words.width / 2 - margin, middle[1] - words.height / 2 - margin)
    found = rooms.nearest(corner)
    if found is None:
        return None
    x, y = found[1]
    return Label(words, words.boxed(x + margin, y + margin))


def halves(name: str) -> list[list[str]]:
    """The name on two lines of nearly the same length, if it has more than one word.

    One long word may be parted after a dash.
    """
    parts, gap = name.split(), " "
    if len(parts) < 2:
        parts, gap = _AFTER_DASH.split(name), ""
    if len(parts) < 2:
        return []
    cuts = [[gap.join(parts[:n]), gap.join(parts[n:])] for n in range(1, len(parts))]
    uneven = [abs(len(first) - len(second)) for first, second in cuts]
    return [cuts[uneven.index(min(uneven))]]
