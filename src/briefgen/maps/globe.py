"""A small globe that shows where in the world a country lies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from briefgen.charts import svg
from briefgen.charts.svg import Drawing, Look
from briefgen.maps.describe import joined
from briefgen.maps.framing import country_extent
from briefgen.maps.geometry import Place, Shape, area, bounds, path_data, thinned
from briefgen.maps.projection import Orthographic
from briefgen.maps.topology import COARSE, Country, Line, Polygon, World, load_world

DISC, GRATICULE, LAND = "#F7F8F8", "#E1E5E7", "#D3D4D0"
TILT = 0.72
"""The globe is seen from nearer the equator than the country lies, as on a desk."""

FARTHEST_TILT = 65.0
STEP, TOLERANCE = 0.4, 0.15
SPECK = 0.15
SMALL = 9.0
"""A country of fewer square points gets a ring around it, or it would not be found."""

RING_RADIUS = 5.0
LIMB_STEP = math.radians(4)

Direction = tuple[float, float, float]


def draw_globe(
    country: str,
    look: Look,
    size: float = 116.0,
    worlds: tuple[World, World] | None = None,
    also: Sequence[str] = (),
) -> Drawing:
    """The globe turned to a country; ``worlds`` is a fine and a coarse one, if at hand.

    Further countries (``also``) are shown in the second shade, and the globe turned so that most
    of them are in sight.
    """
    fine, coarse = worlds or (load_world(), load_world(COARSE))
    subject = fine.country(country)
    others = [fine.country(code) for code in also]
    globe = _turned_between([subject, *others], size) if others else _turned_to(subject, size)
    drawn = list(_country_shapes(fine, subject, globe))
    second = [shape for other in others for shape in _country_shapes(fine, other, globe)]
    land = [
        shape
        for other in coarse.countries
        for shape in _country_shapes(coarse, other, globe)
        if area(shape) > SPECK
    ]
    lines = [_lined(line, globe) for line in _graticule()]
    body = [
        _disc(globe, fill=DISC),
        svg.path(
            path_data((part for line in lines for part in line), closed=False),
            stroke=GRATICULE,
            width=0.4,
        ),
        svg.path(path_data(land, closed=True), fill=LAND),
        *_second_shade(second, look),
        svg.path(path_data(drawn, closed=True), fill=look.accent),
        *_ring(drawn, look),
        _disc(globe, fill="none", stroke=look.rule),
    ]
    names = joined([each.name or each.alpha3 for each in (subject, *others)])
    alt = f"Globe with {names} picked out."
    return svg.finish(body, width=size, height=size, alt=alt)


def _disc(globe: Orthographic, *, fill: str, stroke: str | None = None) -> Markup:
    middle = globe.middle
    return svg.circle(middle, middle, globe.radius, fill=fill, stroke=stroke, stroke_width=0.6)


def _turned_to(subject: Country, size: float) -> Orthographic:
    extent = country_extent(subject)
    middle = (extent.south + extent.north) / 2
    tilt = max(-FARTHEST_TILT, min(FARTHEST_TILT, TILT * middle))
    if abs(middle) > 85:  # Antarctica: seen from over the pole
        tilt = math.copysign(90.0, middle)
    return Orthographic(extent.meridian, tilt, size / 2 - 2.0, size / 2)


def _turned_between(countries: Sequence[Country], size: float) -> Orthographic:
    """The globe seen from over the middle of the countries, the first as heavy as all others."""
    right = up = ahead = 0.0
    for number, country in enumerate(countries):
        extent = country_extent(country)
        lon = math.radians(extent.meridian)
        lat = math.radians((extent.south + extent.north) / 2)
        weight = 1.0 if number else len(countries) - 1.0
        right += weight * math.cos(lat) * math.sin(lon)
        up += weight * math.sin(lat)
        ahead += weight * math.cos(lat) * math.cos(lon)
    meridian = math.degrees(math.atan2(right, ahead))
    tilt = math.degrees(math.atan2(up, math.hypot(right, ahead)))
    return Orthographic(meridian, tilt, size / 2 - 2.0, size / 2)


def _second_shade(shapes: Sequence[Shape], look: Look) -> Iterator[Markup]:
    if shapes:
        data = path_data(shapes, closed=True)
        yield svg.path(data, fill=look.mid, stroke=look.accent, width=0.4)


def _ring(drawn: Sequence[Shape], look: Look) -> Iterator[Markup]:
    if not drawn or sum(area(shape) for shape in drawn) >= SMALL:
        return
    largest: Shape = max(drawn, key=area)
    x, y = bounds(largest).middle
    yield svg.circle(x, y, RING_RADIUS, fill="none", stroke=look.accent, stroke_width=1.1)


def _country_shapes(world: World, country: Country, globe: Orthographic) -> Iterator[Shape]:
    for polygon in country.polygons:
        if _may_be_seen(polygon, globe):
            rings = [world.ring(ring) for ring in polygon.rings]
            yield from _seen(rings, globe)


def _may_be_seen(polygon: Polygon, globe: Orthographic) -> bool:
    """Whether the box comes within a right angle of the middle (a box that is wide may always)."""
    wide, high = polygon.east - polygon.west, polygon.north - polygon.south
    lon, lat = (polygon.west + polygon.east) / 2, (polygon.south + polygon.north) / 2
    near = globe.turned(lon, lat)[2]
    angle = math.degrees(math.acos(max(-1.0, min(1.0, near))))
    return angle - math.hypot(wide, high) / 2 < 95


def _seen(rings: Iterable[Line], globe: Orthographic) -> Iterator[Shape]:
    """The part of a polygon on the visible half, closed along the limb.

    Rings run so that the land lies to their right. Where one goes over the edge, the outline
    follows the limb clockwise to the next place where a ring of the polygon comes back.
    """
    visible: list[list[Direction]] = []
    for ring in rings:
        turned = [globe.turned(lon, lat) for lon, lat in ring[:-1]]
        parts = list(_visible_parts(turned))
        if parts and parts[0] is turned:
            yield _placed(turned, globe)
        else:
            visible.extend(parts)
    while visible:
        yield _placed(_closed(visible), globe)


def _visible_parts(ring: list[Direction]) -> Iterator[list[Direction]]:
    """The stretches in sight, each from where it comes in to where it goes out of it."""
    if all(place[2] >= 0 for place in ring):
        yield ring
        return
    start = next(number for number, place in enumerate(ring) if place[2] < 0)
    part: list[Direction] = []
    before = ring[start]
    for place in (*ring[start + 1 :], *ring[: start + 1]):
        if (place[2] >= 0) != (before[2] >= 0):
            part.append(_on_limb(before, place))
        if place[2] >= 0:
            part.append(place)
        elif part:
            yield part
            part = []
        before = place


def _on_limb(a: Direction, b: Direction) -> Direction:
    share = a[2] / (a[2] - b[2])
    right, up = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
    length = math.hypot(right, up) or 1.0
    return right / length, up / length, 0.0


def _closed(waiting: list[list[Direction]]) -> list[Direction]:
    """One outline made of the waiting stretches, which it uses up, and the limb between them."""
    shape = waiting.pop(0)
    while True:
        leaves = _angle(shape[-1])
        turns = [(leaves - _angle(part[0])) % math.tau for part in waiting]
        home = (leaves - _angle(shape[0])) % math.tau
        least = min(turns, default=math.inf)
        shape = [*shape, *_limb(leaves, min(home, least))]
        if home <= least:
            return shape
        shape += waiting.pop(turns.index(least))


def _limb(start: float, turn: float) -> Iterator[Direction]:
    steps = math.ceil(turn / LIMB_STEP)
    for step in range(1, steps):
        angle = start - turn * step / steps
        yield math.cos(angle), math.sin(angle), 0.0


def _angle(place: Direction) -> float:
    return math.atan2(place[1], place[0])


def _placed(shape: Sequence[Direction], globe: Orthographic) -> Shape:
    places = [globe.place(right, up) for right, up, _ in (*shape, shape[0])]
    return thinned(places, STEP, TOLERANCE)[:-1]


def _graticule() -> Iterator[Line]:
    for lon in range(-180, 180, 20):
        yield tuple((float(lon), float(lat)) for lat in range(-80, 81, 4))
    for lat in range(-80, 81, 20):
        yield tuple((float(lon), float(lat)) for lon in range(-180, 181, 4))


def _lined(line: Line, globe: Orthographic) -> Iterator[list[Place]]:
    part: list[Place] = []
    before: Direction | None = None
    for lon, lat in line:
        place = globe.turned(lon, lat)
        if before is not None and (place[2] >= 0) != (before[2] >= 0):
            edge = _on_limb(before, place)
            part.append(globe.place(edge[0], edge[1]))
        if place[2] >= 0:
            part.append(globe.place(place[0], place[1]))
        elif part:
            yield part
            part = []
        before = place
    if part:
        yield part
