"""Dates as precise as they are known, and their wording by language."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import total_ordering

from msgspec import Struct

from briefgen.catalogues import base_of, is_english, spoken

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@total_ordering
class PartialDate(Struct, frozen=True):
    """A year, a month of it, or a day of that; what is not known is left open."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        month = 1 if self.month is None else self.month
        date(self.year, month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2022``, ``2022-11`` or ``2022-11-20``; ValueError says what is wrong."""
        found = _WRITTEN.fullmatch(text.strip())
        if found is None:
            raise ValueError("is not a date: write 2022, 2022-11 or 2022-11-20")
        try:
            return cls(*(int(part) for part in found.groups() if part is not None))
        except ValueError:
            raise ValueError("is not a day of the calendar: check month and day") from None

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The same day of the calendar."""
        return cls(day.year, day.month, day.day)

    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._rank() < other._rank()

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{p:02}" for p in (self.month, self.day) if p is not None))
        return "-".join(parts)

    def _rank(self) -> tuple[int, int, int]:
        # A month stands before its days and a year before its months, as in a file listing.
        return self.year, self.month or 0, self.day or 0


def rewritten(text: str) -> PartialDate | None:
    """The date that words in another order can only mean; None for what may mean two, as 5/6/2024.

    It is clear where the year comes first, where the month has its English name, and where one of
    two numbers is too large for a month.
    """
    plain = " ".join(text.split())
    found = next(filter(None, (form.fullmatch(plain) for form in _OTHERWISE)), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = parts["month"].title()
    number = _ENGLISH.index(month) + 1 if month in _ENGLISH else int(month)
    try:
        return PartialDate(int(parts["year"]), number, int(parts["day"]) if parts["day"] else None)
    except ValueError:
        return None


def moment(written: str) -> PartialDate:
    """What a cell of years or dates says."""
    plain = written.strip()
    return PartialDate(int(plain)) if plain.isdigit() else PartialDate.parse(plain)


class Wording(Struct, frozen=True):
    """How a language writes a date: month names after a day, standing alone, and two patterns."""

    after_day: tuple[str, ...]
    alone: tuple[str, ...]
    short: tuple[str, ...]
    full: str = "{day} {month} {year}"
    month_only: str = "{month} {year}"
    first_day: str = "1"


def _months(names: str) -> tuple[str, ...]:
    return tuple(names.split())


_ENGLISH = _months(
    "January February March April May June July August September October November December"
)
_NAMED = f"(?P<month>{'|'.join(_ENGLISH)})"
_LARGE = r"(?P<day>1[3-9]|[23]\d)"  # too large for a month
_OTHERWISE = tuple(
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})-(?P<month>\d)(?P<day>)",
        rf"{_LARGE}(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign)(?P<year>\d{{4}})",
        rf"(?P<month>\d{{1,2}})(?P<sign>[-/.]){_LARGE}(?P=sign)(?P<year>\d{{4}})",
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? )?{_NAMED},? (?P<year>\d{{4}})",
        rf"{_NAMED} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    )
)
_AMERICAN = "en-us"


class DateWords(Struct, frozen=True):
    """How a date is put together; the names of months are those of Babel."""

    full: str = "{day} {month} {year}"
    month_only: str = "{month} {year}"
    first_day: str = "1"


def words(day: PartialDate, language: str = "en", *, short: bool = False) -> str:
    """The date as the language writes it: ``20 November 2022``, ``November 2022``, ``2022``."""
    wording = _wording(language)
    if day.month is None:
        return str(day.year)
    if day.day is None:
        named = wording.short if short else wording.alone
        return wording.month_only.format(month=named[day.month - 1], year=day.year)
    number = wording.first_day if day.day == 1 else str(day.day)
    return _full(day, number, wording, short)


def span_words(
    first: PartialDate, last: PartialDate | None, language: str = "en", *, short: bool = False
) -> str:
    """Days in a row: ``11–12 November 2022``, ``30 November–1 December 2022``."""
    if last is None or last == first:
        return words(first, language, short=short)
    wording = _wording(language)
    months = (first.year, first.month) == (last.year, last.month)
    if months and not wording.full.startswith("{month}") and first.day and last.day:
        number = wording.first_day if first.day == 1 else str(first.day)
        return _full(last, f"{number}–{last.day}", wording, short)
    start, end = words(first, language, short=short), words(last, language, short=short)
    if first.year == last.year:
        before, _, after = wording.full.partition("{year}")
        if not after:
            start = start.removesuffix(f" {first.year}").removesuffix(",")
        elif not before and first.day and last.day:
            end = end.removeprefix(f"{last.year}{after.partition('{')[0]}")
    return f"{start} – {end}"


def _full(day: PartialDate, number: str, wording: Wording, short: bool) -> str:
    named = wording.short if short else wording.after_day
    return wording.full.format(day=number, month=named[(day.month or 1) - 1], year=day.year)


def _wording(language: str) -> Wording:
    """The wording of the language, else the English one."""
    said = spoken(DateWords, "date", language)
    if is_english(language):
        american = language.lower() == _AMERICAN
        full = "{month} {day}, {year}" if american else said.full
        return Wording(_ENGLISH, _ENGLISH, _ENGLISH, full, said.month_only, said.first_day)
    from briefgen.catalogues.locales import local  # Babel: not for English

    found = local(base_of(language))
    if found is None:
        return Wording(_ENGLISH, _ENGLISH, _ENGLISH)
    return Wording(
        found.after_day, found.alone, found.short, said.full, said.month_only, said.first_day
    )
