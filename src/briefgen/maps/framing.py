"""What part of the globe a map shows, and how it is laid on the frame."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.maps.geometry import Box, Place, bounds
from briefgen.maps.projection import FULL_TURN, Albers, Extent
from briefgen.maps.topology import Country, Polygon, World, continuous

MARGIN = 0.09
"""Room around a country, as a share of its longer side, when no extent is given."""

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
    """The box of the main land of all these countries."""
    polygons = list(main_polygons(countries[0]))
    for country in countries[1:]:
        around = _around(polygons)
        polygons += [_turned_to(around, polygon) for polygon in main_polygons(country)]
    around = _around(polygons)
    return Extent(
        around.west, around.south, min(around.east, around.west + FULL_TURN), around.north
    )


def projection_for(
    world: World,
    countries: Sequence[Country],
    extent: Extent | None,
    meridian: float | None,
    parallels: tuple[float, float] | None,
) -> tuple[Albers, Box]:
    """The projection and, on it, the box that the frame has to show."""
    single = len(countries) == 1
    chosen = extent or (country_extent(countries[0]) if single else common_extent(countries))
    middle = chosen.meridian if meridian is None else meridian
    albers = Albers.between(middle, *parallels) if parallels else Albers.of(chosen, middle)
    if extent:
        return albers, Box(*albers.box(extent))
    around = bounds(place for country in countries for place in _places(world, country, albers))
    return albers, around.grown(MARGIN * max(around.width, around.height))


def natural_height(shown: Box, width: float) -> float:
    """The height that suits what is shown, within what suits a page."""
    least, most = next((low, high) for start, low, high in ASPECTS if width >= start)
    return round(width * min(max(shown.height / shown.width, least), most))


def laid_on(albers: Albers, shown: Box, width: float, height: float) -> Albers:
    """The projection scaled and moved so that the frame holds what is to be shown."""
    return albers.fitted((shown.left, shown.top, shown.right, shown.bottom), width, height)


def _places(world: World, country: Country, albers: Albers) -> Iterator[Place]:
    for polygon in main_polygons(country):
        for lon, lat in continuous(world.ring(polygon.rings[0])):
            yield albers.project(lon, lat)


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
    return replace(piece, west=piece.west + turns, east=piece.east + turns)


def _gap(around: Extent, piece: Polygon) -> float:
    near = _turned_to(around, piece)
    shrink = math.cos(math.radians((around.south + around.north) / 2))
    east = max(near.west - around.east, around.west - near.east, 0.0) * shrink
    north = max(near.south - around.north, around.south - near.north, 0.0)
    return math.hypot(east, north)


def _diagonal(around: Extent) -> float:
    shrink = math.cos(math.radians((around.south + around.north) / 2))
    return math.hypot((around.east - around.west) * shrink, around.north - around.south)
