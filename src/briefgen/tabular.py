"""Rows for people, spreadsheets and programs: one table in three forms."""

from __future__ import annotations

import csv
import enum
import io
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Row: TypeAlias = Mapping[str, object]

WIDEST = 60  # characters of a cell for people
# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
_FORMULA = tuple("=+-@\t\r")


class Layout(enum.StrEnum):
    """How rows are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def printed(rows: Sequence[Row], layout: Layout, shown: Sequence[str] = ()) -> str:
    """The rows in a layout; `shown` are the columns of a table for people, all if none is named."""
    if layout is Layout.JSON:
        return json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2)
    if not rows:
        return ""
    if layout is Layout.CSV:
        return _csv(rows)
    return _table(rows, shown or tuple(rows[0]))


def _csv(rows: Sequence[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows([_harmless(cell) for cell in row.values()] for row in rows)
    return out.getvalue().rstrip("\n")


def _harmless(cell: object) -> object:
    """A text that a spreadsheet takes as text, too."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _table(rows: Sequence[Row], shown: Sequence[str]) -> str:
    cells = [[_short(row[name]) for name in shown] for row in rows]
    return aligned([[name.replace("_", " ") for name in shown], *cells])


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Lines of as many cells each, with the cells of a column under one another."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _short(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else ""
    words = " ".join(str(cell).split())
    return words if len(words) <= WIDEST else words[: WIDEST - 1] + "…"
