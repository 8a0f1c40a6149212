"""Scenarios on the line of likelihood: each with a bar as long as the range of its term."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.metrics import Metrics
from briefgen.charts.sentences import ENGLISH, Sentences
from briefgen.charts.svg import (
    REGULAR,
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    finish,
    line,
    rect,
    text,
    text_lines,
)
from briefgen.yardstick import Term, yardstick_of

NAME, LEADING, SCALE = 7.8, 9.4, 6.8
NAME_SHARE, LEAST_LINE = 0.34, 90.0
ROW_PAD, BAR, HEAD = 4.2, 6.4, 11.0
GAP = 9.0


class Scenario(Struct, frozen=True):
    """A path with its term of likelihood."""

    name: str
    term: Term
    base: bool = False


class ScenarioStrip(Struct, frozen=True):
    """Scenarios from top to bottom; ``base_words`` stand beside the base case."""

    scenarios: tuple[Scenario, ...]
    width: float = 328.0
    base_words: str = "base case"
    alt: str | None = None
    said: Sentences = ENGLISH


def draw_strip(strip: ScenarioStrip, look: Look, metrics: Metrics) -> Drawing:
    """Draw the strip, or say what keeps it from being drawn."""
    if not strip.scenarios:
        raise FigureError("There are no scenarios to be shown.")
    left, right = _span(strip, metrics)
    per_cent = (right - left) / 100
    names = [
        metrics.wrap_evenly(_named(s, strip), NAME, left - GAP, _weight(s)) for s in strip.scenarios
    ]
    heights = [len(lines) * LEADING + 2 * ROW_PAD for lines in names]
    foot = HEAD + sum(heights)
    body = [*_line(left, per_cent, foot, strip.scenarios[0].term, look)]
    top = HEAD
    for scenario, lines, height in zip(strip.scenarios, names, heights, strict=True):
        body += _row(scenario, lines, top, height, (left, per_cent), strip.width, look)
        top += height
    return finish(body, width=strip.width, height=foot + 1.0, alt=strip.alt or _alt(strip))


def _named(scenario: Scenario, strip: ScenarioStrip) -> str:
    return f"{scenario.name} ({strip.base_words})" if scenario.base else scenario.name


def _weight(scenario: Scenario) -> int:
    return SEMIBOLD if scenario.base else REGULAR


def _span(strip: ScenarioStrip, metrics: Metrics) -> tuple[float, float]:
    """From where to where the line runs, between the names and the terms."""
    terms = max(metrics.width(_odds(s.term), NAME, SEMIBOLD) for s in strip.scenarios)
    names = max(metrics.width(_named(s, strip), NAME, SEMIBOLD) for s in strip.scenarios)
    left = min(names, strip.width * NAME_SHARE) + GAP
    right = strip.width - terms - GAP
    if right - left < LEAST_LINE:
        raise FigureError("The strip of scenarios needs more room; choose another width.")
    return left, right


def _odds(term: Term) -> str:
    return f"{term.title} {term.range_words}"


def _line(left: float, per_cent: float, foot: float, term: Term, look: Look) -> Iterator[Markup]:
    """The ends of the ranges as lines down, some with their number above."""
    scale = yardstick_of(term.scale)
    bands = scale.bands
    ends = sorted({0, 100, *(t.low for t in bands[1:]), *(t.high for t in bands[:-1])})
    for end in ends:
        x = left + per_cent * end
        yield line(x, HEAD - 1.0, x, foot, stroke=look.hair, width=0.5)
    for end in scale.printed:
        x = left + per_cent * end
        anchor = "start" if end == 0 else "end" if end == 100 else "middle"
        words = term.per_cent.format(end) if end == 100 else str(end)
        yield text(x, SCALE, words, size=SCALE, fill=look.ink3, anchor=anchor)
    yield line(0.0, HEAD, left + 100 * per_cent, HEAD, stroke=look.hair, width=0.5)


def _row(
    scenario: Scenario,
    lines: list[str],
    top: float,
    height: float,
    span: tuple[float, float],
    width: float,
    look: Look,
) -> Iterator[Markup]:
    left, per_cent = span
    term, ink = scenario.term, look.ink if scenario.base else look.ink2
    middle = top + height / 2
    first = middle - len(lines) * LEADING / 2 + NAME * 0.86
    yield text_lines(
        *(0.0, first, lines), leading=LEADING, size=NAME, weight=_weight(scenario), fill=ink
    )
    yield rect(
        left + per_cent * term.low,
        middle - BAR / 2,
        per_cent * (term.high - term.low),
        BAR,
        fill=look.accent if scenario.base else look.mid,
    )
    yield text(
        *(width, middle + NAME * 0.35, _odds(term)),
        size=NAME,
        weight=_weight(scenario),
        fill=ink,
        anchor="end",
    )
    yield line(0.0, top + height, width, top + height, stroke=look.hair, width=0.5)


def _alt(strip: ScenarioStrip) -> str:
    said, told = strip.said, []
    for each in strip.scenarios:
        term = each.term
        words = said.scenario.format(name=each.name, term=term.words, low=term.low, high=term.high)
        told.append(said.base_case.format(scenario=words) if each.base else words)
    return said.scenarios.format(told=said.semicolon.join(told))
