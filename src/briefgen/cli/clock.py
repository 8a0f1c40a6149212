"""The day of looking. This is the one place that reads the clock, and a hand may set it."""

from __future__ import annotations

import os
from datetime import date
from typing import Annotated

import typer

from briefgen.dates import PartialDate
from briefgen.errors import Place, Problem, UsageProblem

TODAY = "today"

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day of looking, as 2026-11-23, or today."),
]


def today() -> date:
    """The day on the clock, or the one in BRIEFGEN_TODAY; UsageProblem where that is none."""
    written = os.environ.get("BRIEFGEN_TODAY", "")
    return _day(written, "BRIEFGEN_TODAY") if written else date.today()  # the place for it


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
