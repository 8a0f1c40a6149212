"""Members and observers of an organisation on a map: fills that hold in grey, and their legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.charts import svg
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Look
from briefgen.maps.topology import Country, World

LEGEND_HEIGHT = 15.0
SWATCH_WIDTH, SWATCH_HEIGHT = 10.0, 7.0
WORDS = 7.4
OBSERVER_SHARE = 0.3
"""How far the fill of observers lies from mid to tint."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Countries of one standing, with the word for it."""

    word: str
    countries: tuple[Country, ...]
    full: bool

    def fill(self, look: Look) -> str:
        """The accent for full members, a lighter shade for the others, who get an outline."""
        return look.accent if self.full else mixed(look.mid, look.tint, OBSERVER_SHARE)

    def outline(self, look: Look) -> str:
        """The colour of the line around them."""
        return look.paper if self.full else look.accent


def standings(
    world: World, words: Sequence[str], sides: Sequence[Sequence[str]]
) -> tuple[Standing, ...]:
    """Full members and then observers by their codes, each with its word; empty sides left out."""
    return tuple(
        Standing(word, tuple(world.country(code) for code in codes), full=not number)
        for number, (word, codes) in enumerate(zip(words, sides, strict=True))
        if codes
    )


def codes_of(sides: Iterable[Standing]) -> tuple[str, ...]:
    """The codes of all their countries, as shapes are named by."""
    return tuple(country.alpha3 for side in sides for country in side.countries)


def legend(standings: Sequence[Standing], look: Look, metrics: Metrics) -> Iterator[Markup]:
    """One line that says what the fills mean and how many countries have each."""
    x = 0.0
    for standing in standings:
        words = f"{standing.word} ({len(standing.countries)})"
        yield svg.rect(
            x + 0.3,
            2.3,
            SWATCH_WIDTH,
            SWATCH_HEIGHT,
            fill=standing.fill(look),
            stroke=look.accent,
            stroke_width=0.6,
        )
        yield svg.text(x + SWATCH_WIDTH + 4.5, 8.5, words, size=WORDS, fill=look.ink)
        x += SWATCH_WIDTH + 4.5 + metrics.width(words, WORDS) + 18.0


def mixed(one: str, other: str, share: float) -> str:
    """The colour that lies a share of the way from one to the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + share * (b - a)):02X}" for a, b in pairs)
