"""The words of a chart: figures at its points, and sentences for those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from briefgen.charts.axes import are_years, sensible_decimals
from briefgen.charts.phrases import phrases_of
from briefgen.charts.sentences import Sentences, sentences_of
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
        """The value with its unit, for the alternative text."""
        return self.full(value).replace(NO_BREAK_SPACE, " ")

    def span(self, low: float, high: float, *, unit: bool = False) -> str:
        """A range of values, in one if both ends print alike, with its unit where that is asked."""
        first, last = (self._digits(value, self.language) for value in (low, high))
        dash = "–" if low >= 0 else f"{NO_BREAK_SPACE}–{NO_BREAK_SPACE}"
        words = self._powered(last if first == last else f"{first}{dash}{last}", self.language)
        return with_unit(words, self.unit, self.language) if self._named(unit) else words

    def spoken_span(self, low: float, high: float) -> str:
        """A range of values with its unit, for the alternative text."""
        first, last = (self._digits(value, self.language) for value in (low, high))
        span = sentences_of(self.language).to.format(low=first, high=last)
        words = self._powered(last if first == last else span, self.language)
        return with_unit(words, self.unit, self.language).replace(NO_BREAK_SPACE, " ")

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


def _timed(value: str, place: str, said: Sentences) -> str:
    """A value with its time: in a month or a year, on a day."""
    pattern = said.on_day if re.match(r"\d{1,2} ", place) else said.in_year
    return pattern.format(value=value, place=place)


def dated(words: str, place: str, language: str) -> str:
    """A value with the time it holds for."""
    if language.partition("-")[0] == "en":
        return _timed(words, place, Sentences()).replace(" ", NO_BREAK_SPACE)
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
    said = sentences_of(figures.language)
    peak = max(points, key=lambda point: point[1])
    trough = min(points, key=lambda point: point[1])

    def at(point: Point) -> str:
        return _timed(figures.spoken(point[1]), place_words(point[0], names, years), said)

    def role(point: Point) -> str:
        pattern = said.highest if point == peak else said.lowest if point == trough else "{point}"
        return pattern.format(point=at(point))

    first, last = points[0], points[-1]
    if len(points) == 1:
        course = at(first)
    elif peak[1] == trough[1]:
        place = place_words(last[0], names, years)
        course = said.unchanged.format(point=at(first), place=place)
    else:
        between = sorted({peak, trough} - {first, last})
        turns = [
            (said.high_of if each == peak else said.low_of).format(point=at(each))
            for each in between
        ]
        course = _course(role(first), role(last), turns, said)
        course = said.with_trend.format(course=course, trend=_trend(points, figures))
    return said.semicolon.join((course, *_gaps(missing, said)))


def _course(first: str, last: str, turns: Sequence[str], said: Sentences) -> str:
    """From the first value to the last, by way of the highest and the lowest."""
    if not turns:
        return said.course.format(first=first, last=last)
    told = said.both.format(one=turns[0], other=turns[1]) if len(turns) > 1 else turns[0]
    return said.course_through.format(first=first, turns=told, last=last)


def describe_ranking(rows: Sequence[tuple[str, float | None]], figures: Figures) -> str:
    """Names with their values in the order drawn, without a closing stop.

    Of very many, those that are left out are counted, and the highest and the lowest are told.
    """
    said, no_data = sentences_of(figures.language), no_data_words(figures.language)
    shown = [
        said.named.format(name=name, words=no_data if value is None else figures.spoken(value))
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
        pattern.format(name=name, value=figures.spoken(value))
        for pattern, end in ((said.the_highest, max), (said.the_lowest, min))
        for name, value in [row for row in left_out if row[1] == end(known)][:1]
    ]
    if more := len(rows) - len(shown):
        both = said.both.format(one=ends[0], other=ends[-1]) if len(ends) > 1 else "".join(ends)
        shown.append(said.more_among.of(more, ends=both) if ends else said.more.of(more))
    return said.semicolon.join(shown)


def capitalised(words: str) -> str:
    """The words as they begin a sentence."""
    return words[:1].upper() + words[1:]


def _trend(points: Sequence[Point], figures: Figures) -> str:
    """How the last value stands to the first, and whether it went one way only."""
    first, last = points[0][1], points[-1][1]
    said = sentences_of(figures.language)
    if figures.spoken(first) == figures.spoken(last):
        return said.back
    rises = last > first
    steps = [later >= earlier for (_, earlier), (_, later) in pairwise(points)]
    trend = _by(first, last, figures, said)
    return said.steady.format(trend=trend) if len(points) > 2 and set(steps) == {rises} else trend


def _by(first: float, last: float, figures: Figures, said: Sentences) -> str:
    """A rise or fall and by how much; not in per cent of a value that is nought or negative."""
    bare, by = (said.rise, said.rise_of) if last > first else (said.fall, said.fall_of)
    if figures.unit == "percent":
        moved = Decimal(repr(abs(last - first)))
        points = format_number(moved, figures.decimals, figures.language)
        return by.format(by=said.points.format(number=points))
    if first <= 0 or last < 0:
        return bare
    change = Decimal(repr(last)) / Decimal(repr(first))
    if change >= _MANY_TIMES:
        return said.rise_times.format(times=format_number(change, 0, figures.language))
    share = abs(change - 1) * 100
    number = format_number(share, 0 if share >= 1 else 1, figures.language)
    told = with_unit(number, "percent", figures.language)
    return by.format(by=told.replace(NO_BREAK_SPACE, " "))


def _gaps(missing: int, said: Sentences) -> tuple[str, ...]:
    return (said.missing.of(missing),) if missing else ()
