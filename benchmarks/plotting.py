"""Curves on two logarithmic axes, as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 640, 400
LEFT, RIGHT, TOP, BOTTOM = 56, 150, 36, 44
COLOURS = ("#1B4965", "#B23A48", "#5B8E7D", "#BC7C2A", "#6D597A", "#474E56", "#2A9D8F")


@dataclass(frozen=True)
class Curve:
    """A named line through points; both numbers of a point are positive."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Axis:
    """Decades on a stretch of the page."""

    low: int
    high: int
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> Axis:
        low = math.floor(math.log10(min(values)))
        return cls(low, max(low + 1, math.ceil(math.log10(max(values)))), start, end)

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def plot(title: str, across: str, up: str, curves: Sequence[Curve]) -> str:
    """All curves in one frame, each named where it ends."""
    points = [point for curve in curves for point in curve.points]
    x = Axis.over([p[0] for p in points], LEFT, WIDTH - RIGHT)
    y = Axis.over([p[1] for p in points], HEIGHT - BOTTOM, TOP)
    body = "".join([*_frame(x, y, across, up), *_lines(x, y, curves)])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="11"><title>{escape(title)}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
        f'<text x="{LEFT}" y="18" font-size="13">{escape(title)}</text>{body}</svg>\n'
    )


def _frame(x: Axis, y: Axis, across: str, up: str) -> Iterator[str]:
    for tick in x.ticks:
        at = x.at(tick)
        yield f'<path d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dcdfe2"/>'
        yield f'<text x="{at:.1f}" y="{HEIGHT - 28}" text-anchor="middle">{tick:g}</text>'
    for tick in y.ticks:
        at = y.at(tick)
        yield f'<path d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}" stroke="#dcdfe2"/>'
        yield f'<text x="{LEFT - 6}" y="{at + 4:.1f}" text-anchor="end">{tick:g}</text>'
    yield f'<text x="{(x.start + x.end) / 2}" y="{HEIGHT - 10}">{escape(across)}</text>'
    yield f'<text x="8" y="{TOP - 6}">{escape(up)}</text>'


def _lines(x: Axis, y: Axis, curves: Sequence[Curve]) -> Iterator[str]:
    taken: list[float] = []
    for number, curve in enumerate(sorted(curves, key=lambda c: y.at(c.points[-1][1]))):
        colour = COLOURS[number % len(COLOURS)]
        placed = " ".join(f"{x.at(a):.1f},{y.at(b):.1f}" for a, b in curve.points)
        yield f'<polyline points="{placed}" fill="none" stroke="{colour}" stroke-width="1.8"/>'
        for a, b in curve.points:
            yield f'<circle cx="{x.at(a):.1f}" cy="{y.at(b):.1f}" r="2.6" fill="{colour}"/>'
        at = max([y.at(curve.points[-1][1]), *(each + 14 for each in taken[-1:])])
        taken.append(at)
        name = escape(curve.name)
        yield f'<text x="{WIDTH - RIGHT + 10}" y="{at + 4:.1f}" fill="{colour}">{name}</text>'
