"""Two projections: Albers conic equal-area for maps, orthographic for the globe."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.maps.topology import MapError, Position

EARTH_RADIUS_KM = 6371.0088
FULL_TURN = 360.0
FLATTEST_CONE = 0.02
SAMPLES = 24
POLAR, POLAR_SPAN = 80.0, 270.0


@dataclass(frozen=True, slots=True)
class Extent:
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

    def outline(self) -> Iterator[Position]:
        """Positions around the edge and across the middle, close enough to measure it."""
        for step in range(SAMPLES + 1):
            part = step / SAMPLES
            lon = self.west + part * (self.east - self.west)
            lat = self.south + part * (self.north - self.south)
            yield from ((lon, self.south), (lon, self.north), (self.west, lat), (self.east, lat))


@dataclass(frozen=True, slots=True)
class Albers:
    """Albers conic equal-area, placed on a frame in points (y grows downwards).

    Where the two parallels balance each other across the equator the cone becomes a cylinder;
    ``cone`` is 0 then and the formulas are those of Lambert's cylindrical equal-area.
    """

    meridian: float
    cone: float
    constant: float
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    @classmethod
    def between(cls, meridian: float, south: float, north: float) -> Albers:
        """On the unit sphere, true along the two given parallels."""
        low, high = math.sin(math.radians(south)), math.sin(math.radians(north))
        cone = (low + high) / 2
        if abs(cone) < FLATTEST_CONE:
            return cls(meridian, 0.0, math.cos(math.radians((abs(south) + abs(north)) / 2)))
        return cls(meridian, cone, 1 + low * high)

    @classmethod
    def of(cls, extent: Extent, meridian: float | None = None) -> Albers:
        """With parallels a sixth of the height inside the extent, as map-makers choose them.

        Around a pole the cone is flattened to a plane, so that no wedge is missing.
        """
        inset = (extent.north - extent.south) / 6
        middle = extent.meridian if meridian is None else meridian
        if extent.east - extent.west > POLAR_SPAN and max(extent.north, -extent.south) > POLAR:
            pole = 90.0 if extent.north > POLAR else -90.0
            return cls.between(middle, pole, pole)
        return cls.between(middle, extent.south + inset, extent.north - inset)

    def project(self, lon: float, lat: float) -> Position:
        """The place of a position on the frame."""
        turned = (lon - self.meridian + 180.0) % FULL_TURN - 180.0
        return self.project_turned(turned, lat)

    def project_turned(self, turned: float, lat: float) -> Position:
        """The same from a longitude already counted from the central meridian."""
        sine = math.sin(math.radians(lat))
        if not self.cone:
            x, y = math.radians(turned) * self.constant, -sine / self.constant
        else:
            radius = math.sqrt(max(self.constant - 2 * self.cone * sine, 0.0)) / self.cone
            angle = self.cone * math.radians(turned)
            x, y = radius * math.sin(angle), radius * math.cos(angle)
        return self.left + self.scale * x, self.top + self.scale * y

    def invert(self, x: float, y: float) -> Position | None:
        """The position shown at a place of the frame; None beyond the edge of the world."""
        right, down = (x - self.left) / self.scale, (y - self.top) / self.scale
        if not self.cone:
            turned, sine = right / self.constant, -down * self.constant
        else:
            side = math.copysign(1.0, self.cone)
            turned = math.atan2(side * right, side * down) / self.cone
            sine = (self.constant - (right**2 + down**2) * self.cone**2) / (2 * self.cone)
        if abs(sine) > 1 or abs(turned) > math.pi:
            return None
        return self.meridian + math.degrees(turned), math.degrees(math.asin(sine))

    def fitted(self, box: tuple[float, float, float, float], width: float, height: float) -> Albers:
        """Scaled and moved so that a box, measured on this projection, fills the frame."""
        left, top, right, bottom = box
        grow = min(width / (right - left), height / (bottom - top))
        return Albers(
            self.meridian,
            self.cone,
            self.constant,
            self.scale * grow,
            self.left * grow + (width - grow * (left + right)) / 2,
            self.top * grow + (height - grow * (top + bottom)) / 2,
        )

    def box(self, extent: Extent) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of an extent on the frame."""
        low = extent.west - self.meridian
        shift = FULL_TURN * round((low + (extent.east - extent.west) / 2) / FULL_TURN)
        turned = ((lon - self.meridian - shift, lat) for lon, lat in extent.outline())
        places = [self.project_turned(max(-180.0, min(180.0, lon)), lat) for lon, lat in turned]
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return min(xs), min(ys), max(xs), max(ys)

    def kilometres(self, points: float) -> float:
        """What a length on the frame stands for, on the parallels that are true to scale."""
        return points / self.scale * EARTH_RADIUS_KM

    def window(self, width: float, height: float) -> Extent:
        """All that a frame can show, in degrees counted from the central meridian."""
        seen = [
            self.invert(width * column / SAMPLES, height * row / SAMPLES)
            for column in range(SAMPLES + 1)
            for row in range(SAMPLES + 1)
        ]
        lons = [place[0] - self.meridian for place in seen if place]
        lats = [place[1] for place in seen if place]
        wide, high = (max(lons) - min(lons)) / SAMPLES, (max(lats) - min(lats)) / SAMPLES
        if len(lons) < len(seen):  # the edge of the world is in the frame, perhaps the near pole
            south = min(lats) - 2 * high if self.cone > 0 else -90.0
            north = max(lats) + 2 * high if self.cone < 0 else 90.0
            return Extent(-180.0, south, 180.0, north)
        return Extent(min(lons) - wide, min(lats) - high, max(lons) + wide, max(lats) + high)


@dataclass(frozen=True, slots=True)
class Orthographic:
    """The globe as seen from far above one position."""

    lon: float
    lat: float
    radius: float
    middle: float

    def turned(self, lon: float, lat: float) -> tuple[float, float, float]:
        """The position on the unit sphere: right, up, and towards the eye."""
        east = math.radians(lon - self.lon)
        sine, cosine = math.sin(math.radians(lat)), math.cos(math.radians(lat))
        tilt_sine, tilt_cosine = math.sin(math.radians(self.lat)), math.cos(math.radians(self.lat))
        right = cosine * math.sin(east)
        up = sine * tilt_cosine - cosine * math.cos(east) * tilt_sine
        near = sine * tilt_sine + cosine * math.cos(east) * tilt_cosine
        return right, up, near

    def place(self, right: float, up: float) -> Position:
        """Where a direction on the visible half of the sphere falls on the drawing."""
        return self.middle + self.radius * right, self.middle - self.radius * up
