"""The words on a line chart: names at the ends, values at points, notes about the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.charts import words as wording
from briefgen.charts.inputs import Series
from briefgen.charts.labels import (
    LABEL_PITCH,
    Box,
    Ground,
    best_place,
    first_baseline,
    nearest_point,
    places_plumb,
    places_round,
    push_apart,
    text_box,
)
from briefgen.charts.line_plan import FIGURE_SIZE, LABEL_SIZE, YEAR_SIZE, LinePlan
from briefgen.charts.svg import (
    REGULAR,
    SEMIBOLD,
    FigureError,
    Point,
    circle,
    line,
    text,
    text_lines,
)

DOT = 2.4
_RING = 2.8
_NOTE_SIZE = 7.2
_NOTE_LEADING = 8.4
_NOTE_WIDTH = 94.0
_REACH = 40.0
_LEADER_FROM = 8.0


@dataclass(frozen=True, slots=True)
class Placed:
    """Words that found their place: what to draw, and the room now taken."""

    drawn: tuple[Markup, ...]
    ground: Ground


def starting_ground(plan: LinePlan) -> Ground:
    """The chart before any label: its figures, lines and rules."""
    left, right = plan.rule_ends
    levels = [plan.y(tick) for tick in (0.0, *plan.axis.ticks)]
    rings = [_around(plan.at(_point(plan, mark.x)), _RING) for mark in plan.chart.marks]
    return Ground(
        frame=Box(0.0, 0.0, plan.x.end + 4.0 if plan.ends else plan.frame.right, plan.floor - 1.5),
        taken=(*figure_boxes(plan), *rings),
        data=tuple(plan.segments()),
        rules=tuple(((left, y), (right, y)) for y in levels),
    )


def figure_boxes(plan: LinePlan) -> list[Box]:
    """The room of the figures at the gridlines."""
    return [
        text_box(x, y, plan.metrics.width(words, FIGURE_SIZE), FIGURE_SIZE, anchor)
        for x, y, words, anchor in figures(plan)
    ]


def figures(plan: LinePlan) -> Iterator[tuple[float, float, str, str]]:
    """Place, words and anchor of each gridline's figure, which stands on its line."""
    for tick in (0.0, *plan.axis.ticks):
        words = plan.axis.words(tick, plan.chart.language)
        anchor, x = ("start", 0.0) if plan.ends else ("end", plan.frame.right)
        yield x, plan.y(tick) - 2.8, words, anchor


def draw_figures(plan: LinePlan) -> Markup:
    """The figures at the gridlines."""
    drawn = (
        text(x, y, words, size=FIGURE_SIZE, fill=plan.look.ink3, anchor=anchor)
        for x, y, words, anchor in figures(plan)
    )
    return Markup("").join(drawn)


def draw_years(plan: LinePlan) -> Markup:
    """The ticks on the baseline and, under the plot, their names, kept inside the frame."""
    y, stub = plan.floor, plan.y(0.0)
    drawn = []
    for at, words in plan.x_ticks:
        half = plan.metrics.width(words, YEAR_SIZE) / 2
        middle = min(max(plan.x(at), half), plan.frame.right - half)
        drawn.append(line(plan.x(at), stub, plan.x(at), stub + 3, stroke=plan.look.ink, width=0.6))
        drawn.append(
            text(middle, y + 11.5, words, size=YEAR_SIZE, fill=plan.look.ink2, anchor="middle")
        )
    return Markup("").join(drawn)


def draw_ends(plan: LinePlan) -> list[Markup]:
    """The column of names, pushed apart, with a leader where a name had to leave its line."""
    tops = [plan.y(end.series.known[-1][1]) for end in plan.ends]
    middles = push_apart(tops, [end.height for end in plan.ends], 0.0, plan.floor)
    drawn = []
    left = plan.x.end + 9.0
    for end, middle in zip(plan.ends, middles, strict=True):
        leads = end.series is plan.chart.leading
        colour = plan.look.accent if leads else plan.look.ink2
        x, y = plan.at(end.series.known[-1])
        if abs(middle - y) > 3.0 or x < plan.x.end - 1.0:
            drawn.append(line(x + 3.0, y, left - 2.0, middle, stroke=plan.look.rule, width=0.5))
        drawn.append(
            text_lines(
                left,
                middle - end.height / 2 + LABEL_PITCH / 2 + LABEL_SIZE * 0.34,
                end.lines,
                leading=LABEL_PITCH,
                size=LABEL_SIZE,
                weight=SEMIBOLD if leads else REGULAR,
                fill=colour,
            )
        )
    return drawn


