"""The globe seen from over one position: as a ball, or spread out with its areas kept."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.maps.geometry import Shape
from briefgen.maps.projection import Edges, Extent, Projection
from briefgen.maps.topology import Position

RIM_STEP = math.radians(3)
FAR_SIDE = -0.55
"""How far round an equal-area map may reach: the cosine of 123 degrees."""

Direction = tuple[float, float, float]
"""A position on the unit sphere: right, up, and towards the eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Azimuthal(Projection):
    """Orthographic, or Lambert's azimuthal equal-area; what lies beyond the rim is not shown.

    ``edge`` is the cosine of the angle from the middle to the rim.
    """

    lon: float
    lat: float
    edge: float = 0.0
    equal_area: bool = False

    @classmethod
    def of(cls, extent: Extent, *, equal_area: bool) -> Azimuthal:
        """Over the middle of an extent."""
        edge = FAR_SIDE if equal_area else 0.0
        return cls(lon=extent.meridian, lat=extent.parallel, edge=edge, equal_area=equal_area)

    @property
    def true_to_scale(self) -> bool:
        """Of a ball only the middle is."""
        return self.equal_area

    @property
    def rim(self) -> float:
        """The radius of the whole disc, in points."""
        return self.scale * (math.sqrt(2 * (1 - self.edge)) if self.equal_area else 1.0)

    def turned(self, lon: float, lat: float) -> Direction:
        """The direction of a position."""
        return self.all_turned([(lon, lat)])[0]

    def all_turned(self, line: Iterable[Position]) -> list[Direction]:
        """The directions of many positions."""
        tilt_sine, tilt_cosine = math.sin(math.radians(self.lat)), math.cos(math.radians(self.lat))
        sin, cos, degree, middle = math.sin, math.cos, math.pi / 180, self.lon
        found = []
        for lon, lat in line:
            east, north = (lon - middle) * degree, lat * degree
            up, level = sin(north), cos(north)
            ahead = level * cos(east)
            found.append(
                (
                    level * sin(east),
                    up * tilt_cosine - ahead * tilt_sine,
                    up * tilt_sine + ahead * tilt_cosine,
                )
            )
        return found

    def spread(self, angle: float) -> float:
        """How far a step aside on the unit sphere reaches, so far from the middle in radians."""
        return self.scale * (math.sqrt(2 / (1 + math.cos(angle))) if self.equal_area else 1.0)

    def placed(self, directions: Iterable[Direction]) -> Shape:
        """Where directions within the rim fall on the drawing."""
        scale, left, top, sqrt = self.scale, self.left, self.top, math.sqrt
        if not self.equal_area:
            return [(left + scale * right, top - scale * up) for right, up, _ in directions]
        spread = [(scale * sqrt(2 / (1 + near)), right, up) for right, up, near in directions]
        return [(left + wide * right, top - wide * up) for wide, right, up in spread]

    def place(self, direction: Direction) -> Position:
        """Where a direction within the rim falls on the drawing."""
        return self.placed([direction])[0]

    def project(self, lon: float, lat: float) -> Position | None:
        """The place of a position; None beyond the rim."""
        direction = self.turned(lon, lat)
        return self.place(direction) if direction[2] >= self.edge else None

    def box(self, extent: Extent) -> Edges:
        """Around what is seen of an extent; a whole ball where half the globe is asked for."""
        seen = [self.project(lon, lat) for lon, lat in extent.outline()]
        places = [place for place in seen if place is not None]
        if extent.east - extent.west >= 180 or not places:
            places = self.outline()
        xs, ys = [x for x, _ in places], [y for _, y in places]
        return min(xs), min(ys), max(xs), max(ys)

    def outline(self) -> Shape:
        """The rim."""
        steps = math.ceil(math.tau / RIM_STEP)
        angles = (math.tau * step / steps for step in range(steps))
        rim = self.rim
        return [(self.left + rim * math.cos(a), self.top + rim * math.sin(a)) for a in angles]
