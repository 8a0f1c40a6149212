"""Values in classes: where each begins, in digits that the legend prints, and who is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise

from msgspec import Struct

from briefgen.charts.sentences import ENGLISH, MAPS, MapSentences, Sentences, opened
from briefgen.maps.spec import Band
from briefgen.maps.topology import MapError
from briefgen.numbers import format_number, with_unit

MOST_DIGITS = 9
MOST_NAMED = 14
ENDS_NAMED = 3


class Printing(Struct, frozen=True):
    """How values are printed: unit, decimals and language, and the words of the outer classes."""

    unit: str
    decimals: int | None
    language: str = "en"
    below: str = "under {high}"
    between: str = "{low}–{high}"
    above: str = "{low} and over"
    said: MapSentences = MAPS
    marks: Sentences = ENGLISH

    def bare(self, value: Decimal) -> str:
        """The value without its unit, but for the sign of per cent."""
        unit = "percent" if self.unit == "percent" else "none"
        return self._written(value, unit, self.language)

    def end(self, value: Decimal, *, signed: bool = True) -> str:
        """The end of a class in all the digits that it has."""
        unit = "percent" if self.unit == "percent" and signed else "none"
        return with_unit(format_number(value, None, self.language), unit, self.language)

    def spoken(self, value: Decimal) -> str:
        """The value with its unit, for the alternative text."""
        return self._written(value, self.unit, self.language).replace("\u00a0", " ")

    def _written(self, value: Decimal, unit: str, language: str) -> str:
        rounded = value if self.decimals is None else round(value, self.decimals)
        return with_unit(format_number(rounded, self.decimals, language), unit, language)


def breaks_of(values: Sequence[Decimal], classes: int, method: str) -> tuple[Decimal, ...]:
    """Where the classes above the first begin: at equal steps, or with as many values in each."""
    known = sorted(values)
    if not known:
        raise MapError("There are no values to be shown.")
    if len(set(known)) < classes:
        count = len(set(known))
        raise MapError(
            f"{count} different value{'s' if count > 1 else ''} cannot be parted into {classes} "
            "classes; take fewer, or show them as bars."
        )
    breaks = _quantiles(known, classes) if method == "quantile" else _equal(known, classes)
    return tuple(breaks)


def _equal(known: Sequence[Decimal], classes: int) -> list[Decimal]:
    step = (known[-1] - known[0]) / classes
    wanted = [known[0] + step * number for number in range(1, classes)]
    for digits in range(-MOST_DIGITS, MOST_DIGITS + 1):
        rounded = [_rounded(value, digits) for value in wanted]
        if all(abs(a - b) <= step / 10 for a, b in zip(rounded, wanted, strict=True)):
            return rounded
    return wanted


def _quantiles(known: Sequence[Decimal], classes: int) -> list[Decimal]:
    breaks = []
    for number in range(1, classes):
        at = round(len(known) * number / classes)
        while 0 < at < len(known) and known[at - 1] == known[at]:
            at += 1
        if not 0 < at < len(known):
            raise MapError(
                f"Too many values are equal to be parted into {classes} classes of as many "
                "countries; take fewer classes, or say “breaks”."
            )
        breaks.append(_between(known[at - 1], known[at]))
    if len(set(breaks)) < len(breaks):
        raise MapError(
            f"Too many values are equal to be parted into {classes} classes of as many countries; "
            "take fewer classes, or say “breaks”."
        )
    return breaks


def _between(low: Decimal, high: Decimal) -> Decimal:
    """The roundest number above the one and not above the other."""
    for digits in range(-MOST_DIGITS, MOST_DIGITS + 1):
        rounded = _rounded((low + high) / 2, digits)
        if low < rounded <= high:
            return rounded
    return high


def _rounded(value: Decimal, digits: int) -> Decimal:
    """To so many decimals, or tens where they are negative, without an exponent."""
    rounded = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)
    return rounded.quantize(Decimal(1)) if digits < 0 else rounded


def bands(
    values: Mapping[str, Decimal], breaks: Sequence[Decimal], printing: Printing
) -> tuple[Band, ...]:
    """The classes with their words; a value that is a break belongs to the class above it."""
    words = [printing.below.format(high=printing.end(breaks[0]))]
    words += [
        printing.between.format(low=printing.end(low, signed=False), high=printing.end(high))
        for low, high in pairwise(breaks)
    ]
    words += [printing.above.format(low=printing.end(breaks[-1]))]
    members: list[list[str]] = [[] for _ in words]
    for code, value in values.items():
        members[sum(value >= each for each in breaks)].append(code)
    return tuple(Band(said, tuple(codes)) for said, codes in zip(words, members, strict=True))


def told(
    measure: str,
    values: Sequence[tuple[str, Decimal]],
    missing: Sequence[str],
    classes: int,
    printing: Printing,
) -> str:
    """What a choropleth shows, by name and number, from the highest to the lowest."""
    ranked, said = sorted(values, key=lambda each: -each[1]), printing.said
    if len(ranked) > MOST_NAMED:
        highest = _listed(ranked[:ENDS_NAMED], printing)
        lowest = _listed(ranked[-ENDS_NAMED:], printing)
        course = said.ends.of(len(ranked), highest=highest, lowest=lowest)
    else:
        course = _listed(ranked, printing)
    if missing:
        countries = printing.marks.comma.join(missing)
        course = said.no_data_for.format(values=course, countries=countries)
    return opened(said.tints.of(classes), measure, course, printing.marks)


def _listed(values: Sequence[tuple[str, Decimal]], printing: Printing) -> str:
    marks = printing.marks
    return marks.semicolon.join(
        marks.valued.format(name=name, value=printing.spoken(value)) for name, value in values
    )
