"""Every chart by one name, and the one way to draw any of them."""

from __future__ import annotations

from briefgen.charts.bar import draw_bar
from briefgen.charts.dots import stance_dot
from briefgen.charts.gauges import confidence_bars, level_bar, likelihood_bar, yardstick
from briefgen.charts.grouped import draw_grouped
from briefgen.charts.inputs import (
    FULL_WIDTH,
    HALF_WIDTH,
    MAIN_WIDTH,
    Bar,
    BarChart,
    Chart,
    Event,
    GroupedBars,
    LineChart,
    Mark,
    Network,
    Node,
    Series,
    Tie,
    Timeline,
)
from briefgen.charts.line import draw_line
from briefgen.charts.metrics import Metrics, shipped_metrics
from briefgen.charts.network import draw_network
from briefgen.charts.svg import Drawing, FigureError, Look
from briefgen.charts.timeline import draw_timeline

__all__ = [
    "FULL_WIDTH",
    "HALF_WIDTH",
    "MAIN_WIDTH",
    "Bar",
    "BarChart",
    "Chart",
    "Drawing",
    "Event",
    "FigureError",
    "GroupedBars",
    "LineChart",
    "Look",
    "Mark",
    "Metrics",
    "Network",
    "Node",
    "Series",
    "Tie",
    "Timeline",
    "confidence_bars",
    "draw",
    "level_bar",
    "likelihood_bar",
    "shipped_metrics",
    "stance_dot",
    "yardstick",
]


def draw(chart: Chart, look: Look, metrics: Metrics) -> Drawing:
    """Draw any of the charts, or raise a FigureError that says what keeps it from being drawn."""
    if isinstance(chart, LineChart):
        return draw_line(chart, look, metrics)
    if isinstance(chart, BarChart):
        return draw_bar(chart, look, metrics)
    if isinstance(chart, GroupedBars):
        return draw_grouped(chart, look, metrics)
    if isinstance(chart, Network):
        return draw_network(chart, look, metrics)
    return draw_timeline(chart, look, metrics)
