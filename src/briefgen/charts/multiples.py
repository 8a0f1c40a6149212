"""Small multiples: the same small chart for each of several things, on one scale or on its own."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from briefgen.charts.axes import Scale
from briefgen.charts.inputs import Series
from briefgen.charts.metrics import Metrics
from briefgen.charts.multiples_grid import (
    BETWEEN,
    DOT,
    FIGURE,
    ROW_GAP,
    TITLE,
    TITLE_LEADING,
    TO_VALUE,
    VALUE,
    Grid,
    Multiples,
    lay_out_panels,
)
from briefgen.charts.phrases import phrases_of
from briefgen.charts.sentences import sentences_of
from briefgen.charts.svg import (
    SEMIBOLD,
    Drawing,
    Look,
    circle,
    finish,
    group,
    line,
    polyline,
    rect,
    text,
    text_lines,
)
from briefgen.charts.words import Figures, describe_course, place_words

_LINE = 1.7


def draw_multiples(chart: Multiples, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    known = [y for panel in chart.panels for _, y in panel.known]
    figures = Figures.for_values(known, chart.unit, chart.language, chart.decimals)
    grid = lay_out_panels(chart, look, metrics, figures)
    body = []
    for number, panel in enumerate(chart.panels):
        row, column = divmod(number, grid.columns)
        place = column * (grid.wide + BETWEEN), row * grid.pitch
        body.append(group(*_panel(grid, number, panel), move=place))
    height = grid.rows * grid.pitch - ROW_GAP
    if chart.own_scales:
        height += ROW_GAP + 3.0
        words = phrases_of(chart.language).own_scales
        body.append(text(0.0, height - 2.0, words, size=FIGURE, fill=look.ink3))
    return finish(body, width=chart.width, height=height, alt=chart.alt or _alt(chart, figures))


def _panel(grid: Grid, number: int, panel: Series) -> Iterator[Markup]:
    """One panel from its top left corner."""
    look, axis = grid.look, grid.axes[number]
    y = Scale(axis.low, axis.high, grid.head + grid.plot, grid.head + 5.0)
    marked = panel.name in grid.chart.highlight
    yield text_lines(
        0.0,
        TITLE * 0.9,
        grid.titles[number],
        leading=TITLE_LEADING,
        size=TITLE,
        weight=SEMIBOLD,
        fill=look.accent if marked else look.ink,
    )
    yield from _background(grid, number, y)
    yield from _bars(grid, panel, y) if grid.chart.bars else _line(grid, panel, y)
    yield line(grid.gutter, y(0.0), grid.end, y(0.0), stroke=look.ink, width=0.7)
    yield from _ends(grid, number)
    yield from _last_value(grid, panel, y)


def _last_value(grid: Grid, panel: Series, y: Scale) -> Iterator[Markup]:
    """The last value beside the plot, with its year where others go further."""
    at, value = panel.known[-1]
    dated = [place_words(at, (), grid.years())] if at < grid.x.high else []
    top = grid.head + VALUE * 0.6
    bottom = grid.head + grid.plot - VALUE * 0.1 - TITLE_LEADING * len(dated)
    baseline = min(max(y(value) + VALUE * 0.34, top), bottom)
    left = grid.end + TO_VALUE - 1.5
    accent = grid.colour(panel) == grid.look.accent
    yield text(
        left,
        baseline,
        grid.figures.label(value),
        size=VALUE,
        weight=SEMIBOLD,
        fill=grid.look.accent if accent else grid.look.ink2,
    )
    for words in dated:
        below = baseline + TITLE_LEADING
        yield text(left, below, words, size=FIGURE, fill=grid.look.ink3)


def _background(grid: Grid, number: int, y: Scale) -> Iterator[Markup]:
    """Gridlines; their figures stand in the gutter of the first panel of a row, or of each."""
    axis, first = grid.axes[number], number % grid.columns == 0
    for tick in axis.named:
        if tick:
            yield line(grid.gutter, y(tick), grid.end, y(tick), stroke=grid.look.hair, width=0.5)
        if first or grid.chart.own_scales:
            yield text(
                grid.gutter - 3.0,
                y(tick) + FIGURE * 0.34,
                axis.words(tick, grid.chart.language),
                size=FIGURE,
                fill=grid.look.ink3,
                anchor="end",
            )


def _line(grid: Grid, panel: Series, y: Scale) -> Iterator[Markup]:
    colour = grid.colour(panel)
    for run in panel.runs():
        points = [(grid.x(at), y(value)) for at, value in run]
        if len(points) == 1:
            yield circle(*points[0], 1.4, fill=colour)
        else:
            yield polyline(points, stroke=colour, width=_LINE)
    at, value = panel.known[-1]
    yield circle(grid.x(at), y(value), DOT, fill=colour)


def _bars(grid: Grid, panel: Series, y: Scale) -> Iterator[Markup]:
    for at, value in panel.known:
        top, bottom = sorted((y(0.0), y(value)))
        left = grid.x(at) - grid.thick / 2
        yield rect(left, top, grid.thick, bottom - top, fill=grid.colour(panel))


def _ends(grid: Grid, number: int) -> Iterator[Markup]:
    """The first and last place on the axis, under the last panel of each column."""
    if number + grid.columns < len(grid.chart.panels):
        return
    years, baseline = grid.years(), grid.head + grid.plot + 9.5
    first, last = (place_words(at, (), years) for at in (grid.x.low, grid.x.high))
    widths = grid.metrics.width(first, FIGURE), grid.metrics.width(last, FIGURE)
    right = max(grid.end, widths[1])
    yield text(right, baseline, last, size=FIGURE, fill=grid.look.ink2, anchor="end")
    left = min(grid.gutter, right - widths[1] - widths[0] - 5.0)
    if left >= 0.0 and first != last:
        yield text(left, baseline, first, size=FIGURE, fill=grid.look.ink2)


def _alt(chart: Multiples, figures: Figures) -> str:
    said = sentences_of(chart.language)
    charts = (said.small_bars if chart.bars else said.small_lines).of(len(chart.panels))
    scale = said.own_scales if chart.own_scales else said.one_scale
    told = [
        said.named.format(
            name=panel.name, words=f"{describe_course(panel.known, panel.missing, figures)}."
        )
        for panel in chart.panels
    ]
    measure = chart.measure.rstrip(". ")
    opening = f"{scale.format(charts=charts)} {measure + '. ' if measure else ''}"
    return opening + " ".join(told)
