"""Slopes: what changed between two dates, each line named at both of its ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import Scale, require_finite
from briefgen.charts.inputs import Measured
from briefgen.charts.labels import LABEL_PITCH, push_apart
from briefgen.charts.line_plan import default_height
from briefgen.charts.metrics import Metrics
from briefgen.charts.sentences import sentences_of
from briefgen.charts.svg import (
    REGULAR,
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    circle,
    finish,
    line,
    text,
    text_lines,
)
from briefgen.charts.words import Figures, no_data_words

_LABEL = 7.4
_DATE = 7.2
_HEAD = 17.0
_FOOT = 4.0
_NAME_SHARE = 0.31
_TO_LABEL = 8.0
_DOT, _LEADING_DOT = 1.9, 2.4
_LEAST_PLOT = 44.0
_LEADER_FROM = 2.5


class Slope(Struct, frozen=True):
    """One line: its value at either date; None is missing."""

    name: str
    first: float | None
    last: float | None
    highlighted: bool = False

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """The two values."""
        return self.first, self.last


class SlopeChart(Measured, frozen=True):
    """Values at two dates, which are named by ``dates``."""

    slopes: tuple[Slope, ...]
    dates: tuple[str, str]


class _Name(Struct, frozen=True):
    """The words at one end of a slope."""

    slope: Slope
    lines: tuple[str, ...]
    width: float
    y: float

    @property
    def height(self) -> float:
        return LABEL_PITCH * len(self.lines)


class _Slopes(Struct, frozen=True):
    """The chart with its places: two plumb lines and the names beside them."""

    chart: SlopeChart
    look: Look
    left: float
    right: float
    y: Scale
    names: tuple[tuple[_Name, ...], tuple[_Name, ...]]
    height: float

    def x(self, end: int) -> float:
        return (self.left, self.right)[end]

    def style(self, slope: Slope) -> tuple[str, str, int, float]:
        """Colour of line, colour of words, weight of words and width of line."""
        if slope.highlighted:
            return self.look.accent, self.look.accent, SEMIBOLD, 2.0
        return self.look.grey, self.look.ink2, REGULAR, 1.1


def draw_slope(chart: SlopeChart, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    known = _known(chart)
    figures = Figures.for_values(known, chart.unit, chart.language, chart.decimals)
    plan = _lay_out(chart, look, metrics, figures)
    body = [*_frame(plan), *_lines(plan)]
    for end in (0, 1):
        body += _names(plan, end)
    alt = chart.alt or _alt(chart, figures)
    return finish(body, width=chart.width, height=plan.height, alt=alt)


def _known(chart: SlopeChart) -> list[float]:
    """The values there are, once they are known to be enough."""
    for slope in chart.slopes:
        if slope.first is None and slope.last is None:
            raise FigureError(f"“{slope.name}” has no value at either date; leave it out.")
    known = [value for slope in chart.slopes for value in slope.ends if value is not None]
    if not known:
        raise FigureError("The slope chart has no values; check its columns and its filter.")
    require_finite(known, "The slope chart")
    return known


def _lay_out(chart: SlopeChart, look: Look, metrics: Metrics, figures: Figures) -> _Slopes:
    height = chart.height or max(
        default_height(chart.width), len(chart.slopes) * LABEL_PITCH * 1.3 + _HEAD + _FOOT
    )
    room = int((height - _HEAD - _FOOT) // LABEL_PITCH)
    if len(chart.slopes) > room:
        raise FigureError(
            f"{len(chart.slopes)} lines are too many to name on a chart {height:.0f} pt high; "
            f"choose {room} at most."
        )
    most = min(3, room // len(chart.slopes))
    known = [value for slope in chart.slopes for value in slope.ends if value is not None]
    low, high = min(known), max(known)
    y = Scale(low, high, height - _FOOT - LABEL_PITCH, _HEAD + LABEL_PITCH)
    limit = chart.width * _NAME_SHARE
    left, right = (
        tuple(_end_names(chart, end, y, metrics, figures, limit, most)) for end in (0, 1)
    )
    dates = [metrics.width(date, _DATE, SEMIBOLD) - _TO_LABEL for date in chart.dates]
    start = max([dates[0], *(name.width for name in left)]) + _TO_LABEL
    stop = chart.width - max([dates[1], *(name.width for name in right)]) - _TO_LABEL
    if stop - start < _LEAST_PLOT:
        raise FigureError("The names and figures leave no room for the lines; scale the values.")
    return _Slopes(chart, look, start, stop, y, (left, right), height)


def _end_names(
    chart: SlopeChart,
    end: int,
    y: Scale,
    metrics: Metrics,
    figures: Figures,
    limit: float,
    most: int,
) -> Iterator[_Name]:
    for slope in chart.slopes:
        if (value := slope.ends[end]) is None:
            continue
        weight = SEMIBOLD if slope.highlighted else REGULAR
        lines = _lines_of(slope.name, figures.label(value), end, metrics, limit, most, weight)
        width = max(metrics.width(words, _LABEL, weight) for words in lines)
        yield _Name(slope, tuple(lines), width, y(value))


def _lines_of(
    name: str, figure: str, end: int, metrics: Metrics, limit: float, most: int, weight: int
) -> list[str]:
    """The name and the figure, the figure next to the line; on one text line if that goes."""
    whole = f"{figure} {name}" if end else f"{name} {figure}"
    if metrics.width(whole, _LABEL, weight) <= limit:
        return [whole]
    if most == 1:
        room = max(limit - metrics.width(f" {figure}", _LABEL, weight), limit / 3)
        short = metrics.shorten(name, _LABEL, room, weight)
        return [f"{figure} {short}" if end else f"{short} {figure}"]
    return [figure, *metrics.fit(name, _LABEL, limit, most - 1, weight)]


def _frame(plan: _Slopes) -> Iterator[Markup]:
    for end, anchor in ((0, "end"), (1, "start")):
        x = plan.x(end)
        yield line(x, _HEAD - 3.0, x, plan.height - _FOOT, stroke=plan.look.rule, width=0.6)
        yield text(
            x,
            _DATE,
            plan.chart.dates[end],
            size=_DATE,
            weight=SEMIBOLD,
            fill=plan.look.ink2,
            anchor=anchor,
        )


def _lines(plan: _Slopes) -> Iterator[Markup]:
    """The lines, those singled out on top."""
    for slope in sorted(plan.chart.slopes, key=lambda slope: slope.highlighted):
        colour, _, _, width = plan.style(slope)
        reach = _LEADING_DOT if slope.highlighted else _DOT
        places = [
            (plan.x(end), plan.y(value))
            for end, value in enumerate(slope.ends)
            if value is not None
        ]
        if len(places) == 2:
            yield line(*places[0], *places[1], stroke=colour, width=width)
        yield from (circle(*place, reach, fill=colour) for place in places)


def _names(plan: _Slopes, end: int) -> Iterator[Markup]:
    """The names at one end, pushed apart, with a leader where one had to leave its line."""
    names: Sequence[_Name] = plan.names[end]
    heights = [name.height for name in names]
    bottom = plan.height - _FOOT + LABEL_PITCH / 2
    middles = push_apart([name.y for name in names], heights, _HEAD - LABEL_PITCH / 2, bottom)
    x, side = plan.x(end), (-1.0, 1.0)[end]
    for name, middle in zip(names, middles, strict=True):
        _, colour, weight, _ = plan.style(name.slope)
        if abs(middle - name.y) > _LEADER_FROM:
            start, stop = x + side * 2.6, x + side * (_TO_LABEL - 1.5)
            yield line(start, name.y, stop, middle, stroke=plan.look.rule, width=0.5)
        yield text_lines(
            x + side * _TO_LABEL,
            middle - name.height / 2 + LABEL_PITCH / 2 + _LABEL * 0.34,
            name.lines,
            leading=LABEL_PITCH,
            size=_LABEL,
            weight=weight,
            fill=colour,
            anchor=("end", "start")[end],
        )


def _alt(chart: SlopeChart, figures: Figures) -> str:
    said, no_data = sentences_of(chart.language), no_data_words(chart.language)
    first, last = chart.dates
    told = []
    for slope in chart.slopes:
        start, stop = (no_data if value is None else figures.spoken(value) for value in slope.ends)
        words = {"name": slope.name, "start": start, "first": first, "stop": stop, "last": last}
        told.append(said.slope.format(**words))
    measure = chart.measure.rstrip(". ")
    return f"{said.slopes} {measure + '. ' if measure else ''}{said.semicolon.join(told)}."
