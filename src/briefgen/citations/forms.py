"""What stands between title and address, by type of source: one function a family of types.

In a note the imprint stands in brackets; in the list of sources it is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

from briefgen.citations.parts import (
    accessed,
    capitalised,
    container_runs,
    date_piece,
    is_press,
    is_un_document,
    text_piece,
    tidy,
)
from briefgen.citations.runs import Piece, Run, plain
from briefgen.citations.words import Words
from briefgen.model.source import Source, SourceType

_BLUEBOOK = re.compile(r"\bStat\.|\bPub\. L\.|\bU\.S\.C\.|\bC\.F\.R\.")


@dataclass(frozen=True, slots=True)
class Form:
    """A source to be put in words; ``listed`` in the list of sources, otherwise in a note."""

    source: Source
    words: Words
    listed: bool = False


Body: TypeAlias = Callable[[Form], list[Piece]]


def body(form: Form) -> list[Piece]:
    """The pieces after the title, without locator and address."""
    source = form.source
    made = _press if is_press(source) else _un_document if is_un_document(source) else None
    pieces = [piece for piece in (made or BODIES[source.type])(form) if plain(piece.runs).strip()]
    if form.listed and pieces and pieces[0].before == ",":
        pieces[0] = replace(pieces[0], before=".")
        if plain(pieces[0].runs) == form.words.no_date:
            pieces[0] = text_piece(capitalised(form.words.no_date), ".")
    return pieces


def _book(form: Form) -> list[Piece]:
    source = form.source
    hands = _hands(form, editors=bool(source.author))
    if form.listed and hands:
        hands[0] = text_piece(capitalised(plain(hands[0].runs)))
    return [*hands, _edition(form), _volume(form), _imprint(form, *_printed(form))]


def _chapter(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    lead = words.in_container
    lead = capitalised(lead) if form.listed else lead
    runs = container_runs(source, words)
    inside = Piece((Run(f"{lead} " if lead and runs else ""), *runs))
    pages = text_piece((source.page or "").replace("-", "–") if form.listed else "")
    return [inside, *_hands(form), _edition(form), pages, _imprint(form, *_printed(form))]


def _encyclopedia(form: Form) -> list[Piece]:
    runs = container_runs(form.source, form.words)
    owner = _unless_said(form, form.source.publisher)
    first = Piece(runs)
    return [first, _edition(form), text_piece(owner), date_piece(form.source, form.words)]


def _journal(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    journal = Piece(container_runs(source, words))
    volume = text_piece(source.volume, "")
    issue = text_piece(words.issue.format(tidy(source.issue)) if source.issue else "")
    when = date_piece(source, words).runs
    pages = text_piece((source.page or "").replace("-", "–") if form.listed else "", ":")
    return [journal, volume, issue, Piece((Run("("), *when, Run(")")), ""), pages]


def _periodical(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    paper = Piece(container_runs(source, words))
    agency = text_piece(_unless_said(form, source.publisher))
    if not source.container:
        agency = Piece(agency.runs)
    return [paper, agency, text_piece(source.section), _dated(form)]


def _page(form: Form) -> list[Piece]:
    source = form.source
    site = text_piece(_unless_said(form, source.container))
    owner = _unless_said(form, source.publisher)
    if tidy(owner) == tidy(source.container or ""):
        owner = ""
    return [site, text_piece(owner), text_piece(source.section), _dated(form)]


def _weblog(form: Form) -> list[Piece]:
    runs = container_runs(form.source, form.words)
    name = form.source.container or ""
    label = "" if not name or "blog" in name.lower() else " (blog)"
    owner = text_piece(_unless_said(form, form.source.publisher))
    return [Piece((*runs, Run(label))), owner, _dated(form)]


def _report(form: Form) -> list[Piece]:
    number, edition = _number(form.source, form.words), _edition(form)
    if not number:
        edition = _described(form, plain(edition.runs))
    return [_described(form, number), edition, _imprint(form, *_brought_out(form), _when(form))]


def _un_document(form: Form) -> list[Piece]:
    symbol = text_piece(form.source.number)
    return [symbol, _imprint(form, _when(form))]


def _dataset(form: Form) -> list[Piece]:
    source = form.source
    base = text_piece(source.container)
    owner = _unless_said(form, source.publisher)
    return [base, text_piece(source.number), text_piece(owner), _edition(form), _dated(form)]


def _speech(form: Form) -> list[Piece]:
    source = form.source
    kind = source.genre or form.words.speech
    return [_imprint(form, kind, source.event, source.place, _when(form))]


def _conference_paper(form: Form) -> list[Piece]:
    source = form.source
    if source.container:
        return _chapter(form)
    event = form.words.paper_at.format(source.event) if source.event else source.genre
    return [_imprint(form, event, source.place, _when(form))]


def _thesis(form: Form) -> list[Piece]:
    source = form.source
    return [_imprint(form, source.genre or form.words.thesis, source.publisher, _when(form))]


def _law(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    number = text_piece(_number(source, words))
    gazette = text_piece(source.container)
    if _BLUEBOOK.search(source.number or "") and source.issued:
        return [number, gazette, text_piece(f"({source.issued.year})", "")]
    return [number, gazette, text_piece(source.place), date_piece(source, words)]


def _case(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    number = text_piece(_number(source, words))
    return [number, _imprint(form, source.publisher or source.container, _when(form))]


def _interview(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    shown = source.container or source.publisher or source.url
    kind = source.genre or (words.interview if shown else words.interview_by_author)
    return [_described(form, kind), Piece(container_runs(source, words)),
            text_piece(_unless_said(form, source.publisher)), text_piece(source.event),
            text_piece(source.place), _dated(form)]  # fmt: skip


def _communication(form: Form) -> list[Piece]:
    source = form.source
    maker = ", ".join(part for part in (source.publisher, source.edition) if part)
    by = text_piece(f"({maker})" if maker else "", "")
    return [by, _described(form, source.genre or ""), _dated(form)]


def _recording(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    series = Piece(container_runs(source, words))
    maker = text_piece(_unless_said(form, source.publisher))
    kind = source.genre or (words.video if source.type is SourceType.MOTION_PICTURE else "")
    tail = [text_piece(kind), text_piece(source.number)]
    if not source.event:
        return [series, maker, _dated(form), *tail]
    filmed = words.filmed.format(words.date(source.issued)) if source.issued else ""
    at = f" at {source.event}" if words.language.startswith("en") else f", {source.event}"
    shot = f"{filmed}{at}".strip(" ,") if filmed else source.event
    leads = not plain((*series.runs, *maker.runs)).strip()
    shot = capitalised(shot) if form.listed and leads else shot
    seen = text_piece("" if source.issued else accessed(source, words) or words.no_date)
    return [series, maker, text_piece(shot), text_piece(source.place), seen, *tail]


def _press(form: Form) -> list[Piece]:
    owner = text_piece(_unless_said(form, form.source.publisher))
    site = text_piece(_unless_said(form, form.source.container))
    site = site if _differs(site, owner) else text_piece("")
    return [_described(form, form.source.genre or ""), site, owner, _dated(form)]


def _differs(one: Piece, other: Piece) -> bool:
    return one.runs[0].text != other.runs[0].text


def _described(form: Form, kind: str) -> Piece:
    return text_piece(capitalised(kind) if form.listed else kind)


def _dated(form: Form) -> Piece:
    """The date; a list of sources has the day of reading at its end, so not here as well."""
    if form.listed and not form.source.issued:
        return text_piece(form.words.no_date)
    return date_piece(form.source, form.words)


def _when(form: Form) -> str:
    issued = form.source.issued
    return form.words.date(issued) if issued else form.words.no_date


def _imprint(form: Form, *parts: str | None) -> Piece:
    text = ", ".join(tidy(part) for part in parts if part)
    if form.listed:
        return text_piece(capitalised(text), ".")
    return Piece((Run(f"({text})"),), "") if text else Piece(())


def _printed(form: Form) -> tuple[str, ...]:
    """Place, publisher and year of what is printed; the year is all that a book has."""
    issued = form.source.issued
    return (*_brought_out(form), str(issued.year) if issued else form.words.no_date)


def _brought_out(form: Form) -> tuple[str, ...]:
    """``Place: Publisher``; a publisher that is the author is repeated only to carry its place."""
    place, publisher = form.source.place, form.source.publisher
    if place and publisher:
        return (f"{tidy(place)}: {tidy(publisher)}",)
    return tuple(part for part in (place, _unless_said(form, publisher)) if part)


def _unless_said(form: Form, name: str | None) -> str:
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


def _hands(form: Form, *, editors: bool = True) -> list[Piece]:
    """Who edited and who translated."""
    words, source = form.words, form.source
    made = [(words.edited_by, source.editor if editors else ()),
            (words.translated_by, source.translator)]  # fmt: skip
    return [
        text_piece(f"{by} {words.people(tuple(name.natural for name in names))}")
        for by, names in made
        if names
    ]


def _edition(form: Form) -> Piece:
    edition = form.source.edition or ""
    if not edition.isdecimal():
        return text_piece(edition)
    english = form.words.language.startswith("en")
    return text_piece(form.words.edition.format(_ordinal(int(edition)) if english else edition))


def _ordinal(number: int) -> str:
    teens = 10 <= number % 100 <= 20
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _volume(form: Form) -> Piece:
    return text_piece(f"vol. {form.source.volume}" if form.source.volume else "")


def _number(source: Source, words: Words) -> str:
    """The number with what it is the number of: ``Decree No. 280``, ``No. 125-VI``."""
    number = tidy(source.number or "")
    bare = bool(number) and " " not in number and "/" not in number and number[0].isdigit()
    number = words.number.format(number) if bare else number
    genre = source.genre if source.number else None
    return f"{tidy(genre)} {number}" if genre else number


BODIES: Mapping[SourceType, Body] = MappingProxyType(
    {
        SourceType.ARTICLE_JOURNAL: _journal,
        SourceType.ARTICLE_MAGAZINE: _periodical,
        SourceType.ARTICLE_NEWSPAPER: _periodical,
        SourceType.BILL: _law,
        SourceType.BOOK: _book,
        SourceType.BROADCAST: _recording,
        SourceType.CHAPTER: _chapter,
        SourceType.DATASET: _dataset,
        SourceType.DOCUMENT: _report,
        SourceType.ENTRY_ENCYCLOPEDIA: _encyclopedia,
        SourceType.INTERVIEW: _interview,
        SourceType.LEGAL_CASE: _case,
        SourceType.LEGISLATION: _law,
        SourceType.MAP: _report,
        SourceType.MOTION_PICTURE: _recording,
        SourceType.PAPER_CONFERENCE: _conference_paper,
        SourceType.PERSONAL_COMMUNICATION: _communication,
        SourceType.POST: _page,
        SourceType.POST_WEBLOG: _weblog,
        SourceType.REGULATION: _law,
        SourceType.REPORT: _report,
        SourceType.SPEECH: _speech,
        SourceType.THESIS: _thesis,
        SourceType.TREATY: _law,
        SourceType.WEBPAGE: _page,
    }
)
