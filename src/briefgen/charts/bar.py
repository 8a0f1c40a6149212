"""Bar charts: sizes from nought, each with its figure at its end."""

from __future__ import annotations

import re

from briefgen.charts.axes import require_finite
from briefgen.charts.columns import draw_columns
from briefgen.charts.inputs import BarChart
from briefgen.charts.metrics import Metrics
from briefgen.charts.rows import draw_rows
from briefgen.charts.sentences import opened, sentences_of
from briefgen.charts.svg import Drawing, FigureError, Look, finish
from briefgen.charts.words import Figures, capitalised, describe_course, describe_ranking

_MOST_TOLD = 8


def draw_bar(chart: BarChart, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    _check(chart)
    values = [bar.value for bar in chart.bars if bar.value is not None]
    figures = Figures.for_values(values, chart.unit, chart.language, chart.decimals)
    draw = draw_columns if chart.direction == "vertical" else draw_rows
    body, height = draw(chart, look, metrics, figures)
    return finish(body, width=chart.width, height=height, alt=chart.alt or _alt(chart, figures))


def _check(chart: BarChart) -> None:
    if not chart.bars:
        raise FigureError("The bar chart has no data; check its columns and its filter.")
    values = [bar.value for bar in chart.bars if bar.value is not None]
    if not values:
        raise FigureError("The bar chart has no values: every cell chosen is empty.")
    require_finite(values, "The bar chart")
    if chart.direction not in ("horizontal", "vertical"):
        raise FigureError(f"A bar chart is horizontal or vertical, not “{chart.direction}”.")


def _alt(chart: BarChart, figures: Figures) -> str:
    said, course = sentences_of(chart.language), _course(chart, figures)
    words = course or describe_ranking([(bar.name, bar.value) for bar in chart.bars], figures)
    if course and not chart.measure.rstrip(". "):
        words = capitalised(words)
    return opened(said.bars, chart.measure, words, said)


def _course(chart: BarChart, figures: Figures) -> str:
    """The words for bars that are years in order, too many to tell one by one."""
    names = [bar.name for bar in chart.bars]
    are_years = all(re.fullmatch("[12][0-9]{3}", name) for name in names)
    if len(names) <= _MOST_TOLD or not are_years or names != sorted(set(names)):
        return ""
    points = [(float(bar.name), bar.value) for bar in chart.bars if bar.value is not None]
    return describe_course(points, len(names) - len(points), figures)
