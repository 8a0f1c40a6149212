"""The names of series in lines above a chart, where they cannot stand at the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Look, text

Swatch = Callable[[float, float], Markup]

SIZE = 7.4
_LINE = 12.0
_TO_NAME = 12.0
_BETWEEN = 14.0
_BELOW = 3.0


def legend(
    entries: Sequence[tuple[str, Swatch]], width: float, look: Look, metrics: Metrics
) -> tuple[list[Markup], float]:
    """The legend and its height; a swatch is drawn round the place it is given."""
    drawn: list[Markup] = []
    x, line = 0.0, 0
    for name, swatch in entries:
        words = metrics.shorten(name, SIZE, width - _TO_NAME)
        length = _TO_NAME + metrics.width(words, SIZE)
        if x and x + length > width:
            x, line = 0.0, line + 1
        middle = line * _LINE + 5.5
        drawn.append(swatch(x + 4.0, middle))
        drawn.append(text(x + _TO_NAME, middle + SIZE * 0.36, words, size=SIZE, fill=look.ink))
        x += length + _BETWEEN
    return drawn, (line + 1) * _LINE + _BELOW
