"""The words of a map in their letters: each name in the ways in which it may be set."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefgen.catalogues import ENGLISH, in_capitals
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import REGULAR, SEMIBOLD, Look
from briefgen.maps.labels import Block, Words, block
from briefgen.maps.names import (
    NEIGHBOUR_LETTERS,
    SUBJECT_LETTERS,
    country_blocks,
    halves,
    water_blocks,
)
from briefgen.maps.signs import Mark, Track
from briefgen.maps.topology import Country

PLACE_SIZE, ROUTE_SIZE, VALUE_SIZE = 7.2, 7.8, 7.4
LONG_NAME, TWO_LINES_COST = 15, 2.0


class Wording(Struct, frozen=True):
    """Countries with their names, and values that are set under some of them."""

    countries: Mapping[str, Country]
    look: Look
    metrics: Metrics
    values: Mapping[str, str]
    language: str = ENGLISH

    def _named(self, code: str) -> str:
        return in_capitals(self.countries[code].name, self.language)

    def country(self, code: str, fill: str, weight: int) -> list[Block]:
        """A country's name, the roomiest letters first, with its value where it has one."""
        name, value = self._named(code), self.values.get(code, "")
        under = (Words(value, VALUE_SIZE, fill, weight),) if value else ()
        return country_blocks(self.metrics, name, NEIGHBOUR_LETTERS, fill, weight, under)

    def outside(self, code: str) -> list[Block]:
        """A country's name beside it, on one line or two, in wider and then in tight letters."""
        blocks = self.country(code, self.look.ink, SEMIBOLD)
        ways = len(blocks) // len(NEIGHBOUR_LETTERS)
        return [*blocks[ways : 2 * ways], *blocks[-ways:]]

    def subject(self, code: str) -> list[Block]:
        """The name of the country that the map is about."""
        name, fill = self._named(code), self.look.accent
        return country_blocks(self.metrics, name, SUBJECT_LETTERS, fill, SEMIBOLD)

    def water(self, name: str) -> list[Block]:
        """The name of a sea or lake."""
        return water_blocks(self.metrics, name, self.look.water_label)

    def place(self, mark: Mark) -> list[tuple[Block, float]]:
        """The name at a mark, with what it costs to set it so."""
        ink = self.look.ink
        if mark.country:
            blocks = country_blocks(
                self.metrics,
                in_capitals(mark.name, self.language),
                NEIGHBOUR_LETTERS[1:],
                ink,
                SEMIBOLD,
            )
            return [(each, TWO_LINES_COST * (len(each.lines) - 1)) for each in blocks]
        weight = SEMIBOLD if mark.capital or mark.badge else REGULAR
        return [
            (block(self.metrics, [Words(words, PLACE_SIZE, ink, weight) for words in lines]), cost)
            for lines, cost in _set_on(mark.name)
        ]

    def route(self, track: Track) -> list[tuple[Block, float]]:
        """The name of a route over its second line."""
        accent = self.look.accent
        text = [Words(track.text, ROUTE_SIZE - 0.4, accent)] if track.text else []
        return [
            (
                block(
                    self.metrics,
                    [*(Words(words, ROUTE_SIZE, accent, SEMIBOLD) for words in lines), *text],
                    1.22,
                ),
                cost,
            )
            for lines, cost in _set_on(track.name)
        ]


def _set_on(name: str) -> list[tuple[list[str], float]]:
    two = halves(name) if len(name) > LONG_NAME else []
    return [([name], 0.0), *((lines, TWO_LINES_COST) for lines in two)]
