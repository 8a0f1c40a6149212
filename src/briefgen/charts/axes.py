"""Scales, gridlines and the figures beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from briefgen.charts.svg import FigureError
from briefgen.numbers import NO_BREAK_SPACE, format_number, marks_of

MOST_GRIDLINES = 3
_FAR = 0.4  # of the highest value: within so narrow a span, nought is left out
_AIR = 0.06  # of the span, before the lowest of such values
_ROUNDS = 12
_NEARLY_ALL = 0.98
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_YEAR_STEPS = (1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)


class Scale(Struct, frozen=True):
    """Values of the data to places on the page, in a straight line."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.5
        return self.start + share * (self.end - self.start)


class ValueAxis(Struct, frozen=True):
    """A value axis with its round gridlines; where it takes in nought, that is not among them."""

    low: float
    high: float
    ticks: tuple[float, ...]
    step: Decimal

    @property
    def has_nought(self) -> bool:
        """Whether nought lies on the axis."""
        return self.low <= 0.0 <= self.high

    @property
    def named(self) -> tuple[float, ...]:
        """The places that carry a figure: the gridlines, and nought."""
        return tuple(sorted((0.0, *self.ticks))) if self.has_nought else self.ticks

    def words(self, tick: float, language: str) -> str:
        """The figure at a gridline, in millions and more where noughts would crowd it."""
        if tick == 0.0:
            return "0"
        top = max(abs(self.low), abs(self.high))
        for power, name in zip((12, 9, 6), reversed(marks_of(language).powers), strict=True):
            if top >= 10**power:
                scaled = Decimal(repr(tick)).scaleb(-power)
                places = max(0, _places(self.step.scaleb(-power)))
                return format_number(scaled, places, language) + NO_BREAK_SPACE + name
        return format_number(tick, _places(self.step), language)


def value_axis(values: Sequence[float]) -> ValueAxis:
    """The axis for those values: from nought, with at most three round gridlines."""
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    if low == high:
        high = 1.0
    return _axis(low, high)


def open_axis(values: Sequence[float]) -> ValueAxis:
    """An axis for marks that do not grow from nought: it begins near values that lie far off."""
    low, high = min(values), max(values)
    far = max(abs(low), abs(high)) * _FAR
    if low <= 0.0 <= high or low == high or high - low > far:
        return value_axis(values)
    low -= (high - low) * _AIR
    return _axis(low, high)


def fitted_scale(
    axis: ValueAxis, left: float, right: float, needs: Iterable[tuple[float, float, float]]
) -> Scale:
    """The widest scale on which each value has so much room before and after it."""
    span = axis.high - axis.low
    shares = [((value - axis.low) / span, before, after) for value, before, after in needs]
    start, end = left, right
    for _ in range(_ROUNDS):
        start = max(
            [start, *((left + b - s * end) / (1 - s) for s, b, _ in shares if s < _NEARLY_ALL)]
        )
        end = min(
            [end, *((right - a - (1 - s) * start) / s for s, _, a in shares if s > 1 - _NEARLY_ALL)]
        )
    before = max((b for _, b, _ in shares), default=0.0)
    after = max((a for _, _, a in shares), default=0.0)
    if any(
        start + s * (end - start) - b < left - 0.01 or start + s * (end - start) + a > right + 0.01
        for s, b, a in shares
    ):
        start, end = left + before, right - after
    return Scale(axis.low, axis.high, start, end)


def year_ticks(first: float, last: float, most: int) -> list[float]:
    """At most so many whole years to name on the axis, in steps that readers count in."""
    start, end = math.ceil(first), math.floor(last)
    if most < 2 or start >= end:
        return [float(end)]
    for step in _YEAR_STEPS:
        ticks = _years(start, end, step)
        if ticks and len(ticks) <= most:
            return [float(year) for year in ticks]
    return [float(start), float(end)]


def plain_ticks(first: float, last: float, most: int) -> list[float]:
    """At most so many round numbers between two that are not years."""
    if first == last:
        return [first]
    low, high = Decimal(repr(first)), Decimal(repr(last))
    step = _step_for(high - low, max(most - 1, 1))
    numbers = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [float(step * number) for number in numbers]


def are_years(values: Sequence[float]) -> bool:
    """Whether the numbers read as calendar years, which are never grouped."""
    return all(value == int(value) and 1000 <= value <= 2999 for value in values)


def sensible_decimals(values: Sequence[float]) -> int:
    """Decimals that tell the values apart without pretending to more: three figures or so."""
    top = max((abs(value) for value in values), default=0.0)
    needed = max((_places(Decimal(repr(value))) for value in values), default=0)
    if top == 0.0:
        return 0
    figures = 2 - math.floor(math.log10(top)) if top < 100 else int(top < 1000)
    return max(0, min(needed, figures, 12))


def require_finite(values: Sequence[float], what: str) -> None:
    """Refuse values that have no place on an axis."""
    if any(not math.isfinite(value) for value in values):
        raise FigureError(f"{what} holds a value that is no number; leave the cell empty instead.")


def _axis(low: float, high: float) -> ValueAxis:
    step = _round_step(Decimal(repr(low)), Decimal(repr(high)))
    first = math.ceil(Decimal(repr(low)) / step)
    last = math.floor(Decimal(repr(high)) / step)
    ticks = tuple(float(step * count) for count in range(first, last + 1) if count)
    return ValueAxis(low, high, ticks, step)


def _years(start: int, end: int, step: int) -> list[int]:
    if step in (3, 4) and (end - start) % step:
        return []
    if step in (3, 4):
        return list(range(start, end + 1, step))
    if step <= 2:
        return list(range(end, start - 1, -step))[::-1]
    return [year for year in range(start, end + 1) if year % step == 0]


def _round_step(low: Decimal, high: Decimal) -> Decimal:
    exponent = (high - low).adjusted() - 2
    while True:
        for multiple in _STEPS[:-1]:
            step = multiple.scaleb(exponent)
            lines = math.floor(high / step) - math.ceil(low / step)
            if lines <= MOST_GRIDLINES:
                return step
        exponent += 1


def _step_for(span: Decimal, most: int) -> Decimal:
    exponent = span.adjusted() - 2
    while True:
        for multiple in _STEPS[:-1]:
            step = multiple.scaleb(exponent)
            if span / step <= most:
                return step
        exponent += 1


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
