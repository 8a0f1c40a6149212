"""Figures of the spec into drawings; `charts` and `maps` draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.charts.drawing import Event, Network, Node, Tie, Timeline, draw
from briefgen.charts.svg import Drawing
from briefgen.edition.courses import draw_line, draw_multiples, draw_slope
from briefgen.edition.easel import WIDTHS, Easel, short_date
from briefgen.edition.sizes import draw_bar, draw_dots, draw_ranges
from briefgen.language import words_of
from briefgen.maps.incidents import Incident
from briefgen.maps.locator import LocatorMap, Route, Spot, Water, draw_locator
from briefgen.maps.projection import Extent
from briefgen.model.course_figures import LineFigure, MultiplesFigure, SlopeFigure
from briefgen.model.diagrams import LINK_TYPES, NetworkFigure
from briefgen.model.figure import Figure
from briefgen.model.figures import MapFigure, TimelineFigure
from briefgen.model.size_figures import BarFigure, DotFigure, RangeFigure


def draw_figure(figure: Figure, easel: Easel) -> Drawing:
    """The drawing of a figure; FigureError where its data cannot be drawn."""
    return DRAWERS[type(figure)](figure, easel)


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
            event.date_text or short_date(event.date, easel.language),
            event.text,
            event.turning_point,
        )
        for event in figure.events
    )
    chart = Timeline(events, width=WIDTHS[figure.width], scale_words="", alt=figure.alt)
    return draw(chart, easel.look, easel.metrics)


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


DRAWERS: Mapping[type[Figure], Callable[[Figure, Easel], Drawing]] = {
    LineFigure: draw_line,
    SlopeFigure: draw_slope,
    MultiplesFigure: draw_multiples,
    BarFigure: draw_bar,
    DotFigure: draw_dots,
    RangeFigure: draw_ranges,
    TimelineFigure: _timeline,
    MapFigure: _map,
    NetworkFigure: _network,
}
