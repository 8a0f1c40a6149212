"""Outlines of straight lines, as of countries: read at once, and not two numbers at a time.

The engine takes two numbers off the front of what is left, so a long outline is copied once for
each of its points.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

Draw = Callable[[Any, Any, float], None]
_NUMBER = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_SHAPE = re.compile(rf"M({_NUMBER}) ({_NUMBER})([lL])([\d. -]+)(z?)")
_STEPS = re.compile(rf"{_NUMBER}(?: {_NUMBER})*")
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")


def straight(plain: Draw) -> Draw:
    """The engine's way to draw a path; one of nothing but shapes of straight lines is ours."""

    @functools.wraps(plain)
    def path(svg: Any, node: Any, font_size: float) -> None:
        shapes = _shapes(node.get("d", ""))
        if not shapes or any(node.get(name) for name in _MARKERS):
            plain(svg, node, font_size)
            return
        svg.stream.move_to(0, 0)
        for shape in shapes:
            _draw(svg.stream, shape)

    return path


def _shapes(written: str) -> list[re.Match[str]]:
    """The shapes of an outline; none where anything else is in it."""
    found, end = [], 0
    for shape in _SHAPE.finditer(written):
        if shape.start() != end or not _STEPS.fullmatch(shape[4]) or shape[4].count(" ") % 2 == 0:
            return []
        found.append(shape)
        end = shape.end()
    return found if end == len(written) else []


def _draw(stream: Any, shape: re.Match[str]) -> None:
    x, y = float(shape[1]), float(shape[2])
    stream.move_to(x, y)
    steps = iter(map(float, shape[4].split(" ")))
    line = stream.line_to
    if shape[3] == "L":
        for x, y in zip(steps, steps, strict=True):
            line(x, y)
    else:
        for across, down in zip(steps, steps, strict=True):
            x += across
            y += down
            line(x, y)
    if shape[5]:
        stream.close()
