"""Sparklines: the course of a value the size of a word, for cells of tables and panels."""

from __future__ import annotations

from msgspec import Struct

from briefgen.charts.axes import Scale, require_finite
from briefgen.charts.inputs import Series
from briefgen.charts.sentences import sentences_of
from briefgen.charts.svg import Drawing, FigureError, Look, circle, finish, polyline
from briefgen.charts.words import Figures, capitalised, describe_course

WIDTH = 46.0
_HEIGHT = 10.0
_MARGIN = 2.0
_LINE = 1.0
_DOT = 1.7


class Sparkline(Struct, frozen=True):
    """One course, from its lowest to its highest value, without any axis."""

    series: Series
    measure: str = ""
    unit: str = "none"
    decimals: int | None = None
    width: float = WIDTH
    language: str = "en"


def draw_sparkline(spark: Sparkline, look: Look) -> Drawing:
    """Draw the course with a dot at its last value; its words tell what it cannot show."""
    series = spark.series
    if not series.known:
        raise FigureError(f"The sparkline “{series.name}” has no values in the period chosen.")
    values = [y for _, y in series.known]
    require_finite(values, f"The sparkline “{series.name}”")
    places = [x for x, _ in series.points]
    x = Scale(min(places), max(places), _MARGIN, spark.width - _MARGIN)
    y = Scale(min(values), max(values), _HEIGHT - _MARGIN, _MARGIN)
    body = []
    for run in series.runs():
        points = [(x(at), y(value)) for at, value in run]
        if len(points) == 1:
            body.append(circle(*points[0], _LINE * 0.8, fill=look.ink3))
        else:
            body.append(polyline(points, stroke=look.ink3, width=_LINE))
    at, value = series.known[-1]
    body.append(circle(x(at), y(value), _DOT, fill=look.accent))
    figures = Figures.for_values(values, spark.unit, spark.language, spark.decimals)
    course = describe_course(series.known, series.missing, figures)
    if measure := spark.measure.rstrip(". "):
        course = sentences_of(spark.language).named.format(name=measure, words=course)
    return finish(body, width=spark.width, height=_HEIGHT, alt=f"{capitalised(course)}.")
