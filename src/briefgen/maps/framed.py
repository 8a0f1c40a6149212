"""Everything of a map in its place on the frame, before any word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from msgspec import Struct, field, structs

from briefgen.catalogues import base_of
from briefgen.charts.svg import Look
from briefgen.maps.framing import (
    coarse_enough,
    laid_on,
    middle_of,
    natural_height,
    projection_for,
)
from briefgen.maps.geometry import Box, Place, area
from briefgen.maps.incidents import Badge, badges
from briefgen.maps.names import centre_of
from briefgen.maps.projection import Projection
from briefgen.maps.scene import Scene, survey
from briefgen.maps.shades import Shade, codes_of, shades_of
from briefgen.maps.sheet import Sheet, sheet_of
from briefgen.maps.signs import Mark, Track
from briefgen.maps.spec import Incident, LocatorMap, Route, Spot
from briefgen.maps.topology import COARSE, Country, MapError, Position, World, load_world

UNSEEN, UNSEEN_IN_CROWD = 5.0, 2.0
"""A country that matters and covers fewer square points is marked, or it would not be seen."""

MOST_NAMED = 20

Keyed = Mapping[str, int]
"""Numbers of places and countries that are told in a key, by their names."""


class Stage(Struct, frozen=True):
    """A projection with its frame, on which positions find their places."""

    projection: Projection
    frame: Box

    def seen(self, position: Position) -> Place | None:
        """The place of a position, if the frame shows it."""
        place = self.projection.project(*position)
        return place if place is not None and self.frame.has(place) else None

    def placed(self, name: str, position: Position) -> Place:
        """The place of a position that has to be shown."""
        lon, lat = position
        place = self.seen(position)
        if place is not None and abs(lat) <= 90:
            return place
        swapped = abs(lon) <= 90 and self.seen((lat, lon)) is not None
        hint = "longitude comes first: are the two swapped?" if swapped else "widen the extent."
        raise MapError(f"“{name}” at [{lon:g}, {lat:g}] lies outside the map; {hint}")


class Framed(Struct, frozen=True):
    """A map whose every part has its place on the frame.

    ``specks`` are marks of countries that would not be seen; they and places are ``marks`` unless
    they are ``keyed``, which makes them ``badges`` with those of events.
    """

    scene: Scene
    stage: Stage
    subject: Country | None
    highlighted: tuple[Country, ...]
    shades: tuple[Shade, ...]
    specks: tuple[Mark, ...]
    tracks: tuple[Track, ...]
    waters: tuple[tuple[str, Place], ...]
    marks: tuple[Mark, ...] = ()
    badges: tuple[Badge, ...] = ()
    keyed: Keyed = field(default_factory=dict)

    def mattering(self) -> tuple[Country, ...]:
        """The countries that the map is about."""
        return _mattering(self.subject, self.highlighted, self.shades)

    @property
    def crowded(self) -> bool:
        """Whether it is about too many countries to name each: then those that have the room."""
        return len(self.mattering()) > MOST_NAMED

    def marked(self) -> frozenset[str]:
        """The codes of countries that are a mark or a number, and named with it."""
        numbered = {c.alpha3 for c in self.mattering() if c.name in self.keyed}
        return frozenset(numbered | {mark.country for mark in self.specks})


def _mattering(
    subject: Country | None, highlighted: Iterable[Country], shades: Iterable[Shade]
) -> tuple[Country, ...]:
    shaded = (country for shade in shades for country in shade.countries)
    return tuple(dict.fromkeys((*((subject,) if subject else ()), *highlighted, *shaded)))


def framed_map(spec: LocatorMap, world: World, look: Look) -> Framed:
    """Everything of a map in its place, every name at its mark."""
    subject = world.country(spec.country) if spec.country else None
    shades = shades_of(spec, world, look)
    highlighted = tuple(world.country(code) for code in spec.highlight)
    projection, frame = _frame(spec, world, subject, shades)
    detail = load_world(COARSE, base_of(spec.language)) if coarse_enough(projection) else world
    mattering = _mattering(subject, highlighted, shades)
    pairs = [frozenset(world.country(code).alpha3 for code in pair) for pair in spec.disputed]
    scene = survey(detail, projection, frame, [c.alpha3 for c in mattering], pairs)
    if not scene.shapes:
        raise MapError("The extent of the map shows no land; check west, south, east, north.")
    stage = Stage(projection, frame)
    sheet = sheet_of(detail, projection, frame)
    bare = Framed(
        scene,
        stage,
        subject,
        highlighted,
        shades,
        specks=tuple(_specks(scene, mattering, shades, stage, look)),
        tracks=tuple(_track(route, sheet, stage) for route in spec.routes),
        waters=tuple((w.name, stage.placed(w.name, (w.lon, w.lat))) for w in spec.waters),
    )
    return with_signs(bare, spec, {})


def with_signs(framed: Framed, spec: LocatorMap, keyed: Keyed) -> Framed:
    """The map with its marks; those that are keyed have a number in place of their name."""
    told = {incident.name for incident in spec.incidents}
    spots = [spot for spot in spec.points if spot.name not in told]
    marks = [mark for mark in framed.specks if mark.name not in keyed]
    marks += [_mark(spot, framed.stage) for spot in spots if spot.name not in keyed]
    numbered = [*spec.incidents, *_numbered(spots, keyed)]
    placed = [(each, framed.stage.placed(each.name, (each.lon, each.lat))) for each in numbered]
    placed += _numbered_countries(framed, keyed)
    set_out = badges(placed, framed.scene.frame, [m.box for m in marks], set(keyed.values()))
    named = [Mark("" if b.plain else b.name, b.middle, badge=b.box) for b in set_out]
    if framed.crowded:
        marks = [replace(mark, name="") if mark.country else mark for mark in marks]
    return structs.replace(framed, marks=(*marks, *named), badges=set_out, keyed=keyed)


def _numbered(spots: Iterable[Spot], keyed: Keyed) -> Iterable[Incident]:
    return (Incident(keyed[s.name], s.name, s.lon, s.lat) for s in spots if s.name in keyed)


def _numbered_countries(framed: Framed, keyed: Keyed) -> Iterable[tuple[Incident, Place]]:
    specks = {mark.country: mark.place for mark in framed.specks}
    for country in framed.mattering():
        if country.name in keyed:
            code = country.alpha3
            place = specks[code] if code in specks else centre_of(framed.scene.shapes[code])
            yield Incident(keyed[country.name], country.name, 0.0, 0.0), place


def _frame(
    spec: LocatorMap, world: World, subject: Country | None, shades: Sequence[Shade]
) -> tuple[Projection, Box]:
    extent = spec.extent.checked() if spec.extent else None
    shaded = [country for shade in shades for country in shade.countries]
    shown_whole = [subject] if subject else shaded
    if not shown_whole:
        raise MapError("The map shows no country; name one, or the members of an organisation.")
    projection, shown = projection_for(world, shown_whole, extent, spec.projection)
    height = spec.height or natural_height(shown, spec.width)
    return laid_on(projection, shown, spec.width, height), Box(0.0, 0.0, spec.width, height)


def _mark(spot: Spot, stage: Stage) -> Mark:
    return Mark(spot.name, stage.placed(spot.name, (spot.lon, spot.lat)), spot.capital)


def _specks(
    scene: Scene, countries: Sequence[Country], shades: Sequence[Shade], stage: Stage, look: Look
) -> list[Mark]:
    """Marks of the countries that matter and would not be seen."""
    fills = {code: shade.fill for shade in shades for code in shade.codes()}
    found = []
    crowded = len(countries) > MOST_NAMED
    for country in countries:
        least = UNSEEN_IN_CROWD if crowded else UNSEEN
        if scene.visible_area(country.alpha3) >= least or not country.name:
            continue
        largest = max(scene.shapes.get(country.alpha3, []), key=area, default=None)
        place = Box(*_edges(largest)).middle if largest else stage.seen(middle_of(country))
        if place is not None:
            fill = fills.get(country.alpha3, look.accent)
            found.append(Mark(country.name, place, False, None, country.alpha3, fill, crowded))
    return found


def _edges(shape: Sequence[Place]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    return min(xs), min(ys), max(xs), max(ys)


def _track(route: Route, sheet: Sheet, stage: Stage) -> Track:
    if len(route.via) < 2:
        raise MapError(f"The route “{route.name}” needs at least two positions.")
    stretches = tuple(sheet.course(route.via))
    if not stretches:
        raise MapError(f"The route “{route.name}” lies outside the map; widen the extent.")
    at_start, at_end = route.ends()
    heads = (
        at_start and stage.seen(route.via[0]) is not None,
        at_end and stage.seen(route.via[-1]) is not None,
    )
    return Track(route.name, route.text, stretches, route.dashed, heads)


def dark_codes(shades: Iterable[Shade]) -> tuple[str, ...]:
    """The codes of countries on which words are white."""
    return codes_of(shade for shade in shades if shade.dark)
