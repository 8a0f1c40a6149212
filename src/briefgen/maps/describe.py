"""A map in words, for those who cannot see it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from briefgen.language import joined
from briefgen.maps.topology import Country, Position

SAME_PLACE_DEGREES = 0.3
PLURALS: Mapping[str, str] = {"Member": "members", "Observer": "observers"}


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


def described(
    points: Sequence[PlaceSpec],
    routes: Sequence[RouteSpec],
    subject: Country | None,
    highlighted: Iterable[Country],
    neighbours: Sequence[Country],
    standings: Sequence[tuple[str, Sequence[str]]] = (),
    events: Sequence[tuple[int, str]] = (),
    keyed: Sequence[tuple[int, str]] = (),
    values: str = "",
) -> str:
    """What the map shows, in a sentence for the land and one for what is drawn on it.

    ``standings`` are words as “Member” with the countries that have it filled, ``keyed`` places
    that have a number in place of their name; ``values`` are the words of a choropleth.
    """
    tinted = [country.name for country in highlighted]
    opening = f"Map of {subject.name or subject.alpha3}" if subject else "Map"
    sides = [_side(word, names) for word, names in standings]
    if sides:
        opening += f" with {' and of '.join(sides)}" if subject else f" of {' and of '.join(sides)}"
    if tinted:
        opening += f", with {joined(tinted)} highlighted"
    others = [country.name for country in neighbours if country.name not in tinted]
    if others:
        opening += f"{',' if tinted else ''} and its neighbours {joined(others)}"
    numbered = {name for _, name in keyed}
    named = [point for point in points if point.name not in numbered]
    parts = [_places(named), _events(events), _keyed(keyed)]
    parts += [_route(route, points) for route in routes]
    drawn = "; ".join(part for part in parts if part)
    sentences = [values or f"{opening}.", f"{drawn[0].upper()}{drawn[1:]}." if drawn else ""]
    return " ".join(sentence for sentence in sentences if sentence)


def _side(word: str, names: Sequence[str]) -> str:
    """The countries of one standing; a word of the author's own is quoted as it is."""
    if word not in PLURALS:
        return f"“{word}” {joined(names)}"
    return f"{PLURALS[word] if len(names) > 1 else word.lower()} {joined(names)}"


def _places(points: Sequence[PlaceSpec]) -> str:
    capitals = [f"the capital {point.name}" for point in points if point.capital]
    others = [point.name for point in points if not point.capital]
    named = [*capitals, *others]
    if not named:
        return ""
    return f"{joined(named)} {'is' if len(named) == 1 else 'are'} marked"


def _events(events: Sequence[tuple[int, str]]) -> str:
    if not events:
        return ""
    listed = joined([f"{number} {name}" for number, name in events])
    return f"numbered marks stand for events at {listed}"


def _keyed(keyed: Sequence[tuple[int, str]]) -> str:
    if not keyed:
        return ""
    return f"numbered are {joined([f'{number} {name}' for number, name in sorted(keyed)])}"


def _route(route: RouteSpec, points: Sequence[PlaceSpec]) -> str:
    label = joined([route.name, route.text], last=", ") if route.text else route.name
    manner = f"a {'dashed ' if route.dashed else ''}line labelled “{label}”"
    manner += {
        "end": " with an arrow",
        "start": " with an arrow back",
        "both": " with arrows both ways",
    }.get(route.heads, "")
    stops = [stop for stop in (_at(place, points) for place in route.via) if stop]
    if len(stops) < 2:
        return f"{manner} is drawn"
    through = f" through {joined(stops[1:-1])}" if stops[1:-1] else ""
    return f"{manner} runs from {stops[0]}{through} to {stops[-1]}"


def _at(position: Position, points: Sequence[PlaceSpec]) -> str:
    for point in points:
        if math.dist(position, (point.lon, point.lat)) < SAME_PLACE_DEGREES:
            return point.name
    return ""
