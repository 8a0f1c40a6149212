"""Every chart by one name, and the one way to draw any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.charts.bar import draw_bar
from briefgen.charts.dotplot import DotChart, DotRow, draw_dots
from briefgen.charts.dots import stance_dot
from briefgen.charts.gauges import confidence_bars, level_bar, likelihood_bar, yardstick
from briefgen.charts.grouped import draw_grouped
from briefgen.charts.inputs import (
    FULL_WIDTH,
    HALF_WIDTH,
    MAIN_WIDTH,
    Bar,
    BarChart,
    Event,
    GroupedBars,
    LineChart,
    LineEvent,
    Mark,
    Measured,
    Network,
    Node,
    Series,
    Tie,
    Timeline,
    with_gaps,
)
from briefgen.charts.line import draw_line
from briefgen.charts.metrics import Metrics, shipped_metrics
from briefgen.charts.multiples import draw_multiples
from briefgen.charts.multiples_grid import Multiples
from briefgen.charts.network import draw_network
from briefgen.charts.ranges import RangeChart, RangeRow, draw_ranges
from briefgen.charts.slope import Slope, SlopeChart, draw_slope
from briefgen.charts.sparkline import Sparkline, draw_sparkline
from briefgen.charts.svg import Drawing, FigureError, Look
from briefgen.charts.timeline import draw_timeline

__all__ = [
    "FULL_WIDTH",
    "HALF_WIDTH",
    "MAIN_WIDTH",
    "Bar",
    "BarChart",
    "Chart",
    "DotChart",
    "DotRow",
    "Drawing",
    "Event",
    "FigureError",
    "GroupedBars",
    "LineChart",
    "LineEvent",
    "Look",
    "Mark",
    "Measured",
    "Metrics",
    "Multiples",
    "Network",
    "Node",
    "RangeChart",
    "RangeRow",
    "Series",
    "Slope",
    "SlopeChart",
    "Sparkline",
    "Tie",
    "Timeline",
    "confidence_bars",
    "draw",
    "draw_sparkline",
    "level_bar",
    "likelihood_bar",
    "shipped_metrics",
    "stance_dot",
    "with_gaps",
    "yardstick",
]

Chart = Measured | Timeline | Network

_DRAWN_BY: Mapping[type, Callable[..., Drawing]] = {
    LineChart: draw_line,
    BarChart: draw_bar,
    GroupedBars: draw_grouped,
    DotChart: draw_dots,
    SlopeChart: draw_slope,
    RangeChart: draw_ranges,
    Multiples: draw_multiples,
    Timeline: draw_timeline,
    Network: draw_network,
}


def draw(chart: Chart, look: Look, metrics: Metrics) -> Drawing:
    """Draw any of the charts, or raise a FigureError that says what keeps it from being drawn."""
    return _DRAWN_BY[type(chart)](chart, look, metrics)
