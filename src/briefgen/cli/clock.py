"""The day of looking. This is the one place that reads the clock, and a hand may set it."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from typing import Annotated

import typer

from briefgen.dates import PartialDate
from briefgen.errors import Place, Problem, UsageProblem

TODAY = "today"
# The day, or the moment as `2026-11-23T06:00+01:00`, that `freshness`, `refresh`, `regenerate`,
# `schedule` and `--as-of today` take for today, and `new` for the date of a brief, instead of that
# of the clock.
VARIABLE = "BRIEFGEN_TODAY"

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day of looking, as 2026-11-23, or today."),
]


def today() -> date:
    """The day on the clock, or the one in BRIEFGEN_TODAY; UsageProblem where that is none."""
    return now().date()


def now() -> datetime:
    """The moment on the clock, or that of BRIEFGEN_TODAY: of a day alone its last minute."""
    written = os.environ.get(VARIABLE, "")
    if not written:
        return datetime.now().astimezone()  # the place for it
    if "T" in written:
        return _moment(written)
    return datetime.combine(_day(written, VARIABLE), time(23, 59), UTC)


def day_of(written: str | None) -> date | None:
    """The day that --as-of names; None without it."""
    if written is None:
        return None
    return today() if written == TODAY else _day(written, "--as-of")


def _day(written: str, where: str) -> date:
    try:
        found = PartialDate.parse(written)
    except ValueError:
        found = None
    if found is None or found.day is None:
        message = f"“{written[:40]}” is no day"
        raise UsageProblem(Problem(Place(where), message, "write it as 2026-11-23"))
    return found.earliest()


def _moment(written: str) -> datetime:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        found = None
    if found is None:
        message = f"“{written[:40]}” is no moment"
        hint = "write it as 2026-11-23T06:00, in UTC, or as 2026-11-23T06:00+01:00"
        raise UsageProblem(Problem(Place(VARIABLE), message, hint))
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
