"""Timelines to scale: days as dots, months and years as bands, spans as bars, in lanes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.labels import Box
from briefgen.charts.lanes import LANE_NAME, lane_lines, lane_name, lane_width
from briefgen.charts.metrics import Metrics
from briefgen.charts.sentences import Sentences, sentences_of
from briefgen.charts.svg import (
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    circle,
    finish,
    line,
    path,
    rect,
    text,
    text_lines,
)
from briefgen.charts.time_axis import TICK_SIZE, TimeAxis, ticks
from briefgen.charts.time_rows import (
    BAND,
    DATE,
    DATE_LEADING,
    HEAD,
    MARK,
    TEXT,
    TEXT_LEADING,
    Lane,
    Moment,
    Placed,
    laid_out,
)

AXIS = 12.0
LEGEND_ROW = 11.0


class TimeWords(Struct, frozen=True):
    """The words of the legend, one for each way in which a date is drawn."""

    day: str = "Day known"
    within: str = "Month or year known: within the band"
    span: str = "Span; pale where its ends are not known to the day"
    turning: str = "Filled: turning point"


class TimeScale(Struct, frozen=True):
    """Events on a line of time, each in one of the lanes, from top to bottom."""

    moments: tuple[Moment, ...]
    lanes: tuple[str, ...] = ()
    words: TimeWords = TimeWords()
    width: float = 490.0
    language: str = "en"
    alt: str | None = None


def draw_timescale(spec: TimeScale, look: Look, metrics: Metrics) -> Drawing:
    """Draw the timeline, or say what keeps it from being drawn."""
    if not spec.moments:
        raise FigureError("The timeline has no events.")
    axis = axis_of(spec)
    marked = ticks(axis, metrics, spec.language)
    lanes = laid_out(spec.moments, spec.lanes, axis, AXIS + 4.0, metrics)
    foot = lanes[-1].bottom
    body = [
        *_ticks(marked, axis, look),
        *(part for lane in lanes for part in _lane(lane, spec, look, metrics)),
        *_grid(marked, lanes, look),
        *(part for lane in lanes for each in lane.placed for part in _event(each, axis, look)),
    ]
    legend, height = _legend(spec, foot + 6.0, look, metrics)
    return finish(
        [*body, *legend], width=spec.width, height=foot + height, alt=spec.alt or _alt(spec)
    )


def axis_of(spec: TimeScale) -> TimeAxis:
    """The line of time from the first day that is shown to the last."""
    first = min(moment.date.earliest() for moment in spec.moments)
    last = max((moment.until or moment.date).latest() for moment in spec.moments)
    return TimeAxis(first, last, _names_width(spec), spec.width)


def _names_width(spec: TimeScale) -> float:
    return lane_width(spec.width) + 4.0 if spec.lanes else 0.0


def _ticks(marked: Sequence[tuple[float, str]], axis: TimeAxis, look: Look) -> Iterator[Markup]:
    yield line(axis.left, AXIS, axis.right, AXIS, stroke=look.ink, width=0.8)
    for x, said in marked:
        yield line(x, AXIS, x, AXIS - 3.0, stroke=look.ink, width=0.6)
        anchor = "start" if x - axis.left < 16.0 else "end" if axis.right - x < 16.0 else "middle"
        yield text(x, AXIS - 5.0, said, size=TICK_SIZE, fill=look.ink3, anchor=anchor)


def _grid(
    marked: Sequence[tuple[float, str]], lanes: Sequence[Lane], look: Look
) -> Iterator[Markup]:
    """Lines down from the ticks, which stop before words and go on below them."""
    for x, _ in marked:
        for lane in lanes:
            y = lane.top
            for box in sorted(_in_the_way(x, lane), key=lambda box: box.top):
                if box.top - y > 1.0:
                    yield line(x, y, x, box.top, stroke=look.hair, width=0.6)
                y = max(y, box.bottom)
            if lane.bottom - y > 1.0:
                yield line(x, y, x, lane.bottom, stroke=look.hair, width=0.6)


def _in_the_way(x: float, lane: Lane) -> Iterator[Box]:
    for placed in lane.placed:
        words = placed.words.grown(1.5)
        if words.left - 1.0 < x < words.right + 1.0:
            yield words


def _lane(lane: Lane, spec: TimeScale, look: Look, metrics: Metrics) -> Iterator[Markup]:
    if not spec.lanes:
        return
    yield rect(0.0, lane.top, spec.width, lane.bottom - lane.top, fill=look.panel)
    room = _names_width(spec) - 10.0
    lines = lane_lines(lane.name, room, metrics, spec.language)
    yield from lane_name(lines, lane.top + 6.0 + LANE_NAME * 0.8, look)


def _event(placed: Placed, axis: TimeAxis, look: Look) -> Iterator[Markup]:
    moment = placed.moment
    if moment.is_span:
        yield from _span(placed, axis, look)
    else:
        yield _mark(placed, look)
    words = placed.words
    x, anchor = (words.right, "end") if placed.flush_right else (words.left, "start")
    yield text_lines(
        x,
        words.top + DATE * 0.94,
        placed.date,
        leading=DATE_LEADING,
        size=DATE,
        weight=SEMIBOLD,
        fill=look.accent if moment.turning_point else look.ink,
        anchor=anchor,
    )
    yield text_lines(
        x,
        words.top + len(placed.date) * DATE_LEADING + TEXT * 0.9,
        placed.text,
        leading=TEXT_LEADING,
        size=TEXT,
        fill=look.ink2,
        anchor=anchor,
    )


def _mark(placed: Placed, look: Look) -> Markup:
    """A circle for a day; a band as wide as the month or year in which it was."""
    turning, bar = placed.moment.turning_point, placed.bar
    fill = look.accent if turning else look.paper
    stroke = look.accent if turning else look.ink
    if placed.moment.date.day is not None:
        x, y = (bar.left + bar.right) / 2, (bar.top + bar.bottom) / 2
        return circle(x, y, MARK, fill=fill, stroke=stroke, stroke_width=1.1)
    return _band(bar, fill, stroke)


def _band(bar: Box, fill: str, stroke: str) -> Markup:
    return rect(
        *(bar.left + 0.5, bar.top + 0.5, bar.width - 1.0, bar.height - 1.0),
        fill=fill,
        stroke=stroke,
        stroke_width=1.0,
        radius=(BAND - 1.0) / 2,
    )


def _span(placed: Placed, axis: TimeAxis, look: Look) -> Iterator[Markup]:
    """The stretch that is sure in full, what may belong to it pale; a head where it goes on."""
    moment, bar = placed.moment, placed.bar
    strong, pale = (look.accent, look.mid) if moment.turning_point else (look.grey, look.unlit)
    end = bar.right - (HEAD if moment.ongoing else 0.0)
    yield rect(bar.left, bar.top, end - bar.left, bar.height, fill=pale)
    sure_from = axis.stretch(moment.date)[1] if moment.date.day is None else bar.left
    sure_to = end
    if moment.until is not None and moment.until.day is None:
        sure_to = axis.stretch(moment.until)[0]
    if sure_to - sure_from > 0.5:
        yield rect(sure_from, bar.top, sure_to - sure_from, bar.height, fill=strong)
    if moment.ongoing:
        middle = (bar.top + bar.bottom) / 2
        head = f"M{end:.1f} {bar.top - 1.2:.1f}L{bar.right:.1f} {middle:.1f}"
        yield path(f"{head}L{end:.1f} {bar.bottom + 1.2:.1f}Z", fill=strong)


def _legend(
    spec: TimeScale, top: float, look: Look, metrics: Metrics
) -> tuple[list[Markup], float]:
    """The ways in which dates are drawn here, and how high their line is."""
    drawn: list[Markup] = []
    x, y = 0.0, top
    for words, sample, room in _samples(spec, look):
        length = room + 4.5 + metrics.width(words, TEXT)
        if x and x + length > spec.width:
            x, y = 0.0, y + LEGEND_ROW
        box = Box(x, y, x + room, y + BAND)
        drawn += [
            *sample(box),
            text(x + room + 4.5, y + BAND - 0.2, words, size=TEXT, fill=look.ink2),
        ]
        x += length + 15.0
    return drawn, y - top + BAND + 10.0


def _samples(
    spec: TimeScale, look: Look
) -> Iterator[tuple[str, Callable[[Box], list[Markup]], float]]:
    """Words, sample and its width of each way in which a date is drawn."""
    words, points = spec.words, [m for m in spec.moments if not m.is_span]
    if any(moment.date.day is not None for moment in points):
        yield words.day, partial(_dot, fill=look.paper, stroke=look.ink), 2 * MARK + 1.0
    if any(moment.date.day is None for moment in points):
        yield words.within, lambda box: [_band(box, look.paper, look.ink)], 15.0
    if any(moment.is_span for moment in spec.moments):
        yield words.span, partial(_bar, look=look), 20.0
    if any(moment.turning_point for moment in spec.moments):
        yield words.turning, partial(_dot, fill=look.accent, stroke=look.accent), 2 * MARK + 1.0


def _dot(box: Box, fill: str, stroke: str) -> list[Markup]:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return [circle(x, y, MARK, fill=fill, stroke=stroke, stroke_width=1.1)]


def _bar(box: Box, look: Look) -> list[Markup]:
    pale = rect(box.left, box.top, box.width, BAND, fill=look.unlit)
    return [pale, rect(box.left + 6.0, box.top, box.width - 6.0, BAND, fill=look.grey)]


def _alt(spec: TimeScale) -> str:
    axis, said = axis_of(spec), sentences_of(spec.language)
    told = []
    for number, name in enumerate(spec.lanes or ("",)):
        lane = (each for each in spec.moments if each.lane == number)
        events = said.semicolon.join(
            _told(moment, said) for moment in sorted(lane, key=lambda each: each.date.earliest())
        )
        told.append(said.named.format(name=name, words=events) if name else events)
    first, last = axis.first.year, axis.last.year
    return said.time_scale.format(first=first, last=last, told=". ".join(told))


def _told(moment: Moment, said: Sentences) -> str:
    words = said.named.format(name=moment.date_words, words=moment.text.rstrip(". "))
    return said.turning_point.format(event=words) if moment.turning_point else words
