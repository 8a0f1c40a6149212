"""The legend of a map: fills and lines with their words, in a line above it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts import svg
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Look
from briefgen.maps.geometry import Box, path_data
from briefgen.maps.hatching import hatched
from briefgen.maps.shades import Shade
from briefgen.maps.signs import DASHED, SOLID

SWATCH_WIDTH, SWATCH_HEIGHT = 10.0, 7.0
LINE_WIDTH = 18.0
WORDS, BEFORE_WORDS = 7.4, 4.5
ROW, LAST_ROW = 11.0, 15.0
GAPS = (18.0, 13.0, 9.0)

Sample = Callable[[float, float], Markup]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample, drawn from its left and the middle of the line, with its words."""

    sample: Sample
    room: float
    words: str


class Legend(Struct, frozen=True):
    """The entries in rows, each with where it begins."""

    rows: tuple[tuple[tuple[float, Entry], ...], ...]

    @property
    def height(self) -> float:
        """The room above the map; none without entries."""
        return LAST_ROW + ROW * (len(self.rows) - 1) if self.rows else 0.0

    def drawn(self, look: Look) -> Iterator[Markup]:
        """Samples and words."""
        for number, row in enumerate(self.rows):
            middle = 5.8 + number * ROW
            for x, entry in row:
                yield entry.sample(x, middle)
                at = x + entry.room + BEFORE_WORDS
                yield svg.text(at, middle + 2.7, entry.words, size=WORDS, fill=look.ink)


def legend_of(
    shades: Sequence[Shade],
    styles: Sequence[tuple[str, bool]],
    look: Look,
    metrics: Metrics,
    width: float,
) -> Legend:
    """The legend of fills and of styles of line (words, whether dashed), in as few rows as fit."""
    entries = [Entry(_swatch(shade, look), SWATCH_WIDTH, shade.words) for shade in shades]
    entries += [Entry(_line(dashed, look), LINE_WIDTH, words) for words, dashed in styles]
    laid = [_rows(entries, gap, metrics, width) for gap in GAPS]
    return Legend(min(laid, key=len))


def _rows(
    entries: Sequence[Entry], gap: float, metrics: Metrics, width: float
) -> tuple[tuple[tuple[float, Entry], ...], ...]:
    rows: list[list[tuple[float, Entry]]] = []
    x = width + 1.0
    for entry in entries:
        length = entry.room + BEFORE_WORDS + metrics.width(entry.words, WORDS)
        if x + length > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += length + gap
    return tuple(tuple(row) for row in rows)


def _swatch(shade: Shade, look: Look) -> Sample:
    edge = look.grey if shade.hatched else look.accent

    def drawn(x: float, middle: float) -> Markup:
        box = Box(x + 0.3, middle - 3.5, x + 0.3 + SWATCH_WIDTH, middle + 3.5)
        fill = svg.rect(
            *(box.left, box.top, SWATCH_WIDTH, SWATCH_HEIGHT),
            fill=shade.fill,
            stroke=edge,
            stroke_width=0.6,
        )
        if not shade.hatched:
            return fill
        corners = [(box.left, box.top), (box.right, box.top)]
        corners += [(box.right, box.bottom), (box.left, box.bottom)]
        strokes = path_data(hatched([corners]), closed=False)
        return fill + svg.path(strokes, stroke=look.grey, width=0.5)

    return drawn


def _line(dashed: bool, look: Look) -> Sample:
    width, dash = DASHED if dashed else SOLID

    def drawn(x: float, middle: float) -> Markup:
        ends = [(x, middle), (x + LINE_WIDTH, middle)]
        return svg.polyline(ends, stroke=look.accent, width=width, dash=dash)

    return drawn
