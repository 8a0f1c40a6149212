"""Signs on a map: marks of places and lines of routes, and the room they take."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts import svg
from briefgen.charts.svg import Look
from briefgen.maps.geometry import Box, Place, Shape, path_data

DOT, RING, SPECK, SMALL_SPECK = 1.6, 2.3, 2.6, 1.7
SOLID: tuple[float, str | None] = (2.2, None)
DASHED: tuple[float, str | None] = (1.6, "4 2.4")
HEAD_LENGTH, HEAD_HALF = 7.0, 3.1
BEFORE_MARK = 1.2
SAME_PLACE = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A named place on the frame: a town, the numbers of events, or a country too small to see."""

    name: str
    place: Place
    capital: bool = False
    badge: Box | None = None  # the room of its numbers
    country: str = ""
    fill: str = ""
    small: bool = False

    @property
    def radius(self) -> float:
        """How far its sign reaches up and down."""
        if self.badge is not None:
            return self.badge.height / 2
        if self.country:
            return SMALL_SPECK if self.small else SPECK
        return RING if self.capital else DOT

    @property
    def wider(self) -> float:
        """How much farther its sign reaches sideways."""
        return (self.badge.width - self.badge.height) / 2 if self.badge is not None else 0.0

    @property
    def box(self) -> Box:
        """The room of its sign."""
        x, y = self.place
        return self.badge or Box(x, y, x, y).grown(self.radius)


class Track(Struct, frozen=True):
    """A named route on the frame, in the stretches that are seen; heads at its start and end."""

    name: str
    text: str
    stretches: tuple[Shape, ...]
    dashed: bool = False
    heads: tuple[bool, bool] = (False, False)


def drawn_track(track: Track, look: Look, marks: Sequence[Mark]) -> Markup:
    """The line of a route on a white edge, dashed for what is planned, with its heads."""
    width, dash = DASHED if track.dashed else SOLID
    stretches, heads = _pointed(track, marks)
    drawn = [
        svg.polyline(stretch, stroke=stroke, width=wide, dash=pattern)
        for stretch in stretches
        for stroke, wide, pattern in (
            (look.paper, width + 1.2, None),
            (look.accent, width, dash),
        )
    ]
    shapes = path_data(heads, closed=True)
    drawn += [svg.path(shapes, fill=look.accent, stroke=look.paper, width=0.6)] if heads else []
    return Markup("").join(drawn)


def _pointed(track: Track, marks: Sequence[Mark]) -> tuple[list[Shape], list[Shape]]:
    """The stretches shortened to where heads begin, and the heads."""
    stretches = [list(stretch) for stretch in track.stretches]
    heads = []
    at_start, at_end = track.heads
    if at_end:
        stretches[-1], head = _headed(stretches[-1], marks)
        heads += head
    if at_start:
        backwards, head = _headed(stretches[0][::-1], marks)
        stretches[0] = backwards[::-1]
        heads += head
    return stretches, heads


def _headed(stretch: Shape, marks: Sequence[Mark]) -> tuple[Shape, list[Shape]]:
    """A line cut back for a head at its end, which keeps off a mark that stands there."""
    end = stretch[-1]
    near = [m.radius + BEFORE_MARK for m in marks if math.dist(m.place, end) < SAME_PLACE]
    line = cut_back(stretch, max(near, default=0.0))
    tip = line[-1]
    shaft = cut_back(line, HEAD_LENGTH)
    foot = shaft[-1]
    length = math.dist(tip, foot)
    if length < HEAD_LENGTH / 2:
        return stretch, []
    x, y = (tip[0] - foot[0]) / length, (tip[1] - foot[1]) / length
    left = (foot[0] - y * HEAD_HALF, foot[1] + x * HEAD_HALF)
    right = (foot[0] + y * HEAD_HALF, foot[1] - x * HEAD_HALF)
    return [*shaft[:-1], (foot[0] + x, foot[1] + y)], [[tip, left, right]]


def cut_back(line: Shape, by: float) -> Shape:
    """The line without so much of its end; of a short one its first piece stays."""
    out = list(line)
    left = by
    while len(out) > 1:
        (x1, y1), (x2, y2) = out[-2], out[-1]
        length = math.dist(out[-2], out[-1])
        if length > left:
            share = left / length
            out[-1] = (x2 + share * (x1 - x2), y2 + share * (y1 - y2))
            return out
        if len(out) == 2:
            return out
        out.pop()
        left -= length
    return out


def drawn_mark(mark: Mark, look: Look) -> Markup:
    """A ring for a capital, a dot for another place; the numbers of events draw themselves."""
    return Markup("").join(_signs(mark, look))


def _signs(mark: Mark, look: Look) -> Iterator[Markup]:
    x, y = mark.place
    if mark.badge is not None:
        return
    if mark.country:
        yield svg.circle(x, y, mark.radius + 0.7, fill=look.paper)
        outline = look.accent
        width = 0.5 if mark.small else 0.8
        yield svg.circle(x, y, mark.radius, fill=mark.fill, stroke=outline, stroke_width=width)
    elif mark.capital:
        yield svg.circle(x, y, mark.radius, fill=look.paper, stroke=look.ink, stroke_width=1.1)
        yield svg.circle(x, y, 0.8, fill=look.ink)
    else:
        yield svg.circle(x, y, mark.radius + 0.6, fill=look.paper)
        yield svg.circle(x, y, mark.radius, fill=look.ink)
