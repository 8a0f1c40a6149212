"""Figures of the spec into drawings: rows are selected here, `charts` and `maps` draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefgen.charts.drawing import (
    Bar,
    BarChart,
    Event,
    GroupedBars,
    LineChart,
    Mark,
    Network,
    Node,
    Series,
    Tie,
    Timeline,
    draw,
)
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Drawing, Look
from briefgen.data import Row, Table, number
from briefgen.data.asking import drawn
from briefgen.dates import PartialDate
from briefgen.dates import words as date_words
from briefgen.language import words_of
from briefgen.maps.incidents import Incident
from briefgen.maps.locator import LocatorMap, Route, Spot, Water, draw_locator
from briefgen.maps.projection import Extent
from briefgen.model.data_figure import DataFigure
from briefgen.model.diagrams import LINK_TYPES, NetworkFigure
from briefgen.model.figure import Figure
from briefgen.model.figures import BarFigure, LineFigure, MapFigure, TimelineFigure

WIDTHS: Mapping[str, float] = {"side": 141.0, "half": 234.0, "main": 328.0, "full": 490.0}


SHORT_MONTHS: Mapping[str, str] = {
    "January": "Jan", "February": "Feb", "August": "Aug", "September": "Sept",
    "October": "Oct", "November": "Nov", "December": "Dec",
}  # fmt: skip


@dataclass(frozen=True)
class Easel:
    """What a drawing needs besides its own figure."""

    look: Look
    metrics: Metrics
    language: str
    tables: Mapping[str, Table]

    def rows(self, figure: DataFigure) -> tuple[Row, ...]:
        """The rows that a figure draws, their values as they are worked out."""
        return drawn(figure, self.tables)


def draw_figure(figure: Figure, easel: Easel) -> Drawing:
    """The drawing of a figure; FigureError where its data cannot be drawn."""
    return DRAWERS[type(figure)](figure, easel)


def _scaled(row: Row, column: str, figure: DataFigure) -> float | None:
    value = number(row.cells[column])
    if value is None:
        return None
    return float(value * (figure.scale if figure.scale is not None else Decimal(1)))


def _line(figure: Figure, easel: Easel) -> Drawing:
    assert isinstance(figure, LineFigure)
    lines: dict[str, list[tuple[float, float | None]]] = {}
    for row in easel.rows(figure):
        name = row.cells[figure.series] if figure.series else figure.title.plain()
        point = float(row.cells[figure.x]), _scaled(row, figure.y, figure)
        lines.setdefault(name, []).append(point)
    names = figure.only or tuple(lines)
    chart = LineChart(
        series=tuple(Series(name, tuple(sorted(lines.get(name, ())))) for name in names),
        measure=_measure(figure),
        highlight=figure.highlight,
        unit=figure.unit,
        decimals=figure.decimals,
        labels=tuple(float(year) for year in figure.label),
        marks=tuple(Mark(float(mark.at), mark.text) for mark in figure.mark),
        width=WIDTHS[figure.width],
        height=figure.height,
        language=easel.language,
        alt=figure.alt,
    )
    return draw(chart, easel.look, easel.metrics)


def _bar(figure: Figure, easel: Easel) -> Drawing:
    assert isinstance(figure, BarFigure)
    if figure.series is not None:
        return _grouped(figure, figure.series, easel)
    rows = [
        (row.cells[figure.category], _scaled(row, figure.value, figure))
        for row in easel.rows(figure)
    ]
    rows = [(name, value) for name, value in rows if name not in figure.exclude]
    if figure.sort != "none":
        rows.sort(
            key=lambda bar: (bar[1] is None, bar[1] or 0.0), reverse=figure.sort == "descending"
        )
    bars = tuple(
        Bar(figure.relabel.get(name, name), value, name in figure.highlight) for name, value in rows
    )
    chart = BarChart(
        bars=bars,
        measure=_measure(figure),
        unit=figure.unit,
        decimals=figure.decimals,
        direction=figure.direction,
        width=WIDTHS[figure.width],
        height=figure.height,
        language=easel.language,
        alt=figure.alt,
    )
    return draw(chart, easel.look, easel.metrics)


def _grouped(figure: BarFigure, column: str, easel: Easel) -> Drawing:
    values: dict[str, dict[str, float | None]] = {}
    series: dict[str, None] = {}
    for row in easel.rows(figure):
        if (name := row.cells[figure.category]) not in figure.exclude:
            series[row.cells[column]] = None
            values.setdefault(name, {})[row.cells[column]] = _scaled(row, figure.value, figure)
    names = list(values)
    if figure.sort != "none":
        sums = {name: sum(v or 0.0 for v in values[name].values()) for name in names}
        names.sort(key=sums.__getitem__, reverse=figure.sort == "descending")
    chart = GroupedBars(
        names=tuple(figure.relabel.get(name, name) for name in names),
        series=tuple(figure.relabel.get(name, name) for name in series),
        values=tuple(tuple(values[name].get(part) for part in series) for name in names),
        stacked=figure.stacked,
        measure=_measure(figure),
        unit=figure.unit,
        decimals=figure.decimals,
        direction=figure.direction,
        width=WIDTHS[figure.width],
        height=figure.height,
        language=easel.language,
        alt=figure.alt,
    )
    return draw(chart, easel.look, easel.metrics)


def _network(figure: Figure, easel: Easel) -> Drawing:
    assert isinstance(figure, NetworkFigure)
    words = words_of(easel.language)
    chart = Network(
        layers=figure.layers,
        nodes=tuple(
            Node(a.id, a.name, a.text or "", figure.layers.index(a.layer), a.subject)
            for a in figure.actors
        ),
        ties=tuple(
            Tie(link.start, link.end, link.type, link.text, link.both) for link in figure.links
        ),
        kinds=tuple((kind, str(getattr(words, kind))) for kind in LINK_TYPES),
        width=WIDTHS[figure.width],
        alt=figure.alt,
    )
    return draw(chart, easel.look, easel.metrics)


def _timeline(figure: Figure, easel: Easel) -> Drawing:
    assert isinstance(figure, TimelineFigure)
    events = tuple(
        Event(
            event.date_text or _short_date(event.date, easel.language),
            event.text,
            event.turning_point,
        )
        for event in figure.events
    )
    chart = Timeline(events, width=WIDTHS[figure.width], scale_words="", alt=figure.alt)
    return draw(chart, easel.look, easel.metrics)


def _short_date(day: PartialDate, language: str) -> str:
    """The date with its month cut short where the language does so: 20 Nov 2022."""
    written = date_words(day, language)
    for long, short in SHORT_MONTHS.items() if language.startswith("en") else ():
        written = written.replace(long, short)
    return written


def _map(figure: Figure, easel: Easel) -> Drawing:
    assert isinstance(figure, MapFigure)
    words = words_of(easel.language)
    spec = LocatorMap(
        country=figure.country or "",
        extent=Extent(*figure.extent) if figure.extent else None,
        points=tuple(
            Spot(p.name, *p.at, capital=p.type == "capital")
            for p in figure.points
            if p.type != "event"
        ),
        incidents=tuple(
            Incident(number, event.name, *event.at) for number, event in figure.events()
        ),
        routes=tuple(
            Route(r.name, r.via, r.text or "", dashed=r.style == "dashed") for r in figure.routes
        ),
        waters=tuple(Water(w.name, *w.at) for w in figure.waters),
        highlight=figure.highlight,
        members=figure.members,
        observers=figure.observers,
        standing=(
            figure.legend.get("members", words.member),
            figure.legend.get("observers", words.observer),
        ),
        width=WIDTHS[figure.width],
        height=float(figure.height) if figure.height else None,
        alt=figure.alt,
    )
    return draw_locator(spec, easel.look, easel.metrics)


def _measure(figure: Figure) -> str:
    return (figure.subtitle or figure.title).plain()


DRAWERS: Mapping[type[Figure], Callable[[Figure, Easel], Drawing]] = {
    LineFigure: _line,
    BarFigure: _bar,
    TimelineFigure: _timeline,
    MapFigure: _map,
    NetworkFigure: _network,
}
