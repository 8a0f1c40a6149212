"""What every part of a chart of grouped or stacked bars is drawn with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.axes import ValueAxis, value_axis
from briefgen.charts.colours import fills_of, words_on
from briefgen.charts.inputs import GroupedBars
from briefgen.charts.legend import legend
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import SEMIBOLD, Look, rect, text
from briefgen.charts.words import Figures, no_data_words

NAME, NAME_LEADING = 7.6, 8.8
VALUE, SMALL = 7.4, 6.8
_OUTLINE = 0.5
_SQUARE = 7.4
_PADDING = 5.0


class GroupedField(Struct, frozen=True):
    """A chart with its colours, its metrics and the wording of its figures."""

    chart: GroupedBars
    look: Look
    metrics: Metrics
    figures: Figures

    @property
    def fills(self) -> tuple[str, ...]:
        """A fill for each series."""
        return fills_of(self.look, len(self.chart.series))

    @property
    def bars(self) -> int:
        """How many bars stand at one name."""
        return 1 if self.chart.stacked else len(self.chart.series)

    def total(self, row: Sequence[float | None]) -> float:
        """The sum that stands at the end of a stack."""
        return sum(value or 0.0 for value in row)

    def ends(self) -> list[float]:
        """The values at the ends of bars, which the axis has to hold and figures stand at."""
        if self.chart.stacked:
            return [self.total(row) for row in self.chart.values]
        return [value for row in self.chart.values for value in row if value is not None]

    def axis(self) -> ValueAxis:
        """The value axis of all bars."""
        return value_axis(self.ends())

    def legend(self) -> tuple[list[Markup], float]:
        """Squares with the names of the series, in the order in which their bars are drawn."""
        squares = [partial(self._square, fill) for fill in self.fills]
        entries = list(zip(self.chart.series, squares, strict=True))
        return legend(entries, self.chart.width, self.look, self.metrics)

    def bar(self, series: int, x: float, y: float, width: float, height: float) -> Markup:
        """A bar, or a piece of one; the lightest needs an outline to be seen on paper."""
        fill = self.fills[series]
        if fill != self.look.tint or min(width, height) < 2 * _OUTLINE:
            return rect(x, y, width, height, fill=fill)
        inset = _OUTLINE / 2
        return rect(
            x + inset,
            y + inset,
            width - _OUTLINE,
            height - _OUTLINE,
            fill=fill,
            stroke=self.look.accent,
            stroke_width=_OUTLINE,
        )

    def figure_inside(
        self, series: int, value: float, x: float, y: float, room: tuple[float, float]
    ) -> Markup:
        """The figure in the middle of a piece, if there is room for it on all sides."""
        words = self.figures.label(value)
        wide = self.metrics.width(words, SMALL) + _PADDING <= room[0]
        if not wide or room[1] < SMALL + 3.0:
            return Markup("")
        ink = words_on(self.fills[series], self.look)
        return text(x, y + SMALL * 0.34, words, size=SMALL, fill=ink, anchor="middle")

    def words(self, value: float | None, *, unit: bool = False) -> str:
        """The figure at the end of a bar, with its unit where it is the first."""
        if value is None:
            return no_data_words(self.chart.language)
        return self.figures.full(value) if unit else self.figures.label(value)

    def width(self, words: str) -> float:
        """The width of words at the end of a bar."""
        return self.metrics.width(words, VALUE, SEMIBOLD)

    def _square(self, fill: str, x: float, y: float) -> Markup:
        return rect(
            x - _SQUARE / 2,
            y - _SQUARE / 2,
            _SQUARE,
            _SQUARE,
            fill=fill,
            stroke=self.look.accent,
            stroke_width=_OUTLINE,
        )
