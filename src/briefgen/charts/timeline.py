"""Timelines: a few dates, evenly spaced, filled marks for turning points, bands for months."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from briefgen.charts.inputs import Event, Timeline
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import (
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    circle,
    finish,
    line,
    rect,
    text,
    text_lines,
)

_AXIS = 6.0
_MARGIN = 4.0
_BETWEEN = 10.0
_DATE = 7.8
_DATE_LEADING = 9.4
_TEXT = 7.5
_TEXT_LEADING = 9.2
_NARROWEST = 56.0
_SCALE = 6.8
_BAND, _BAR = 16.0, 34.0


def draw_timeline(timeline: Timeline, look: Look, metrics: Metrics) -> Drawing:
    """Draw the timeline, or say what keeps it from being drawn."""
    count = len(timeline.events)
    if not count:
        raise FigureError("The timeline has no events.")
    step = timeline.width / count
    if step < _NARROWEST:
        most = int(timeline.width // _NARROWEST)
        raise FigureError(f"{count} events are too many for this width; choose {most} at most.")
    dates = [
        metrics.fit(event.date_text, _DATE, step - _BETWEEN, 2, SEMIBOLD)
        for event in timeline.events
    ]
    texts = [metrics.wrap_evenly(event.text, _TEXT, step - _BETWEEN) for event in timeline.events]
    body = [*_axis(timeline, look, metrics, step)]
    bottom = _AXIS
    for number, event in enumerate(timeline.events):
        column, low = _column(
            event, number * step, dates[number], texts[number], max(map(len, dates)), look
        )
        body.append(column)
        bottom = max(bottom, low)
    return finish(
        body, width=timeline.width, height=bottom + 3.0, alt=timeline.alt or _alt(timeline)
    )


def _axis(timeline: Timeline, look: Look, metrics: Metrics, step: float) -> Iterator[Markup]:
    """The line from the first mark to the last, and the word that it is no scale."""
    last = (len(timeline.events) - 1) * step + _MARGIN
    if last > _MARGIN:
        yield line(_MARGIN, _AXIS, last, _AXIS, stroke=look.ink, width=1.0)
    width = metrics.width(timeline.scale_words, _SCALE)
    if timeline.scale_words and last + width + 10.0 <= timeline.width:
        yield text(
            timeline.width,
            _AXIS + _SCALE * 0.34,
            timeline.scale_words,
            size=_SCALE,
            fill=look.ink3,
            anchor="end",
        )


def _column(
    event: Event, left: float, date: list[str], words: list[str], date_lines: int, look: Look
) -> tuple[Markup, float]:
    """One event, and how far down its words reach."""
    turning = event.turning_point
    mark = _mark(event, left, look)
    first = _AXIS + 15.0
    dated = text_lines(
        left,
        first,
        date,
        leading=_DATE_LEADING,
        size=_DATE,
        weight=SEMIBOLD,
        fill=look.accent if turning else look.ink,
    )
    start = first + (date_lines - 1) * _DATE_LEADING + 10.0
    told = text_lines(left, start, words, leading=_TEXT_LEADING, size=_TEXT, fill=look.ink2)
    return mark + dated + told, start + max(len(words) - 1, 0) * _TEXT_LEADING


def _mark(event: Event, left: float, look: Look) -> Markup:
    """A dot for a day, a band for a month or year, a bar for a span; filled at turning points."""
    turning = event.turning_point
    fill, stroke = (look.accent, look.accent) if turning else (look.paper, look.ink)
    if event.mark == "dot":
        radius = 3.6 if turning else 3.0
        return circle(left + _MARGIN, _AXIS, radius, fill=fill, stroke=stroke, stroke_width=1.2)
    if event.mark == "band":
        size = (left + _MARGIN - 3.0, _AXIS - 2.8, _BAND, 5.6)
        return rect(*size, fill=fill, stroke=stroke, stroke_width=1.2, radius=2.8)
    return rect(left, _AXIS - 2.8, _BAR, 5.6, fill=look.accent if turning else look.grey)


def _alt(timeline: Timeline) -> str:
    said, told = timeline.said, []
    for event in timeline.events:
        words = said.named.format(name=event.date_text, words=event.text.rstrip(". "))
        told.append(said.turning_point.format(event=words) if event.turning_point else words)
    return said.timeline.format(told=said.semicolon.join(told))
