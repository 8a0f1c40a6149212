"""What a map is drawn from: plain values, as the author gave them."""

from __future__ import annotations

from msgspec import Struct

from briefgen.catalogues import ENGLISH
from briefgen.charts.sentences import ENGLISH as SAID
from briefgen.charts.sentences import MAPS, MapSentences, Sentences
from briefgen.maps.projection import Extent
from briefgen.maps.topology import Position

FULL_WIDTH = 490.0
PROJECTIONS = ("albers", "lambert", "azimuthal", "equal-earth", "orthographic")


class Spot(Struct, frozen=True):
    """A place to mark."""

    name: str
    lon: float
    lat: float
    capital: bool = False


class Incident(Struct, frozen=True):
    """An event to mark with its number; what it was is told in a key beside the map."""

    number: int
    name: str
    lon: float
    lat: float


class Route(Struct, frozen=True):
    """A line through places, schematic; ``text`` is a second, lighter line of its label.

    ``heads`` are the ends with an arrow head: “end”, “start”, “both” or none.
    """

    name: str
    via: tuple[Position, ...]
    text: str = ""
    dashed: bool = False
    heads: str = ""

    def ends(self) -> tuple[bool, bool]:
        """Whether there is a head at the start and at the end."""
        return self.heads in ("start", "both"), self.heads in ("end", "both")


class Water(Struct, frozen=True):
    """A sea or lake to name, near a position on it."""

    name: str
    lon: float
    lat: float


class Band(Struct, frozen=True):
    """The countries of one class of a choropleth, with the words of its range."""

    words: str
    countries: tuple[str, ...]


class Choropleth(Struct, frozen=True):
    """Countries in classes from low to high; ``missing`` are those without a value.

    ``printed`` are values that are set under the names of countries, by code; ``told`` says in
    words what the map shows.
    """

    bands: tuple[Band, ...]
    missing: tuple[str, ...] = ()
    printed: tuple[tuple[str, str], ...] = ()
    told: str = ""


class MapWords(Struct, frozen=True):
    """The words that a map says by itself."""

    member: str = "Member"
    observer: str = "Observer"
    no_data: str = "No data"
    disputed: str = "Dashed borders are disputed or not settled."
    solid: str = ""
    dashed: str = ""
    own: tuple[str, ...] = ()  # those of the author in place of member and observer


class LocatorMap(Struct, frozen=True):
    """What a map shows; without an extent the countries with a margin, without a height as fits.

    A map of an organisation has ``members`` in place of a country, a choropleth its ``values``.
    ``disputed`` are pairs of countries whose border is dashed besides those that the data marks.
    """

    country: str = ""
    extent: Extent | None = None
    points: tuple[Spot, ...] = ()
    routes: tuple[Route, ...] = ()
    waters: tuple[Water, ...] = ()
    highlight: tuple[str, ...] = ()
    incidents: tuple[Incident, ...] = ()
    members: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    values: Choropleth | None = None
    words: MapWords = MapWords()
    width: float = FULL_WIDTH
    height: float | None = None
    projection: str = ""
    disputed: tuple[tuple[str, str], ...] = ()
    alt: str | None = None
    language: str = ENGLISH
    said: MapSentences = MAPS
    marks: Sentences = SAID
