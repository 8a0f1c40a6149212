"""What Babel knows of languages: months, signs of numbers, lists, countries, how lines run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from msgspec import Struct

DIGITS = "latn"  # 0 to 9: those of publications in all languages that are shipped
_UNSEEN = "\u200e\u200f\u061c"


class Local(Struct, frozen=True):
    """One language: names of months, signs between digits, and the ways of joining a list."""

    direction: str
    after_day: tuple[str, ...]
    alone: tuple[str, ...]
    short: tuple[str, ...]
    group: str
    decimal: str
    percent: str  # “{} %”
    pair: str  # “{0} and {1}”
    middle: str  # “{0}, {1}”

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row, as the language joins them."""
        *first, last = names
        if not first:
            return last
        row = first[0]
        for name in first[1:]:
            row = self.middle.format(row, name)
        return self.pair.format(row, last)


@lru_cache(maxsize=32)
def local(base: str) -> Local | None:
    """What is known of a language; None where that is nothing."""
    try:
        found = Locale.parse(base)
    except (UnknownLocaleError, ValueError):
        return None
    months, signs = found.months, found.number_symbols[DIGITS]
    lists = found.list_patterns["standard"]
    pattern = found.percent_formats[None]
    before, after = (part.replace("'", "") for part in (pattern.prefix[0], pattern.suffix[0]))
    return Local(
        found.text_direction,
        _names(months["format"]["wide"]),
        tuple(name[:1].lower() + name[1:] if _small(months) else name for name in _alone(months)),
        _names(months["format"]["abbreviated"]),
        signs["group"],
        signs["decimal"],
        _seen(f"{before}{{}}{after}"),
        lists["2"],
        lists["middle"],
    )


def country(code: str, base: str) -> str:
    """The name of a country in a language; empty where Babel has none."""
    try:
        return str(Locale.parse(base).territories.get(code, ""))
    except (UnknownLocaleError, ValueError):
        return ""


def _names(months: object) -> tuple[str, ...]:
    assert hasattr(months, "__getitem__")
    return tuple(str(months[number]) for number in range(1, 13))


def _alone(months: object) -> tuple[str, ...]:
    assert hasattr(months, "__getitem__")
    return _names(months["stand-alone"]["wide"])


def _small(months: object) -> bool:
    """Whether months are written small: those of lists begin with a capital for the lists’ sake."""
    assert hasattr(months, "__getitem__")
    return all(name[:1].islower() for name in _names(months["format"]["wide"]))


def _seen(words: str) -> str:
    return "".join(sign for sign in words if sign not in _UNSEEN)
