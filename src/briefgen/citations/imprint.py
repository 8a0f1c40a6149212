"""What forms of many types share: who edited, which edition, number, imprint and date.

In a note the imprint stands in brackets; in the list of sources it is a sentence of its own.
"""

from __future__ import annotations

from msgspec import Struct

from briefgen.catalogues import is_english
from briefgen.citations.parts import capitalised, date_piece, is_press, text_piece, tidy
from briefgen.citations.runs import Piece, Run
from briefgen.citations.words import Words
from briefgen.model.source import Source, SourceType


class Form(Struct, frozen=True):
    """A source to be put in words; ``listed`` in the list of sources, otherwise in a note."""

    source: Source
    words: Words
    listed: bool = False


def described(form: Form, kind: str) -> Piece:
    """What it is in words; a list of sources begins it with a capital."""
    return text_piece(capitalised(kind) if form.listed else kind)


def dated(form: Form) -> Piece:
    """The date; a list of sources has the day of reading at its end, so not here as well."""
    if form.listed and not form.source.issued:
        return text_piece(form.words.no_date)
    return date_piece(form.source, form.words)


def when(form: Form) -> str:
    """The date, or that there is none."""
    issued = form.source.issued
    return form.words.date(issued) if issued else form.words.no_date


def imprint(form: Form, *parts: str | None) -> Piece:
    """Place, publisher and date: in brackets in a note, a sentence in the list."""
    text = form.words.row(tidy(part) for part in parts if part)
    if form.listed:
        return text_piece(capitalised(text), ".")
    return Piece((Run(f"({text})"),), "") if text else Piece(())


def printed(form: Form) -> tuple[str, ...]:
    """Place, publisher and year of what is printed; the year is all that a book has."""
    issued = form.source.issued
    return (*brought_out(form), str(issued.year) if issued else form.words.no_date)


def brought_out(form: Form) -> tuple[str, ...]:
    """``Place: Publisher``; a publisher that is the author is repeated only to carry its place."""
    place, publisher = form.source.place, form.source.publisher
    if place and publisher:
        return (f"{tidy(place)}: {tidy(publisher)}",)
    return tuple(part for part in (place, unless_said(form, publisher)) if part)


def unless_said(form: Form, name: str | None) -> str:
    """The name, unless it already stands first as the author."""
    source = form.source
    said = {author.natural.casefold() for author in source.author}
    leads = source.type in {SourceType.REPORT, SourceType.DATASET, SourceType.DOCUMENT,
                            SourceType.MAP} or is_press(source)  # fmt: skip
    if not source.author and leads and source.publisher:
        said.add(source.publisher.casefold())
    if name and source.container and name == source.publisher and name == source.container:
        return name if source.type in {SourceType.WEBPAGE} and name.casefold() not in said else ""
    return "" if not name or name.casefold() in said else name


def hands_of(form: Form, *, editors: bool = True) -> list[Piece]:
    """Who edited and who translated."""
    words, source = form.words, form.source
    made = [(words.edited_by, source.editor if editors else ()),
            (words.translated_by, source.translator)]  # fmt: skip
    return [
        text_piece(f"{by} {words.people(tuple(name.natural for name in names))}")
        for by, names in made
        if names
    ]


def edition_of(form: Form) -> Piece:
    """The edition: a number in words, or as the author put it."""
    edition = form.source.edition or ""
    if not edition.isdecimal():
        return text_piece(edition)
    english = is_english(form.words.language)
    return text_piece(form.words.edition.format(_ordinal(int(edition)) if english else edition))


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def volume_of(form: Form) -> Piece:
    """The volume of a work in several."""
    return text_piece(form.words.volume.format(form.source.volume) if form.source.volume else "")


def number_of(source: Source, words: Words) -> str:
    """The number with what it is the number of: ``Decree No. 280``, ``No. 125-VI``."""
    number = tidy(source.number or "")
    bare = bool(number) and " " not in number and "/" not in number and number[0].isdigit()
    number = words.number.format(number) if bare else number
    genre = source.genre if source.number else None
    return f"{tidy(genre)} {number}" if genre else number
