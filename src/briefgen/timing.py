"""When something is to be done: schedules as cron writes them, in a time zone. The home of cronsim.

A clock that is moved neither skips a run nor doubles it: what falls into the lost hour is done when
that hour would have ended, and what falls into the doubled one is done in the first of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from types import MappingProxyType
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError
from msgspec import Struct

NEVER = "never"
EVERY: Mapping[str, str] = MappingProxyType(
    {
        "day": "0 6 * * *",
        "week": "0 6 * * MON",
        "month": "0 6 1 * *",
        "quarter": "0 6 1 1,4,7,10 *",
        "year": "0 6 1 1 *",
    }
)
FIELDS = 5
_SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)


class Schedule(Struct, frozen=True, dict=True):
    """Runs at the times of a cron expression, by the clocks of a time zone."""

    cron: str
    timezone: str = "UTC"

    @cached_property
    def zone(self) -> tzinfo:
        """The time zone."""
        return zone_of(self.timezone)

    def after(self, moment: datetime) -> datetime | None:
        """The first run after a moment; None where none ever comes."""
        return next(self.coming(moment), None)

    def coming(self, moment: datetime) -> Iterator[datetime]:
        """The runs after a moment, the first first, as long as anybody asks."""
        # Where the clock is put back the hour before comes out again, and that was done.
        for run in CronSim(self.cron, moment.astimezone(self.zone)):
            if run.astimezone(UTC) > moment.astimezone(UTC):
                yield run

    def __str__(self) -> str:
        return f"{self.cron} {self.timezone}"


def fault_of(cron: str) -> str | None:
    """What is wrong with a cron expression; None where nothing is."""
    found = len(cron.split())
    if found != FIELDS:
        return f"has {found} field{'' if found == 1 else 's'} and not {FIELDS}"
    try:
        comes = next(CronSim(cron, _SOME_DAY), None)
    except CronSimError as error:
        return f"cannot be read ({error})"
    return None if comes is not None else "names no day that ever comes"


def zone_of(name: str) -> tzinfo:
    """A time zone by its name; ValueError where there is none."""
    if name == "UTC":  # without the files of zones, which a small machine may lack
        return UTC
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        raise ValueError(name) from None


def zones() -> frozenset[str]:
    """All time zones that are known here."""
    return frozenset(available_timezones()) | {"UTC"}
