"""Blocks in rows and columns that are no tables of their own: indicators, matrices.

Up to some rows they are not broken, and a note that several cells mark is then one note.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from briefgen.charts.drawing import stance_dot
from briefgen.document import Path
from briefgen.edition.captions import caption, figure_line, source_line
from briefgen.edition.crediting import row_references
from briefgen.edition.notes import Scope
from briefgen.edition.table_cells import KEPT_WHOLE, TOGETHER
from briefgen.edition.view import Part
from briefgen.edition.workshop import Workshop
from briefgen.model import blocks as spec
from briefgen.model.diagrams import MatrixFigure, MatrixRow

KEPT_MATRIX = 22  # rows with the heads of groups, up to which a matrix is not broken


def indicators_part(block: spec.Indicators, path: Path, shop: Workshop) -> Part:
    """The indicators as a table."""
    set_line, words = shop.typesetter.line, shop.words
    kept = len(block.rows) <= KEPT_WHOLE and shop.keeps(path)
    whole = Scope(path)
    captioned = caption(block, block.indicators, path, shop)
    rows = tuple(
        (
            set_line(row.indicator, scope),
            set_line(row.now, scope),
            set_line(row.threshold, scope),
            set_line(row.points_to, scope),
        )
        for row, scope in zip(block.rows, _scopes(whole, len(block.rows), kept), strict=True)
    )
    titles = (words.indicator, words.now, words.threshold, words.points_to)
    columns = tuple(
        {"title": title, "unit": "", "width": width, "align": "left", "after": None}
        for title, width in zip(titles, (50, 44, 48, None), strict=True)
    )
    return Part(
        "table",
        {
            **captioned,
            "columns": columns,
            "rows": tuple(
                {
                    "cells": tuple({"text": cell, "after": None} for cell in row),
                    "total": False,
                    "first": number < TOGETHER - 1,
                    "last": number > len(rows) - TOGETHER,
                }
                for number, row in enumerate(rows)
            ),
            "wide": True,
            "kept": kept,
            "source": source_line(block.source, block.note, path, shop, block.id),
        },
        block.id or "",
    )


def _scopes(whole: Scope, rows: int, kept: bool) -> list[Scope]:
    """For each row where its notes may be marked again: a row of its own where a table breaks."""
    return [whole if kept else Scope((*whole.path, "rows", number)) for number in range(rows)]


def matrix_part(figure: MatrixFigure, path: Path, shop: Workshop) -> Part:
    """A matrix of who took which stance."""
    captioned, words = caption(figure, figure.title, path, shop), shop.words
    legend = {"proposed": words.proposed, "endorsed": words.endorsed, "none": words.not_mentioned}
    legend |= figure.legend
    dots = {
        stance: stance_dot(stance, said, shop.easel.look).svg for stance, said in legend.items()
    }
    kept = len(figure.rows) <= KEPT_MATRIX and shop.keeps(path)
    scopes = _scopes(Scope(path), len(figure.rows), kept)
    rows = []
    references = row_references(figure, shop)
    for number, (row, scope) in enumerate(zip(figure.rows, scopes, strict=True)):
        rows.append({**_matrix_row(row, dots, scope, shop), "references": references[number]})
    return Part(
        "matrix",
        {
            **captioned,
            "columns": figure.columns,
            "rows": tuple(rows),
            "item_head": figure.item_head or words.proposal,
            "outcome_head": figure.outcome_head or words.outcome,
            "outcomes": any(row.outcome for row in figure.rows),
            "legend": tuple((dots[stance], said) for stance, said in legend.items()),
            "kept": kept,
            "width": figure.width,
            "source": figure_line(figure, path, shop),
        },
        figure.id or "",
    )


def _matrix_row(
    row: MatrixRow, dots: Mapping[str, Markup], scope: Scope, shop: Workshop
) -> Mapping[str, object]:
    set_line = shop.typesetter.line
    return {
        "group": row.group or "",
        "item": set_line(row.item, scope),
        "cells": tuple(dots[cell] for cell in row.cells),
        "outcome": set_line(row.outcome, scope),
    }
