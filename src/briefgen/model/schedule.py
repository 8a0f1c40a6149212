"""When a brief is to be looked at again by the machine: a schedule, and whose clock it goes by."""

from __future__ import annotations

from typing import Annotated, Protocol, TypeVar

from pydantic import Field, PlainValidator, model_validator

from briefgen.errors import did_you_mean
from briefgen.model.fields import Model, choice, text_of, wrong
from briefgen.timing import EVERY, NEVER, Schedule, fault_of, zone_of, zones

_HINT = "write five fields as cron has them: minute hour day month weekday, as “0 6 * * MON”"
_LONGEST = 100


def _cron(value: object) -> str:
    written = " ".join(text_of(value, "a schedule, as “0 6 * * MON”").split())
    if len(written) > _LONGEST or not written.isascii():
        raise wrong(f"“{written[:40]}” is no schedule", _HINT)
    if (fault := fault_of(written)) is not None:
        raise wrong(f"the schedule “{written}” {fault}", _HINT)
    return written.upper()


def _zone(value: object) -> str:
    written = text_of(value, "a time zone, as Europe/Berlin").strip()
    try:
        zone_of(written)
    except ValueError:
        known = zones()
        missing = "pip install tzdata" if len(known) == 1 else "write one as Europe/Berlin"
        raise wrong(
            f"there is no time zone “{written[:40]}”",
            did_you_mean(written, known, missing),
        ) from None
    return written


Cron = Annotated[str, PlainValidator(_cron)]
Every = Annotated[str, PlainValidator(choice(*EVERY, NEVER))]
Zone = Annotated[str, PlainValidator(_zone)]
SCHEDULE = "When the machine looks at it again, as cron writes it: “0 6 * * MON”."
EVERY_WORDS = (
    "The same in a word: day, week, month, quarter or year, at six on the first day; or never."
)
ZONE = "The time zone of the schedule, as Europe/Berlin."


class Scheduled(Protocol):
    """What can say when the machine looks at it again, in two ways."""

    schedule: str | None
    every: str | None


_S = TypeVar("_S", bound=Scheduled)


def scheduled_once(said: _S) -> _S:
    """A validator of a whole model: an error where both ways of saying it are used."""
    if said.schedule is not None and said.every is not None:
        message = "“schedule” and “every” say the same thing twice"
        raise wrong(message, "keep one of the two", ("every",))
    return said


class Timing(Model):
    """What is said of a schedule; “schedule” goes before “every”."""

    schedule: Cron | None = Field(None, description=SCHEDULE)
    every: Every | None = Field(None, description=EVERY_WORDS)
    timezone: Zone | None = Field(None, description=ZONE)


class OwnTiming(Timing):
    """The same of a spec, which says it in one way."""

    _once = model_validator(mode="after")(scheduled_once)


def schedule_of(own: Timing, otherwise: Timing) -> Schedule | None:
    """The schedule of a brief; what it does not say is that of the settings. None for none."""
    said = own if own.schedule or own.every else otherwise
    cron = said.schedule or EVERY.get(said.every or NEVER)
    if cron is None:
        return None
    return Schedule(cron, own.timezone or otherwise.timezone or "UTC")
