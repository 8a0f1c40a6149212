"""What drawing a figure needs besides the figure itself."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, structs

from briefgen.charts.drawing import Drawing, Measured, draw
from briefgen.charts.metrics import Metrics
from briefgen.charts.mirroring import mirrored, worded
from briefgen.charts.strip import Scenario
from briefgen.charts.svg import Look
from briefgen.data import Row, Table, number
from briefgen.data.asking import drawn
from briefgen.language import direction_of
from briefgen.model.data_figure import DataFigure
from briefgen.model.drawn_data import DrawnData
from briefgen.yardstick import ICD203, Term, Yardstick

WIDTHS: Mapping[str, float] = {"side": 141.0, "half": 234.0, "main": 328.0, "full": 490.0}


class Easel(Struct, frozen=True):
    """Colours, letters and language, the data, and what the brief says of likelihood.

    ``scenarios`` are those that the brief sets out, ``terms`` all terms that it uses.
    """

    look: Look
    metrics: Metrics
    language: str
    tables: Mapping[str, Table]
    scenarios: tuple[Scenario, ...] = ()
    terms: frozenset[Term] = frozenset()
    yardstick: Yardstick = ICD203

    def turned(self, drawing: Drawing, *, sides: bool = True) -> Drawing:
        """A drawing as the page is read: from the right where lines run so, but for maps."""
        if direction_of(self.language) != "rtl":
            return drawing
        return mirrored(drawing) if sides else worded(drawing)

    def drawing_of(self, chart: Measured, figure: DataFigure) -> Drawing:
        """A chart with what every figure of data says of itself, drawn."""
        told = structs.replace(
            chart,
            measure=(figure.subtitle or figure.title).plain(),
            unit=figure.unit,
            decimals=figure.decimals,
            width=WIDTHS[figure.width],
            height=figure.height,
            language=self.language,
            alt=figure.alt,
        )
        return draw(told, self.look, self.metrics)

    def rows(self, figure: DrawnData) -> tuple[Row, ...]:
        """The rows that a figure draws, their values as they are worked out."""
        return drawn(figure, self.tables)


def scaled(row: Row, column: str, scale: Decimal | None) -> float | None:
    """The value in a cell as it is drawn; None where it is not known."""
    value = number(row.cells[column])
    if value is None:
        return None
    return float(value * (scale if scale is not None else Decimal(1)))
