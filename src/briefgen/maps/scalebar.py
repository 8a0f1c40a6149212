"""The scale bar: a round length, in a corner of the map."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts import svg
from briefgen.charts.svg import Look
from briefgen.maps.geometry import Box, Place
from briefgen.numbers import NO_BREAK_SPACE, with_unit

SCALE_SIZE = 6.8
SCALE_LENGTHS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)
SCALE_SHARE = 0.14
SCALE_CORNER = 10.0
SCALE_SHIFTS = (0.0, 14.0, 28.0, 42.0, 60.0, 80.0, 100.0)


class ScaleBar(Struct, frozen=True):
    """A length in kilometres, drawn; ``end`` is the right end of its line."""

    kilometres: int
    length: float
    end: Place
    box: Box

    def drawn(self, look: Look, language: str) -> Markup:
        """The bar with its ends and its length above."""
        x, y = self.end
        left = x - self.length
        ends = [svg.line(at, y - 2.2, at, y + 2.2, stroke=look.ink, width=0.7) for at in (left, x)]
        words = svg.text(
            left + self.length / 2,
            y - 4.6,
            with_unit(Decimal(self.kilometres), "km", language).replace(NO_BREAK_SPACE, " "),
            size=SCALE_SIZE,
            fill=look.ink2,
            anchor="middle",
        )
        return Markup("").join([svg.line(left, y, x, y, stroke=look.ink, width=0.7), *ends, words])


def scale_bars(frame: Box, kilometres_per_point: float) -> list[ScaleBar]:
    """The same bar in all the places where it may stand, the best first."""
    most = frame.width * SCALE_SHARE * kilometres_per_point
    fitting = [length for length in SCALE_LENGTHS if length <= most]
    if not fitting:
        return []
    length = fitting[-1] / kilometres_per_point
    return [ScaleBar(fitting[-1], length, end, box) for end, box in _corners(frame, length)]


def _corners(frame: Box, length: float) -> list[tuple[Place, Box]]:
    """Places for the scale bar: along the foot from either corner, then along the head."""
    low, high = frame.bottom - SCALE_CORNER, frame.top + SCALE_CORNER + SCALE_SIZE
    ends = [
        (x, y)
        for y in (low, high)
        for shift in SCALE_SHIFTS
        for x in (frame.right - SCALE_CORNER - shift, frame.left + SCALE_CORNER + length + shift)
    ]
    return [((x, y), Box(x - length - 2, y - 11, x + 2, y + 3)) for x, y in ends]
