"""What a figure shows, as a table of its own: for the CSV beside it, its subtitle, its check."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from msgspec import Struct

from briefgen.data.asking import drawn, query_of
from briefgen.data.statements import steps
from briefgen.data.table import Row, Table
from briefgen.language import CalculationWords
from briefgen.model.data_figure import DataFigure


class Sheet(Struct, frozen=True):
    """Rows of text under a head that names what each column holds, and in which unit."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]  # what fills each, by its name in the data or its key in the spec

    def csv(self) -> bytes:
        """The sheet as CSV after RFC 4180, in UTF-8."""
        text = io.StringIO()
        csv.writer(text).writerows((self.head, *self.rows))
        return text.getvalue().encode()


def figure_sheet(figure: DataFigure, tables: Mapping[str, Table], words: CalculationWords) -> Sheet:
    """The rows a figure draws, with values as exact as the data have them or as worked out."""
    table = tables[figure.data]
    labels, values = shown_columns(figure, table)
    head = [table.title(name) for name in labels]
    head += [_named(table, name, figure, tables, words) for name in values]
    said: Mapping[str, str] = getattr(figure, "relabel", {})
    rows = tuple(
        (
            *(said.get(row.cells[name], row.cells[name]) for name in labels),
            *(row.cells.get(name, "") for name in values),
        )
        for row in drawn(figure, tables)
    )
    return Sheet(tuple(head), rows, (*labels, *values))


def shown_columns(figure: DataFigure, table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that tell apart what a figure draws, and those of its values."""
    labels = figure.labels()
    if labels is not None:
        return labels, figure.measured()
    return table.identity(), figure.measured()


def measure_words(figure: DataFigure, tables: Mapping[str, Table], words: CalculationWords) -> str:
    """What a figure measures, in which unit and of which years, from what is known of its data."""
    table, first = tables[figure.data], figure.measured()[0]
    how = "; ".join(steps(query_of(figure), tables, words))
    unit = words.units.get(figure.unit, figure.unit) if figure.unit != "none" else ""
    if not unit and figure.scale is None:
        unit = table.unit(first)
    measure = table.title(first) + (f" ({how})" if how else "")
    parts = (measure, "" if how else unit, period(drawn(figure, tables), table))
    return ", ".join(part for part in parts if part)


def period(rows: tuple[Row, ...], table: Table) -> str:
    """The years of some rows, as 2013–2023."""
    column = table.years()
    years = sorted({row.cells[column] for row in rows if column in row.cells}) if column else []
    return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""


def _named(
    table: Table,
    column: str,
    figure: DataFigure,
    tables: Mapping[str, Table],
    words: CalculationWords,
) -> str:
    """A column of values with its unit, or with what was worked out, in brackets."""
    unit = "; ".join(steps(query_of(figure), tables, words)) or table.unit(column)
    return f"{table.title(column)} ({unit})" if unit else table.title(column)
