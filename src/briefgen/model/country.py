"""Country codes: ISO 3166-1 alpha-2, with the code at hand for whoever writes a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated

import pycountry
from pydantic import PlainValidator

from briefgen.catalogues import ENGLISH, base_of, is_english
from briefgen.errors import nearest
from briefgen.model.fields import text_of, wrong
from briefgen.territories import UNDRAWN

# What people write and the standard does not have.
_MEANT = {
    "UK": "GB",
    "EL": "GR",
    "Russia": "RU",
    "Turkey": "TR",
    "Turkiye": "TR",
    "Great Britain": "GB",
    "USA": "US",
    "Ivory Coast": "CI",
    "Cape Verde": "CV",
    "Swaziland": "SZ",
    "Burma": "MM",
    "Macedonia": "MK",
}
_SHORTER = {"RU": "Russia", "SY": "Syria", "LA": "Laos", "BN": "Brunei", "CD": "DR Congo"}
KOSOVO = "XK"  # assigned by users, not by ISO; the map data have it


def country_code(value: object) -> str:
    """A code of the standard; anything else is told with the code that was probably meant."""
    written = text_of(value, "a country code").strip()
    found = pycountry.countries.get(alpha_2=written)
    if found is not None and found.alpha_2 == written:
        return written
    raise wrong(
        f"“{written[:40]}” is no country code of ISO 3166-1 alpha-2",
        _hint(written) or "write the two capital letters, as KZ, TR or AF",
    )


def country_name(code: str, language: str = ENGLISH) -> str:
    """The name in common use of a country by its code: Türkiye, Kyrgyzstan, Tanzania."""
    if not is_english(language):
        from briefgen.catalogues.locales import country as named  # Babel: not for English

        return named(code, base_of(language)) or country_name(code)
    if code == KOSOVO:
        return "Kosovo"
    country = pycountry.countries.get(alpha_2=code)
    name = getattr(country, "common_name", None) or getattr(country, "name", code)
    return _SHORTER.get(code) or str(name).split(",")[0]


def all_countries() -> tuple[tuple[str, str], ...]:
    """Every code of the standard with its name in common use, in the order of the codes."""
    codes = sorted(country.alpha_2 for country in pycountry.countries)
    return tuple((code, country_name(code)) for code in codes)


def countries_in(name: str) -> tuple[str, ...]:
    """Codes of the countries that a name such as kazakhstan-africa speaks of, in its order."""
    known = _by_name()
    left, found = f"-{name}-", {}
    for words in sorted(known, key=len, reverse=True):  # South Africa before Africa’s parts
        place = left.find(f"-{words}-")
        if place >= 0:
            found[place] = known[words]
            left = left.replace(f"-{words}-", f"-{'.' * len(words)}-", 1)
    return tuple(dict.fromkeys(found[place] for place in sorted(found)))


@cache
def _by_name() -> Mapping[str, str]:
    return {in_small_letters(words): code for words, code in _names() if len(words) > 3}


def in_small_letters(words: str) -> str:
    """Words as the name of a file: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", words.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def map_code(value: object) -> str:
    """A code that maps have a shape for: of the standard, or that of Kosovo."""
    code = KOSOVO if value == KOSOVO else country_code(value)
    if code in UNDRAWN:
        raise wrong(f"maps have no shape for {shapeless(code)}", instead_of_shape(code))
    return code


def shapeless(code: str) -> str:
    """A land without a shape, by name and code."""
    return f"{UNDRAWN[code].name} ({code})"


def instead_of_shape(code: str) -> str:
    """What an author can do where a land without a shape was to be drawn."""
    land = UNDRAWN[code]
    lon, lat = land.at
    point = f"mark it as a place: “points: [{{name: {land.name}, at: [{lon}, {lat}]}}]”"
    if not land.drawn_with:
        return point
    return f"it is drawn as part of {country_name(land.drawn_with)} ({land.drawn_with}); {point}"


def is_code(written: str) -> bool:
    """Whether data names a country by a code of two or of three letters."""
    return bool(two_letters(written))


def two_letters(written: str) -> str:
    """The code of two letters of a country that data names by two or by three; else nothing."""
    if written in (KOSOVO, "XKX"):
        return KOSOVO
    two = pycountry.countries.get(alpha_2=written)
    three = pycountry.countries.get(alpha_3=written)
    for found, attribute in ((two, "alpha_2"), (three, "alpha_3")):
        if found is not None and getattr(found, attribute) == written:
            return str(found.alpha_2)
    return ""


def known_code(written: str) -> str | None:
    """The code of a country by a code of two or three letters or a name; None where it is none."""
    for found in (
        pycountry.countries.get(alpha_2=written),
        pycountry.countries.get(alpha_3=written),
    ):
        if found is not None:
            return str(found.alpha_2)
    folded = written.casefold()
    return next((code for name, code in _names() if name.casefold() == folded), None)


def code_hint(written: str) -> str:
    """The code that was meant by a name, if one was."""
    return _hint(written)


def _hint(written: str) -> str:
    codes: dict[str, str] = {}
    for name, code in _names():
        codes.setdefault(name.casefold(), code)
    meant = codes.get(written.casefold())
    if meant is None and (near := nearest(written.casefold(), codes)) and len(written) > 3:
        meant = codes[near]
    if meant is None:
        return ""
    country = pycountry.countries.get(alpha_2=meant)
    return f"write {meant} for {country.name}" if country else ""


def _names() -> Iterator[tuple[str, str]]:
    for country in pycountry.countries:
        yield country.alpha_2, country.alpha_2
    yield from _MEANT.items()
    for country in pycountry.countries:
        code = country.alpha_2
        yield country.alpha_3, code
        yield country.name, code
        for name in ("common_name", "official_name"):
            if hasattr(country, name):
                yield getattr(country, name), code
    for country in pycountry.countries:
        yield country.name.split(",")[0], country.alpha_2


Country = Annotated[str, PlainValidator(country_code)]
MapCountry = Annotated[str, PlainValidator(map_code)]
