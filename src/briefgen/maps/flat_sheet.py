"""A frame filled from a world that is cut open along a meridian."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.maps.equal_earth import EqualEarth
from briefgen.maps.geometry import Box, Place, Shape, bounds, clip_area, clip_line, thinned
from briefgen.maps.projection import FULL_TURN, Extent, Flat
from briefgen.maps.strokes import STEP, TOLERANCE, joined_ring, spaced
from briefgen.maps.topology import (
    Country,
    Line,
    Polygon,
    Position,
    Ring,
    World,
    continuous,
    over_pole,
)

COARSE_DEGREES = 2.0
LONGEST_DEGREES = 1.5
WORLD_EDGE = ((-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, -90.0))


@dataclass(slots=True)
class FlatSheet:
    """The frame of a projection that is cut along a meridian; arcs are projected once each."""

    world: World
    flat: Flat
    frame: Box
    window: Extent = field(init=False)
    done: dict[int, Shape | None] = field(init=False)

    def __post_init__(self) -> None:
        self.window = self.flat.window(self.frame.right, self.frame.bottom)
        self.done = {}

    def visible(self, country: Country) -> Iterator[Polygon]:
        """The polygons whose boxes meet the window."""
        window, meridian = self.window, self.flat.meridian
        for polygon in country.polygons:
            if polygon.north < window.south or polygon.south > window.north:
                continue
            west, east = polygon.west - meridian, polygon.east - meridian
            turns = FULL_TURN * math.ceil((window.west - east) / FULL_TURN)
            if west + turns <= window.east:
                yield polygon

    def arc(self, number: int) -> Shape | None:
        """An arc on the frame; None when it crosses the meridian opposite the centre."""
        if number not in self.done:
            self.done[number] = self._projected(self.world.arc(number))
        return self.done[number]

    def _projected(self, line: Line) -> Shape | None:
        meridian = self.flat.meridian
        turned = [((lon - meridian + 180.0) % FULL_TURN - 180.0, lat) for lon, lat in line]
        lons = [lon for lon, _ in turned]
        if max(lons) - min(lons) > 180 and _jumps(lons):
            return None
        if self._outside(turned):
            return self.flat.projected(spaced(turned, COARSE_DEGREES))
        seen = spaced(turned, math.degrees(STEP / self.flat.scale))
        places = self.flat.projected(_dense(seen))
        return thinned(places, STEP, TOLERANCE)

    def _outside(self, line: list[Position]) -> bool:
        around, window = bounds(line), self.window
        return (
            around.right < window.west
            or around.left > window.east
            or around.bottom < window.south
            or around.top > window.north
        )

    def areas(self, polygon: Polygon) -> Iterator[Shape]:
        """A piece of land, ring by ring, cut to the frame."""
        for ring in polygon.rings:
            yield from self._inside(ring)

    def _inside(self, ring: Ring) -> Iterator[Shape]:
        parts = [self.arc(max(number, ~number)) for number in ring]
        if any(part is None for part in parts):
            yield from self._areas_across(ring)
            return
        arcs = {max(n, ~n): part or [] for n, part in zip(ring, parts, strict=True)}
        cut = clip_area(joined_ring(ring, arcs), self.frame)
        if cut:
            yield cut

    def _areas_across(self, ring: Ring) -> Iterator[Shape]:
        meridian = self.flat.meridian
        around = over_pole(continuous(self.world.ring(ring)))
        line = [(lon - meridian, lat) for lon, lat in around]
        for seen in self._turns(line):
            places = self.flat.projected(_dense([*seen, seen[0]]))
            cut = clip_area(thinned(places, STEP, TOLERANCE)[:-1], self.frame)
            if cut:
                yield cut

    def _turns(self, line: list[Position]) -> Iterator[Shape]:
        window = self._window_box()
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
            seen = clip_area([(lon + turn, lat) for lon, lat in line], window)
            if seen:
                yield seen

    def _window_box(self) -> Box:
        window = self.window
        west, east = max(window.west, -180.0), min(window.east, 180.0)
        return Box(west, max(window.south, -90.0), east, min(window.north, 90.0))

    def ground(self) -> Shape | None:
        """The outline of the world, where the frame shows more than that."""
        if isinstance(self.flat, EqualEarth):
            places = self.flat.projected(_dense(WORLD_EDGE))
            return clip_area(places, self.frame)
        return None

    def course(self, positions: Sequence[Position]) -> Iterator[Shape]:
        """A line through positions, straight on the frame, parted where the map is cut open."""
        part: Shape = []
        for start, end in pairwise([(self._turned(lon), lat) for lon, lat in positions]):
            part = part or [self.flat.project_turned(*start)]
            ahead = end[0] + FULL_TURN * round((start[0] - end[0]) / FULL_TURN)
            if abs(ahead) > 180:
                side = math.copysign(180.0, ahead)
                share = (side - start[0]) / (ahead - start[0])
                lat = start[1] + share * (end[1] - start[1])
                yield from clip_line([*part, self.flat.project_turned(side, lat)], self.frame)
                part = [self.flat.project_turned(-side, lat)]
            part.append(self.flat.project_turned(*end))
        yield from clip_line(part, self.frame)

    def _turned(self, lon: float) -> float:
        return (lon - self.flat.meridian + 180.0) % FULL_TURN - 180.0

    def lines(self, number: int) -> Iterator[Shape]:
        """The stretches of an arc inside the frame."""
        arc = self.arc(number)
        if arc is not None:
            yield from clip_line(arc, self.frame)
            return
        meridian = self.flat.meridian
        line = [(lon - meridian, lat) for lon, lat in continuous(self.world.arc(number))]
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
            for seen in clip_line([(lon + turn, lat) for lon, lat in line], self._window_box()):
                places = self.flat.projected(_dense(seen))
                yield from clip_line(thinned(places, STEP, TOLERANCE), self.frame)


def _jumps(lons: list[float]) -> bool:
    return any(abs(b - a) > 180 for a, b in pairwise(lons))


def _dense(line: Iterable[Place]) -> Iterator[Position]:
    """The line with positions put in where it runs far, since it may be curved."""
    west, south = math.nan, math.nan
    for place in line:
        lon, lat = place
        longest = max(abs(lon - west), abs(lat - south) / 2)
        if longest > LONGEST_DEGREES:  # never at the first, of which nothing is known
            parts = math.ceil(longest / LONGEST_DEGREES)
            for part in range(1, parts):
                share = part / parts
                yield west + share * (lon - west), south + share * (lat - south)
        west, south = lon, lat
        yield place
