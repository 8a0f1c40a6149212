"""Dot plots: a value, or two to four, for each name, on one scale that need not begin at nought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import open_axis, require_finite
from briefgen.charts.inputs import Measured
from briefgen.charts.labels import Box, first_baseline, text_box
from briefgen.charts.legend import legend
from briefgen.charts.marks import REACH, mark
from briefgen.charts.metrics import Metrics
from briefgen.charts.row_scale import RowName, RowScale, lay_out_rows
from briefgen.charts.sentences import Sentences, opened, sentences_of
from briefgen.charts.svg import (
    REGULAR,
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    finish,
    line,
    text,
)
from briefgen.charts.words import Figures, describe_ranking, no_data_words

_VALUE = 7.4
_GAP = 3.0
_TO_LABEL = REACH + _GAP
_APART = 2 * REACH
_STEP_ASIDE = 2.6
_MOST_SERIES = 4
_MOST_DESCRIBED = 8
_SHAPES = ("disc", "ring", "square", "diamond")


class DotRow(Struct, frozen=True):
    """One name with a value for each series; None is missing."""

    name: str
    values: tuple[float | None, ...]
    highlighted: bool = False

    @property
    def known(self) -> list[float]:
        """The values there are."""
        return [value for value in self.values if value is not None]


class DotChart(Measured, frozen=True):
    """Values as places on a scale; ``series`` names the dots of a row where there are several."""

    rows: tuple[DotRow, ...]
    series: tuple[str, ...] = ()

    def stands_out(self, row: DotRow) -> bool:
        """Whether the row takes the accent: it is singled out, or none of them is."""
        return row.highlighted or not any(other.highlighted for other in self.rows)


class _Label(Struct, frozen=True):
    """A figure beside a dot."""

    words: str
    box: Box
    weight: int
    missing: bool = False


def draw_dots(chart: DotChart, look: Look, metrics: Metrics) -> Drawing:
    """Draw the chart, or say what keeps it from being drawn."""
    _check(chart)
    known = [value for row in chart.rows for value in row.known]
    figures = Figures.for_values(known, chart.unit, chart.language, chart.decimals)
    head, top = _legend(chart, look, metrics)
    words = [_words(chart, number, figures) for number in range(len(chart.rows))]
    axis = open_axis(known)
    rows = lay_out_rows(
        [RowName(row.name, highlighted=row.highlighted) for row in chart.rows],
        axis,
        [
            need
            for row, said in zip(chart.rows, words, strict=True)
            for need in _needs(row, said, axis.low, metrics)
        ],
        width=chart.width,
        height=chart.height,
        top=top,
        look=look,
        metrics=metrics,
        language=chart.language,
    )
    labels = [
        _labels(rows, number, row, said)
        for number, (row, said) in enumerate(zip(chart.rows, words, strict=True))
    ]
    boxes = [label.box for row in labels for label in row]
    body = [*head, *rows.background(boxes)]
    for number, row in enumerate(chart.rows):
        body += _row(chart, rows, number, row, labels[number])
    return finish(
        body, width=chart.width, height=rows.height, alt=chart.alt or _alt(chart, figures)
    )


def _check(chart: DotChart) -> None:
    known = [value for row in chart.rows for value in row.known]
    if not known:
        raise FigureError("The dot plot has no values; check its columns and its filter.")
    require_finite(known, "The dot plot")
    if len(chart.series) > _MOST_SERIES:
        raise FigureError(f"{len(chart.series)} dots in a row; {_MOST_SERIES} is the most.")


def _legend(chart: DotChart, look: Look, metrics: Metrics) -> tuple[list[Markup], float]:
    if len(chart.series) < 2:
        return [], 0.0
    entries = [
        (name, partial(mark, _SHAPES[number], colour=_colour(number, look), paper=look.paper))
        for number, name in enumerate(chart.series)
    ]
    return legend(entries, chart.width, look, metrics)


def _colour(number: int, look: Look) -> str:
    """The first two in the accent, full and open; the others in grey."""
    return (look.accent, look.accent, look.grey, look.ink2)[number]


def _words(chart: DotChart, number: int, figures: Figures) -> tuple[str, str]:
    """The figures before the lowest and after the highest dot of a row."""
    known = chart.rows[number].known
    if not known:
        return "", no_data_words(chart.language)
    first = next(n for n, row in enumerate(chart.rows) if row.known)
    last = figures.full(max(known)) if number == first else figures.label(max(known))
    if min(known) == max(known):
        return "", last
    return figures.label(min(known)), last


def _needs(
    row: DotRow, words: tuple[str, str], low: float, metrics: Metrics
) -> Iterator[tuple[float, float, float]]:
    before, after = (metrics.width(each, _VALUE, SEMIBOLD) for each in words)
    if not row.known:
        yield low, 0.0, after + _TO_LABEL
        return
    yield min(row.known), (before + _TO_LABEL) if before else REACH, REACH
    yield max(row.known), REACH, after + _TO_LABEL


def _labels(rows: RowScale, number: int, row: DotRow, words: tuple[str, str]) -> list[_Label]:
    middle = rows.middle(number) + _VALUE * 0.34
    weight = SEMIBOLD if row.highlighted or len(row.values) == 1 else REGULAR
    if not row.known:
        width = rows.metrics.width(words[1], _VALUE)
        return [
            _Label(
                words[1], text_box(rows.x.start + _TO_LABEL, middle, width, _VALUE), REGULAR, True
            )
        ]
    before, after = (rows.metrics.width(each, _VALUE, weight) for each in words)
    found = [
        _Label(
            words[1], text_box(rows.x(max(row.known)) + _TO_LABEL, middle, after, _VALUE), weight
        )
    ]
    if words[0]:
        left = rows.x(min(row.known)) - _TO_LABEL - before
        found.append(_Label(words[0], text_box(left, middle, before, _VALUE), weight))
    return found


def _row(
    chart: DotChart, rows: RowScale, number: int, row: DotRow, labels: Sequence[_Label]
) -> Iterator[Markup]:
    look, y = rows.look, rows.middle(number)
    if row.known:
        ends = rows.x(min(row.known)), rows.x(max(row.known))
        yield rows.guide(number, min(ends[0] - REACH, *(label.box.left for label in labels)))
        if ends[1] - ends[0] > _APART:
            yield line(*_between(ends, y), stroke=look.rule, width=1.2)
    for series, (x, aside) in _places(rows, row):
        colour = _colour(series, look)
        if len(row.values) == 1:
            colour = look.accent if chart.stands_out(row) else look.grey
        yield mark(_SHAPES[series], x, y + aside, colour=colour, paper=look.paper)
    for label in labels:
        yield text(
            label.box.left,
            first_baseline(label.box, _VALUE),
            label.words,
            size=_VALUE,
            weight=label.weight,
            fill=look.ink3 if label.missing else look.ink,
        )


def _between(ends: tuple[float, float], y: float) -> tuple[float, float, float, float]:
    return ends[0], y, ends[1], y


def _places(rows: RowScale, row: DotRow) -> list[tuple[int, tuple[float, float]]]:
    """The place of each dot, and how far up or down it steps aside for one that is too near."""
    known = [
        (rows.x(value), number) for number, value in enumerate(row.values) if value is not None
    ]
    known.sort()
    crowded = {
        number
        for one, other in pairwise(known)
        if other[0] - one[0] < _APART
        for number in (one[1], other[1])
    }
    side, places = -1.0, []
    for x, number in known:
        aside = side * _STEP_ASIDE if number in crowded else 0.0
        side = -side if number in crowded else side
        places.append((number, (x, aside)))
    return places


def _alt(chart: DotChart, figures: Figures) -> str:
    said = sentences_of(chart.language)
    if len(chart.series) < 2:
        ranked = [(row.name, row.values[0]) for row in chart.rows]
        return opened(said.dots, chart.measure, describe_ranking(ranked, figures), said)
    told = [
        said.named.format(name=row.name, words=_told(chart, row, figures, said))
        for row in chart.rows[:_MOST_DESCRIBED]
    ]
    if more := len(chart.rows) - len(told):
        told.append(said.more.of(more))
    return opened(said.dots, chart.measure, said.semicolon.join(told), said)


def _told(chart: DotChart, row: DotRow, figures: Figures, said: Sentences) -> str:
    no_data = no_data_words(chart.language)
    return said.comma.join(
        said.valued.format(name=name, value=no_data if value is None else figures.spoken(value))
        for name, value in zip(chart.series, row.values, strict=True)
    )
