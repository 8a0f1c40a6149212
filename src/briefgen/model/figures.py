"""Figures: a few lines that name data and say what to show; drawn by `charts` and `maps`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from briefgen.model.country import MapCountry
from briefgen.model.course_figures import LineFigure, MultiplesFigure, SlopeFigure
from briefgen.model.diagrams import MatrixFigure, NetworkFigure
from briefgen.model.fields import (
    AnyDate,
    Citations,
    Flag,
    Line,
    Model,
    Words,
    as_list,
    choice,
    read_number,
    text_of,
    whole,
    wrong,
)
from briefgen.model.figure import Figure
from briefgen.model.size_figures import BarFigure, DotFigure, RangeFigure


def _degrees(value: object) -> tuple[float, float]:
    if not isinstance(value, list | tuple) or len(value) != 2:
        raise wrong("a place is [longitude, latitude]", "as in [71.43, 51.17]")
    numbers = degrees(value[0]), degrees(value[1])
    if abs(numbers[0]) > 180 or abs(numbers[1]) > 90:
        raise wrong(
            f"[{value[0]}, {value[1]}] lies outside the globe",
            "longitude comes first (-180 to 180), then latitude (-90 to 90)",
        )
    return numbers


def degrees(value: object) -> float:
    """A coordinate in decimal degrees."""
    if isinstance(value, float | int):
        return float(value)
    written = text_of(value, "a coordinate")
    number = read_number(written)
    if number is None:
        raise wrong(
            f"a coordinate in decimal degrees is needed, found “{written[:20]}”",
            "as 71.43; west and south are negative",
        )
    return float(number)


def _extent(value: object) -> tuple[float, float, float, float]:
    if not isinstance(value, list | tuple) or len(value) != 4:
        raise wrong(
            "an extent is [west, south, east, north] in degrees", "as [36.5, 38.4, 86, 55.6]"
        )
    west, south, east, north = (degrees(part) for part in value)
    if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 360):
        raise wrong("the extent is not [west, south, east, north]", "check order and signs")
    return west, south, east, north


Coordinates = Annotated[tuple[float, float], PlainValidator(_degrees)]
Extent = Annotated[tuple[float, float, float, float], PlainValidator(_extent)]


class Place(Model):
    """A point on a map."""

    name: Words = Field(description="Its name.")
    at: Coordinates = Field(description="[longitude, latitude] in decimal degrees.")
    type: Annotated[str, PlainValidator(choice("capital", "place", "event"))] = Field(
        "place", description="capital, place, or event (a numbered mark with a key below)."
    )
    number: Annotated[int, PlainValidator(whole(1, 99))] | None = Field(
        None, description="The number of an event; else counted in the order of the points."
    )
    text: Line | None = Field(None, description="What happened there, for the key of an event.")
    source: Citations = Field((), description="The source of an event.")

    @model_validator(mode="after")
    def _told(self) -> Self:
        if self.type == "event" and self.text is None:
            raise wrong(
                f"the event at {self.name} has no text", "add “text:” on what happened, for the key"
            )
        if self.type != "event" and (self.number or self.text):
            raise wrong(
                f"{self.name} is no event, so its number or text would not be printed",
                "add “type: event”, or leave them out",
            )
        return self


class Route(Model):
    """A line on a map."""

    name: Words = Field(description="Its name.")
    text: Words | None = Field(None, description="A second line under the name.")
    via: tuple[Coordinates, ...] = Field(description="Its points.", min_length=2, max_length=200)
    style: Annotated[str, PlainValidator(choice("solid", "dashed"))] = Field(
        "solid", description="solid for what is, dashed for what is planned."
    )


class Water(Model):
    """A sea or lake to be named."""

    name: Words = Field(description="Its name.")
    at: Coordinates = Field(description="Where the name stands.")


Countries = Annotated[tuple[MapCountry, ...], BeforeValidator(as_list)]
Side = Annotated[str, PlainValidator(choice("members", "observers"))]


class MapFigure(Figure):
    """A map: one country, or the members of an organisation, with places and routes."""

    country: MapCountry | None = Field(None, description="ISO 3166 alpha-2 code, as KZ.")
    highlight: Countries = Field((), description="Further countries in the tint, as codes.")
    members: Countries = Field((), description="Member states, filled, with a legend; as codes.")
    observers: Countries = Field((), description="Observers, half filled with an outline.")
    legend: dict[Side, Words] = Field({}, description="Other words for members or observers.")
    extent: Extent | None = Field(None, description="[west, south, east, north] in degrees.")
    points: tuple[Place, ...] = Field((), description="Places.", max_length=60)
    routes: tuple[Route, ...] = Field((), description="Routes.", max_length=12)
    waters: tuple[Water, ...] = Field((), description="Seas and lakes.", max_length=12)

    @model_validator(mode="after")
    def _of_something(self) -> Self:
        if self.country is None and not self.members:
            raise wrong("the map shows no country", "add “country:”, or “members:” as a list")
        both = [code for code in self.observers if code in self.members]
        if both:
            at = ("observers", self.observers.index(both[0]))
            raise wrong(f"{both[0]} is a member already", "a country is one or the other", at)
        for side in self.legend:
            if not getattr(self, side):
                raise wrong(
                    f"the map has no {side}, so the word for them would not be printed",
                    f"add “{side}:” as a list, or leave it out",
                    ("legend", side),
                )
        numbers = [number for number, _ in self.events()]
        for number in numbers:
            if numbers.count(number) > 1:
                raise wrong(
                    f"two events have the number {number}", "give each its own", ("points",)
                )
        return self

    def events(self) -> tuple[tuple[int, Place], ...]:
        """The events with their numbers."""
        events = [point for point in self.points if point.type == "event"]
        return tuple((event.number or n, event) for n, event in enumerate(events, start=1))


class Event(Model):
    """One dated event of a timeline."""

    date: AnyDate = Field(description="As precise as it is known: 2022, 2022-01, 2022-01-05.")
    date_text: Words | None = Field(None, description="Printed instead of the date.")
    text: Words = Field(description="What happened, in a few words.")
    turning_point: Flag = Field(False, description="Draw it filled.")
    source: Citations = Field((), description="Its source.")


class TimelineFigure(Figure):
    """A timeline of four to seven events."""

    events: tuple[Event, ...] = Field(description="The events.", min_length=2, max_length=7)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        dates = [event.date for event in self.events]
        for number, (earlier, later) in enumerate(pairwise(dates), start=1):
            if later.latest() < earlier.earliest():
                raise wrong(
                    f"the event of {later} stands after that of {earlier}",
                    "put the events in the order of their dates",
                    ("events", number, "date"),
                )
        return self


FIGURES: Mapping[str, type[Figure]] = {
    "line": LineFigure,
    "bar": BarFigure,
    "dot": DotFigure,
    "slope": SlopeFigure,
    "range": RangeFigure,
    "multiples": MultiplesFigure,
    "map": MapFigure,
    "timeline": TimelineFigure,
    "matrix": MatrixFigure,
    "network": NetworkFigure,
}
