"""A timeline to scale, laid out: each event in a row of its lane, where nothing is upon it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from msgspec import Struct

from briefgen.charts.labels import Box
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import SEMIBOLD, FigureError, Point
from briefgen.charts.time_axis import TimeAxis
from briefgen.dates import PartialDate

DATE, DATE_LEADING = 7.4, 9.2
TEXT, TEXT_LEADING = 7.2, 8.9
WORDS_LIMITS = (118.0, 96.0, 150.0)
BESIDE, BETWEEN, ROW_GAP = 6.0, 9.0, 5.0
LANE_PAD = 6.0
MARK, BAND = 3.1, 5.6
NARROWEST_BAND = 8.0
HEAD = 6.0
HIGHEST = 560.0


class Moment(Struct, frozen=True):
    """An event to be drawn: a date as it is known, or a span; ``date_words`` is how it reads."""

    date: PartialDate
    date_words: str
    text: str
    until: PartialDate | None = None
    ongoing: bool = False
    turning_point: bool = False
    lane: int = 0

    @property
    def is_span(self) -> bool:
        """Whether it has a length of its own."""
        return self.until is not None or self.ongoing


class Placed(Struct, frozen=True):
    """An event in its place: its bar, or the circle in the middle of it, and its words."""

    moment: Moment
    bar: Box
    words: Box
    date: tuple[str, ...]
    text: tuple[str, ...]
    flush_right: bool


class Lane(Struct, frozen=True):
    """A lane with its events; the axis is above the first."""

    name: str
    top: float
    bottom: float
    placed: tuple[Placed, ...]


def bar_of(moment: Moment, axis: TimeAxis) -> Point:
    """From where to where the mark of an event reaches."""
    start, end = axis.stretch(moment.date)
    if moment.ongoing:
        return start, axis.right - 1.0
    if moment.until is not None:
        end = axis.stretch(moment.until)[1]
    least = NARROWEST_BAND if moment.is_span or moment.date.day is None else 2 * MARK
    if end - start < least:
        middle = min(max((start + end) / 2, axis.left + least / 2), axis.right - least / 2)
        return middle - least / 2, middle + least / 2
    return start, end


def laid_out(
    moments: Sequence[Moment], names: Sequence[str], axis: TimeAxis, top: float, metrics: Metrics
) -> list[Lane]:
    """The lanes from top to bottom; FigureError where they would not fit on a page."""
    lanes = []
    for number, name in enumerate(names or [""]):
        own = sorted((m for m in moments if m.lane == number), key=_order)
        placed, height = _rows(own, axis, top + LANE_PAD, metrics)
        bottom = top + LANE_PAD + max(height, 12.0) + LANE_PAD - ROW_GAP
        lanes.append(Lane(name, top, bottom, tuple(placed)))
        top = bottom + 2.0
    if top > HIGHEST:
        raise FigureError(
            "The timeline is higher than a page: too many events lie close together. Leave some "
            "out, shorten their words, or make two timelines."
        )
    return lanes


def _order(moment: Moment) -> tuple[int, int, str]:
    return moment.date.earliest().toordinal(), -moment.date.latest().toordinal(), moment.text


def _rows(
    moments: Sequence[Moment], axis: TimeAxis, top: float, metrics: Metrics
) -> tuple[list[Placed], float]:
    """Each event in the first row where it has room, and how high all rows are together."""
    rows: list[list[Placed]] = []
    for moment in moments:
        best = min(
            (option for limit in WORDS_LIMITS for option in _options(moment, axis, limit, metrics)),
            key=lambda option: (_first_row(option, rows), len(option.text), option.flush_right),
        )
        number = _first_row(best, rows)
        if number == len(rows):
            rows.append([])
        rows[number].append(best)
    placed, y = [], top
    for row in rows:
        placed += [_moved(each, y) for each in row]
        y += max(_foot(each) for each in row) + ROW_GAP
    return placed, y - top


def _options(moment: Moment, axis: TimeAxis, limit: float, metrics: Metrics) -> list[Placed]:
    """Its words after the bar, before it, or below it, at the top of a row."""
    left, right = bar_of(moment, axis)
    bar = Box(left, 1.8, right, 1.8 + BAND)
    date = tuple(metrics.wrap(moment.date_words, DATE, limit, SEMIBOLD))
    text = tuple(metrics.wrap_evenly(moment.text, TEXT, limit)) if moment.text else ()
    wide = max(
        *(metrics.width(words, DATE, SEMIBOLD) for words in date),
        *(metrics.width(words, TEXT) for words in text),
        0.0,
    )
    high = len(date) * DATE_LEADING + len(text) * TEXT_LEADING
    after = Box(right + BESIDE, 0.0, right + BESIDE + wide, high)
    before = Box(left - BESIDE - wide, 0.0, left - BESIDE, high)
    found = []
    if after.right <= axis.right and not moment.ongoing:
        found.append(Placed(moment, bar, after, date, text, False))
    if before.left >= axis.left:
        found.append(Placed(moment, bar, before, date, text, True))
    if not found or (moment.is_span and right - left > 1.2 * wide):
        start = min(max(left, axis.left), axis.right - wide)
        under = Box(start, BAND + 4.0, start + wide, BAND + 4.0 + high)
        found.insert(0, Placed(moment, bar, under, date, text, False))
    return found


def _first_row(placed: Placed, rows: Sequence[Sequence[Placed]]) -> int:
    left, right = _ends(placed)
    for number in count():
        if number >= len(rows):
            return number
        ends = [_ends(other) for other in rows[number]]
        if all(right + BETWEEN <= low or high + BETWEEN <= left for low, high in ends):
            return number
    raise AssertionError("counting has no end")


def _ends(placed: Placed) -> Point:
    return min(placed.bar.left, placed.words.left), max(placed.bar.right, placed.words.right)


def _foot(placed: Placed) -> float:
    return max(placed.bar.bottom, placed.words.bottom)


def _moved(placed: Placed, y: float) -> Placed:
    bar, words = placed.bar, placed.words
    return Placed(
        placed.moment,
        Box(bar.left, bar.top + y, bar.right, bar.bottom + y),
        Box(words.left, words.top + y, words.right, words.bottom + y),
        placed.date,
        placed.text,
        placed.flush_right,
    )
