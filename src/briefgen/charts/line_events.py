"""What marks time on a line chart: events as flags above the plot, and where projections begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from briefgen.charts.flags import LEADING, SIZE
from briefgen.charts.labels import Box, broken_plumb, text_box
from briefgen.charts.line_plan import LinePlan, is_projected
from briefgen.charts.phrases import phrases_of
from briefgen.charts.svg import SEMIBOLD, text, text_lines

_BASELINE = 7.6
_FROM_RULE = 3.0


def draw_events(plan: LinePlan, boxes: Sequence[Box]) -> Iterator[Markup]:
    """Poles through the plot, broken where words stand, and the words at their heads."""
    for flag in plan.flags:
        top = flag.box.top + plan.band
        yield broken_plumb(flag.x, top, plan.floor, boxes, stroke=plan.look.rule, width=0.7)
        x, anchor = (flag.box.right, "end") if flag.flies_left else (flag.box.left, "start")
        baseline = top + SIZE * 0.78
        yield text(
            x,
            baseline,
            flag.heading,
            size=SIZE,
            weight=SEMIBOLD,
            fill=plan.look.ink2,
            anchor=anchor,
        )
        yield text_lines(
            x,
            baseline + LEADING,
            flag.lines,
            leading=LEADING,
            size=SIZE,
            fill=plan.look.ink2,
            anchor=anchor,
        )


def draw_projected(plan: LinePlan, boxes: Sequence[Box]) -> Iterator[Markup]:
    """The word for dashed lines, and a rule where all of them turn dashed at once."""
    words = phrases_of(plan.chart.language).projected
    for box in projected_box(plan):
        yield text(box.left, plan.band + _BASELINE, words, size=SIZE, fill=plan.look.ink3)
    if (x := _border(plan)) is not None:
        yield broken_plumb(
            x, plan.band + 2.0, plan.floor, boxes, stroke=plan.look.rule, width=0.5, dash="1.5 2"
        )


def projected_box(plan: LinePlan) -> tuple[Box, ...]:
    """The room of the word: over the projections if it fits there, else at the end of the plot."""
    if not is_projected(plan.chart):
        return ()
    width = plan.metrics.width(phrases_of(plan.chart.language).projected, SIZE)
    border = _border(plan)
    left = plan.x.end - width
    if border is not None and plan.x.end - border > width + 2 * _FROM_RULE:
        left = (border + plan.x.end - width) / 2
    return (text_box(max(left, 0.0), plan.band + _BASELINE, width, SIZE),)


def _border(plan: LinePlan) -> float | None:
    """Where the last value lies before the projections of every line, if that is one place."""
    last = {
        max((x for x, _ in series.known if x < series.projected_from), default=None)
        for series in plan.chart.series
        if series.projected_from is not None
    }
    place = last.pop() if len(last) == 1 else None
    return None if place is None else plan.x(place)
