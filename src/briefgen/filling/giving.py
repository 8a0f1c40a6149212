"""By how much the drawings of parts give way: how high they come out when they are stretched.

Nothing is taken on trust. Figures are drawn at both ends, and one that came out as before, as a
row of events or a map that would lose its names, does not give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.edition.arranging import Arrangement, Compose
from briefgen.edition.stretching import MOST
from briefgen.edition.view import Edition, Part

PIXELS = 4 / 3  # of a point
STEPS = (-15, -10, -5, 5, 10, 15)  # per cent
LEAST = 4.0  # pixels that are worth it


class Give(Struct, frozen=True):
    """By how many pixels a part can come out lower and higher."""

    lower: float = 0.0
    higher: float = 0.0

    def at(self, per_cent: int) -> float:
        """How much higher it is then; between the ends as much more as it is stretched."""
        end = self.higher if per_cent > 0 else -self.lower
        return end * abs(per_cent) / MOST

    @property
    def steps(self) -> tuple[int, ...]:
        """By how many per cent it may be stretched."""
        return tuple(step for step in STEPS if abs(self.at(step)) >= LEAST)


def gives(edition: Edition, compose: Compose) -> Mapping[str, Give]:
    """What gives way in an edition, by the key of the part."""
    usual = dict(_heights(edition))
    low, high = (
        dict(_heights(compose(arrangement=Arrangement(stretch=dict.fromkeys(usual, end)))))
        for end in (-MOST, MOST)
    )
    return {
        part.key: Give(
            min(PIXELS * (usual[spec] - low[spec]) for spec in places),
            min(PIXELS * (high[spec] - usual[spec]) for spec in places),
        )
        for part in _parts(edition)
        if (places := figures_of(part))
    }


def figures_of(part: Part) -> tuple[str, ...]:
    """The places in the spec of the figures that a part is made of."""
    return tuple(each.spec for each in _figures(part))


def _parts(edition: Edition) -> Iterator[Part]:
    return (part for section in edition.sections for part in section.parts)


def _figures(part: Part) -> tuple[Part, ...]:
    halves = part.data.get("halves")
    figures = halves if isinstance(halves, tuple) else (part,)
    return tuple(each for each in figures if "height" in each.data)


def _heights(edition: Edition) -> Iterator[tuple[str, float]]:
    for part in _parts(edition):
        for each in _figures(part):
            height = each.data["height"]
            assert isinstance(height, float)
            yield each.spec, height
