"""A small globe that shows where in the world a country lies."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from briefgen.catalogues import ENGLISH, base_of
from briefgen.charts import svg
from briefgen.charts.sentences import map_sentences_of
from briefgen.charts.svg import Drawing, Look
from briefgen.language import in_a_row
from briefgen.maps.azimuthal import Azimuthal, Direction
from briefgen.maps.framing import country_extent
from briefgen.maps.geometry import Shape, area, bounds, path_data, thinned
from briefgen.maps.limb import areas_seen, lines_seen
from briefgen.maps.projection import Extent
from briefgen.maps.topology import COARSE, Country, Line, Polygon, World, load_world
from briefgen.territories import UNDRAWN

DISC, GRATICULE, LAND = "#F7F8F8", "#E1E5E7", "#D3D4D0"
TILT = 0.72
"""The globe is seen from nearer the equator than the country lies, as on a desk."""

FARTHEST_TILT = 65.0
STEP, TOLERANCE = 0.4, 0.15
SPECK = 0.15
SMALL = 9.0
"""A country of fewer square points gets a ring around it, or it would not be found."""

RING_RADIUS = 5.0
DOT_RADIUS = 1.2


def draw_globe(
    country: str,
    look: Look,
    size: float = 116.0,
    worlds: tuple[World, World] | None = None,
    also: Sequence[str] = (),
    language: str = ENGLISH,
) -> Drawing:
    """The globe turned to a country; ``worlds`` is a fine and a coarse one, if at hand.

    Further countries (``also``) are shown in the second shade, and the globe turned so that most
    of them are in sight.
    """
    fine, coarse = worlds or (load_world(language=base_of(language)), load_world(COARSE))
    subject = _country(fine, country)
    others = [_country(fine, code) for code in also]
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
        *_dots(others, globe, look),
        svg.path(path_data(drawn, closed=True), fill=look.accent),
        *_dots([subject], globe, look),
        *_ring([*drawn, *_spots([subject], globe)], look),
        _disc(globe, fill="none", stroke=look.rule),
    ]
    names = in_a_row([each.name or each.alpha3 for each in (subject, *others)], language)
    alt = map_sentences_of(language).globe.format(names=names)
    return svg.finish(body, width=size, height=size, alt=alt)


def _disc(globe: Azimuthal, *, fill: str, stroke: str | None = None) -> Markup:
    return svg.circle(globe.left, globe.top, globe.rim, fill=fill, stroke=stroke, stroke_width=0.6)


def _globe(lon: float, lat: float, size: float) -> Azimuthal:
    return Azimuthal(lon=lon, lat=lat, scale=size / 2 - 2.0, left=size / 2, top=size / 2)


def _country(world: World, code: str) -> Country:
    """A country by its code; one without land where the map data have no shape for it."""
    land = UNDRAWN.get(code)
    return Country(code, code, land.name, ()) if land else world.country(code)


def _extent(country: Country) -> Extent:
    if country.polygons:
        return country_extent(country)
    lon, lat = UNDRAWN[country.alpha2].at
    return Extent(lon, lat, lon, lat)


def _spots(countries: Sequence[Country], globe: Azimuthal) -> Iterator[Shape]:
    """Where countries without a shape lie, as far as they are in sight."""
    for country in countries:
        if not country.polygons:
            place = globe.turned(*UNDRAWN[country.alpha2].at)
            if place[2] > 0:
                yield [globe.place(place)]


def _dots(countries: Sequence[Country], globe: Azimuthal, look: Look) -> Iterator[Markup]:
    for ((x, y),) in _spots(countries, globe):
        yield svg.circle(x, y, DOT_RADIUS, fill=look.accent)


def _turned_to(subject: Country, size: float) -> Azimuthal:
    extent = _extent(subject)
    middle = (extent.south + extent.north) / 2
    tilt = max(-FARTHEST_TILT, min(FARTHEST_TILT, TILT * middle))
    if abs(middle) > 85:  # Antarctica: seen from over the pole
        tilt = math.copysign(90.0, middle)
    return _globe(extent.meridian, tilt, size)


def _turned_between(countries: Sequence[Country], size: float) -> Azimuthal:
    """The globe seen from over the middle of the countries, the first as heavy as all others."""
    right = up = ahead = 0.0
    for number, country in enumerate(countries):
        extent = _extent(country)
        lon = math.radians(extent.meridian)
        lat = math.radians((extent.south + extent.north) / 2)
        weight = 1.0 if number else len(countries) - 1.0
        right += weight * math.cos(lat) * math.sin(lon)
        up += weight * math.sin(lat)
        ahead += weight * math.cos(lat) * math.cos(lon)
    meridian = math.degrees(math.atan2(right, ahead))
    tilt = math.degrees(math.atan2(up, math.hypot(right, ahead)))
    return _globe(meridian, tilt, size)


def _second_shade(shapes: Sequence[Shape], look: Look) -> Iterator[Markup]:
    if shapes:
        data = path_data(shapes, closed=True)
        yield svg.path(data, fill=look.mid, stroke=look.accent, width=0.4)


def _ring(drawn: Sequence[Shape], look: Look) -> Iterator[Markup]:
    if not drawn or sum(_land(shape) for shape in drawn) >= SMALL:
        return
    largest: Shape = max(drawn, key=_land)
    x, y = bounds(largest).middle
    yield svg.circle(x, y, RING_RADIUS, fill="none", stroke=look.accent, stroke_width=1.1)


def _land(shape: Shape) -> float:
    return area(shape) if len(shape) > 2 else 0.0


def _country_shapes(world: World, country: Country, globe: Azimuthal) -> Iterator[Shape]:
    for polygon in country.polygons:
        if _may_be_seen(polygon, globe):
            rings = [globe.all_turned(world.ring(ring)[:-1]) for ring in polygon.rings]
            yield from (_placed(shape, globe) for shape in areas_seen(rings, globe.edge))


def _may_be_seen(polygon: Polygon, globe: Azimuthal) -> bool:
    """Whether the box comes within a right angle of the middle (a box that is wide may always)."""
    wide, high = polygon.east - polygon.west, polygon.north - polygon.south
    lon, lat = (polygon.west + polygon.east) / 2, (polygon.south + polygon.north) / 2
    near = globe.turned(lon, lat)[2]
    angle = math.degrees(math.acos(max(-1.0, min(1.0, near))))
    return angle - math.hypot(wide, high) / 2 < 95


def _placed(shape: Sequence[Direction], globe: Azimuthal) -> Shape:
    places = [globe.place(place) for place in (*shape, shape[0])]
    return thinned(places, STEP, TOLERANCE)[:-1]


def _graticule() -> Iterator[Line]:
    for lon in range(-180, 180, 20):
        yield tuple((float(lon), float(lat)) for lat in range(-80, 81, 4))
    for lat in range(-80, 81, 20):
        yield tuple((float(lon), float(lat)) for lon in range(-180, 181, 4))


def _lined(line: Line, globe: Azimuthal) -> Iterator[Shape]:
    turned = globe.all_turned(line)
    yield from ([globe.place(each) for each in part] for part in lines_seen(turned, globe.edge))
