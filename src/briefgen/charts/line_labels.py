"""The words on a line chart: names at the ends, values at points, notes about the data."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts import words as wording
from briefgen.charts.inputs import Series
from briefgen.charts.labels import (
    LABEL_PITCH,
    Box,
    Ground,
    Segment,
    best_place,
    first_baseline,
    nearest_point,
    places_plumb,
    places_round,
    push_apart,
    text_box,
)
from briefgen.charts.line_events import projected_box
from briefgen.charts.line_plan import FIGURE_SIZE, LABEL_SIZE, YEAR_SIZE, LinePlan
from briefgen.charts.line_style import LONE, MARK, style_of
from briefgen.charts.marks import mark
from briefgen.charts.svg import (
    REGULAR,
    SEMIBOLD,
    FigureError,
    Point,
    circle,
    line,
    rect,
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


class Placed(Struct, frozen=True):
    """Words that found their place: what to draw, and the room now taken."""

    drawn: tuple[Markup, ...]
    ground: Ground


def starting_ground(plan: LinePlan) -> Ground:
    """The chart before any label: its figures, lines and rules."""
    left, right = plan.rule_ends
    levels = [plan.y(tick) for tick in (0.0, *plan.axis.ticks)]
    rings = [_around(plan.at(_point(plan, note.x)), _RING) for note in plan.chart.marks]
    edge = plan.x.end + 4.0 if plan.ends else plan.frame.right
    dots = [plan.at(_point(plan, x)) for x in plan.chart.labels]
    dots += [plan.at(each.known[-1]) for each in plan.chart.series if each is plan.chart.leading]
    return Ground(
        frame=Box(0.0, plan.band, edge, plan.floor - 1.5),
        taken=(*figure_boxes(plan), *rings, *projected_box(plan)),
        data=(*plan.segments(), *(leader for _, leader in placed_ends(plan) if leader)),
        rules=(
            *(((left, y), (right, y)) for y in levels),
            *(((flag.x, plan.band), (flag.x, plan.floor)) for flag in plan.flags),
        ),
        marks=(
            *(_around(place, MARK) for _, place in plan.marks()),
            *(_around(dot, DOT) for dot in dots),
            *(_around(place, LONE) for place in plan.lone()),
            *(_stub(plan, at) for at, _ in plan.x_ticks),
        ),
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
    y = plan.floor
    drawn = []
    for at, words in plan.x_ticks:
        stub = _stub(plan, at)
        half = plan.metrics.width(words, YEAR_SIZE) / 2
        middle = min(max(plan.x(at), half), plan.frame.right - half)
        drawn.append(
            line(plan.x(at), stub.top, plan.x(at), stub.bottom, stroke=plan.look.ink, width=0.6)
        )
        drawn.append(
            text(middle, y + 11.5, words, size=YEAR_SIZE, fill=plan.look.ink2, anchor="middle")
        )
    return Markup("").join(drawn)


def _stub(plan: LinePlan, at: float) -> Box:
    """The tick of a place on the baseline."""
    return Box(plan.x(at) - 0.3, plan.y(0.0), plan.x(at) + 0.3, plan.y(0.0) + 3.0)


def placed_ends(plan: LinePlan) -> Iterator[tuple[float, Segment | None]]:
    """The middle of each name in the column, and the leader to one that left its line."""
    tops = [plan.y(end.series.known[-1][1]) for end in plan.ends]
    middles = push_apart(tops, [end.height for end in plan.ends], plan.names_top, plan.floor)
    for end, middle in zip(plan.ends, middles, strict=True):
        x, y = plan.at(end.series.known[-1])
        left = abs(middle - y) > 3.0 or x < plan.x.end - 1.0
        yield middle, ((x + 3.0, y), (plan.x.end + 7.0, middle)) if left else None


def draw_ends(plan: LinePlan) -> list[Markup]:
    """The column of names, pushed apart, with their leaders."""
    drawn = []
    for end, (middle, leader) in zip(plan.ends, placed_ends(plan), strict=True):
        leads = end.series is plan.chart.leading
        style, top = (
            style_of(end.series, plan.chart, plan.look),
            middle - end.height / 2 + LABEL_PITCH / 2,
        )
        if leader is not None:
            drawn.append(line(*leader[0], *leader[1], stroke=plan.look.rule, width=0.5))
        if plan.names_from > plan.x.end + 9.0:
            shape = style.shape or "disc"
            drawn.append(
                mark(shape, plan.x.end + 11.0, top, colour=style.colour, paper=plan.look.paper)
            )
        drawn.append(
            text_lines(
                plan.names_from,
                top + LABEL_SIZE * 0.34,
                end.lines,
                leading=LABEL_PITCH,
                size=LABEL_SIZE,
                weight=SEMIBOLD if leads else REGULAR,
                fill=plan.look.accent if leads else plan.look.ink2,
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
        leader = _leader(plan, at, box)
        drawn += leader
        if ground.is_on_data(box):
            drawn.append(rect(box.left, box.top, box.width, box.height, fill=plan.look.paper))
        drawn.append(_value(plan, at, box, words))
        ground = ground.with_box(box)
        if leader:
            ground = ground.with_data((at, nearest_point(box, at)))
    return Placed(tuple(drawn), ground)


def place_notes(plan: LinePlan, ground: Ground) -> Placed:
    """The notes about the data, each on a plumb line through its point."""
    drawn: list[Markup] = []
    for note in plan.chart.marks:
        lines = plan.metrics.wrap_evenly(note.text, _NOTE_SIZE, _NOTE_WIDTH)
        at = plan.at(_point(plan, note.x))
        width = max((plan.metrics.width(words, _NOTE_SIZE) for words in lines), default=0.0)
        height = text_box(0, 0, width, _NOTE_SIZE, lines=len(lines), leading=_NOTE_LEADING).height
        box = best_place(places_plumb(at, width, height, ground.frame), ground, at)
        if box is None:
            raise FigureError(f"There is no room for the note “{note.text}”; shorten it.")
        if ground.is_on_data(box):
            drawn.append(rect(box.left, box.top, box.width, box.height, fill=plan.look.paper))
        drawn.append(_note(plan, at, box, lines))
        ground = ground.with_box(box).with_box(_plumb(at, box))
    return Placed(tuple(drawn), ground)


def _placed_value(plan: LinePlan, ground: Ground, point: Point, is_last: bool) -> tuple[str, Box]:
    """The words at a point and their place; the last may go without its date for want of room."""
    plain = plan.figures.label(point[1])
    dated = wording.dated(plain, plan.place(point[0]), plan.chart.language)
    on_axis = point[0] in [at for at, _ in plan.x_ticks]
    found: list[tuple[str, Box]] = []
    for words in [plain] if on_axis else [dated, plain] if is_last else [dated]:
        at = plan.at(point)
        width = plan.metrics.width(words, LABEL_SIZE, SEMIBOLD)
        height = text_box(0, 0, width, LABEL_SIZE).height
        box = best_place(places_round(at, width, height, _REACH), ground, at)
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


def _plumb(point: Point, box: Box) -> Box:
    """The room of the line from a point straight to its note."""
    ends = sorted((point[1], box.bottom if box.bottom < point[1] else box.top))
    return Box(point[0] - 0.3, ends[0], point[0] + 0.3, ends[1])


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
