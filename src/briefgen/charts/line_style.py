"""How lines are told apart: the accent and a thicker stroke, two greys, and marks."""

from __future__ import annotations

from msgspec import Struct

from briefgen.charts.inputs import LineChart, Series
from briefgen.charts.marks import SHAPES
from briefgen.charts.svg import Look

MARK = 2.1
LONE = 1.8
DASH = "3 2.2"
_MANY_POINTS = 80
_ROOM = 7.0


class Style(Struct, frozen=True):
    """Colour and width of a line, and the shape of its marks if it has any."""

    colour: str
    width: float
    shape: str = ""


def style_of(series: Series, chart: LineChart, look: Look) -> Style:
    """The leading line in the accent; the others in two greys by turns, with marks if several."""
    if series is chart.leading:
        return Style(look.accent, 2.0 if len(series.points) <= _MANY_POINTS else 1.1)
    number = [each for each in chart.series if each is not chart.leading].index(series)
    shape = SHAPES[number] if _several_greys(chart) else ""
    return Style((look.grey, look.ink2)[number % 2], 1.1, shape)


def room_of_mark(chart: LineChart) -> float:
    """What the marks before the names take up."""
    return _ROOM if _several_greys(chart) else 0.0


def _several_greys(chart: LineChart) -> bool:
    return len(chart.series) - (chart.leading is not None) > 1
