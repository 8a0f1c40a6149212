"""A source as the list of sources has it: in full, and how it was seen.

Only a very long address is printed as its site; the link behind it is complete.
"""

from __future__ import annotations

from briefgen.citations.forms import body
from briefgen.citations.imprint import Form
from briefgen.citations.parts import (
    accessed,
    authors,
    capitalised,
    link_piece,
    link_text,
    text_piece,
    tidy,
    title_runs,
)
from briefgen.citations.runs import Piece, Run, Runs, closed, compose
from briefgen.citations.words import Words
from briefgen.model.source import Source


def entry(source: Source, words: Words) -> Runs:
    """The full reference, a sentence for each part, the address last."""
    seen = words.seen_through.format(tidy(source.via)) if source.via else ""
    pieces = [
        text_piece(authors(source, words, inverted=True)),
        Piece(title_runs(source, words), "."),
        *body(Form(source, words, listed=True)),
        text_piece(capitalised(seen), "."),
        text_piece(capitalised(accessed(source, words)), "."),
        link_piece(source, "."),
        *_archived(source, words),
    ]
    return closed(compose(pieces, words), words)


def _archived(source: Source, words: Words) -> list[Piece]:
    if not source.archived:
        return []
    link = Run(link_text(source.archived, whole=True), href=source.archived)
    return [Piece((Run(f"{capitalised(words.archived)} "), link), ".")]
