"""What fills a frame from the world, whatever the projection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from briefgen.maps.azimuthal import Azimuthal
from briefgen.maps.flat_sheet import FlatSheet
from briefgen.maps.geometry import Box, Shape
from briefgen.maps.projection import Flat, Projection
from briefgen.maps.round_sheet import RoundSheet
from briefgen.maps.topology import Country, Polygon, Position, World


class Sheet(Protocol):
    """What fills a frame, whatever the projection."""

    def visible(self, country: Country) -> Iterator[Polygon]:
        """The pieces of a country that may be seen."""

    def areas(self, polygon: Polygon) -> Iterator[Shape]:
        """A piece of land, cut to the frame."""

    def lines(self, number: int) -> Iterator[Shape]:
        """The stretches of an arc inside the frame."""

    def ground(self) -> Shape | None:
        """The outline of the world, where the frame shows more than that."""

    def course(self, positions: Sequence[Position]) -> Iterator[Shape]:
        """A line through positions, in the stretches that are seen."""


def sheet_of(world: World, projection: Projection, frame: Box) -> Sheet:
    """The sheet for a projection."""
    if isinstance(projection, Azimuthal):
        return RoundSheet(world, projection, frame)
    assert isinstance(projection, Flat)
    return FlatSheet(world, projection, frame)
