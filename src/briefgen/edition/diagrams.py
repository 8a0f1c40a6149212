"""Timelines, networks and figures of likelihood of the spec into drawings."""

from __future__ import annotations

from functools import lru_cache

from briefgen.charts.drawing import Event, Network, Node, Tie, Timeline, draw, yardstick
from briefgen.charts.metrics import Metrics
from briefgen.charts.sentences import sentences_of
from briefgen.charts.strip import Scenario, ScenarioStrip, draw_strip
from briefgen.charts.svg import Drawing, Look
from briefgen.charts.time_axis import short_date, short_span
from briefgen.charts.time_rows import Moment
from briefgen.charts.timescale import TimeScale, TimeWords, draw_timescale
from briefgen.edition.easel import WIDTHS, Easel
from briefgen.language import words_of
from briefgen.model.diagrams import LINK_TYPES, NetworkFigure
from briefgen.model.figure import Figure
from briefgen.model.outlook_figures import ScenarioStripFigure, StripEntry, YardstickFigure
from briefgen.model.timelines import Event as SpecEvent
from briefgen.model.timelines import TimelineFigure
from briefgen.yardstick import term_in

KEPT = 32
"""Networks that are remembered: more than the figures of any brief."""


def draw_network_figure(figure: Figure, easel: Easel) -> Drawing:
    """Actors and their relations."""
    assert isinstance(figure, NetworkFigure)
    words = words_of(easel.language)
    named = {kind: str(getattr(words, kind, "")) for kind in LINK_TYPES} | figure.legend
    chart = Network(
        layers=figure.layers,
        nodes=tuple(
            Node(a.id, a.name, a.text or "", figure.layers.index(a.layer), a.subject)
            for a in figure.actors
        ),
        ties=tuple(
            Tie(link.start, link.end, link.type, link.text, link.both) for link in figure.links
        ),
        kinds=tuple((kind, named[kind]) for kind in LINK_TYPES),
        width=WIDTHS[figure.width],
        height=figure.height,
        alt=figure.alt,
        said=sentences_of(easel.language),
        language=easel.language,
    )
    return _network(chart, easel.look, easel.metrics)


@lru_cache(maxsize=KEPT)
def _network(chart: Network, look: Look, metrics: Metrics) -> Drawing:
    """A network, laid out once for all layouts of a page and for all briefs that have the same."""
    return draw(chart, look, metrics)


def draw_timeline_figure(figure: Figure, easel: Easel) -> Drawing:
    """A timeline, evenly spaced or to scale."""
    assert isinstance(figure, TimelineFigure)
    if figure.scale == "time":
        return _to_scale(figure, easel)
    chart = Timeline(
        tuple(
            Event(when(event, easel.language), event.text, event.turning_point, _mark(event))
            for event in figure.events
        ),
        width=WIDTHS[figure.width],
        scale_words=words_of(easel.language).not_to_scale,
        alt=figure.alt,
        said=sentences_of(easel.language),
    )
    return draw(chart, easel.look, easel.metrics)


def _mark(event: SpecEvent) -> str:
    if event.until is not None or event.ongoing:
        return "bar"
    return "dot" if event.date.day is not None else "band"


def _to_scale(figure: TimelineFigure, easel: Easel) -> Drawing:
    words = words_of(easel.language)
    spec = TimeScale(
        tuple(
            Moment(
                event.date,
                when(event, easel.language),
                event.text,
                event.until,
                event.ongoing,
                event.turning_point,
                figure.lanes.index(event.lane) if event.lane else 0,
            )
            for event in figure.events
        ),
        figure.lanes,
        TimeWords(words.day_known, words.within_band, words.span_known, words.turning_point),
        WIDTHS[figure.width],
        easel.language,
        figure.alt,
    )
    return draw_timescale(spec, easel.look, easel.metrics)


def when(event: SpecEvent, language: str) -> str:
    """The date of an event as it is printed."""
    if event.date_text:
        return event.date_text
    if event.ongoing:
        return words_of(language).since.format(date=short_date(event.date, language))
    if event.until is not None:
        return short_span(event.date, event.until, language)
    return short_date(event.date, language)


def draw_strip_figure(figure: Figure, easel: Easel) -> Drawing:
    """Scenarios on the line of likelihood: those of the figure, else those of the brief."""
    assert isinstance(figure, ScenarioStripFigure)
    own = tuple(_scenario(each, easel) for each in figure.scenarios)
    strip = ScenarioStrip(
        own or easel.scenarios,
        WIDTHS[figure.width],
        words_of(easel.language).base_case,
        figure.alt,
        sentences_of(easel.language),
    )
    return draw_strip(strip, easel.look, easel.metrics)


def _scenario(spec: StripEntry, easel: Easel) -> Scenario:
    return Scenario(spec.name, term_in(spec.likelihood, easel.language), spec.base)


def draw_yardstick_figure(figure: Figure, easel: Easel) -> Drawing:
    """The terms of likelihood, those of the brief lit."""
    assert isinstance(figure, YardstickFigure)
    width, scale = WIDTHS[figure.width], easel.yardstick
    said = sentences_of(easel.language)
    return yardstick(easel.look, easel.metrics, width, easel.terms, scale, figure.alt, said)
