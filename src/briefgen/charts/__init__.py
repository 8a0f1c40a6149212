"""Figures drawn as SVG at their final size in points."""

from __future__ import annotations

from briefgen.charts.bar import draw_bar
from briefgen.charts.gauges import confidence_bars, likelihood_bar, yardstick
from briefgen.charts.inputs import (
    FULL_WIDTH,
    HALF_WIDTH,
    MAIN_WIDTH,
    Bar,
    BarChart,
    Chart,
    Event,
    LineChart,
    Mark,
    Series,
    Timeline,
)
from briefgen.charts.line import draw_line
from briefgen.charts.metrics import Metrics, shipped_metrics
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
    "LineChart",
    "Look",
    "Mark",
    "Metrics",
    "Series",
    "Timeline",
    "confidence_bars",
    "draw",
    "likelihood_bar",
    "shipped_metrics",
    "yardstick",
]


def draw(chart: Chart, look: Look, metrics: Metrics) -> Drawing:
    """Draw any of the charts, or raise a FigureError that says what keeps it from being drawn."""
    if isinstance(chart, LineChart):
        return draw_line(chart, look, metrics)
    if isinstance(chart, BarChart):
        return draw_bar(chart, look, metrics)
    return draw_timeline(chart, look, metrics)
