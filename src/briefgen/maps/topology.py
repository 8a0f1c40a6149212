"""The shapes of the world's countries, decoded only as far as a map needs them.

Countries share their borders: each line between two of them is stored once, as an arc, and
both refer to it by number (``~number`` when it runs the other way).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from itertools import accumulate, pairwise
from typing import TypedDict

from msgspec import Struct, structs

from briefgen.assets import asset_bytes
from briefgen.catalogues import ENGLISH
from briefgen.charts.svg import FigureError

Position = tuple[float, float]
Line = tuple[Position, ...]
Ring = tuple[int, ...]

MEDIUM = "50m"
COARSE = "110m"

USED_ELSEWHERE = {"UK": "GB for the United Kingdom", "EL": "GR for Greece", "KO": "XK for Kosovo"}
"""Codes in common use that ISO 3166 does not have."""


class MapError(FigureError):
    """A map that cannot be drawn from what it was given; the message is for the analyst."""


class Polygon(Struct, frozen=True):
    """One piece of land: its box (east may pass 180), its area, and its rings of arcs."""

    west: float
    south: float
    east: float
    north: float
    area_km2: float
    rings: tuple[Ring, ...]


class Country(Struct, frozen=True):
    """A country as the data has it; ``name`` is empty where none is to be printed.

    ``disputed_with`` are the codes of those across the parts of its border that are not settled.
    """

    alpha2: str
    alpha3: str
    name: str
    polygons: tuple[Polygon, ...]
    disputed_with: tuple[str, ...] = ()

    def arcs(self) -> frozenset[int]:
        """Numbers of all arcs of the country, without their direction."""
        return frozenset(
            number if number >= 0 else ~number
            for polygon in self.polygons
            for ring in polygon.rings
            for number in ring
        )


class World(Struct, frozen=True):
    """All countries of one resolution, with their arcs still folded up."""

    countries: tuple[Country, ...]
    folded: tuple[str, ...]
    scale: Position
    shift: Position

    def arc(self, number: int) -> Line:
        """Longitudes and latitudes along an arc, in its own direction."""
        return _unfolded(self.folded[number], self.scale, self.shift)

    def ring(self, ring: Ring) -> Line:
        """Longitudes and latitudes around a ring; the last position is the first again."""
        out: list[Position] = []
        for number in ring:
            line = self.arc(number) if number >= 0 else self.arc(~number)[::-1]
            out.extend(line[1:] if out else line)
        return tuple(out)

    def country(self, code: str) -> Country:
        """The country of an ISO 3166 code (two letters; three for shapes that have no other)."""
        wanted = code.strip().upper()
        for country in self.countries:
            if wanted and wanted in (country.alpha2, country.alpha3):
                return country
        raise MapError(f"There is no country with the code “{code}”{_suggestion(code, self)}.")

    def neighbours(self, country: Country) -> tuple[Country, ...]:
        """The countries that share a border with this one."""
        own = country.arcs()
        others = (other for other in self.countries if other is not country)
        return tuple(other for other in others if not own.isdisjoint(other.arcs()))

    def at(self, lon: float, lat: float) -> Country | None:
        """The country on whose shape a position lies; None on water."""
        for country in self.countries:
            for polygon in _covering(country.polygons, lon, lat):
                if self._inside(polygon, lon, lat):
                    return country
        return None

    def _inside(self, polygon: Polygon, lon: float, lat: float) -> bool:
        crossings = 0
        for ring in polygon.rings:
            line = over_pole(continuous(self.ring(ring)))
            for turn in (-360.0, 0.0, 360.0):
                crossings += _crossings(line, lon + turn, lat)
        return crossings % 2 == 1


class _Entry(TypedDict):
    a2: str
    a3: str
    name: str
    disputed: list[str]
    extents: list[list[float]]
    polygons: list[list[list[int]]]


class _Stored(TypedDict):
    scale: list[float]
    translate: list[float]
    countries: list[_Entry]
    arcs: list[str]


@cache
def load_world(resolution: str = MEDIUM, language: str = ENGLISH) -> World:
    """The world at 1:50 million, or coarser for small drawings, with names in a language."""
    if language != ENGLISH:
        world = load_world(resolution)
        named = tuple(_named(country, language) for country in world.countries)
        return structs.replace(world, countries=named)
    stored: _Stored = json.loads(asset_bytes(f"geo/world-{resolution}.json"))
    countries = tuple(
        Country(entry["a2"], entry["a3"], entry["name"], _polygons(entry), tuple(entry["disputed"]))
        for entry in stored["countries"]
    )
    (wide, high), (left, low) = stored["scale"], stored["translate"]
    return World(countries, tuple(stored["arcs"]), (wide, high), (left, low))


def _named(country: Country, language: str) -> Country:
    """A country by its name in a language; one that is to have none keeps none."""
    from briefgen.catalogues.locales import country as named  # Babel: not for English

    name = named(country.alpha2, language) if country.name else ""
    return structs.replace(country, name=name or country.name)


@cache
def _unfolded(steps: str, scale: Position, shift: Position) -> Line:
    """Positions along an arc, from its steps; most are asked for by more than one map."""
    (wide, high), (left, low) = scale, shift
    numbers = list(map(int, steps.split()))
    xs, ys = accumulate(numbers[::2]), accumulate(numbers[1::2])
    return tuple((x * wide + left, y * high + low) for x, y in zip(xs, ys, strict=True))


def continuous(line: Iterable[Position]) -> Line:
    """The line without the jump of 360 degrees at the 180th meridian."""
    out: list[Position] = []
    for lon, lat in line:
        turns = round((lon - out[-1][0]) / 360) if out else 0
        out.append((lon - 360 * turns, lat))
    return tuple(out)


def over_pole(line: Line) -> Line:
    """A ring that goes around a pole, closed over it; any other ring as it is."""
    if abs(line[-1][0] - line[0][0]) < 1:
        return line
    pole = math.copysign(90.0, line[0][1])
    return (*line, (line[-1][0], pole), (line[0][0], pole), line[0])


def _polygons(entry: _Entry) -> tuple[Polygon, ...]:
    paired = zip(entry["extents"], entry["polygons"], strict=True)
    return tuple(
        Polygon(west, south, east, north, area, tuple(tuple(ring) for ring in rings))
        for (west, south, east, north, area), rings in paired
    )


def _covering(polygons: Iterable[Polygon], lon: float, lat: float) -> Iterator[Polygon]:
    for polygon in polygons:
        turned = polygon.west + (lon - polygon.west) % 360
        if turned <= polygon.east and polygon.south <= lat <= polygon.north:
            yield polygon


def _crossings(line: Line, lon: float, lat: float) -> int:
    found = 0
    for (x1, y1), (x2, y2) in pairwise(line):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            found += 1
    return found


def _suggestion(code: str, world: World) -> str:
    if code.strip().upper() in USED_ELSEWHERE:
        return f"; ISO 3166 has {USED_ELSEWHERE[code.strip().upper()]}"
    by_name = {country.name.casefold(): country for country in world.countries if country.name}
    named = get_close_matches(code.strip().casefold(), by_name, n=1, cutoff=0.75)
    if named:
        near = by_name[named[0]]
        return f"; {near.name} is {near.alpha2 or near.alpha3}"
    codes = {c.alpha2: c for c in world.countries if c.alpha2}
    letters = get_close_matches(code.strip().upper(), codes, n=3, cutoff=0.5)
    listed = ", ".join(f"{letter} ({codes[letter].name})" for letter in letters)
    return f"; codes close to it: {listed}" if listed else "; use the two letters of ISO 3166"
