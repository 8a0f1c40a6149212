"""Signs on a map: marks of places and lines of routes, and the room they take."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from briefgen.charts import svg
from briefgen.charts.svg import Look
from briefgen.maps.geometry import Box, Place, Shape

DOT, RING = 1.6, 2.3


@dataclass(frozen=True, slots=True)
class Mark:
    """A named place on the frame."""

    name: str
    place: Place
    capital: bool
    badge: Box | None = None  # the room of its numbers, for events

    @property
    def radius(self) -> float:
        """How far its sign reaches up and down."""
        if self.badge is not None:
            return self.badge.height / 2
        return RING if self.capital else DOT

    @property
    def wider(self) -> float:
        """How much farther its sign reaches sideways."""
        return (self.badge.width - self.badge.height) / 2 if self.badge is not None else 0.0

    @property
    def box(self) -> Box:
        """The room of its sign."""
        x, y = self.place
        return self.badge or Box(x, y, x, y).grown(self.radius)


@dataclass(frozen=True, slots=True)
class Track:
    """A named route on the frame, in the stretches that are seen."""

    name: str
    text: str
    stretches: tuple[Shape, ...]


def drawn_track(track: Track, look: Look, *, dashed: bool) -> Markup:
    """The line of a route on a white edge, dashed for what is planned."""
    width, dash = (1.6, "4 2.4") if dashed else (2.2, None)
    drawn = [
        svg.polyline(stretch, stroke=stroke, width=wide, dash=pattern)
        for stretch in track.stretches
        for stroke, wide, pattern in (
            (look.paper, width + 1.2, None),
            (look.accent, width, dash),
        )
    ]
    return Markup("").join(drawn)


def drawn_mark(mark: Mark, look: Look) -> Markup:
    """A ring for a capital, a dot for another place; the numbers of events draw themselves."""
    x, y = mark.place
    if mark.badge is not None:
        return Markup("")
    if mark.capital:
        ring = svg.circle(x, y, mark.radius, fill=look.paper, stroke=look.ink, stroke_width=1.1)
        return ring + svg.circle(x, y, 0.8, fill=look.ink)
    halo = svg.circle(x, y, mark.radius + 0.6, fill=look.paper)
    return halo + svg.circle(x, y, mark.radius, fill=look.ink)
