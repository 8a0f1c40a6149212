"""Small marks at points, which tell series apart without colour."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.charts.svg import circle, path, rect

# The order in which series take them: full and open forms by turns.
SHAPES = ("disc", "ring", "square", "diamond", "triangle", "open square")
REACH = 3.2


def mark(
    shape: str, x: float, y: float, *, colour: str, paper: str, reach: float = REACH
) -> Markup:
    """One mark; ``reach`` is how far it goes from its middle, whatever its shape."""
    if shape == "disc":
        return circle(x, y, reach, fill=colour)
    if shape == "ring":
        return circle(x, y, reach - 0.6, fill=paper, stroke=colour, stroke_width=1.2)
    side = reach * 1.8
    if shape == "square":
        return rect(x - side / 2, y - side / 2, side, side, fill=colour)
    if shape == "open square":
        inner = side - 1.1
        return rect(
            x - inner / 2, y - inner / 2, inner, inner, fill=paper, stroke=colour, stroke_width=1.1
        )
    if shape == "diamond":
        return _closed(((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)), colour)
    return _closed(
        ((x, y - reach), (x + reach, y + reach * 0.8), (x - reach, y + reach * 0.8)), colour
    )


def _closed(corners: tuple[tuple[float, float], ...], colour: str) -> Markup:
    places = (f"{x:.1f} {y:.1f}" for x, y in corners)
    return path("M" + "L".join(places) + "Z", fill=colour)
