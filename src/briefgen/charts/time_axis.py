"""A line of time: where a day stands on it, and the ticks that fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from briefgen.catalogues import is_english
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Point
from briefgen.dates import PartialDate, span_words, words

TICK_SIZE = 6.8
BETWEEN_TICKS = 12.0
MOST_TICKS = 14
ROOM_AT_ENDS = 0.015
LAST_YEAR = 9999

# A year step of so many years, then months, then days of a month; the finest that fits is taken.
DAYS = ((1,), (1, 6, 11, 16, 21, 26), (1, 11, 21), (1, 16))
MONTHS = (1, 2, 3, 6)
YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)


class TimeAxis(Struct, frozen=True):
    """Days from the first to the last, laid between two places."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date, *, end: bool = False) -> float:
        """Where a day begins or ends."""
        days = max((self.last - self.first).days + 1, 1)
        share = ((day - self.first).days + (1 if end else 0)) / days
        room = ROOM_AT_ENDS * (self.right - self.left)
        return self.left + room + share * (self.right - self.left - 2 * room)

    def stretch(self, day: PartialDate) -> Point:
        """From where to where the day may lie, as precisely as it is known."""
        return self.at(day.earliest()), self.at(day.latest(), end=True)


def ticks(axis: TimeAxis, metrics: Metrics, language: str) -> list[tuple[float, str]]:
    """Places and words of the finest ticks whose words stand clear of each other."""
    coarsest: list[tuple[float, str]] = []
    for days in steps(axis.first, axis.last):
        placed = [(axis.at(d.earliest()), short_date(d, language)) for d in days]
        if _clear(placed, metrics):
            return placed
        coarsest = placed
    return coarsest[:1]


def steps(first: date, last: date) -> Iterator[list[PartialDate]]:
    """The days of ever coarser ticks between two days."""
    if (last - first).days < 400:
        for days in DAYS:
            yield [
                PartialDate(year, month, day)
                for year, month in _months(first, last, 1)
                for day in (range(1, 29) if len(days) == 1 else days)
                if first <= date(year, month, day) <= last
            ]
    for step in MONTHS:
        months = _months(first, last, step)
        yield [PartialDate(y, m) for y, m in months if first <= date(y, m, 1) <= last]
    for step in YEARS:
        start = -(-first.year // step) * step
        years = range(max(start, 1), min(last.year, LAST_YEAR) + 1, step)
        yield [PartialDate(y) for y in years if first <= date(y, 1, 1) <= last]


def _months(first: date, last: date, step: int) -> list[tuple[int, int]]:
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    if (end - start) / step > 20 * MOST_TICKS:
        return []
    return [(n // 12, n % 12 + 1) for n in range(start, end + 1) if n % 12 % step == 0]


def _clear(placed: list[tuple[float, str]], metrics: Metrics) -> bool:
    if not 2 <= len(placed) <= MOST_TICKS:
        return False
    widths = [metrics.width(said, TICK_SIZE) for _, said in placed]
    return all(
        placed[n + 1][0] - placed[n][0] >= (widths[n] + widths[n + 1]) / 2 + BETWEEN_TICKS
        for n in range(len(placed) - 1)
    )


SHORT_MONTHS = {
    "January": "Jan", "February": "Feb", "August": "Aug", "September": "Sept",
    "October": "Oct", "November": "Nov", "December": "Dec",
}  # fmt: skip


def short_date(day: PartialDate, language: str) -> str:
    """The date with its month cut short where the language does so: 20 Nov 2022."""
    return _shortened(words(day, language, short=True), language)


def short_span(first: PartialDate, last: PartialDate, language: str) -> str:
    """The days of a span, cut short in the same way: 11–12 Nov 2022."""
    return _shortened(span_words(first, last, language, short=True), language)


def _shortened(written: str, language: str) -> str:
    for long, short in SHORT_MONTHS.items() if is_english(language) else ():
        written = written.replace(long, short)
    return written
