"""What drawing a figure needs besides the figure itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.charts.metrics import Metrics
from briefgen.charts.strip import Scenario
from briefgen.charts.svg import Look
from briefgen.data import Row, Table
from briefgen.data.asking import drawn
from briefgen.model.data_figure import DataFigure

WIDTHS: Mapping[str, float] = {"side": 141.0, "half": 234.0, "main": 328.0, "full": 490.0}


@dataclass(frozen=True)
class Easel:
    """Colours, letters and language, the data, and what the brief says of likelihood.

    ``scenarios`` are those that the brief sets out, ``terms`` all terms that it uses.
    """

    look: Look
    metrics: Metrics
    language: str
    tables: Mapping[str, Table]
    scenarios: tuple[Scenario, ...] = ()
    terms: frozenset[str] = frozenset()

    def rows(self, figure: DataFigure) -> tuple[Row, ...]:
        """The rows that a figure draws, their values as they are worked out."""
        return drawn(figure, self.tables)
