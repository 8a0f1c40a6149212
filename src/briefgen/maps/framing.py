"""What part of the globe a map shows, and how it is laid on the frame."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import structs

from briefgen.maps.azimuthal import Azimuthal
from briefgen.maps.equal_earth import EqualEarth
from briefgen.maps.geometry import Box, Place, bounds
from briefgen.maps.projection import FULL_TURN, Albers, Extent, Lambert, Projection
from briefgen.maps.topology import Country, Polygon, Position, World, continuous

MARGIN = 0.09
"""Room around a country, as a share of its longer side, when no extent is given."""

# What an extent in degrees is: most of the world, an ocean, a continent.
WORLD_WIDE, OCEAN_WIDE, CONTINENT_TALL = 240.0, 150.0, 50.0
POLAR, HIGH, LOW = 80.0, 38.0, 25.0
COARSE_KM = 45.0

# Height as a share of the width: least and most, from the wide figures to the narrow.
ASPECTS = ((400.0, 0.34, 0.57), (280.0, 0.46, 0.8), (0.0, 0.6, 1.05))

# Pieces of a country by their share of the largest one, and how far off (in diagonals of what
# is chosen already, and in degrees) one of them may lie to be shown.
PIECES = ((0.02, 0.6, 2.5), (0.0, 0.06, 0.0))


def main_polygons(country: Country) -> tuple[Polygon, ...]:
    """The land that a map of the country has to show: islands far off would shrink the rest."""
    largest, *waiting = sorted(country.polygons, key=lambda polygon: -polygon.area_km2)
    chosen = [largest]
    for share, diagonals, degrees in PIECES:
        sizeable = [p for p in waiting if p.area_km2 >= share * largest.area_km2]
        growing = bool(share)
        while True:
            around = _around(chosen)
            reach = max(diagonals * _diagonal(around), degrees)
            near = [p for p in sizeable if p not in chosen and _gap(around, p) <= reach]
            chosen += [_turned_to(around, p) for p in near]
            sizeable = [p for p in sizeable if p not in near]
            if not (near and growing):
                break
    return tuple(chosen)


def country_extent(country: Country) -> Extent:
    """The box of a country's main land, without a margin."""
    around = _around(list(main_polygons(country)))
    turns = FULL_TURN * math.floor((around.west + 180) / FULL_TURN)
    west, east = around.west - turns, around.east - turns
    return Extent(west, around.south, min(east, west + FULL_TURN), around.north)


def common_extent(countries: Sequence[Country]) -> Extent:
    """The box of the main land of all these countries, on the side of the globe that is less."""
    boxes = [country_extent(country) for country in countries]
    stretches = sorted((box.west, box.east) for box in boxes)
    joined = [stretches[0]]
    for west, east in stretches[1:]:
        if west <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], east))
        else:
            joined.append((west, east))
    ahead = [*(west for west, _ in joined[1:]), joined[0][0] + FULL_TURN]
    gaps = [next_west - east for (_, east), next_west in zip(joined, ahead, strict=True)]
    widest = max(range(len(gaps)), key=lambda number: gaps[number])
    east = joined[widest][1]
    west = ahead[widest] - (FULL_TURN if ahead[widest] >= 180 else 0.0)
    east += FULL_TURN * math.ceil((west - east) / FULL_TURN)
    south, north = min(box.south for box in boxes), max(box.north for box in boxes)
    return Extent(west, south, min(east, west + FULL_TURN), north)


def projection_for(
    world: World, countries: Sequence[Country], extent: Extent | None, name: str
) -> tuple[Projection, Box]:
    """The projection and, on it, the box that the frame has to show."""
    single = len(countries) == 1
    chosen = extent or (country_extent(countries[0]) if single else common_extent(countries))
    projection = projection_of(name or suitable(chosen), chosen)
    if extent or (isinstance(projection, Azimuthal) and not projection.equal_area):
        return projection, Box(*projection.box(extent or _half_around(chosen)))
    around = bounds(place for country in countries for place in _places(world, country, projection))
    roomy = around.grown(MARGIN * max(around.width, around.height))
    return projection, _within_world(roomy, projection)


