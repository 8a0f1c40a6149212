"""What of the world falls into a frame: shapes of countries, borders and coasts in points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from briefgen.maps.geometry import Box, Shape, area
from briefgen.maps.projection import Projection
from briefgen.maps.sheet import Sheet, sheet_of
from briefgen.maps.topology import Country, World

SPECK = 0.08
"""Islands smaller than this many square points are left out."""

Pair = frozenset[str]


class Scene(Struct, frozen=True):
    """The frame filled: shapes by country in the order of the data, and the lines between.

    ``ground`` is the outline of the world where the frame shows more than that.
    """

    frame: Box
    shapes: dict[str, list[Shape]]
    countries: dict[str, Country]
    borders: list[Shape]
    disputed: list[Shape]
    coasts: list[Shape]
    outlines: dict[str, list[Shape]]
    borders_of: dict[str, list[Shape]]
    ground: Shape | None

    def visible_area(self, code: str) -> float:
        """How many square points a country takes up (holes counted in)."""
        return sum(area(shape) for shape in self.shapes.get(code, []))


def survey(
    world: World,
    projection: Projection,
    frame: Box,
    always: Iterable[str] = (),
    disputed: Collection[Pair] = (),
) -> Scene:
    """Everything that the frame shows; the smallest islands only of the countries in always.

    ``disputed`` are pairs of countries whose border is to be dashed, besides those of the data.
    """
    sheet = sheet_of(world, projection, frame)
    kept = set(always)
    shapes: dict[str, list[Shape]] = {}
    owners: dict[int, set[str]] = defaultdict(set)
    for country in world.countries:
        least = 0.0 if country.alpha3 in kept else SPECK
        drawn = []
        for polygon in sheet.visible(country):
            for number in (number for ring in polygon.rings for number in ring):
                owners[max(number, ~number)].add(country.alpha3)
            drawn += [shape for shape in sheet.areas(polygon) if area(shape) > least]
        if drawn:
            shapes[country.alpha3] = drawn
    pairs = {*disputed, *_disputed_pairs(world)}
    shared = [number for number in owners if len(owners[number]) > 1]
    dashed = [number for number in shared if any(pair <= owners[number] for pair in pairs)]
    return Scene(
        frame,
        shapes,
        {country.alpha3: country for country in world.countries if country.alpha3 in shapes},
        _lines(sheet, sorted(set(shared) - set(dashed))),
        _lines(sheet, dashed),
        _lines(sheet, [number for number in owners if len(owners[number]) == 1]),
        _outlines(sheet, owners, kept),
        _outlines(sheet, {number: owners[number] for number in shared}, kept),
        sheet.ground(),
    )


def _disputed_pairs(world: World) -> Iterable[Pair]:
    for country in world.countries:
        for other in country.disputed_with:
            yield frozenset((country.alpha3, other))


def _outlines(
    sheet: Sheet, owners: Mapping[int, set[str]], kept: Iterable[str]
) -> dict[str, list[Shape]]:
    return {
        code: _lines(sheet, [number for number in sorted(owners) if code in owners[number]])
        for code in sorted(kept)
    }


def _lines(sheet: Sheet, numbers: Iterable[int]) -> list[Shape]:
    return [line for number in numbers for line in sheet.lines(number)]
