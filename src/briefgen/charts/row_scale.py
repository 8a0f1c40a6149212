"""Rows of marks on one scale: names at the left, gridlines behind, figures below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import Scale, ValueAxis, fitted_scale
from briefgen.charts.labels import Box, broken_plumb
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import (
    REGULAR,
    SEMIBOLD,
    FigureError,
    Look,
    line,
    text,
    text_lines,
)

NAME, _NAME_LEADING = 7.6, 8.8
_DETAIL, _DETAIL_LEADING = 6.8, 8.2
_FIGURE = 6.8
_NAME_SHARE = 0.38
_TO_PLOT = 10.0
_BETWEEN_ROWS = 6.0
_LEAST_PITCH = 14.0
_WIDEST_PITCH = 22.0
_USUAL_HEIGHT = 126.0
_FOOT = 13.0
_BETWEEN_FIGURES = 8.0
_LEAST_PLOT = 40.0
MOST_ROWS = 30


class RowName(Struct, frozen=True):
    """The words at the left of a row: its name, and a second, smaller text."""

    name: str
    detail: str = ""
    highlighted: bool = False


class RowScale(Struct, frozen=True):
    """The rows with their places worked out."""

    look: Look
    metrics: Metrics
    language: str
    names: tuple[tuple[RowName, tuple[str, ...], tuple[str, ...]], ...]
    axis: ValueAxis
    x: Scale
    width: float
    left: float
    top: float
    pitch: float

    @property
    def bottom(self) -> float:
        """Where the last row ends and the figures begin."""
        return self.top + self.pitch * len(self.names)

    @property
    def height(self) -> float:
        """The height of the whole chart."""
        return self.bottom + _FOOT

    def middle(self, row: int) -> float:
        """The middle of a row."""
        return self.top + (row + 0.5) * self.pitch

    def background(self, boxes: Sequence[Box]) -> Iterator[Markup]:
        """Gridlines, broken where words stand, their figures, and the names of the rows."""
        for tick in self.axis.ticks:
            yield broken_plumb(
                self.x(tick), self.top, self.bottom, boxes, stroke=self.look.hair, width=0.5
            )
        if self.axis.has_nought:
            yield broken_plumb(
                self.x(0.0), self.top, self.bottom, boxes, stroke=self.look.ink, width=0.8
            )
        yield from self._figures()
        for row in range(len(self.names)):
            yield from self._name(row)

    def guide(self, row: int, end: float) -> Markup:
        """A hairline that leads the eye from the name to the first mark or word of the row."""
        y = self.middle(row)
        if end - 2.0 <= self.left:
            return Markup("")
        return line(self.left, y, end - 2.0, y, stroke=self.look.hair, width=0.5)

    def _figures(self) -> Iterator[Markup]:
        """The figures of the gridlines, as many as clear each other."""
        edge = self.width + _BETWEEN_FIGURES
        for tick in reversed(self.axis.named):
            words = self.axis.words(tick, self.language)
            half = self.metrics.width(words, _FIGURE) / 2
            middle = min(max(self.x(tick), half), self.width - half)
            if middle + half + _BETWEEN_FIGURES > edge:
                continue
            edge = middle - half
            yield text(
                middle,
                self.bottom + 10.0,
                words,
                size=_FIGURE,
                fill=self.look.ink3,
                anchor="middle",
            )

    def _name(self, row: int) -> Iterator[Markup]:
        given, lines, details = self.names[row]
        height = len(lines) * _NAME_LEADING + len(details) * _DETAIL_LEADING
        baseline = self.middle(row) - height / 2 + NAME * 0.92
        weight = SEMIBOLD if given.highlighted else REGULAR
        yield text_lines(
            0.0,
            baseline,
            lines,
            leading=_NAME_LEADING,
            size=NAME,
            weight=weight,
            fill=self.look.ink,
        )
        yield text_lines(
            0.0,
            baseline + len(lines) * _NAME_LEADING - 0.4,
            details,
            leading=_DETAIL_LEADING,
            size=_DETAIL,
            fill=self.look.ink3,
        )


def lay_out_rows(
    names: Sequence[RowName],
    axis: ValueAxis,
    needs: Iterable[tuple[float, float, float]],
    *,
    width: float,
    height: float | None,
    top: float,
    look: Look,
    metrics: Metrics,
    language: str,
) -> RowScale:
    """The rows for these names; ``needs`` are values with the room they want before and after."""
    if len(names) > MOST_ROWS:
        raise FigureError(
            f"{len(names)} rows are too many to read; choose {MOST_ROWS} at most, "
            "or leave some out."
        )
    limit = width * _NAME_SHARE
    set_names = tuple(
        (
            name,
            tuple(metrics.fit(name.name, NAME, limit, 2, _weight(name))),
            tuple(metrics.fit(name.detail, _DETAIL, limit, 2) if name.detail else ()),
        )
        for name in names
    )
    widths = [
        metrics.width(words, NAME, _weight(name)) for name, lines, _ in set_names for words in lines
    ]
    widths += [metrics.width(words, _DETAIL) for _, _, lines in set_names for words in lines]
    left = max(widths, default=0.0) + _TO_PLOT
    x = fitted_scale(axis, left, width, needs)
    if x.end - x.start < _LEAST_PLOT:
        raise FigureError("The names and figures leave no room; widen the figure or scale it.")
    tallest = max(
        len(lines) * _NAME_LEADING + len(more) * _DETAIL_LEADING for _, lines, more in set_names
    )
    wanted = ((height or _USUAL_HEIGHT) - top - _FOOT) / len(names)
    pitch = max(
        _LEAST_PITCH, tallest + _BETWEEN_ROWS, wanted if height else min(wanted, _WIDEST_PITCH)
    )
    return RowScale(look, metrics, language, set_names, axis, x, width, left, top, pitch)


def _weight(name: RowName) -> int:
    return SEMIBOLD if name.highlighted else REGULAR