def _within_world(box: Box, projection: Projection) -> Box:
    """The box without what lies beyond the edge of a world that is shown whole."""
    if not isinstance(projection, EqualEarth):
        return box
    middle = projection.meridian
    left, top, right, bottom = projection.box(Extent(middle - 180, -90, middle + 180, 90))
    return Box(
        max(box.left, left), max(box.top, top), min(box.right, right), min(box.bottom, bottom)
    )


def suitable(extent: Extent) -> str:
    """The projection that suits an extent: conic for lands to one side of the equator."""
    wide, middle = extent.east - extent.west, abs(extent.parallel)
    around_pole = extent.south * extent.north > 0 and max(extent.north, -extent.south) > POLAR
    if not around_pole and (wide >= WORLD_WIDE or (wide > OCEAN_WIDE and middle < HIGH)):
        return "equal-earth"
    tall = extent.north - extent.south
    return "azimuthal" if tall > CONTINENT_TALL and middle < LOW else "albers"


def projection_of(name: str, extent: Extent) -> Projection:
    """A projection by its name, laid over an extent."""
    if name == "equal-earth":
        return EqualEarth(meridian=extent.meridian)
    if name == "lambert":
        return Lambert.of(extent)
    if name in ("azimuthal", "orthographic"):
        return Azimuthal.of(extent, equal_area=name == "azimuthal")
    return Albers.of(extent)


def natural_height(shown: Box, width: float) -> float:
    """The height that suits what is shown, within what suits a page."""
    least, most = next((low, high) for start, low, high in ASPECTS if width >= start)
    return round(width * min(max(shown.height / shown.width, least), most))


def laid_on(projection: Projection, shown: Box, width: float, height: float) -> Projection:
    """The projection scaled and moved so that the frame holds what is to be shown."""
    return projection.fitted((shown.left, shown.top, shown.right, shown.bottom), width, height)


def _half_around(extent: Extent) -> Extent:
    """The half of the globe that lies around the middle of an extent."""
    return Extent(extent.meridian - 90, -90, extent.meridian + 90, 90)


def coarse_enough(projection: Projection) -> bool:
    """Whether the lines at 1:110 million have all the detail that can be seen."""
    return projection.kilometres(1.0) > COARSE_KM


def middle_of(country: Country) -> Position:
    """A position in the middle of the largest piece of a country."""
    largest = max(country.polygons, key=lambda polygon: polygon.area_km2)
    return (largest.west + largest.east) / 2, (largest.south + largest.north) / 2


def _places(world: World, country: Country, projection: Projection) -> Iterator[Place]:
    for polygon in main_polygons(country):
        for lon, lat in continuous(world.ring(polygon.rings[0])):
            place = projection.project(lon, lat)
            if place is not None:
                yield place


def _around(polygons: list[Polygon]) -> Extent:
    return Extent(
        min(p.west for p in polygons),
        min(p.south for p in polygons),
        max(p.east for p in polygons),
        max(p.north for p in polygons),
    )


def _turned_to(around: Extent, piece: Polygon) -> Polygon:
    middle = (piece.west + piece.east) / 2
    turns = FULL_TURN * round((around.meridian - middle) / FULL_TURN)
    return structs.replace(piece, west=piece.west + turns, east=piece.east + turns)


def _gap(around: Extent, piece: Polygon) -> float:
    near = _turned_to(around, piece)
    shrink = math.cos(math.radians((around.south + around.north) / 2))
    east = max(near.west - around.east, around.west - near.east, 0.0) * shrink
    north = max(near.south - around.north, around.south - near.north, 0.0)
    return math.hypot(east, north)


def _diagonal(around: Extent) -> float:
    shrink = math.cos(math.radians((around.south + around.north) / 2))
    return math.hypot((around.east - around.west) * shrink, around.north - around.south)
