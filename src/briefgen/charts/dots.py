"""Marks for the cells of a matrix: drawn, so that no font has to have them."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.charts.svg import Drawing, FigureError, Look, circle, finish, line

_SIZE = 9.0
_MIDDLE = _SIZE / 2


def stance_dot(stance: str, alt: str, look: Look) -> Drawing:
    """A full dot for what was proposed, an open one for what was endorsed, else a dash."""
    return finish([_mark(stance, look)], width=_SIZE, height=_SIZE, alt=alt)


def _mark(stance: str, look: Look) -> Markup:
    if stance == "proposed":
        return circle(_MIDDLE, _MIDDLE, 3.7, fill=look.accent)
    if stance == "endorsed":
        return circle(_MIDDLE, _MIDDLE, 3.1, fill=look.paper, stroke=look.accent, stroke_width=1.2)
    if stance == "none":
        return line(2.3, _MIDDLE, 6.7, _MIDDLE, stroke=look.grey, width=0.7)
    raise FigureError(f"“{stance}” is no stance of a matrix.")
