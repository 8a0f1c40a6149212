"""Dates as precise as they are known, and their wording by language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from types import MappingProxyType

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
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


@dataclass(frozen=True, slots=True)
class Wording:
    """How a language writes a date: month names after a day, standing alone, and two patterns."""

    after_day: tuple[str, ...]
    alone: tuple[str, ...]
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
_GERMAN = _months(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
)
_FRENCH = _months(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
_TURKISH = _months("Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık")
_KAZAKH = _months(
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
)
_RUSSIAN = _months(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
)
_RUSSIAN_OF = _months(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
)

# Russian leaves out "г.": a note may end in a date, and then two full stops would meet.
WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "en": Wording(_ENGLISH, _ENGLISH),
        "en-us": Wording(_ENGLISH, _ENGLISH, full="{month} {day}, {year}"),
        "ru": Wording(_RUSSIAN_OF, _RUSSIAN),
        "kk": Wording(
            _KAZAKH, _KAZAKH, full="{year} жылғы {day} {month}", month_only="{year} жылғы {month}"
        ),
        "tr": Wording(_TURKISH, _TURKISH),
        "fr": Wording(_FRENCH, _FRENCH, first_day="1er"),
        "de": Wording(_GERMAN, _GERMAN, full="{day}. {month} {year}"),
    }
)


def words(day: PartialDate, language: str = "en") -> str:
    """The date as the language writes it: ``20 November 2022``, ``November 2022``, ``2022``."""
    wording = _wording(language)
    if day.month is None:
        return str(day.year)
    if day.day is None:
        return wording.month_only.format(month=wording.alone[day.month - 1], year=day.year)
    number = wording.first_day if day.day == 1 else str(day.day)
    return wording.full.format(day=number, month=wording.after_day[day.month - 1], year=day.year)


def span_words(first: PartialDate, last: PartialDate | None, language: str = "en") -> str:
    """Days in a row: ``11–12 November 2022``, ``30 November–1 December 2022``."""
    if last is None or last == first:
        return words(first, language)
    pattern = _wording(language).full
    months = (first.year, first.month) == (last.year, last.month)
    if months and pattern.startswith("{day}") and first.day and last.day:
        return f"{first.day}–{words(last, language)}"
    start = words(first, language)
    if first.year == last.year and pattern.endswith(" {year}"):
        start = start.removesuffix(f" {first.year}").removesuffix(",")
    return f"{start} – {words(last, language)}"


def _wording(language: str) -> Wording:
    """The wording of the language, else of its base, else the English one."""
    tag = language.lower()
    return WORDINGS.get(tag) or WORDINGS.get(tag.partition("-")[0]) or WORDINGS["en"]
