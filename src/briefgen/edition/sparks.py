"""Sparklines of the spec, drawn for a cell of a table or a row of the key facts."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.charts.drawing import FigureError, Series, Sparkline, draw_sparkline
from briefgen.document import Path
from briefgen.edition.courses import courses
from briefgen.edition.workshop import Workshop
from briefgen.errors import InputProblems, Problem
from briefgen.model.spark import SparkSpec


def spark_drawing(spark: SparkSpec, about: str, path: Path, shop: Workshop) -> Markup:
    """The course as SVG; `about` says what it is, `path` where it is asked for."""
    points = courses(spark, None, shop.easel).get("", ())
    course = Sparkline(
        Series(about, points), about, spark.unit, spark.decimals, language=shop.easel.language
    )
    try:
        return shop.easel.turned(draw_sparkline(course, shop.easel.look)).svg
    except FigureError as error:
        message, hint = f"the sparkline cannot be drawn: {error}", "correct what it selects"
        problem: Problem = shop.document.problem(path, message, hint)
        raise InputProblems(problem) from None
