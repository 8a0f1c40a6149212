"""Figures on a map: where things are, who belongs, how much there is of something where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainValidator, model_validator

from briefgen.model.citation_fields import Citations
from briefgen.model.country import (
    MapCountry,
    code_hint,
    is_code,
    map_code,
    shapeless,
    two_letters,
)
from briefgen.model.data_figure import DataFigure
from briefgen.model.drawn_data import Asked, Cells, Misfit
from briefgen.model.fields import (
    Flag,
    Model,
    Number,
    ShortWords,
    Words,
    as_list,
    choice,
    read_number,
    text_of,
    whole,
    wrong,
)
from briefgen.model.figure import Figure
from briefgen.model.prose_fields import Line
from briefgen.territories import UNDRAWN

PROJECTIONS = ("albers", "lambert", "azimuthal", "equal-earth", "orthographic")
LINES = ("solid", "dashed")


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
    if not (-90 <= south < north <= 90 and -180 <= west <= 180 and -180 <= east <= 540):
        raise wrong("the extent is not [west, south, east, north]", "check order and signs")
    return west, south, east, north


Coordinates = Annotated[tuple[float, float], PlainValidator(_degrees)]
Extent = Annotated[tuple[float, float, float, float], PlainValidator(_extent)]


def _border(value: object) -> tuple[str, str]:
    codes = text_of(value, "two codes").split("-")
    if len(codes) != 2:
        raise wrong(f"“{str(value)[:40]}” is no pair of countries", "write it as IN-PK")
    one, other = map_code(codes[0].strip()), map_code(codes[1].strip())
    if one == other:
        raise wrong(f"“{one}” has no border with itself", "name two countries, as IN-PK")
    return one, other


Border = Annotated[tuple[str, str], PlainValidator(_border)]


class Place(Model):
    """A point on a map."""

    name: ShortWords = Field(description="Its name.")
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

    name: ShortWords = Field(description="Its name.")
    text: ShortWords | None = Field(None, description="A second line under the name.")
    via: tuple[Coordinates, ...] = Field(description="Its points.", min_length=2, max_length=200)
    style: Annotated[str, PlainValidator(choice("solid", "dashed"))] = Field(
        "solid", description="solid for what is, dashed for what is planned."
    )
    arrow: Annotated[str, PlainValidator(choice("none", "end", "start", "both"))] = Field(
        "none", description="Where it has a head: none, end, start or both."
    )
    source: Citations = Field((), description="Its source.")


class Water(Model):
    """A sea or lake to be named."""

    name: ShortWords = Field(description="Its name.")
    at: Coordinates = Field(description="Where the name stands.")


Countries = Annotated[tuple[MapCountry, ...], BeforeValidator(as_list)]


class MapGround(Figure):
    """What all maps may show."""

    extent: Extent | None = Field(None, description="[west, south, east, north] in degrees.")
    projection: Annotated[str, PlainValidator(choice(*PROJECTIONS))] | None = Field(
        None,
        description="albers, lambert, azimuthal, equal-earth or orthographic; else what suits.",
    )
    points: tuple[Place, ...] = Field((), description="Places.", max_length=60)
    routes: tuple[Route, ...] = Field((), description="Routes.", max_length=12)
    waters: tuple[Water, ...] = Field((), description="Seas and lakes.", max_length=12)
    lines: dict[Annotated[str, PlainValidator(choice(*LINES))], Words] = Field(
        {}, description="What solid and dashed routes stand for, for the legend."
    )
    disputed: Annotated[tuple[Border, ...], BeforeValidator(as_list)] = Field(
        (), description="Borders to be dashed besides those of the data, as IN-PK."
    )

    def events(self) -> tuple[tuple[int, Place], ...]:
        """The events with their numbers."""
        events = [point for point in self.points if point.type == "event"]
        return tuple((event.number or n, event) for n, event in enumerate(events, start=1))

    @model_validator(mode="after")
    def _numbered_apart(self) -> Self:
        numbers = [number for number, _ in self.events()]
        for number in numbers:
            if numbers.count(number) > 1:
                raise wrong(
                    f"two events have the number {number}", "give each its own", ("points",)
                )
        return self


Side = Annotated[str, PlainValidator(choice("members", "observers"))]


class MapFigure(MapGround):
    """A map: one country, or the members of an organisation, with places and routes."""

    country: MapCountry | None = Field(None, description="ISO 3166 alpha-2 code, as KZ.")
    highlight: Countries = Field((), description="Further countries in the tint, as codes.")
    members: Countries = Field((), description="Member states, filled, with a legend; as codes.")
    observers: Countries = Field((), description="Observers, half filled with an outline.")
    legend: dict[Side, Words] = Field({}, description="Other words for members or observers.")

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
        return self


class ChoroplethFigure(MapGround, DataFigure):
    """A map of countries in tints, by the class that a value of each falls into."""

    country: Words = Field("country", description="The column of ISO 3166 codes, KZ or KAZ.")
    value: Words = Field("value", description="The column of values.")
    countries: Countries = Field(
        (), description="Only these; those without a value are shown as missing. Else all rows."
    )
    classes: Annotated[int, PlainValidator(whole(3, 6))] = Field(
        4, description="Into how many classes, three to six."
    )
    method: Annotated[str, PlainValidator(choice("equal", "quantile"))] = Field(
        "equal", description="equal steps, or quantile: as many countries in each."
    )
    breaks: tuple[Number, ...] = Field(
        (),
        description="Where classes begin, in the unit that is printed; instead of both.",
        max_length=5,
    )
    print_values: Flag = Field(False, description="Set the value under each country’s name.")

    def labels(self) -> tuple[str, ...]:
        """The column of codes: there is one value for each country."""
        return (self.country,)

    def measured(self) -> tuple[str, ...]:
        """The column of the values."""
        return (self.value,)

    def asked(self) -> Iterator[Asked]:
        """A column of codes and one of numbers."""
        yield "country", self.country, ""
        yield "value", self.value, "number"

    def misfits(self, rows: Sequence[Cells]) -> Iterator[Misfit]:
        """Cells that are to name countries and are no codes: the first, and how many besides."""
        strange = [cells[self.country] for cells in rows if not is_code(cells[self.country])]
        if strange:
            more = f", and {len(strange) - 1} more" if len(strange) > 1 else ""
            yield (
                ("country",),
                f"“{strange[0][:30]}” in the column “{self.country}” is no code of ISO 3166{more}",
                code_hint(strange[0])
                or "name a column of codes, as KZ or KAZ, or leave the rows out",
            )
        codes = [] if self.countries else [two_letters(cells[self.country]) for cells in rows]
        undrawn = list(dict.fromkeys(code for code in codes if code in UNDRAWN))
        if undrawn:
            listed = " and ".join(shapeless(code) for code in undrawn[:3])
            more = f" and {len(undrawn) - 3} more" if len(undrawn) > 3 else ""
            yield (
                ("data",),
                f"maps have no shape for {listed}{more}, which the rows are on",
                "name the countries to be shown under “countries”, or choose rows with “where”",
            )

    @model_validator(mode="after")
    def _breaks_rising(self) -> Self:
        if self.breaks and len(self.breaks) < 2:
            raise wrong(
                "one break makes two classes; three are the least", "add another", ("breaks",)
            )
        for number, (low, high) in enumerate(pairwise(self.breaks), start=1):
            if low >= high:
                raise wrong(
                    f"{high} does not lie above {low}",
                    "put the breaks in rising order",
                    ("breaks", number),
                )
        return self
