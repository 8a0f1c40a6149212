"""Where the years, months or days of a course stand on its axis, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from briefgen.charts.time_axis import short_date, steps
from briefgen.dates import PartialDate

Named = tuple[tuple[float, str], ...]


class Clock(Struct, frozen=True):
    """The moments of a course, all as exact as the most exact of them."""

    grain: str  # year | month | day
    moments: tuple[PartialDate, ...] = ()

    @property
    def even(self) -> bool:
        """Whether steps are alike, so that a missing one is a gap; days may leave out weekends."""
        return self.grain != "day"

    def at(self, moment: PartialDate) -> float:
        """The place of a moment: years are their own numbers, months and days are counted."""
        if self.grain == "day":
            return float(moment.earliest().toordinal())
        if self.grain == "month":
            return float(moment.year * 12 + (moment.month or 1) - 1)
        return float(moment.year)

    def names(self, besides: Iterable[PartialDate], language: str) -> Named:
        """What each moment is called, and further ones; years need no names."""
        if self.grain == "year":
            return ()
        told = {self.at(each): each for each in (*besides, *self.moments)}
        return tuple((at, short_date(each, language)) for at, each in sorted(told.items()))

    def ticks(self, language: str) -> tuple[Named, ...]:
        """Sets of ticks that may stand on the axis, from fine to coarse; years have their own."""
        if self.grain == "year":
            return ()
        first, last = min(self.moments).earliest(), max(self.moments).earliest()
        return tuple(
            tuple((self.at(each), short_date(each, language)) for each in days)
            for days in steps(first, last)
            if self.grain == "day" or not any(each.day for each in days)
        )


YEARS = Clock("year")


def clock_of(moments: Iterable[PartialDate]) -> Clock:
    """The clock of some moments."""
    known = tuple(sorted(set(moments)))
    if any(each.day is not None for each in known):
        return Clock("day", known)
    return Clock("month" if any(each.month is not None for each in known) else "year", known)
