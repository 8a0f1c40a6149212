"""Likelihood and confidence as small marks, and the yardstick that explains them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from markupsafe import Markup

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
)
from briefgen.yardstick import CONFIDENCE_LEVELS, ICD203, Term, Yardstick, yardstick_of

LIKELIHOOD_WIDTH = 103.0
CONFIDENCE_WIDTH = 15.0
YARDSTICK_WIDTH = 234.0
LEVEL_STEP = 15.0
_TERM = 7.4
_SCALE = 6.8
_ROW = 12.0


def likelihood_bar(
    term: Term, look: Look, width: float = LIKELIHOOD_WIDTH, said: Sentences = ENGLISH
) -> Drawing:
    """The seven bands of the yardstick, true to width, with one of them lit."""
    body = [
        _segment(band, width, look.accent if band.key == term.key else look.unlit)
        for band in yardstick_of(term.scale).bands
    ]
    alt = said.likelihood.format(term=term.words, low=term.low, high=term.high)
    return finish(body, width=width, height=8.0, alt=alt)


def confidence_bars(level: str, look: Look, told: str = "", said: Sentences = ENGLISH) -> Drawing:
    """Three rising bars, one, two or three of them filled; `told` is the level in other words."""
    if level not in CONFIDENCE_LEVELS:
        raise FigureError(f"“{level}” is not a level of confidence.")
    filled = CONFIDENCE_LEVELS.index(level) + 1
    body = [_step(number, number < filled, look) for number in range(3)]
    alt = said.confidence.format(level=told or level)
    return finish(body, width=CONFIDENCE_WIDTH, height=8.5, alt=alt)


def level_bar(level: int, levels: int, alt: str, look: Look) -> Drawing:
    """Steps of equal size, filled up to a level, the last of them in the accent."""
    body = [_level_step(number, level, look) for number in range(levels)]
    return finish(body, width=levels * LEVEL_STEP, height=9.0, alt=alt)


def _level_step(number: int, level: int, look: Look) -> Markup:
    left, width = number * LEVEL_STEP + 0.4, LEVEL_STEP - 1.8
    if number <= level:
        return rect(left, 1.0, width, 7.0, fill=look.accent if number == level else look.mid)
    return rect(
        left + 0.3, 1.3, width - 0.6, 6.4, fill=look.paper, stroke=look.rule, stroke_width=0.6
    )


def yardstick(
    look: Look,
    metrics: Metrics,
    width: float = YARDSTICK_WIDTH,
    used: Collection[Term] = (),
    scale: Yardstick = ICD203,
    alt: str | None = None,
    said: Sentences = ENGLISH,
) -> Drawing:
    """Every term with its range of odds; those used in the document are lit."""
    lit = {term.key for term in used}
    rows = _term_rows(used, scale)
    left = max(metrics.width(words, _TERM, SEMIBOLD) for words in rows.values()) + 8.0
    right = max(metrics.width(band.range_words, _TERM, SEMIBOLD) for band in scale.bands) + 6.0
    if width - left - right < 30.0:
        raise FigureError(f"The yardstick of likelihood needs more room than {width:.0f} pt.")
    span = (left, width - right)
    body: list[Markup] = []
    for number, term in enumerate(scale.bands):
        lights = term.key in lit
        body += _row(term, rows[term.key], number * _ROW, span, width, look, lights)
    height = len(scale.bands) * _ROW
    body += _scale(span, height, scale, look)
    return finish(body, width=width, height=height + 10.0, alt=alt or _alt(lit, scale, said))


def _segment(term: Term, width: float, colour: str) -> Markup:
    left, right = width * term.low / 100, width * term.high / 100
    return rect(left + 0.4, 1.0, right - left - 0.8, 6.0, fill=colour)


def _step(number: int, filled: bool, look: Look) -> Markup:
    height = (number + 1) * 2.4
    if filled:
        return rect(number * 5.0 + 0.3, 8.0 - height, 3.6, height, fill=look.accent)
    return rect(
        number * 5.0 + 0.6,
        8.3 - height,
        3.0,
        height - 0.6,
        fill=look.paper,
        stroke=look.grey,
        stroke_width=0.6,
    )


def _term_rows(used: Collection[Term], scale: Yardstick) -> dict[str, str]:
    """The words of each band: those of the first row, and others where they are used."""
    others = {term.key: f", {term.words}" for term in scale.others if term in used}
    return {band.key: f"{band.title}{others.get(band.key, '')}" for band in scale.bands}


def _row(
    term: Term,
    words: str,
    top: float,
    span: tuple[float, float],
    width: float,
    look: Look,
    lit: bool,
) -> Iterator[Markup]:
    """A term, its stretch of the line from nought to a hundred, and its odds."""
    start, end = span
    per_cent = (end - start) / 100
    weight = SEMIBOLD if lit else REGULAR
    ink = look.ink if lit else look.ink2
    left, length = start + per_cent * term.low, per_cent * (term.high - term.low)
    yield text(0.0, top + 8.4, words, size=_TERM, weight=weight, fill=ink)
    yield rect(left, top + 3.0, length, 6.0, fill=look.accent if lit else look.unlit)
    odds = text(
        width, top + 8.4, term.range_words, size=_TERM, weight=weight, fill=ink, anchor="end"
    )
    yield odds
    yield line(0.0, top + _ROW, width, top + _ROW, stroke=look.hair, width=0.4)


def _scale(span: tuple[float, float], top: float, scale: Yardstick, look: Look) -> Iterator[Markup]:
    start, end = span
    for per_cent, anchor in ((0, "start"), (50, "middle"), (100, "end")):
        x = start + (end - start) * per_cent / 100
        words = scale.bands[0].per_cent.format(per_cent) if per_cent else "0"
        yield text(x, top + 8.0, words, size=_SCALE, fill=look.ink3, anchor=anchor)


def _alt(lit: Collection[str], scale: Yardstick, said: Sentences) -> str:
    terms = said.semicolon.join(
        said.term.format(term=term.words, low=term.low, high=term.high) for term in scale.bands
    )
    told = said.terms.format(terms=terms)
    if used := [term.words for term in scale.bands if term.key in lit]:
        told += " " + said.terms_used.format(terms=said.comma.join(used))
    return told
