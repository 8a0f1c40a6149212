"""Where the panels of small multiples stand, and what they are drawn from."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from briefgen.charts.axes import Scale, ValueAxis, are_years, require_finite, value_axis
from briefgen.charts.inputs import FULL_WIDTH, Measured, Series
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import SEMIBOLD, FigureError, Look
from briefgen.charts.words import Figures

MOST_PANELS = 16
TITLE, TITLE_LEADING = 7.6, 8.8
VALUE = 7.2
FIGURE = 6.8
_PLOT, _PLOT_SHARE, _HIGHEST_PLOT = 48.0, 0.42, 84.0
_FOOT = 13.0
BETWEEN = 15.0
ROW_GAP = 9.0
_NARROWEST = 96.0
_LEAST_PLOT = 26.0
TO_VALUE = 5.0
DOT = 2.1
_WIDEST_BAR, _BAR_SHARE = 12.0, 0.72


class _AcrossPage(Measured, frozen=True, kw_only=True):
    width: float = FULL_WIDTH


class Multiples(_AcrossPage, frozen=True):
    """Panels of lines or of bars; ``own_scales`` gives each panel a value axis of its own."""

    panels: tuple[Series, ...]
    bars: bool = False
    own_scales: bool = False
    highlight: tuple[str, ...] = ()


class Grid(Struct, frozen=True):
    """Where the panels stand; ``gutter`` is the room for figures left of a plot."""

    chart: Multiples
    look: Look
    metrics: Metrics
    figures: Figures
    columns: int
    wide: float
    plot: float
    titles: tuple[tuple[str, ...], ...]
    axes: tuple[ValueAxis, ...]
    x: Scale
    gutter: float
    end: float
    thick: float
    head: float

    @property
    def pitch(self) -> float:
        """From the top of one row of panels to the next."""
        return self.head + self.plot + _FOOT + ROW_GAP

    @property
    def rows(self) -> int:
        """How many rows of panels there are."""
        return -(-len(self.chart.panels) // self.columns)

    def years(self) -> bool:
        """Whether the panels run over years."""
        return are_years([x for panel in self.chart.panels for x, _ in panel.points])

    def colour(self, panel: Series) -> str:
        """The accent for panels singled out, or for all if none is."""
        chosen = self.chart.highlight
        return self.look.accent if not chosen or panel.name in chosen else self.look.grey


def _check(chart: Multiples) -> None:
    if not chart.panels:
        raise FigureError("The figure has no panels; check its columns and its filter.")
    if len(chart.panels) > MOST_PANELS:
        raise FigureError(
            f"{len(chart.panels)} panels are too many; choose {MOST_PANELS} at most with “only”."
        )
    for panel in chart.panels:
        if not panel.known:
            raise FigureError(f"The panel “{panel.name}” has no values in the period chosen.")
        require_finite([y for _, y in panel.known], f"The panel “{panel.name}”")
        if any(a[0] >= b[0] for a, b in pairwise(panel.points)):
            raise FigureError(f"The points of “{panel.name}” are out of order, or one is double.")


def lay_out_panels(chart: Multiples, look: Look, metrics: Metrics, figures: Figures) -> Grid:
    """Check the data and give every panel its place."""
    _check(chart)
    known = [y for panel in chart.panels for _, y in panel.known]
    columns = _columns(chart)
    wide = (chart.width - (columns - 1) * BETWEEN) / columns
    titles = tuple(
        tuple(metrics.fit(panel.name, TITLE, wide, 2, SEMIBOLD)) for panel in chart.panels
    )
    head = max(map(len, titles)) * TITLE_LEADING + 4.0
    plot = min(max(_PLOT, wide * _PLOT_SHARE), _HIGHEST_PLOT)
    if chart.height:
        rows = -(-len(chart.panels) // columns)
        plot = max(_LEAST_PLOT, (chart.height + ROW_GAP) / rows - head - _FOOT - ROW_GAP)
    shared = value_axis(known)
    axes = tuple(
        _few(value_axis([y for _, y in panel.known]) if chart.own_scales else shared)
        for panel in chart.panels
    )
    words = [axis.words(tick, chart.language) for axis in axes for tick in axis.named]
    gutter = max(metrics.width(each, FIGURE) for each in words) + 4.0
    said = [figures.label(panel.known[-1][1]) for panel in chart.panels]
    said += [f"{panel.known[-1][0]:.0f}" for panel in chart.panels]
    end = wide - max(metrics.width(each, VALUE, SEMIBOLD) for each in said) - TO_VALUE
    if end - gutter < _LEAST_PLOT:
        raise FigureError("The figures leave no room in the panels; widen the figure or scale it.")
    x, thick = _places(chart, gutter, end)
    return Grid(
        chart,
        look,
        metrics,
        figures,
        columns,
        wide,
        plot,
        titles,
        axes,
        x,
        gutter,
        end,
        thick,
        head,
    )


def _places(chart: Multiples, start: float, end: float) -> tuple[Scale, float]:
    """The scale of places, and how thick bars are; lines reach the ends, bars keep half a step."""
    places = sorted({x for panel in chart.panels for x, _ in panel.points})
    if not chart.bars:
        return Scale(places[0], places[-1], start + 1.0, end - DOT), 0.0
    nearest = min((b - a for a, b in pairwise(places)), default=1.0)
    pitch = (end - start) / ((places[-1] - places[0]) / nearest + 1)
    scale = Scale(places[0], places[-1], start + pitch / 2, end - pitch / 2)
    return scale, min(_WIDEST_BAR, pitch * _BAR_SHARE)


def _columns(chart: Multiples) -> int:
    """As many columns as have room, but no more than fill the rows evenly."""
    most = max(1, int((chart.width + BETWEEN) // (_NARROWEST + BETWEEN)))
    rows = -(-len(chart.panels) // most)
    return -(-len(chart.panels) // rows)


def _few(axis: ValueAxis) -> ValueAxis:
    """The axis with every second gridline from nought, where there are three: panels are low."""
    if len(axis.ticks) <= 2:
        return axis
    step = 2 * axis.step
    ticks = tuple(tick for tick in axis.ticks if not Decimal(repr(tick)) % step)
    return ValueAxis(axis.low, axis.high, ticks, step)
