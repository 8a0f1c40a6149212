"""Spans of time in words, as `90 days` or `every 6 months`, and what day they lead to."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import MAXYEAR, date, timedelta
from types import MappingProxyType

from msgspec import Struct

MOST = 1000  # of any unit
NEVER = "never"
UNITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"day": (1, 0), "week": (7, 0), "month": (0, 1), "quarter": (0, 3), "year": (0, 12)}
)  # days, months
_WRITTEN = re.compile(r"(?:(\d{1,4}) +)?([a-z]+?)s?", re.ASCII)


class Period(Struct, frozen=True):
    """So many days, weeks, months, quarters or years; none of them is never."""

    count: int
    unit: str = NEVER

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``90 days``, ``quarter`` or ``never``; ValueError says what is wrong."""
        words = " ".join(text.lower().split())
        if words == NEVER:
            return cls(0)
        found = _WRITTEN.fullmatch(words)
        if found is None or found[2] not in UNITS:
            raise ValueError("is no span of time: write 90 days, 6 months, 1 year, or never")
        return cls.of(int(found[1] or 1), found[2])

    @classmethod
    def of(cls, count: int, unit: str) -> Period:
        """So many of a unit; ValueError where that is none or too many."""
        if not 1 <= count <= MOST:
            raise ValueError(f"counts to {MOST} at most, and from 1")
        return cls(count, unit)

    @property
    def days(self) -> float:
        """About how many days it has, to compare it with others."""
        if self.unit == NEVER:
            return float("inf")
        days, months = UNITS[self.unit]
        return self.count * (days + months * 30.44)

    def after(self, day: date) -> date | None:
        """The day so much later, the last of a month where it has no such day; None for never."""
        if self.unit == NEVER:
            return None
        days, months = UNITS[self.unit]
        month = day.month - 1 + months * self.count
        year, month = day.year + month // 12, month % 12 + 1
        if year > MAXYEAR:
            return None
        moved = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        try:
            return moved + timedelta(days=days * self.count)
        except OverflowError:
            return None

    def __str__(self) -> str:
        if self.unit == NEVER:
            return NEVER
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


def next_day(day: date) -> date | None:
    """The day after; None after the last day of the calendar."""
    return None if day == date.max else day + timedelta(days=1)
