"""Vertical bars: few steps in time, or few names short enough to stand below them."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import Scale, ValueAxis, value_axis
from briefgen.charts.inputs import Bar, BarChart
from briefgen.charts.labels import Box, broken_rule, text_box
from briefgen.charts.line_plan import default_height
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import REGULAR, SEMIBOLD, FigureError, Look, rect, text, text_lines
from briefgen.charts.words import Figures, no_data_words

_NAME = 7.2
_NAME_LEADING = 8.6
_VALUE = 7.6
_FIGURE = 6.8
_NARROWEST = 6.0
_WIDEST_BAR = 34.0


class _Columns(Struct, frozen=True):
    """The columns with their places; ``on_scale`` means gridlines stand in for most figures."""

    chart: BarChart
    look: Look
    metrics: Metrics
    figures: Figures
    names: tuple[tuple[str, ...], ...]
    axis: ValueAxis
    y: Scale
    pitch: float
    on_scale: bool
    height: float

    @property
    def bar_width(self) -> float:
        return min(self.pitch * 0.66, _WIDEST_BAR)

    def middle(self, column: int) -> float:
        return (column + 0.5) * self.pitch

    def body(self, column: int) -> Box:
        zero, end = self.y(0.0), self.y(self.chart.bars[column].value or 0.0)
        left = self.middle(column) - self.bar_width / 2
        return Box(left, min(zero, end), left + self.bar_width, max(zero, end))


def draw_columns(
    chart: BarChart, look: Look, metrics: Metrics, figures: Figures
) -> tuple[list[Markup], float]:
    """The parts of a chart of vertical bars, and its height."""
    plan = _lay_out(chart, look, metrics, figures)
    labels = list(_labels(plan))
    boxes = [box for _, box in labels]
    body = [
        *_rules(plan, boxes),
        *(_column(plan, number) for number in range(len(chart.bars))),
        broken_rule(plan.y(0.0), 0.0, chart.width, boxes, stroke=look.ink, width=0.8),
        *(markup for markup, _ in labels),
        *_names(plan),
    ]
    return body, plan.height


def _lay_out(chart: BarChart, look: Look, metrics: Metrics, figures: Figures) -> _Columns:
    axis = value_axis([bar.value for bar in chart.bars if bar.value is not None])
    widest = max(metrics.width(_words(chart, bar, figures), _VALUE, SEMIBOLD) for bar in chart.bars)
    on_scale = widest + 3.0 > chart.width / len(chart.bars)
    pitch = (chart.width - (_gutter(axis, chart, metrics) if on_scale else 0.0)) / len(chart.bars)
    if pitch < _NARROWEST:
        raise FigureError(
            f"{len(chart.bars)} vertical bars are too many for this width; "
            "make the figure wider, or draw a line."
        )
    names = _wrapped_names(chart, metrics, pitch)
    height = chart.height or default_height(chart.width)
    foot = 5.0 + _NAME_LEADING * max(len(lines) for lines in names) + 2.0
    below = 11.0 if axis.low < 0 else 0.0
    return _Columns(
        chart=chart,
        look=look,
        metrics=metrics,
        figures=figures,
        names=names,
        axis=axis,
        y=Scale(axis.low, axis.high, height - foot - below, 13.0),
        pitch=pitch,
        on_scale=on_scale,
        height=height,
    )


def _words(chart: BarChart, bar: Bar, figures: Figures) -> str:
    return no_data_words(chart.language) if bar.value is None else figures.label(bar.value)


def _gutter(axis: ValueAxis, chart: BarChart, metrics: Metrics) -> float:
    figures = (axis.words(tick, chart.language) for tick in axis.ticks)
    return max((metrics.width(words, _FIGURE) for words in figures), default=0.0) + 6.0


def _wrapped_names(chart: BarChart, metrics: Metrics, pitch: float) -> tuple[tuple[str, ...], ...]:
    """The names below the bars; years that would crowd are named at every second bar or less."""
    widths = [metrics.width(bar.name, _NAME, SEMIBOLD) for bar in chart.bars]
    if max(widths) + 3.0 > pitch and all(bar.name.isdigit() for bar in chart.bars):
        every = int(-(-(max(widths) + 5.0) // pitch))
        last = len(chart.bars) - 1
        return tuple(
            (bar.name,) if (last - number) % every == 0 else ()
            for number, bar in enumerate(chart.bars)
        )
    wrapped = [
        metrics.wrap_evenly(bar.name, _NAME, pitch - 4.0, _weight(bar)) for bar in chart.bars
    ]
    words = [word for bar in chart.bars for word in bar.name.split()]
    longest = max((metrics.width(word, _NAME, SEMIBOLD) for word in words), default=0.0)
    if longest > pitch - 2.0 or max(len(lines) for lines in wrapped) > 3:
        raise FigureError(
            "The names are too long to stand below vertical bars; "
            "shorten them (relabel) or set direction: horizontal."
        )
    return tuple(tuple(lines) for lines in wrapped)


def _weight(bar: Bar) -> int:
    return SEMIBOLD if bar.highlighted else REGULAR


def _labels(plan: _Columns) -> Iterator[tuple[Markup, Box]]:
    """Each bar's figure; beside gridlines only those that matter and have room."""
    taken: list[Box] = []
    for number in _in_order_of_weight(plan):
        bar = plan.chart.bars[number]
        words = _words(plan.chart, bar, plan.figures)
        box = _label_box(plan, number, plan.metrics.width(words, _VALUE, SEMIBOLD))
        if plan.on_scale and not _has_room(plan, number, box, taken):
            continue
        taken.append(box)
        yield _label(plan, bar, words, box), box


