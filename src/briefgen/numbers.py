"""Numbers in words: grouping, decimal marks, minus signs and units, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from types import MappingProxyType

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Marks:
    """How a language sets a number: between thousands, before decimals, from how many digits on.

    ``powers`` are the short words for a million, a thousand million and a million million.
    """

    group: str
    decimal: str
    about: str
    group_from: int = 4
    powers: tuple[str, str, str] = ("m", "bn", "tn")


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands round a number; a ``close`` unit touches it, others keep a no-break space."""

    after: str = ""
    before: str = ""
    close: bool = False


# The narrow no-break space is not in the fonts shipped, so every language takes the full one.
MARKS: Mapping[str, Marks] = MappingProxyType(
    {
        "en": Marks(",", ".", "about"),
        "ru": Marks(NO_BREAK_SPACE, ",", "около", 5, ("млн", "млрд", "трлн")),
        "kk": Marks(NO_BREAK_SPACE, ",", "шамамен", 5, ("млн", "млрд", "трлн")),
        "tr": Marks(".", ",", "yaklaşık", powers=("mn", "mr", "tr")),
        "de": Marks(".", ",", "rund", powers=("Mio.", "Mrd.", "Bio.")),
        "fr": Marks(NO_BREAK_SPACE, ",", "environ", powers=("M", "Md", "billions")),
    }
)

UNITS: Mapping[str, Unit] = MappingProxyType(
    {
        "none": Unit(),
        "count": Unit(),
        "percent": Unit("%", close=True),
        "usd": Unit(before="$"),
        "usd_m": Unit("m", before="$"),
        "usd_bn": Unit("bn", before="$"),
        "usd_tn": Unit("tn", before="$"),
        "mt": Unit("Mt"),
        "t": Unit("t"),
        "km": Unit("km"),
        "km2": Unit("km²"),
        "million": Unit("million"),
        "billion": Unit("billion"),
    }
)

# Only what differs from the English table.
LOCAL_UNITS: Mapping[str, Mapping[str, Unit]] = MappingProxyType(
    {
        "ru": {
            "percent": Unit("%"),
            "usd_m": Unit("млн", before="$"),
            "usd_bn": Unit("млрд", before="$"),
            "usd_tn": Unit("трлн", before="$"),
            "mt": Unit("млн т"),
            "t": Unit("т"),
            "km": Unit("км"),
            "km2": Unit("км²"),
            "million": Unit("млн"),
            "billion": Unit("млрд"),
        },
        "kk": {
            "percent": Unit("%"),
            "usd_m": Unit("млн", before="$"),
            "usd_bn": Unit("млрд", before="$"),
            "usd_tn": Unit("трлн", before="$"),
            "mt": Unit("млн т"),
            "t": Unit("т"),
            "km": Unit("км"),
            "km2": Unit("км²"),
            "million": Unit("млн"),
            "billion": Unit("млрд"),
        },
        "tr": {
            "percent": Unit(before="%"),
            "usd_m": Unit("milyon", before="$"),
            "usd_bn": Unit("milyar", before="$"),
            "usd_tn": Unit("trilyon", before="$"),
            "million": Unit("milyon"),
            "billion": Unit("milyar"),
        },
        "de": {
            "percent": Unit("%"),
            "usd": Unit("$"),
            "usd_m": Unit("Mio. $"),
            "usd_bn": Unit("Mrd. $"),
            "usd_tn": Unit("Bio. $"),
            "mt": Unit("Mio. t"),
            "million": Unit("Mio."),
            "billion": Unit("Mrd."),
        },
        "fr": {
            "percent": Unit("%"),
            "usd": Unit("$"),
            "usd_m": Unit("M$"),
            "usd_bn": Unit("Md$"),
            "usd_tn": Unit("billions $"),
            "million": Unit("millions"),
            "billion": Unit("milliards"),
        },
    }
)


def format_number(value: Decimal | float, decimals: int | None = None, language: str = "en") -> str:
    """The number as the language sets it; without ``decimals`` a Decimal keeps those written."""
    marks = marks_of(language)
    whole, _, fraction = _digits(value, decimals).partition(".")
    negative = whole.startswith("-")
    whole = whole.removeprefix("-")
    if len(whole) >= marks.group_from:
        whole = f"{int(whole):,}".replace(",", marks.group)
    written = whole + (marks.decimal + fraction if fraction else "")
    return MINUS + written if negative else written


def with_unit(
    value: Decimal | float | str,
    unit: str,
    language: str = "en",
    approximate: bool = False,
) -> str:
    """The number, or words that stand for it, with its unit: ``$261.4 bn``, ``82%``, ``53 Mt``."""
    words = value if isinstance(value, str) else format_number(value, None, language)
    shape = unit_shape(unit, language)
    sign, words = (MINUS, words[1:]) if words.startswith(MINUS) else ("", words)
    gap = "" if shape.close or not shape.after else NO_BREAK_SPACE
    after = shape.after.replace(" ", NO_BREAK_SPACE)
    written = f"{sign}{shape.before}{words}{gap}{after}"
    return f"{marks_of(language).about}{NO_BREAK_SPACE}{written}" if approximate else written


def unit_shape(unit: str, language: str = "en") -> Unit:
    """The unit of that key; a word that is no key stands after the number as it is."""
    local = LOCAL_UNITS.get(_base(language), {})
    return local.get(unit) or UNITS.get(unit) or Unit(unit)


def marks_of(language: str) -> Marks:
    """The marks of the language, or the English ones."""
    return MARKS.get(_base(language), MARKS["en"])


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _digits(value: Decimal | float, decimals: int | None) -> str:
    """Plain ASCII digits, rounded half up as readers round, never a negative nought."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        raise ValueError(f"{value} is not a number that can be printed.")
    if decimals is None and not isinstance(value, Decimal):
        written = f"{exact:f}"
        written = written.rstrip("0").rstrip(".") if "." in written else written
    else:
        with localcontext(rounding=ROUND_HALF_UP):
            written = f"{exact:f}" if decimals is None else f"{exact:.{decimals}f}"
    return written if any(digit in "123456789" for digit in written) else written.removeprefix("-")
