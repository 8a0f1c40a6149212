"""Projections of the globe cut open along a meridian: what they share, Albers and Lambert."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from msgspec import Struct

from briefgen.maps.topology import MapError, Position

EARTH_RADIUS_KM = 6371.0088
FULL_TURN = 360.0
FLATTEST_CONE = 0.02
SAMPLES = 24
POLAR, POLAR_SPAN = 80.0, 270.0
NEAR_POLE = 89.5

Edges = tuple[float, float, float, float]
"""Left, top, right and bottom, in points."""


class Extent(Struct, frozen=True):
    """A stretch of the globe in degrees; one that crosses the 180th meridian has east > 180."""

    west: float
    south: float
    east: float
    north: float

    def checked(self) -> Extent:
        """The same with east above west, refused when it holds nothing."""
        east = self.east if self.east > self.west else self.east + FULL_TURN
        if self.south >= self.north or self.west == self.east:
            raise MapError(
                "The extent of the map is empty: it is written as west, south, east, north, "
                f"and has south {self.south:g} and north {self.north:g}, "
                f"west {self.west:g} and east {self.east:g}."
            )
        if not (self.south >= -90 and self.north <= 90 and -180 <= self.west <= 180):
            raise MapError(
                "The extent of the map leaves the globe: latitudes run from -90 to 90 and "
                "longitudes from -180 to 180, written as west, south, east, north."
            )
        return Extent(self.west, self.south, min(east, self.west + FULL_TURN), self.north)

    @property
    def meridian(self) -> float:
        """The meridian through the middle."""
        return (self.west + self.east) / 2

    @property
    def parallel(self) -> float:
        """The parallel through the middle."""
        return (self.south + self.north) / 2

    def outline(self) -> Iterator[Position]:
        """Positions around the edge and across the middle, close enough to measure it."""
        for step in range(SAMPLES + 1):
            part = step / SAMPLES
            lon = self.west + part * (self.east - self.west)
            lat = self.south + part * (self.north - self.south)
            yield from ((lon, self.south), (lon, self.north), (self.west, lat), (self.east, lat))


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection(ABC):
    """A projection placed on a frame in points, y growing downwards."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @abstractmethod
    def project(self, lon: float, lat: float) -> Position | None:
        """The place of a position on the frame; None on the far side of a globe."""

    @abstractmethod
    def box(self, extent: Extent) -> Edges:
        """Left, top, right and bottom of an extent on the frame."""

    def fitted(self, box: Edges, width: float, height: float) -> Self:
        """Scaled and moved so that a box, measured on this projection, fills the frame."""
        left, top, right, bottom = box
        grow = min(width / (right - left), height / (bottom - top))
        return replace(
            self,
            scale=self.scale * grow,
            left=self.left * grow + (width - grow * (left + right)) / 2,
            top=self.top * grow + (height - grow * (top + bottom)) / 2,
        )

    @property
    def true_to_scale(self) -> bool:
        """Whether a bar of scale holds, near enough, all over a map of one country."""
        return True

    def kilometres(self, points: float) -> float:
        """What a length on the frame stands for, where the projection is true to scale."""
        return points / self.scale * EARTH_RADIUS_KM


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat(Projection):
    """A projection of the globe cut open along the meridian opposite to its own."""

    meridian: float

    @abstractmethod
    def _unit(self, turned: float, lat: float) -> Position:
        """Right and down on the unit sphere, from a longitude counted from the meridian."""

    @abstractmethod
    def _back(self, right: float, down: float) -> Position | None:
        """The way back, in radians east and degrees north; None beyond the edge of the world."""

    def project(self, lon: float, lat: float) -> Position:
        """The place of a position on the frame."""
        return self.project_turned((lon - self.meridian + 180.0) % FULL_TURN - 180.0, lat)

    def project_turned(self, turned: float, lat: float) -> Position:
        """The same from a longitude already counted from the central meridian."""
        x, y = self._unit(turned, lat)
        return self.left + self.scale * x, self.top + self.scale * y

    def projected(self, line: Iterable[Position]) -> list[Position]:
        """The same of many positions at once."""
        left, top, scale, unit = self.left, self.top, self.scale, self._unit
        units = [unit(turned, lat) for turned, lat in line]
        return [(left + scale * x, top + scale * y) for x, y in units]

    def invert(self, x: float, y: float) -> Position | None:
        """The position shown at a place of the frame; None beyond the edge of the world."""
        found = self._back((x - self.left) / self.scale, (y - self.top) / self.scale)
        if found is None or abs(found[0]) > math.pi:
            return None
        return self.meridian + math.degrees(found[0]), found[1]

    def box(self, extent: Extent) -> Edges:
        """Left, top, right and bottom of an extent on the frame."""
        low = extent.west - self.meridian
        shift = FULL_TURN * round((low + (extent.east - extent.west) / 2) / FULL_TURN)
        turned = ((lon - self.meridian - shift, lat) for lon, lat in extent.outline())
        places = [self.project_turned(max(-180.0, min(180.0, lon)), lat) for lon, lat in turned]
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return min(xs), min(ys), max(xs), max(ys)

    def window(self, width: float, height: float) -> Extent:
        """All that a frame can show, in degrees counted from the central meridian."""
        seen = [
            self.invert(width * column / SAMPLES, height * row / SAMPLES)
            for column in range(SAMPLES + 1)
            for row in range(SAMPLES + 1)
        ]
        lons = [place[0] - self.meridian for place in seen if place]
        lats = [place[1] for place in seen if place]
        if not lons:
            return Extent(-180.0, -90.0, 180.0, 90.0)
        wide, high = (max(lons) - min(lons)) / SAMPLES, (max(lats) - min(lats)) / SAMPLES
        if len(lons) < len(seen):  # the edge of the world is in the frame, perhaps the near pole
            south, north = self._reach(min(lats) - 2 * high, max(lats) + 2 * high)
            return Extent(-180.0, south, 180.0, north)
        return Extent(min(lons) - wide, min(lats) - high, max(lons) + wide, max(lats) + high)

    def _reach(self, south: float, north: float) -> tuple[float, float]:
        """How far south and north may be seen in a frame that holds the edge of the world."""
        return -90.0, 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Albers(Flat):
    """Albers conic equal-area.

    Where the two parallels balance each other across the equator the cone becomes a cylinder;
    ``cone`` is 0 then and the formulas are those of Lambert's cylindrical equal-area.
    """

    cone: float
    constant: float

    @classmethod
    def between(cls, meridian: float, south: float, north: float) -> Albers:
        """On the unit sphere, true along the two given parallels."""
        low, high = math.sin(math.radians(south)), math.sin(math.radians(north))
        cone = (low + high) / 2
        if abs(cone) < FLATTEST_CONE:
            middle = math.radians((abs(south) + abs(north)) / 2)
            return cls(meridian=meridian, cone=0.0, constant=math.cos(middle))
        return cls(meridian=meridian, cone=cone, constant=1 + low * high)

    @classmethod
    def of(cls, extent: Extent, meridian: float | None = None) -> Albers:
        """With parallels a sixth of the height inside the extent, as map-makers choose them.

        Around a pole the cone is flattened to a plane, so that no wedge is missing.
        """
        middle = extent.meridian if meridian is None else meridian
        if extent.east - extent.west > POLAR_SPAN and max(extent.north, -extent.south) > POLAR:
            pole = 90.0 if extent.north > POLAR else -90.0
            return cls.between(middle, pole, pole)
        return cls.between(middle, *inner_parallels(extent))

    def _unit(self, turned: float, lat: float) -> Position:
        sine = math.sin(math.radians(lat))
        if not self.cone:
            return math.radians(turned) * self.constant, -sine / self.constant
        radius = math.sqrt(max(self.constant - 2 * self.cone * sine, 0.0)) / self.cone
        angle = self.cone * math.radians(turned)
        return radius * math.sin(angle), radius * math.cos(angle)

    def _back(self, right: float, down: float) -> Position | None:
        if not self.cone:
            turned, sine = right / self.constant, -down * self.constant
        else:
            side = math.copysign(1.0, self.cone)
            turned = math.atan2(side * right, side * down) / self.cone
            sine = (self.constant - (right**2 + down**2) * self.cone**2) / (2 * self.cone)
        return None if abs(sine) > 1 else (turned, math.degrees(math.asin(sine)))

    def _reach(self, south: float, north: float) -> tuple[float, float]:
        return (south if self.cone > 0 else -90.0), (north if self.cone < 0 else 90.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lambert(Flat):
    """Lambert conformal conic, which keeps angles; for countries that lie to one side of the
    equator."""

    cone: float
    constant: float

    @classmethod
    def of(cls, extent: Extent, meridian: float | None = None) -> Lambert:
        """With parallels a sixth of the height inside the extent."""
        middle = extent.meridian if meridian is None else meridian
        low, high = (math.radians(lat) for lat in inner_parallels(extent))
        if abs(low + high) < 2 * FLATTEST_CONE or abs(extent.parallel) > POLAR:
            raise MapError(
                "The projection “lambert” is for a map to one side of the equator and off the "
                "poles; choose azimuthal or albers, or leave “projection” out."
            )
        steep = math.log(math.cos(low) / math.cos(high)) / math.log(_isometric(high, low))
        constant = math.cos(low) * math.tan(math.pi / 4 + low / 2) ** steep / steep
        return cls(meridian=middle, cone=steep, constant=constant)

    def _unit(self, turned: float, lat: float) -> Position:
        near = math.radians(max(-NEAR_POLE, min(NEAR_POLE, lat)))
        radius = self.constant / math.tan(math.pi / 4 + near / 2) ** self.cone
        angle = self.cone * math.radians(turned)
        return radius * math.sin(angle), radius * math.cos(angle)

    def _back(self, right: float, down: float) -> Position | None:
        side = math.copysign(1.0, self.cone)
        radius = side * math.hypot(right, down)
        if not radius:
            return 0.0, side * 90.0
        turned = math.atan2(side * right, side * down) / self.cone
        lat = 2 * math.atan((self.constant / radius) ** (1 / self.cone)) - math.pi / 2
        return turned, math.degrees(lat)


def inner_parallels(extent: Extent) -> tuple[float, float]:
    """The parallels a sixth of the height inside an extent."""
    inset = (extent.north - extent.south) / 6
    return extent.south + inset, extent.north - inset


def _isometric(high: float, low: float) -> float:
    return math.tan(math.pi / 4 + high / 2) / math.tan(math.pi / 4 + low / 2)
