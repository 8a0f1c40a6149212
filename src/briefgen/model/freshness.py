"""How old things may grow before somebody is told, in the manner of dbt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from briefgen.dates import PartialDate
from briefgen.errors import did_you_mean
from briefgen.model.fields import Model, read_number, text_of, wrong
from briefgen.periods import MOST, UNITS, Period

_HINT = "write 90 days, 6 months or 1 year; or never"
_EVERY = re.compile(r"every\s+", re.IGNORECASE)


def _period(value: object) -> Period:
    if isinstance(value, Period):
        return value
    if isinstance(value, Mapping):
        return _of_parts(value)
    written = text_of(value, "a span of time, as 90 days")
    try:
        return Period.parse(written)
    except ValueError:
        raise wrong(f"“{written[:40]}” is no span of time", _HINT) from None


def _of_parts(parts: Mapping[object, object]) -> Period:
    """The long form, as dbt has it: {count: 90, period: day}."""
    strange = [str(key) for key in parts if key not in ("count", "period")]
    if strange or len(parts) != 2:
        raise wrong("a span of time has a “count” and a “period”", _HINT)
    unit = text_of(parts["period"], "day, week, month, quarter or year").strip().lower()
    if unit not in UNITS:
        raise wrong(f"“{unit[:40]}” is no period", did_you_mean(unit, UNITS))
    count = read_number(text_of(parts["count"], "a whole number"))
    if count is None or count != int(count) or not 1 <= count <= MOST:
        raise wrong(f"a whole number from 1 to {MOST} is needed as “count”", "as {count: 90}")
    return Period(int(count), unit)


def _review(value: object) -> PartialDate | Period:
    if isinstance(value, PartialDate | Period):
        return value
    written = text_of(value, "a date, or “every 6 months”").strip()
    try:
        if _EVERY.match(written):
            return Period.parse(_EVERY.sub("", written))
        day = PartialDate.parse(written)
    except ValueError:
        day = None
    if day is None or day.day is None:
        raise wrong(
            f"“{written[:40]}” does not say when to look again",
            "write a whole date, as 2027-03-01, or every 6 months",
        )
    return day


Span = Annotated[Period, PlainValidator(_period)]
Review = Annotated[PartialDate | Period, PlainValidator(_review)]


class Limits(Model):
    """From what age on a thing is reported: first as a warning, then as an error."""

    warn_after: Span | None = Field(
        None, description="A warning when it is older: 90 days, 6 months, 1 year; or never."
    )
    error_after: Span | None = Field(None, description="An error when it is older.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        warn, fail = self.warn_after, self.error_after
        if warn is None and fail is None:
            raise wrong("no limit is named here", "add “warn_after:”, as warn_after: 90 days")
        if warn is not None and fail is not None and fail.days < warn.days:
            raise wrong(
                f"an error after {fail} would come before the warning after {warn}",
                "make the first the longer one",
                ("error_after",),
            )
        return self


class Freshness(Model):
    """How old things of a project may grow where they say nothing of it themselves."""

    sources: Limits | None = Field(
        None, description="Sources: from the day they were read, else published."
    )
    data: Limits | None = Field(None, description="Data files: from the day they were retrieved.")
    figures: Limits | None = Field(
        None,
        description="Facts and series that name no indicator with limits of its own: "
        "from the date they speak of.",
    )
    indicators: dict[str, Limits] = Field(
        {}, description="Facts and series by indicator: from the date they speak of."
    )
