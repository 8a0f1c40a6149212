"""Figures: what a section draws, by the name that a spec gives them."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.course_figures import LineFigure, MultiplesFigure, SlopeFigure
from briefgen.model.diagrams import MatrixFigure, NetworkFigure
from briefgen.model.figure import Figure
from briefgen.model.map_figures import ChoroplethFigure, MapFigure
from briefgen.model.outlook_figures import ScenarioStripFigure, YardstickFigure
from briefgen.model.size_figures import BarFigure, DotFigure, RangeFigure
from briefgen.model.timelines import TimelineFigure

FIGURES: Mapping[str, type[Figure]] = {
    "line": LineFigure,
    "bar": BarFigure,
    "dot": DotFigure,
    "slope": SlopeFigure,
    "range": RangeFigure,
    "multiples": MultiplesFigure,
    "map": MapFigure,
    "choropleth": ChoroplethFigure,
    "timeline": TimelineFigure,
    "matrix": MatrixFigure,
    "network": NetworkFigure,
    "scenario-strip": ScenarioStripFigure,
    "yardstick": YardstickFigure,
}
