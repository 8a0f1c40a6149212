"""What of the world falls into a frame: shapes of countries, borders and coasts in points."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from briefgen.maps.geometry import Box, Place, Shape, area, bounds, clip_area, clip_line, thinned
from briefgen.maps.projection import FULL_TURN, Albers, Extent
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

STEP = 0.5
TOLERANCE = 0.16
COARSE_DEGREES = 2.0
LONGEST_DEGREES = 1.5
SPECK = 0.08
"""Islands smaller than this many square points are left out."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The frame filled: shapes by country in the order of the data, and the lines between."""

    frame: Box
    shapes: dict[str, list[Shape]]
    countries: dict[str, Country]
    borders: list[Shape]
    coasts: list[Shape]
    outlines: dict[str, list[Shape]]

    def visible_area(self, code: str) -> float:
        """How many square points a country takes up (holes counted in)."""
        return sum(area(shape) for shape in self.shapes.get(code, []))


def survey(world: World, albers: Albers, frame: Box, always: Iterable[str] = ()) -> Scene:
    """Everything that the frame shows; the smallest islands only of the countries in always."""
    sheet = _Sheet(world, albers, frame)
    kept = set(always)
    shapes: dict[str, list[Shape]] = {}
    owners: dict[int, set[str]] = defaultdict(set)
    for country in world.countries:
        rings = [ring for polygon in sheet.visible(country) for ring in polygon.rings]
        for ring in rings:
            for number in ring:
                owners[max(number, ~number)].add(country.alpha3)
        least = 0.0 if country.alpha3 in kept else SPECK
        drawn = [shape for ring in rings for shape in sheet.areas(ring) if area(shape) > least]
        if drawn:
            shapes[country.alpha3] = drawn
    borders = [line for number in owners if len(owners[number]) > 1 for line in sheet.lines(number)]
    coasts = [line for number in owners if len(owners[number]) == 1 for line in sheet.lines(number)]
    known = {country.alpha3: country for country in world.countries if country.alpha3 in shapes}
    outlines = {
        code: [
            line
            for number in sorted(owners)
            if code in owners[number]
            for line in sheet.lines(number)
        ]
        for code in sorted(kept)
    }
    return Scene(frame, shapes, known, borders, coasts, outlines)


@dataclass(slots=True)
class _Sheet:
    """Arcs projected once each and kept while one frame is filled."""

    world: World
    albers: Albers
    frame: Box
    window: Extent = field(init=False)
    done: dict[int, Shape | None] = field(init=False)

    def __post_init__(self) -> None:
        self.window = self.albers.window(self.frame.right, self.frame.bottom)
        self.done = {}

    def visible(self, country: Country) -> Iterator[Polygon]:
        """The polygons whose boxes meet the window."""
        window, meridian = self.window, self.albers.meridian
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
        meridian = self.albers.meridian
        turned = [((lon - meridian + 180.0) % FULL_TURN - 180.0, lat) for lon, lat in line]
        lons = [lon for lon, _ in turned]
        if max(lons) - min(lons) > 180 and _jumps(lons):
            return None
        if self._outside(turned):
            return [self.albers.project_turned(*place) for place in _spaced(turned, COARSE_DEGREES)]
        spaced = _spaced(turned, math.degrees(STEP / self.albers.scale))
        places = [self.albers.project_turned(*place) for place in _dense(spaced)]
        return thinned(places, STEP, TOLERANCE)

    def _outside(self, line: list[Position]) -> bool:
        around, window = bounds(line), self.window
        return (
            around.right < window.west
            or around.left > window.east
            or around.bottom < window.south
            or around.top > window.north
        )

    def areas(self, ring: Ring) -> Iterator[Shape]:
        """The inside of a ring, cut to the frame."""
        parts = [self.arc(max(number, ~number)) for number in ring]
        if any(part is None for part in parts):
            yield from self._areas_across(ring)
            return
        shape: Shape = []
        for number, part in zip(ring, parts, strict=True):
            places = part or []
            shape.extend(places[:-1] if number >= 0 else places[:0:-1])
        cut = clip_area(shape, self.frame)
        if cut:
            yield cut

    def _areas_across(self, ring: Ring) -> Iterator[Shape]:
        meridian = self.albers.meridian
        around = over_pole(continuous(self.world.ring(ring)))
        line = [(lon - meridian, lat) for lon, lat in around]
        for seen in self._turns(line):
            places = [self.albers.project_turned(*p) for p in _dense([*seen, seen[0]])]
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

    def lines(self, number: int) -> Iterator[Shape]:
        """The stretches of an arc inside the frame."""
        arc = self.arc(number)
        if arc is not None:
            yield from clip_line(arc, self.frame)
            return
        meridian = self.albers.meridian
        line = [(lon - meridian, lat) for lon, lat in continuous(self.world.arc(number))]
        for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
            for seen in clip_line([(lon + turn, lat) for lon, lat in line], self._window_box()):
                places = [self.albers.project_turned(*place) for place in _dense(seen)]
                yield from clip_line(thinned(places, STEP, TOLERANCE), self.frame)


def _jumps(lons: list[float]) -> bool:
    return any(abs(b - a) > 180 for a, b in pairwise(lons))


def _spaced(line: list[Position], degrees: float) -> Iterator[Position]:
    """The ends, and of the rest what is so many degrees from the position before."""
    lon, lat = line[0]
    yield line[0]
    for place in line[1:-1]:
        if abs(place[0] - lon) + abs(place[1] - lat) > degrees:
            lon, lat = place
            yield place
    yield line[-1]


def _dense(line: Iterable[Place]) -> Iterator[Position]:
    """The line with positions put in where it runs far along a parallel, which is curved."""
    before: Position | None = None
    for lon, lat in line:
        if before is not None:
            parts = math.ceil(abs(lon - before[0]) / LONGEST_DEGREES)
            for part in range(1, parts):
                share = part / parts
                yield before[0] + share * (lon - before[0]), before[1] + share * (lat - before[1])
        before = (lon, lat)
        yield before
