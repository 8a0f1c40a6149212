"""Line charts: values over time, named where they end."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from briefgen.charts import words as wording
from briefgen.charts.inputs import LineChart, Series
from briefgen.charts.labels import Box, broken_rule
from briefgen.charts.line_labels import (
    DOT,
    draw_ends,
    draw_figures,
    draw_years,
    place_notes,
    place_values,
    starting_ground,
)
from briefgen.charts.line_plan import LinePlan, plan_line
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Drawing, Look, circle, finish, polyline

_LEADING_WIDTH = 2.0
_OTHER_WIDTH = 1.1
_MANY_POINTS = 80


def draw_line(chart: LineChart, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    plan = plan_line(chart, look, metrics)
    values = place_values(plan, starting_ground(plan))
    notes = place_notes(plan, values.ground)
    body = [
        *_rules(plan, notes.ground.taken),
        draw_figures(plan),
        draw_years(plan),
        *_lines(plan),
        *draw_ends(plan),
        *values.drawn,
        *notes.drawn,
    ]
    return finish(body, width=chart.width, height=plan.frame.bottom, alt=chart.alt or _alt(plan))


def _rules(plan: LinePlan, boxes: tuple[Box, ...]) -> Iterator[Markup]:
    left, right = plan.rule_ends
    for tick in plan.axis.ticks:
        yield broken_rule(plan.y(tick), left, right, boxes, stroke=plan.look.hair, width=0.5)
    yield broken_rule(plan.y(0.0), left, right, boxes, stroke=plan.look.ink, width=0.8)


def _lines(plan: LinePlan) -> Iterator[Markup]:
    """The lines, the leading one last so that it lies on top."""
    leading = plan.chart.leading
    for series in plan.chart.series:
        if series is not leading:
            yield _line(plan, series, plan.look.grey, _OTHER_WIDTH)
    if leading is not None:
        width = _LEADING_WIDTH if len(leading.points) <= _MANY_POINTS else _OTHER_WIDTH
        yield _line(plan, leading, plan.look.accent, width)
        if plan.ends:
            yield circle(*plan.at(leading.known[-1]), DOT, fill=plan.look.accent)


def _line(plan: LinePlan, series: Series, colour: str, width: float) -> Markup:
    drawn = Markup("")
    for run in series.runs():
        points = [plan.at(point) for point in run]
        if len(points) == 1:
            drawn += circle(*points[0], max(1.6, width * 0.9), fill=colour)
        else:
            drawn += polyline(points, stroke=colour, width=width)
    return drawn


def _alt(plan: LinePlan) -> str:
    chart = plan.chart
    courses = [
        wording.describe_course(series.known, series.missing, plan.figures, chart.tick_names)
        for series in chart.series
    ]
    measure = chart.measure.rstrip(". ")
    if len(courses) == 1:
        course = f"{measure}: {courses[0]}" if measure else wording.capitalised(courses[0])
        return f"Line chart. {course}.{_notes(plan)}"
    named = [f"{line.name}: {course}." for line, course in zip(chart.series, courses, strict=True)]
    opening = f"Line chart. {measure}." if measure else "Line chart."
    return f"{opening} {' '.join(named)}{_notes(plan)}"


def _notes(plan: LinePlan) -> str:
    marks = (f" Note at {plan.place(mark.x)}: {mark.text}." for mark in plan.chart.marks)
    return "".join(mark.replace("..", ".") for mark in marks)
