"""Tables whose rows stand in the spec: numbers read from cells, with or without a citation."""

from __future__ import annotations

from decimal import Decimal

from msgspec import structs

from briefgen.data.grid import Grid, arranged
from briefgen.model.fields import read_number
from briefgen.model.tables import SparkCell
from briefgen.model.tables import Table as Spec
from briefgen.prose import Cite, FactRef, Paragraph, Prose, Text


def written_grid(spec: Spec) -> Grid:
    """The cells of a table whose rows stand in the spec, numbers as such."""
    rows = tuple(
        tuple(
            number_of(cell) if column.type == "number" else plain(cell)
            for column, cell in zip(spec.columns, row, strict=True)
        )
        for row in spec.rows
    )
    return arranged(rows, spec)


def plain(cell: Prose | SparkCell | None) -> str:
    """The words of a cell; a course has none."""
    return cell.plain() if isinstance(cell, Prose) else ""


def number_of(cell: Prose | SparkCell | None) -> Decimal | None:
    """The number in a cell; None where there is none, or more than a number."""
    if not isinstance(cell, Prose) or any(
        not isinstance(each, Text | Cite) for each in cell.inlines()
    ):
        return None
    return read_number(cell.plain())


def is_fact(cell: Prose | SparkCell) -> bool:
    """Whether a cell prints a fact, which has a form of its own."""
    return isinstance(cell, Prose) and any(isinstance(each, FactRef) for each in cell.inlines())


def with_number(cell: Prose, words: str) -> Prose:
    """The cell with its number in the form of the page; citations stay where they are."""
    (paragraph,) = cell.blocks
    assert isinstance(paragraph, Paragraph)
    first, *others = paragraph.children
    assert isinstance(first, Text)
    return structs.replace(cell, blocks=(Paragraph((Text(words), *others)),))
