"""The words of a chart: figures at its points, and sentences for those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from briefgen.charts.axes import are_years, sensible_decimals
from briefgen.charts.phrases import phrases_of
from briefgen.numbers import NO_BREAK_SPACE, format_number, marks_of, with_unit

_MOST_DESCRIBED = 8
_POWERS = (12, 9, 6)
_MANY_TIMES = 3  # from which a rise is told in times and no longer in per cent

Point = tuple[float, float]


class Figures(Struct, frozen=True):
    """How one chart words its values; ``power`` is the tens its long numbers are cut by."""

    unit: str
    language: str
    decimals: int
    power: int = 0

    @classmethod
    def for_values(
        cls, values: Sequence[float], unit: str, language: str, decimals: int | None
    ) -> Figures:
        """The wording that suits the values, unless the author has set the decimals."""
        if decimals is not None:
            return cls(unit, language, decimals)
        top = max((abs(value) for value in values), default=0.0)
        power = next((power for power in _POWERS if top >= 10**power), 0)
        scaled = [float(Decimal(repr(value)).scaleb(-power)) for value in values]
        return cls(unit, language, sensible_decimals(scaled), power)

    def label(self, value: float) -> str:
        """The value at its point; the unit stands in the subtitle, except the per cent sign."""
        return self.full(value) if self._named(False) else self._number(value, self.language)

    def full(self, value: float) -> str:
        """The value with its unit."""
        return with_unit(self._number(value, self.language), self.unit, self.language)

    def spoken(self, value: float) -> str:
        """The value with its unit in English, for the alternative text."""
        return with_unit(self._number(value, "en"), self.unit, "en").replace(NO_BREAK_SPACE, " ")

    def span(self, low: float, high: float, *, unit: bool = False) -> str:
        """A range of values, in one if both ends print alike, with its unit where that is asked."""
        first, last = (self._digits(value, self.language) for value in (low, high))
        dash = "–" if low >= 0 else f"{NO_BREAK_SPACE}–{NO_BREAK_SPACE}"
        words = self._powered(last if first == last else f"{first}{dash}{last}", self.language)
        return with_unit(words, self.unit, self.language) if self._named(unit) else words

    def spoken_span(self, low: float, high: float) -> str:
        """A range of values in English, for the alternative text."""
        first, last = (self._digits(value, "en") for value in (low, high))
        words = self._powered(last if first == last else f"{first} to {last}", "en")
        return with_unit(words, self.unit, "en").replace(NO_BREAK_SPACE, " ")

    def _named(self, unit: bool) -> bool:
        return unit or self.unit == "percent"

    def _number(self, value: float, language: str) -> str:
        return self._powered(self._digits(value, language), language)

    def _digits(self, value: float, language: str) -> str:
        return format_number(Decimal(repr(value)).scaleb(-self.power), self.decimals, language)

    def _powered(self, number: str, language: str) -> str:
        if not self.power:
            return number
        name = marks_of(language).powers[self.power // 3 - 2]
        return f"{number}{NO_BREAK_SPACE}{name}"


def place_words(x: float, names: Sequence[tuple[float, str]], years: bool) -> str:
    """The name of a place on the horizontal axis."""
    for at, name in names:
        if at == x:
            return name
    return str(int(x)) if years else format_number(x)


def in_or_on(place: str) -> str:
    """The time of a value: in a month or a year, on a day."""
    return f"on {place}" if re.match(r"\d{1,2} ", place) else f"in {place}"


def dated(words: str, place: str, language: str) -> str:
    """A value with the time it holds for."""
    if language.partition("-")[0] == "en":
        return f"{words} {in_or_on(place)}".replace(" ", NO_BREAK_SPACE)
    return f"{words} ({place})".replace(" ", NO_BREAK_SPACE)


def no_data_words(language: str) -> str:
    """What stands where a value is missing."""
    return phrases_of(language).no_data


def describe_course(
    points: Sequence[Point],
    missing: int,
    figures: Figures,
    names: Sequence[tuple[float, str]] = (),
) -> str:
    """First, last, highest, lowest and trend of a course of values, without a closing stop."""
    years = are_years([x for x, _ in points])

    def at(point: Point) -> str:
        return f"{figures.spoken(point[1])} {in_or_on(place_words(point[0], names, years))}"

    first, last = points[0], points[-1]
    peak = max(points, key=lambda point: point[1])
    trough = min(points, key=lambda point: point[1])
    if len(points) == 1:
        course = at(first)
    elif peak[1] == trough[1]:
        course = f"{at(first)}, unchanged to {place_words(last[0], names, years)}"
    else:
        turns = [f"{_turn(p, peak)} {at(p)}" for p in sorted({peak, trough} - {first, last})]
        through = f", through {' and '.join(turns)}," if turns else ""
        course = f"from {at(first)}{_role(first, trough, peak)}{through}"
        course += f" to {at(last)}{_role(last, trough, peak)}{_trend(points, figures)}"
    return course + _gaps(missing)


def describe_ranking(rows: Sequence[tuple[str, float | None]], figures: Figures) -> str:
    """Names with their values in the order drawn, without a closing stop.

    Of very many, those that are left out are counted, and the highest and the lowest are told.
    """
    shown = [
        f"{name}: {no_data_words('en') if value is None else figures.spoken(value)}"
        for name, value in rows[:_MOST_DESCRIBED]
    ]
    told = {value for _, value in rows[:_MOST_DESCRIBED]}
    left_out = [
        (name, value)
        for name, value in rows[_MOST_DESCRIBED:]
        if value is not None and value not in told
    ]
    known = [value for _, value in rows if value is not None]
    ends = [
        f"{word} {name}, {figures.spoken(value)}"
        for word, end in (("the highest", max), ("the lowest", min))
        for name, value in [row for row in left_out if row[1] == end(known)][:1]
    ]
    if len(rows) > len(shown):
        among = f", among them {' and '.join(ends)}" if ends else ""
        shown.append(f"and {len(rows) - len(shown)} more{among}")
    return "; ".join(shown)


def capitalised(words: str) -> str:
    """The words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _trend(points: Sequence[Point], figures: Figures) -> str:
    """How the last value stands to the first, and whether it went one way only."""
    first, last = points[0][1], points[-1][1]
    if figures.spoken(first) == figures.spoken(last):
        return ", back at the first value"
    rises = last > first
    steps = [later >= earlier for (_, earlier), (_, later) in pairwise(points)]
    steady = " without a break" if len(points) > 2 and set(steps) == {rises} else ""
    return f", a {'rise' if rises else 'fall'}{_by(first, last, figures)}{steady}"


def _by(first: float, last: float, figures: Figures) -> str:
    """By how much; not in per cent of a value that is nought or negative."""
    if figures.unit == "percent":
        points = format_number(Decimal(repr(abs(last - first))), figures.decimals, "en")
        return f" of {points} percentage points"
    if first <= 0 or last < 0:
        return ""
    change = Decimal(repr(last)) / Decimal(repr(first))
    if change >= _MANY_TIMES:
        return f" to {format_number(change, 0, 'en')} times the first value"
    share = abs(change - 1) * 100
    return f" of {format_number(share, 0 if share >= 1 else 1, 'en')}%"


def _role(point: Point, trough: Point, peak: Point) -> str:
    if point == peak:
        return " (the highest)"
    return " (the lowest)" if point == trough else ""


def _turn(point: Point, peak: Point) -> str:
    return "a high of" if point == peak else "a low of"


def _gaps(missing: int) -> str:
    if not missing:
        return ""
    return f"; {missing} value{'s are' if missing > 1 else ' is'} missing"
