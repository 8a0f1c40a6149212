"""Numbered notes: the source's number in the list (S4), and as much as spares turning the page.

A bare "S4, p. 12" says nothing to someone who reads the foot of the page, so the first note also
says who speaks, the short title and the date; a later one sends back to it, as Chicago's does.
What is left out (publisher, address) stands in the list of sources under the same number.
"""

from __future__ import annotations

from briefgen.citations.listing import entry
from briefgen.citations.locators import located
from briefgen.citations.parts import LAWS, Mention, short_authors, text_piece, tidy, title_runs
from briefgen.citations.runs import Piece, Run, Runs, compose
from briefgen.citations.style import Style
from briefgen.citations.words import Words
from briefgen.model.source import Source


def first(mention: Mention, words: Words) -> Runs:
    """``S4 World Bank, “GDP,” 20 March 2026, p. 12``."""
    source = mention.source
    who = short_authors(source, words) or _stand_in(source)
    pieces = [
        *_number(mention),
        text_piece(who, ""),
        Piece(_title(source, words), "," if who else ""),
        text_piece(words.date(source.issued) if source.issued else ""),
        text_piece(located(mention.locator, words.language, bare_pages=False, row=words.row)),
    ]
    return compose(pieces, words)


def later(mention: Mention, words: Words, first_note: int | None) -> Runs:
    """``S4, p. 12 (n. 3)``, the note a link."""
    pieces = [
        *_number(mention),
        text_piece(located(mention.locator, words.language, bare_pages=False, row=words.row)),
    ]
    if first_note:
        link = Run(words.note.format(first_note), href=f"#fn-{first_note}")
        pieces.append(Piece((Run("("), link, Run(")")), ""))
    return compose(pieces, words)


def _stand_in(source: Source) -> str:
    """Where it stands or who brought it out; the gazette of a law speaks for nobody."""
    return "" if source.type in LAWS else tidy(source.container or source.publisher or "")


def _title(source: Source, words: Words) -> Runs:
    """The short title; what has none is named by what it is."""
    said = source.genre or words.interview
    return title_runs(source, words, short=True) or (Run(said),)


def _number(mention: Mention) -> list[Piece]:
    prefix = Piece((Run(" ".join(mention.prefix.split())),))
    return [prefix, Piece((Run(mention.label, href=mention.anchor),), "")]


NUMBERED = Style("numbered", "number of the source, short title at first", first, later, entry)
