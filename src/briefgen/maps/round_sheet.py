"""A frame filled from the globe as it is seen from over one position."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from briefgen.maps.azimuthal import Azimuthal, Direction
from briefgen.maps.geometry import Box, Shape, bounds, clip_area, clip_line, thinned
from briefgen.maps.limb import areas_seen, lines_seen
from briefgen.maps.strokes import STEP, TOLERANCE, joined_ring, spaced
from briefgen.maps.topology import Country, Polygon, Position, World

QUARTER = math.pi / 2
BEYOND_RIM, AROUND = 5.0, 1.0
"""Degrees that the box of a piece of land may reach beyond the edge of sight, or lie off the
frame, and yet be tried."""


class RoundSheet(Struct):
    """The frame of a globe seen from over one position; arcs are turned once each."""

    world: World
    globe: Azimuthal
    frame: Box
    turned: dict[int, list[Direction]] = field(default_factory=dict)
    placed: dict[int, Shape] = field(default_factory=dict)

    def visible(self, country: Country) -> Iterator[Polygon]:
        """The pieces whose boxes come within the edge of sight."""
        rim = math.degrees(math.acos(self.globe.edge))
        for polygon in country.polygons:
            wide, high = polygon.east - polygon.west, polygon.north - polygon.south
            lon, lat = (polygon.west + polygon.east) / 2, (polygon.south + polygon.north) / 2
            middle, reach = self.globe.turned(lon, lat), math.hypot(wide, high) / 2
            angle = math.degrees(math.acos(max(-1.0, min(1.0, middle[2]))))
            if angle - reach >= rim + BEYOND_RIM:
                continue
            inside_rim = angle + reach + AROUND < rim
            if not inside_rim or self._around(middle, reach + AROUND).meets(self.frame):
                yield polygon

    def _around(self, middle: Direction, degrees: float) -> Box:
        """A box on the frame that holds all that lies so near to a direction within the rim."""
        reach = math.radians(degrees)
        near = math.acos(max(-1.0, min(1.0, middle[2])))
        most, least = self.globe.spread(near + reach), self.globe.spread(max(near - reach, 0.0))
        left, right = _stretch(middle[0], reach, most, least)
        bottom, top = _stretch(middle[1], reach, most, least)
        globe = self.globe
        return Box(globe.left + left, globe.top - top, globe.left + right, globe.top - bottom)

    def areas(self, polygon: Polygon) -> Iterator[Shape]:
        """A piece of land, closed along the rim and cut to the frame."""
        arcs = {max(number, ~number) for ring in polygon.rings for number in ring}
        whole = {number: self._whole(number) for number in arcs}
        if all(whole.values()):
            outlines = [joined_ring(ring, whole) for ring in polygon.rings]
        else:
            turned = {number: self._arc(number) for number in arcs}
            seen = areas_seen(
                [joined_ring(ring, turned) for ring in polygon.rings], self.globe.edge
            )
            outlines = [self._placed([*part, part[0]])[:-1] for part in seen]
        yield from (cut for each in outlines if (cut := clip_area(each, self.frame)))

    def lines(self, number: int) -> Iterator[Shape]:
        """The stretches of an arc inside the rim and the frame."""
        whole = self._whole(number)
        parts = lines_seen(self._arc(number), self.globe.edge)
        for places in [whole] if whole else [self._placed(part) for part in parts]:
            yield from clip_line(places, self.frame)

    def _whole(self, number: int) -> Shape:
        """An arc on the frame if it is inside the rim; else nothing."""
        if number not in self.placed:
            arc = self._arc(number)
            inside = all(place[2] >= self.globe.edge for place in arc)
            self.placed[number] = self._placed(arc) if inside else []
        return self.placed[number]

    def _arc(self, number: int) -> list[Direction]:
        if number not in self.turned:
            step = math.degrees(STEP / self.globe.scale)
            line = list(self.world.arc(number))
            self.turned[number] = self.globe.all_turned(spaced(line, step))
        return self.turned[number]

    def _placed(self, part: Sequence[Direction]) -> Shape:
        return thinned(self.globe.placed(part), STEP, TOLERANCE)

    def ground(self) -> Shape | None:
        """The rim, where it is in the frame."""
        cut = clip_area(self.globe.outline(), self.frame)
        return None if _fills(cut, self.frame) else cut

    def course(self, positions: Sequence[Position]) -> Iterator[Shape]:
        """A line through positions, straight on the frame, up to the rim."""
        turned = self.globe.all_turned(positions)
        for seen in lines_seen(turned, self.globe.edge):
            if len(seen) > 1:
                yield from clip_line([self.globe.place(each) for each in seen], self.frame)


def _stretch(part: float, reach: float, most: float, least: float) -> tuple[float, float]:
    """From where to where a direction may fall, seen along one side of the drawing."""
    angle = math.asin(max(-1.0, min(1.0, part)))
    low, high = (math.sin(max(angle - reach, -QUARTER)), math.sin(min(angle + reach, QUARTER)))
    return low * (most if low < 0 else least), high * (most if high > 0 else least)


def _fills(shape: Shape, frame: Box) -> bool:
    return len(shape) == 4 and bounds(shape) == frame
