"""How ties of a network are drawn: each kind differs by more than its colour."""

from __future__ import annotations

import math
from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.network_routes import Route
from briefgen.charts.svg import FigureError, Look, Point, line, path, polyline

HEAD, THICK_HEAD = 6.2, 8.0


class Stroke(Struct, frozen=True):
    """How a kind of tie is drawn."""

    colour: str
    width: float
    dash: str | None = None
    open_head: bool = False
    barred: bool = False


def stroke_of(kind: str, look: Look) -> Stroke:
    """Thick accent, dashed accent, ink, thin grey with an open head, dotted with a bar,
    dashes and dots for what has a word of its own."""
    strokes = {
        "rivalry": Stroke(look.accent, 2.4),
        "pressure": Stroke(look.accent, 1.3, "3.6 2.2"),
        "allegiance": Stroke(look.ink, 1.2),
        "cooperation": Stroke(look.grey, 1.0, open_head=True),
        "split": Stroke(look.ink, 1.1, "1.2 2.2", barred=True),
        "other": Stroke(look.grey, 1.4, "7 2 1.4 2"),
    }
    if kind not in strokes:
        raise FigureError(f"“{kind}” is no kind of relation.")
    return strokes[kind]


def drawn_tie(route: Route, look: Look) -> Iterator[Markup]:
    """The lines of a tie with its heads."""
    stroke = stroke_of(route.tie.kind, look)
    tips = {tip for tip, _ in route.heads}
    size = _head_size(stroke)
    for points in route.lines:
        cut = [
            _towards(point, near, 0.0 if stroke.open_head else size * 0.7)
            if point in tips
            else point
            for point, near in zip(points, (points[1], *points[:-1]), strict=True)
        ]
        yield polyline(cut, stroke=stroke.colour, width=stroke.width, dash=stroke.dash)
    for tip, near in route.heads:
        yield _head(tip, near, stroke, size)
    if stroke.barred:
        yield _bar(route.start, stroke)


def _head_size(stroke: Stroke) -> float:
    return THICK_HEAD if stroke.width > 2 else HEAD


def _head(tip: Point, near: Point, stroke: Stroke, size: float) -> Markup:
    angle = math.atan2(tip[1] - near[1], tip[0] - near[0])
    sides = [
        (tip[0] - size * math.cos(angle + turn), tip[1] - size * math.sin(angle + turn))
        for turn in (-0.4, 0.4)
    ]
    if stroke.open_head:
        return polyline([sides[0], tip, sides[1]], stroke=stroke.colour, width=stroke.width)
    corners = " ".join(f"{x:.1f} {y:.1f}" for x, y in (tip, *sides))
    return path(f"M{corners.replace(' ', ',', 1)}Z", fill=stroke.colour)


def _bar(start: tuple[Point, Point], stroke: Stroke) -> Markup:
    """A short stroke across the line near its start: here something came apart."""
    (x1, y1), (x2, y2) = start
    angle = math.atan2(y2 - y1, x2 - x1)
    x, y = _towards((x1, y1), (x2, y2), 6.0)
    across, down = 4.0 * math.sin(angle), -4.0 * math.cos(angle)
    return line(x - across, y - down, x + across, y + down, stroke=stroke.colour, width=1.4)


def _towards(point: Point, other: Point, by: float) -> Point:
    length = math.dist(point, other) or 1.0
    share = min(by / length, 1.0)
    return point[0] + share * (other[0] - point[0]), point[1] + share * (other[1] - point[1])
