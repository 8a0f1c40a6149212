"""Figures of the spec into drawings: each type has its drawer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.charts.svg import Drawing
from briefgen.edition.courses import draw_line, draw_multiples, draw_slope
from briefgen.edition.diagrams import (
    draw_network_figure,
    draw_strip_figure,
    draw_timeline_figure,
    draw_yardstick_figure,
)
from briefgen.edition.easel import Easel
from briefgen.edition.mapping import draw_choropleth_figure, draw_map_figure
from briefgen.edition.sizes import draw_bar, draw_dots, draw_ranges
from briefgen.model.course_figures import LineFigure, MultiplesFigure, SlopeFigure
from briefgen.model.diagrams import NetworkFigure
from briefgen.model.figure import Figure
from briefgen.model.map_figures import ChoroplethFigure, MapFigure
from briefgen.model.outlook_figures import ScenarioStripFigure, YardstickFigure
from briefgen.model.size_figures import BarFigure, DotFigure, RangeFigure
from briefgen.model.timelines import TimelineFigure


def draw_figure(figure: Figure, easel: Easel) -> Drawing:
    """The drawing of a figure; FigureError where its data forbid one."""
    return DRAWERS[type(figure)](figure, easel)


DRAWERS: Mapping[type[Figure], Callable[[Figure, Easel], Drawing]] = {
    LineFigure: draw_line,
    SlopeFigure: draw_slope,
    MultiplesFigure: draw_multiples,
    BarFigure: draw_bar,
    DotFigure: draw_dots,
    RangeFigure: draw_ranges,
    TimelineFigure: draw_timeline_figure,
    MapFigure: draw_map_figure,
    ChoroplethFigure: draw_choropleth_figure,
    NetworkFigure: draw_network_figure,
    ScenarioStripFigure: draw_strip_figure,
    YardstickFigure: draw_yardstick_figure,
}
