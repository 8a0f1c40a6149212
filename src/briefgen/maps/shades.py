"""Fills that mean something: members and observers, classes of values; all hold in grey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from briefgen.charts.svg import Look
from briefgen.maps.colours import is_dark, ladder, mixed
from briefgen.maps.spec import LocatorMap
from briefgen.maps.topology import Country, World

OBSERVER_SHARE = 0.3
"""How far the fill of observers lies from mid to tint."""


class Shade(Struct, frozen=True):
    """Countries with one fill, and what the legend says of it.

    ``name`` is the word for it in the alternative text, as “Member”; classes have none.
    """

    words: str
    countries: tuple[Country, ...]
    fill: str
    outline: str
    name: str = ""
    hatched: bool = False

    @property
    def dark(self) -> bool:
        """Whether words on it are white."""
        return not self.hatched and is_dark(self.fill)

    def codes(self) -> tuple[str, ...]:
        """The codes of its countries, as shapes are named by."""
        return tuple(country.alpha3 for country in self.countries)


def shades_of(spec: LocatorMap, world: World, look: Look) -> tuple[Shade, ...]:
    """The fills of a map in the order of its legend."""
    return (*_standings(spec, world, look), *_classes(spec, world, look))


def codes_of(shades: Iterable[Shade]) -> tuple[str, ...]:
    """The codes of all their countries."""
    return tuple(code for shade in shades for code in shade.codes())


def _standings(spec: LocatorMap, world: World, look: Look) -> Iterator[Shade]:
    """Full members in the accent, observers in a lighter fill with an outline."""
    fill = mixed(look.mid, look.tint, OBSERVER_SHARE)
    for name, codes, colour, outline in (
        (spec.words.member, spec.members, look.accent, look.paper),
        (spec.words.observer, spec.observers, fill, look.accent),
    ):
        if codes:
            words = f"{name} ({len(codes)})"
            yield Shade(words, _countries(world, codes), colour, outline, name)


def _classes(spec: LocatorMap, world: World, look: Look) -> Iterator[Shade]:
    if spec.values is None:
        return
    bands, missing = spec.values.bands, spec.values.missing
    for band, fill in zip(bands, ladder(look, len(bands)), strict=True):
        yield Shade(band.words, _countries(world, band.countries), fill, look.paper)
    if missing:
        countries = _countries(world, missing)
        yield Shade(spec.words.no_data, countries, look.paper, look.grey, hatched=True)


def _countries(world: World, codes: Sequence[str]) -> tuple[Country, ...]:
    return tuple(world.country(code) for code in codes)