def _in_order_of_weight(plan: _Columns) -> list[int]:
    bars = plan.chart.bars
    if not plan.on_scale:
        return list(range(len(bars)))
    known = [number for number, bar in enumerate(bars) if bar.value is not None]
    top = max(known, key=lambda number: abs(bars[number].value or 0.0))
    singled = [number for number in known if bars[number].highlighted]
    return list(dict.fromkeys([*singled, top, known[-1]]))


def _label_box(plan: _Columns, number: int, width: float) -> Box:
    body = plan.body(number)
    below = (plan.chart.bars[number].value or 0.0) < 0
    baseline = body.bottom + _VALUE if below else body.top - 3.4
    box = text_box(plan.middle(number), baseline, width, _VALUE, "middle")
    return box.pulled_into(Box(0.0, 0.0, plan.chart.width, plan.height))


def _has_room(plan: _Columns, number: int, box: Box, taken: list[Box]) -> bool:
    others = [plan.body(n) for n in range(len(plan.chart.bars)) if n != number]
    edge = plan.pitch * len(plan.chart.bars)
    return box.right <= edge + 1.0 and not any(
        box.overlaps(other, 1.0) for other in [*others, *taken]
    )


def _label(plan: _Columns, bar: Bar, words: str, box: Box) -> Markup:
    missing = bar.value is None
    return text(
        (box.left + box.right) / 2,
        box.top + _VALUE * 0.74,
        words,
        size=_VALUE,
        weight=REGULAR if missing else SEMIBOLD,
        fill=plan.look.ink3 if missing else plan.look.ink,
        anchor="middle",
    )


def _rules(plan: _Columns, boxes: list[Box]) -> Iterator[Markup]:
    if not plan.on_scale:
        return
    for tick in plan.axis.ticks:
        y = plan.y(tick)
        yield broken_rule(y, 0.0, plan.chart.width, boxes, stroke=plan.look.hair, width=0.5)
        words = plan.axis.words(tick, plan.chart.language)
        yield text(
            plan.chart.width, y - 2.8, words, size=_FIGURE, fill=plan.look.ink3, anchor="end"
        )


def _column(plan: _Columns, number: int) -> Markup:
    body = plan.body(number)
    colour = plan.look.accent if plan.chart.stands_out(plan.chart.bars[number]) else plan.look.mid
    return rect(body.left, body.top, body.width, body.height, fill=colour)


def _names(plan: _Columns) -> Iterator[Markup]:
    bottom = plan.y(plan.axis.low) + (11.0 if plan.axis.low < 0 else 0.0)
    for number, lines in enumerate(plan.names):
        bar = plan.chart.bars[number]
        half = (
            max((plan.metrics.width(words, _NAME, _weight(bar)) for words in lines), default=0) / 2
        )
        yield text_lines(
            min(max(plan.middle(number), half), plan.chart.width - half),
            bottom + 10.5,
            lines,
            leading=_NAME_LEADING,
            size=_NAME,
            weight=_weight(bar),
            fill=plan.look.ink2,
            anchor="middle",
        )
