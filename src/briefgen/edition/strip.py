"""The strip of key figures: whether each number has room on its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.document import Path
from briefgen.edition.workshop import Workshop
from briefgen.edition.written_sheets import plain_words
from briefgen.errors import Problem
from briefgen.model.blocks import KeyFigure

# Points, by the style sheet: the strip, the gaps in it, the type of its numbers, the marks behind.
WIDTH, GAP, SIZE, MARK = 490.0, 14.2, 23.0, 5.0
WEIGHT = 600


def overlong(figures: Sequence[KeyFigure], path: Path, shop: Workshop) -> Iterator[Problem]:
    """The numbers that would run into their neighbour or off the page; `path` is that of all."""
    room = (WIDTH - GAP * (len(figures) - 1)) / max(1, len(figures)) - MARK
    for index, figure in enumerate(figures):
        words = plain_words(figure.value, shop.typesetter.facts)
        if shop.easel.metrics.width(words, SIZE, WEIGHT) > room:
            yield shop.document.problem(
                (*path, index, "value"),
                f"“{words}” is too long for one of {len(figures)} key figures in a row",
                "say it shorter, as in a larger unit, or have fewer figures in the row",
            )
