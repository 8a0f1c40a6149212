"""Chicago notes, 17th edition: in full at first, then short, with the number of the first note.

House differences from the manual: dates follow the language of the brief (20 November 2022); a
report is dated as precisely as it is known; addresses are without https:// and, where long, cut
to the site; a page number keeps its label where the source has no pages of its own.
"""

from __future__ import annotations

from briefgen.citations.forms import body
from briefgen.citations.imprint import Form
from briefgen.citations.listing import entry
from briefgen.citations.locators import is_pages, located
from briefgen.citations.parts import (
    Mention,
    authors,
    is_un_document,
    link_piece,
    short_authors,
    text_piece,
    tidy,
    title_runs,
)
from briefgen.citations.runs import Before, Piece, Run, Runs, compose
from briefgen.citations.style import Style
from briefgen.citations.words import Words
from briefgen.model.source import Source, SourceType

# Read on a screen: a bare number after a date or an address would not be seen to be a page.
WITHOUT_PAGES = frozenset(
    {
        SourceType.BILL, SourceType.BROADCAST, SourceType.DATASET, SourceType.INTERVIEW,
        SourceType.LEGISLATION, SourceType.MOTION_PICTURE, SourceType.PERSONAL_COMMUNICATION,
        SourceType.POST, SourceType.POST_WEBLOG, SourceType.REGULATION, SourceType.SPEECH,
        SourceType.TREATY, SourceType.WEBPAGE, SourceType.ENTRY_ENCYCLOPEDIA,
    }
)  # fmt: skip


def first(mention: Mention, words: Words) -> Runs:
    """The source in full, as its first note has it."""
    source = mention.source
    pieces = [
        _prefix(mention),
        text_piece(authors(source, words), "" if mention.prefix else ","),
        Piece(title_runs(source, words), "" if mention.prefix and not source.author else ","),
        *body(Form(source, words)),
        _place(mention, words, after_journal=source.type is SourceType.ARTICLE_JOURNAL),
        link_piece(source),
    ]
    return compose(pieces, words)


def later(mention: Mention, words: Words, first_note: int | None) -> Runs:
    """The source in short, with the number of the note that has it in full as a link."""
    source = mention.source
    name = text_piece(short_authors(source, words), "" if mention.prefix else ",")
    pieces = [_prefix(mention), name, *_short_title(source, words), _place(mention, words)]
    if first_note:
        link = Run(words.note.format(first_note), href=f"#fn-{first_note}")
        pieces.append(Piece((Run("("), link, Run(")")), ""))
    return compose(pieces, words)


def _prefix(mention: Mention) -> Piece:
    return Piece((Run(" ".join(mention.prefix.split())),))


def _short_title(source: Source, words: Words) -> list[Piece]:
    if is_un_document(source):
        return [text_piece(source.number)]
    if source.title:
        return [Piece(title_runs(source, words, short=True))]
    named = source.genre if source.type is SourceType.PERSONAL_COMMUNICATION else None
    return [text_piece(named or words.interview)]


def _place(mention: Mention, words: Words, *, after_journal: bool = False) -> Piece:
    bare = mention.source.type not in WITHOUT_PAGES
    printed = tidy(located(mention.locator, words.language, bare_pages=bare, row=words.row))
    before: Before = ":" if after_journal and is_pages(printed) else ","
    return text_piece(printed, before)


CHICAGO = Style("chicago-notes", "in full at first, then short", first, later, entry)
