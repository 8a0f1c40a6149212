"""What every drawing of an edition needs besides its own figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Look
from briefgen.data import Row, Table, number
from briefgen.data.asking import drawn
from briefgen.dates import PartialDate
from briefgen.dates import words as date_words
from briefgen.model.data_figure import DataFigure
from briefgen.model.figure import Figure

WIDTHS: Mapping[str, float] = {"side": 141.0, "half": 234.0, "main": 328.0, "full": 490.0}

SHORT_MONTHS: Mapping[str, str] = {
    "January": "Jan", "February": "Feb", "August": "Aug", "September": "Sept",
    "October": "Oct", "November": "Nov", "December": "Dec",
}  # fmt: skip


@dataclass(frozen=True)
class Easel:
    """Colours, metrics, language and data files of one edition."""

    look: Look
    metrics: Metrics
    language: str
    tables: Mapping[str, Table]

    def rows(self, figure: DataFigure) -> tuple[Row, ...]:
        """The rows that a figure draws, their values as they are worked out."""
        return drawn(figure, self.tables)


def scaled(row: Row, column: str, scale: Decimal | None) -> float | None:
    """The value in a cell as it is drawn; None where it is not known."""
    value = number(row.cells[column])
    if value is None:
        return None
    return float(value * (scale if scale is not None else Decimal(1)))


def measure(figure: Figure) -> str:
    """What a figure measures, in the author's words."""
    return (figure.subtitle or figure.title).plain()


def short_date(day: PartialDate, language: str) -> str:
    """The date with its month cut short where the language does so: 20 Nov 2022."""
    written = date_words(day, language)
    for long, short in SHORT_MONTHS.items() if language.startswith("en") else ():
        written = written.replace(long, short)
    return written
