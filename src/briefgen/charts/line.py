"""Line charts: values over time, named where they end."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from briefgen.charts import words as wording
from briefgen.charts.inputs import LineChart, Series
from briefgen.charts.labels import Box, broken_rule
from briefgen.charts.line_events import draw_events, draw_projected
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
from briefgen.charts.line_style import DASH, LONE, MARK, Style, style_of
from briefgen.charts.marks import mark
from briefgen.charts.metrics import Metrics
from briefgen.charts.sentences import Sentences, opened, sentences_of
from briefgen.charts.svg import Drawing, Look, circle, finish, polyline


def draw_line(chart: LineChart, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    plan = plan_line(chart, look, metrics)
    values = place_values(plan, starting_ground(plan))
    notes = place_notes(plan, values.ground)
    boxes = notes.ground.taken
    body = [
        *_rules(plan, boxes),
        *draw_projected(plan, boxes),
        *draw_events(plan, boxes),
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
            yield _line(plan, series, style_of(series, plan.chart, plan.look))
    for series, (x, y) in plan.marks():
        style = style_of(series, plan.chart, plan.look)
        yield mark(style.shape, x, y, colour=style.colour, paper=plan.look.paper, reach=MARK)
    if leading is not None:
        yield _line(plan, leading, style_of(leading, plan.chart, plan.look))
        if plan.ends:
            yield circle(*plan.at(leading.known[-1]), DOT, fill=plan.look.accent)


def _line(plan: LinePlan, series: Series, style: Style) -> Markup:
    drawn = Markup("")
    for run, projected in series.strokes():
        points = [plan.at(point) for point in run]
        if len(points) == 1:
            drawn += circle(*points[0], LONE, fill=style.colour)
        else:
            dash = DASH if projected else None
            drawn += polyline(points, stroke=style.colour, width=style.width, dash=dash)
    return drawn


def _alt(plan: LinePlan) -> str:
    chart, said = plan.chart, sentences_of(plan.chart.language)
    courses = [
        wording.describe_course(series.known, series.missing, plan.figures, chart.tick_names)
        for series in chart.series
    ]
    measure = chart.measure.rstrip(". ")
    if len(courses) == 1:
        course = courses[0] if measure else wording.capitalised(courses[0])
        return f"{opened(said.lines, measure, course, said)}{_notes(plan, said)}"
    named = [
        said.named.format(name=line.name, words=f"{course}.")
        for line, course in zip(chart.series, courses, strict=True)
    ]
    opening = f"{said.lines} {measure}." if measure else said.lines
    return f"{opening} {' '.join(named)}{_notes(plan, said)}"


def _notes(plan: LinePlan, said: Sentences) -> str:
    """What is marked on the chart besides its values."""
    told = [*_projections(plan, said)]
    for pattern, marks in ((said.event_of, plan.chart.events), (said.note_at, plan.chart.marks)):
        told += [pattern.format(place=plan.place(each.x), text=each.text) for each in marks]
    return "".join(f" {words.rstrip('.')}." for words in told)


def _projections(plan: LinePlan, said: Sentences) -> Iterator[str]:
    series = plan.chart.series
    starts = {each.first_projected for each in series}
    if len(starts) == 1 and (start := starts.pop()) is not None:
        yield said.projected.format(place=plan.place(start))
    else:
        for each in series:
            if each.first_projected is not None:
                place = plan.place(each.first_projected)
                yield said.named_projected.format(name=each.name, place=place)