def place_values(plan: LinePlan, ground: Ground) -> Placed:
    """The value of the last point of a single line, and of the points asked for."""
    series = _labelled(plan)
    wanted = [_point(plan, x) for x in plan.chart.labels]
    if not plan.ends:
        wanted = [series.known[-1], *wanted]
    drawn: list[Markup] = []
    for point in dict.fromkeys(wanted):
        at = plan.at(point)
        words, box = _placed_value(plan, ground, point, is_last=point == series.known[-1])
        ground = ground.with_box(box)
        drawn += _leader(plan, at, box)
        drawn.append(_value(plan, at, box, words))
    return Placed(tuple(drawn), ground)


def place_notes(plan: LinePlan, ground: Ground) -> Placed:
    """The notes about the data, each on a plumb line through its point."""
    drawn: list[Markup] = []
    for mark in plan.chart.marks:
        lines = plan.metrics.wrap_evenly(mark.text, _NOTE_SIZE, _NOTE_WIDTH)
        at = plan.at(_point(plan, mark.x))
        width = max((plan.metrics.width(words, _NOTE_SIZE) for words in lines), default=0.0)
        height = text_box(0, 0, width, _NOTE_SIZE, lines=len(lines), leading=_NOTE_LEADING).height
        box = best_place(places_plumb(at, width, height, ground.frame), ground)
        if box is None:
            raise FigureError(f"There is no room for the note “{mark.text}”; shorten it.")
        ground = ground.with_box(box)
        drawn.append(_note(plan, at, box, lines))
    return Placed(tuple(drawn), ground)


def _placed_value(plan: LinePlan, ground: Ground, point: Point, is_last: bool) -> tuple[str, Box]:
    """The words at a point and their place; the last may go without its date for want of room."""
    plain = plan.figures.label(point[1])
    dated = wording.dated(plain, plan.place(point[0]), plan.chart.language)
    on_axis = point[0] in [at for at, _ in plan.x_ticks]
    found: list[tuple[str, Box]] = []
    for words in [plain] if on_axis else [dated, plain] if is_last else [dated]:
        width = plan.metrics.width(words, LABEL_SIZE, SEMIBOLD)
        height = text_box(0, 0, width, LABEL_SIZE).height
        box = best_place(places_round(plan.at(point), width, height, _REACH), ground)
        if box is not None:
            found.append((words, box))
            if not ground.is_on_data(box):
                return found[-1]
    if not found:
        raise FigureError(f"There is no room to print “{dated}”; label fewer points.")
    return found[0]


def _labelled(plan: LinePlan) -> Series:
    return plan.chart.leading or plan.chart.series[0]


def _point(plan: LinePlan, x: float) -> Point:
    series = _labelled(plan)
    for point in series.known:
        if point[0] == x:
            return point
    raise FigureError(f"“{series.name}” has no value at {plan.place(x)} to label.")


def _around(point: Point, radius: float) -> Box:
    x, y = point
    return Box(x - radius, y - radius, x + radius, y + radius)


def _value(plan: LinePlan, at: Point, box: Box, words: str) -> Markup:
    colour = plan.look.accent if plan.chart.leading else plan.look.ink2
    dot = circle(*at, DOT, fill=colour)
    middle = (box.left + box.right) / 2
    label = text(
        middle,
        first_baseline(box, LABEL_SIZE),
        words,
        size=LABEL_SIZE,
        weight=SEMIBOLD,
        fill=colour,
        anchor="middle",
    )
    return dot + label


def _leader(plan: LinePlan, at: Point, box: Box) -> list[Markup]:
    x, y = nearest_point(box, at)
    if abs(x - at[0]) + abs(y - at[1]) < _LEADER_FROM:
        return []
    return [line(*at, x, y, stroke=plan.look.ink3, width=0.5)]


def _note(plan: LinePlan, at: Point, box: Box, lines: list[str]) -> Markup:
    x, y = at
    start = y + _RING if box.top > y else y - _RING
    end = box.top - 0.5 if box.top > y else box.bottom + 0.5
    leader = line(x, start, x, end, stroke=plan.look.ink, width=0.5)
    ring = circle(x, y, _RING, fill=plan.look.paper, stroke=plan.look.ink, stroke_width=1.1)
    note = text_lines(
        (box.left + box.right) / 2,
        first_baseline(box, _NOTE_SIZE),
        lines,
        leading=_NOTE_LEADING,
        size=_NOTE_SIZE,
        fill=plan.look.ink,
        anchor="middle",
    )
    return leader + ring + note
