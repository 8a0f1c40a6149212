"""Where the parts of a line chart go, worked out before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from briefgen.charts import words as wording
from briefgen.charts.axes import (
    Scale,
    ValueAxis,
    are_years,
    plain_ticks,
    require_finite,
    value_axis,
    year_ticks,
)
from briefgen.charts.flags import Flag, raise_flags
from briefgen.charts.inputs import LineChart, Series
from briefgen.charts.labels import LABEL_PITCH, Box, Segment
from briefgen.charts.line_style import room_of_mark, style_of
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import REGULAR, SEMIBOLD, FigureError, Look, Point

MOST_LINES = 6
LABEL_SIZE = 7.4
FIGURE_SIZE = 6.8
YEAR_SIZE = 7.0
_HEAD = 15.0
_FOOT = 16.0
_BETWEEN_YEARS = 12.0
MOST_DATES = 8
_LEAST_PLOT = 36.0
_USUAL_BAND = 28.0
_APART = 9.0


class End(Struct, frozen=True):
    """The name and last value of one of several lines, in the column at the right."""

    series: Series
    lines: tuple[str, ...]
    width: float

    @property
    def height(self) -> float:
        """The room it takes in the column."""
        return LABEL_PITCH * len(self.lines)


class LinePlan(Struct, frozen=True):
    """A line chart with its scales, its column of names and the ticks of its axes."""

    chart: LineChart
    look: Look
    metrics: Metrics
    frame: Box
    axis: ValueAxis
    x: Scale
    y: Scale
    figures: wording.Figures
    years: bool
    ends: tuple[End, ...]
    x_ticks: tuple[tuple[float, str], ...]
    flags: tuple[Flag, ...] = ()
    band: float = 0.0

    @property
    def floor(self) -> float:
        """The lower edge of the plot, above the names of the years."""
        return self.y(self.axis.low)

    @property
    def rule_ends(self) -> tuple[float, float]:
        """From where to where the gridlines run."""
        return 0.0, (self.x.end + 4.0 if self.ends else self.frame.right)

    @property
    def names_top(self) -> float:
        """How high the names at the ends go: not beside the word for projections."""
        return self.band + (_HEAD if is_projected(self.chart) else 0.0)

    @property
    def names_from(self) -> float:
        """Where the names at the ends begin."""
        return self.x.end + 9.0 + room_of_mark(self.chart)

    def at(self, point: Point) -> Point:
        """The place of a point on the page."""
        return self.x(point[0]), self.y(point[1])

    def segments(self) -> list[Segment]:
        """Every stroke of every line."""
        return [
            (self.at(a), self.at(b))
            for series in self.chart.series
            for run in series.runs()
            for a, b in pairwise([run[0], *run])
        ]

    def lone(self) -> list[Point]:
        """Points without neighbours, which are drawn as dots."""
        runs = [run for series in self.chart.series for run, _ in series.strokes()]
        return [self.at(run[0]) for run in runs if len(run) == 1]

    def marks(self) -> Iterator[tuple[Series, Point]]:
        """Marks at the last point and near the years that are named, to follow a line by."""
        for series in self.chart.series:
            if not style_of(series, self.chart, self.look).shape:
                continue
            named = [at for at, _ in self.x_ticks]
            nearest = [min(series.known, key=lambda point: abs(point[0] - at)) for at in named]
            last = self.at(series.known[-1])
            places = [self.at(point) for point in dict.fromkeys(nearest)]
            places = [place for place in places if last[0] - place[0] > _APART]
            yield from ((series, place) for place in (*places, last))

    def place(self, x: float) -> str:
        """The year, or other name, of a place on the axis."""
        return wording.place_words(x, self.chart.tick_names, self.years)


def is_projected(chart: LineChart) -> bool:
    """Whether any value of the chart is a projection."""
    return any(series.first_projected is not None for series in chart.series)


def default_height(width: float) -> float:
    """The height a line chart has unless told; a half-width one pairs with its neighbour."""
    if width < 300:
        return 145.0
    return 165.0 if width < 400 else 185.0


def plan_line(chart: LineChart, look: Look, metrics: Metrics) -> LinePlan:
    """Check the data and lay the chart out."""
    _check(chart)
    values = [y for series in chart.series for _, y in series.known]
    places = [x for series in chart.series for x, _ in series.points]
    axis = value_axis(values)
    figures = wording.Figures.for_values(values, chart.unit, chart.language, chart.decimals)
    years = are_years(places)
    ends = _ends(chart, metrics, figures, years)
    scale_column = _figure_column(axis, chart, metrics)
    column = max((end.width for end in ends), default=0.0) + room_of_mark(chart)
    left, right = (scale_column + 8.0, column + 13.0) if ends else (10.0, scale_column + 8.0)
    x = Scale(min(places), max(places), left, chart.width - right)
    if x.end - x.start < _LEAST_PLOT:
        raise FigureError("The figures and names leave no room for the lines; scale the values.")
    flags = _flags(chart, metrics, x, years)
    band = -min((flag.box.top for flag in flags), default=0.0)
    height = chart.height or default_height(chart.width) + band
    head = band + (_HEAD if is_projected(chart) else 0.0)
    if sum(end.height for end in ends) > height - _FOOT - head:
        raise FigureError("There is no room for the names of the lines; set a greater height.")
    return LinePlan(
        chart=chart,
        look=look,
        metrics=metrics,
        frame=Box(0.0, 0.0, chart.width, height),
        axis=axis,
        x=x,
        y=Scale(axis.low, axis.high, height - _FOOT, _HEAD + band),
        figures=figures,
        years=years,
        ends=ends,
        x_ticks=_x_ticks(chart, metrics, x, years),
        flags=flags,
        band=band,
    )


def _check(chart: LineChart) -> None:
    if not chart.series:
        raise FigureError("The line chart has no data; check its columns and its filter.")
    if len(chart.series) > MOST_LINES:
        raise FigureError(
            f"{len(chart.series)} lines are too many to name apart; choose {MOST_LINES} at most, "
            "or draw small multiples."
        )
    for series in chart.series:
        if not series.known:
            raise FigureError(f"The line “{series.name}” has no values in the period chosen.")
        require_finite([x for x, _ in series.points], f"The line “{series.name}”")
        require_finite([y for _, y in series.known], f"The line “{series.name}”")
        if any(a[0] >= b[0] for a, b in pairwise(series.points)):
            raise FigureError(f"The points of “{series.name}” are out of order, or one is double.")
    if chart.highlight is not None and chart.leading is None:
        names = ", ".join(series.name for series in chart.series)
        raise FigureError(f"No line is called “{chart.highlight}”; there are: {names}.")


def _figure_column(axis: ValueAxis, chart: LineChart, metrics: Metrics) -> float:
    figures = [axis.words(tick, chart.language) for tick in (0.0, *axis.ticks)]
    return max(metrics.width(figure, FIGURE_SIZE) for figure in figures)


def _flags(chart: LineChart, metrics: Metrics, x: Scale, years: bool) -> tuple[Flag, ...]:
    for event in chart.events:
        if not x.low <= event.x <= x.high:
            place = wording.place_words(event.x, chart.tick_names, years)
            raise FigureError(f"The event of {place} lies outside the years that are drawn.")
    named = [
        (x(event.x), wording.place_words(event.x, chart.tick_names, years), event.text)
        for event in chart.events
    ]
    return raise_flags(named, 0.0, chart.width, metrics) if named else ()


def _ends(
    chart: LineChart, metrics: Metrics, figures: wording.Figures, years: bool
) -> tuple[End, ...]:
    if len(chart.series) == 1:
        return ()
    height = chart.height or default_height(chart.width)
    height -= _USUAL_BAND if chart.events and chart.height else 0.0
    height -= _HEAD if is_projected(chart) else 0.0
    room = int((height - _FOOT) // LABEL_PITCH)
    if len(chart.series) > room:
        raise FigureError(
            f"{len(chart.series)} lines are too many to name on a chart {height:.0f} pt high; "
            f"choose {room} at most."
        )
    latest = max(series.points[-1][0] for series in chart.series)
    limit = chart.width * (0.3 if chart.width < 300 else 0.25)
    most = min(3, room // len(chart.series))
    ends = []
    for series in chart.series:
        weight = SEMIBOLD if series is chart.leading else REGULAR
        x, value = series.known[-1]
        figure = figures.label(value)
        if x < latest:
            place = wording.place_words(x, chart.tick_names, years)
            figure = wording.dated(figure, place, chart.language)
        lines = _end_lines(series.name, figure, metrics, weight, limit, most)
        width = max(metrics.width(words, LABEL_SIZE, weight) for words in lines)
        ends.append(End(series, tuple(lines), width))
    return tuple(ends)


def _end_lines(
    name: str, figure: str, metrics: Metrics, weight: int, limit: float, most: int
) -> list[str]:
    """The name with its figure, on one line if that goes, else wrapped, else shortened."""

    def width(words: str) -> float:
        return metrics.width(words, LABEL_SIZE, weight)

    if width(f"{name} {figure}") <= limit:
        return [f"{name} {figure}"]
    if most == 1:
        room = max(limit - width(f" {figure}"), limit / 3)
        return [f"{metrics.shorten(name, LABEL_SIZE, room, weight)} {figure}"]
    *above, last = metrics.fit(name, LABEL_SIZE, limit, most - 1, weight)
    if above and width(f"{last} {figure}") <= limit:
        return [*above, f"{last} {figure}"]
    return [*above, last, figure]


def _x_ticks(
    chart: LineChart, metrics: Metrics, x: Scale, years: bool
) -> tuple[tuple[float, str], ...]:
    for ticks in chart.tick_sets:
        if 1 < len(ticks) <= MOST_DATES and len(_thinned(ticks, metrics, x)) == len(ticks):
            return ticks
    if chart.tick_names:
        named = [(at, words) for at, words in chart.tick_names if x.low <= at <= x.high]
        return tuple(_thinned(named, metrics, x))
    ends = [wording.place_words(end, (), years) for end in (x.low, x.high)]
    widest = max(metrics.width(words, YEAR_SIZE) for words in ends)
    most = max(2, int(abs(x.end - x.start) // (widest + _BETWEEN_YEARS)) + 1)
    places = (year_ticks if years else plain_ticks)(x.low, x.high, min(most, 7))
    return tuple(_thinned([(at, wording.place_words(at, (), years)) for at in places], metrics, x))


def _thinned(
    named: Sequence[tuple[float, str]], metrics: Metrics, x: Scale
) -> list[tuple[float, str]]:
    """The names that clear each other, counted back from the last."""
    kept: list[tuple[float, str]] = []
    limit = float("inf")
    for at, words in sorted(named, reverse=True):
        half = metrics.width(words, YEAR_SIZE) / 2
        if x(at) + half <= limit:
            kept.append((at, words))
            limit = x(at) - half - _BETWEEN_YEARS / 2
    return kept[::-1]
