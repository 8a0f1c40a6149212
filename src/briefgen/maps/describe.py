"""A map in words, for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from briefgen.charts.sentences import ENGLISH, MapSentences, Sentences
from briefgen.charts.words import capitalised
from briefgen.language import in_a_row
from briefgen.maps.topology import Country, Position

SAME_PLACE_DEGREES = 0.3
MEMBER, OBSERVER, OTHER = "member", "observer", ""


class PlaceSpec(Protocol):
    """A named place, as the words need it."""

    @property
    def name(self) -> str: ...
    @property
    def lon(self) -> float: ...
    @property
    def lat(self) -> float: ...
    @property
    def capital(self) -> bool: ...


class RouteSpec(Protocol):
    """A named route, as the words need it."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def via(self) -> tuple[Position, ...]: ...
    @property
    def dashed(self) -> bool: ...
    @property
    def heads(self) -> str: ...


class Standing(Struct, frozen=True):
    """Countries that are filled alike, and the word for it; ``role`` unless it is the author’s."""

    word: str
    countries: Sequence[str]
    role: str = OTHER


class Teller(Struct, frozen=True):
    """The sentences of a language, and the way in which it joins names."""

    said: MapSentences
    language: str

    def row(self, names: Sequence[str]) -> str:
        """Names in a row."""
        return in_a_row(names, self.language)

    def land(
        self,
        subject: Country | None,
        tinted: Sequence[str],
        near: Sequence[str],
        standings: Sequence[Standing],
    ) -> str:
        """What the map is of."""
        said = self.said
        told = said.map_of.format(country=subject.name or subject.alpha3) if subject else said.map
        sides = [self.side(each) for each in standings]
        if sides:
            both = said.both_sides.format(one=sides[0], other=sides[-1])
            pattern = said.with_sides if subject else said.of_sides
            told = pattern.format(map=told, sides=both if len(sides) > 1 else sides[0])
        if tinted:
            told = said.highlighted.format(map=told, countries=self.row(tinted))
        others = [name for name in near if name not in tinted]
        if others:
            pattern = said.neighbours_too if tinted else said.neighbours
            told = pattern.format(map=told, countries=self.row(others))
        return told

    def side(self, standing: Standing) -> str:
        """The countries of one standing; a word of the author's own is quoted as it is."""
        names, count = self.row(standing.countries), len(standing.countries)
        if standing.role == OTHER:
            return self.said.standing.format(word=standing.word, countries=names)
        plural = self.said.members if standing.role == MEMBER else self.said.observers
        return plural.of(count, countries=names)

    def places(self, points: Sequence[PlaceSpec]) -> str:
        """The places that have their name, capitals first."""
        capitals = [self.said.capital.format(name=each.name) for each in points if each.capital]
        named = [*capitals, *(each.name for each in points if not each.capital)]
        return self.said.marked.of(len(named), places=self.row(named)) if named else ""

    def numbered(self, pattern: str, places: Sequence[tuple[int, str]]) -> str:
        """Places by their numbers."""
        listed = [f"{number} {name}" for number, name in places]
        return pattern.format(places=self.row(listed)) if listed else ""

    def route(self, route: RouteSpec, points: Sequence[PlaceSpec], comma: str) -> str:
        """A line with its label, its arrows and the places that it goes through."""
        said = self.said
        label = comma.join(each for each in (route.name, route.text) if each)
        line = (said.dashed_line if route.dashed else said.line).format(label=label)
        arrows = {"end": said.arrow, "start": said.arrow_back, "both": said.arrows}
        line = arrows.get(route.heads, "{line}").format(line=line)
        stops = [stop for stop in (_at(place, points) for place in route.via) if stop]
        if len(stops) < 2:
            return said.drawn.format(line=line)
        start, *between, end = stops
        if not between:
            return said.runs.format(line=line, start=start, end=end)
        return said.runs_through.format(line=line, start=start, stops=self.row(between), end=end)


def described(
    points: Sequence[PlaceSpec],
    routes: Sequence[RouteSpec],
    land: str,
    teller: Teller,
    marks: Sentences = ENGLISH,
    events: Sequence[tuple[int, str]] = (),
    keyed: Sequence[tuple[int, str]] = (),
) -> str:
    """What the map shows: ``land`` is the sentence for that, one follows for what is drawn on it.

    ``keyed`` are places that have a number in place of their name.
    """
    numbered = {name for _, name in keyed}
    said = teller.said
    parts = [
        teller.places([point for point in points if point.name not in numbered]),
        teller.numbered(said.events, events),
        teller.numbered(said.numbered, sorted(keyed)),
        *(teller.route(route, points, marks.comma) for route in routes),
    ]
    drawn = marks.semicolon.join(part for part in parts if part)
    return f"{land} {capitalised(drawn)}." if drawn else land


def _at(position: Position, points: Sequence[PlaceSpec]) -> str:
    for point in points:
        if math.dist(position, (point.lon, point.lat)) < SAME_PLACE_DEGREES:
            return point.name
    return ""
