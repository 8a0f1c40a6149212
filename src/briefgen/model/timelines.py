"""Timelines: dates and spans as precise as they are known."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from briefgen.errors import did_you_mean
from briefgen.model.citation_fields import Citations
from briefgen.model.fields import (
    AnyDate,
    Flag,
    Model,
    ShortWords,
    Words,
    choice,
    words_within,
    wrong,
)
from briefgen.model.figure import Figure

MOST_EVEN, MOST_TO_SCALE = 7, 30
MAX_EVENT = 140  # characters


class Event(Model):
    """One dated event of a timeline, or a span with a beginning and an end."""

    date: AnyDate = Field(description="As precise as it is known: 2022, 2022-01, 2022-01-05.")
    until: AnyDate | None = Field(None, description="The end of a span, as precise.")
    ongoing: Flag = Field(False, description="A span that has not ended.")
    date_text: ShortWords | None = Field(None, description="Printed instead of the date.")
    text: Annotated[str, PlainValidator(words_within(MAX_EVENT))] = Field(
        description="What happened, in a few words."
    )
    turning_point: Flag = Field(False, description="Draw it filled.")
    lane: Words | None = Field(None, description="Its lane, one of “lanes:”; to scale only.")
    source: Citations = Field((), description="Its source.")

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.until is not None and self.ongoing:
            raise wrong(
                "a span that goes on has no end yet", "leave one of the two out", ("until",)
            )
        if self.until is not None and self.until.latest() < self.date.earliest():
            raise wrong(
                f"the span ends in {self.until}, before it begins in {self.date}",
                "correct one of the two",
                ("until",),
            )
        return self


class TimelineFigure(Figure):
    """A timeline: four to seven events evenly spaced, or up to thirty to scale and in lanes."""

    scale: Annotated[str, PlainValidator(choice("even", "time"))] = Field(
        "even", description="even (not to scale) or time (true to scale)."
    )
    lanes: tuple[ShortWords, ...] = Field(
        (), description="Lanes from top to bottom, for a timeline to scale.", max_length=6
    )
    events: tuple[Event, ...] = Field(
        description="The events.", min_length=2, max_length=MOST_TO_SCALE
    )

    @model_validator(mode="after")
    def _fitting(self) -> Self:
        if self.scale == "even":
            self._check_even()
        else:
            self._check_lanes()
        return self

    def _check_even(self) -> None:
        if len(self.events) > MOST_EVEN:
            raise wrong(
                f"{len(self.events)} events; evenly spaced, {MOST_EVEN} are the most",
                "leave some out, or add “scale: time”",
                ("events",),
            )
        if self.lanes:
            raise wrong("lanes need a scale", "add “scale: time”", ("lanes",))
        dates = [event.date for event in self.events]
        for number, (earlier, later) in enumerate(pairwise(dates), start=1):
            if later.latest() < earlier.earliest():
                raise wrong(
                    f"the event of {later} stands after that of {earlier}",
                    "put the events in the order of their dates",
                    ("events", number, "date"),
                )

    def _check_lanes(self) -> None:
        for number, event in enumerate(self.events):
            if event.lane is None and self.lanes:
                raise wrong(
                    "this event has no lane", "add “lane:”, one of “lanes:”", ("events", number)
                )
            if event.lane is not None and event.lane not in self.lanes:
                raise wrong(
                    f"no lane is called “{event.lane[:40]}”",
                    did_you_mean(event.lane, self.lanes, "add it under “lanes:”"),
                    ("events", number, "lane"),
                )
