"""Numbers in words: grouping, decimal marks, minus signs and units, by language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.catalogues import base_of, is_english, spoken

if TYPE_CHECKING:
    from briefgen.catalogues.locales import Local

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
LEFT_TO_RIGHT = "\u200e"


class Marks(Struct, frozen=True):
    """How a language sets a number: between thousands, before decimals, from how many digits on.

    ``powers`` are the short words for a million, a thousand million and a million million.
    """

    group: str
    decimal: str
    about: str
    group_from: int = 4
    powers: tuple[str, str, str] = ("m", "bn", "tn")
    minus: str = MINUS


class Unit(Struct, frozen=True):
    """What stands round a number; a ``close`` unit touches it, others keep a no-break space."""

    after: str = ""
    before: str = ""
    close: bool = False


class NumberWords(Struct, frozen=True):
    """Words at numbers; ``units`` say what stands round a number in braces."""

    about: str = "about"
    millions: str = "m"
    billions: str = "bn"
    trillions: str = "tn"
    units: Mapping[str, str] = field(
        default_factory=lambda: {
            "none": "",
            "count": "",
            "percent": "{}%",
            "usd": "${}",
            "usd_m": "${} m",
            "usd_bn": "${} bn",
            "usd_tn": "${} tn",
            "mt": "{} Mt",
            "t": "{} t",
            "km": "{} km",
            "km2": "{} km²",
            "million": "{} million",
            "billion": "{} billion",
        }
    )


# Where four digits stand together, as in years, and grouping begins with five.
GROUPED_FROM_FIVE = frozenset({"ru", "kk", "uz"})


def format_number(value: Decimal | float, decimals: int | None = None, language: str = "en") -> str:
    """The number as the language sets it; without ``decimals`` a Decimal keeps those written."""
    marks = marks_of(language)
    whole, _, fraction = _digits(value, decimals).partition(".")
    negative = whole.startswith("-")
    whole = whole.removeprefix("-")
    if len(whole) >= marks.group_from:
        whole = f"{int(whole):,}".replace(",", marks.group)
    written = whole + (marks.decimal + fraction if fraction else "")
    return marks.minus + written if negative else written


def with_unit(
    value: Decimal | float | str,
    unit: str,
    language: str = "en",
    approximate: bool = False,
) -> str:
    """The number, or words that stand for it, with its unit: ``$261.4 bn``, ``82%``, ``53 Mt``."""
    words = value if isinstance(value, str) else format_number(value, None, language)
    marks, shape = marks_of(language), unit_shape(unit, language)
    negative = words.startswith(marks.minus)
    sign, words = (marks.minus, words.removeprefix(marks.minus)) if negative else ("", words)
    gap = "" if shape.close or not shape.after else NO_BREAK_SPACE
    after = shape.after.replace(" ", NO_BREAK_SPACE)
    written = f"{sign}{shape.before}{words}{gap}{after}"
    return f"{marks.about}{NO_BREAK_SPACE}{written}" if approximate else written


def unit_shape(unit: str, language: str = "en") -> Unit:
    """The unit of that key; a word that is no key stands after the number as it is."""
    units = spoken(NumberWords, "number", language).units
    if unit not in units:
        return Unit(unit)
    if unit == "percent" and not is_english(language) and (known := _local(language)):
        return shape_of(known.percent)
    return shape_of(units[unit])


def shape_of(pattern: str) -> Unit:
    """What stands before and after the braces of a pattern, and whether it touches them."""
    before, _, after = pattern.partition("{}")
    return Unit(after.strip(), before, after == after.lstrip())


def marks_of(language: str) -> Marks:
    """The marks of the language, or the English ones."""
    words = spoken(NumberWords, "number", language)
    powers = (words.millions, words.billions, words.trillions)
    known = None if is_english(language) else _local(language)
    if known is None:
        return Marks(",", ".", words.about, powers=powers)
    start = 5 if base_of(language) in GROUPED_FROM_FIVE else 4
    # Between lines that run to the left, a sign alone would go to the other end of its number.
    minus = f"{LEFT_TO_RIGHT}{MINUS}" if known.direction == "rtl" else MINUS
    return Marks(known.group, known.decimal, words.about, start, powers, minus)


def _local(language: str) -> Local | None:
    from briefgen.catalogues.locales import local  # Babel: not for English

    return local(base_of(language))


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
