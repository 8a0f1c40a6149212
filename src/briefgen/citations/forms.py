"""What stands between title and address, by type of source: one function a family of types."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from msgspec import structs

from briefgen.catalogues import is_english
from briefgen.citations.imprint import (
    Form,
    brought_out,
    dated,
    described,
    edition_of,
    hands_of,
    imprint,
    number_of,
    printed,
    unless_said,
    volume_of,
    when,
)
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
from briefgen.model.source import SourceType

_BLUEBOOK = re.compile(r"\bStat\.|\bPub\. L\.|\bU\.S\.C\.|\bC\.F\.R\.")

Body: TypeAlias = Callable[[Form], list[Piece]]


def body(form: Form) -> list[Piece]:
    """The pieces after the title, without locator and address."""
    source = form.source
    made = _press if is_press(source) else _un_document if is_un_document(source) else None
    pieces = [piece for piece in (made or BODIES[source.type])(form) if plain(piece.runs).strip()]
    if form.listed and pieces and pieces[0].before == ",":
        pieces[0] = structs.replace(pieces[0], before=".")
        if plain(pieces[0].runs) == form.words.no_date:
            pieces[0] = text_piece(capitalised(form.words.no_date), ".")
    return pieces


def _book(form: Form) -> list[Piece]:
    source = form.source
    hands = hands_of(form, editors=bool(source.author))
    if form.listed and hands:
        hands[0] = text_piece(capitalised(plain(hands[0].runs)))
    return [*hands, edition_of(form), volume_of(form), imprint(form, *printed(form))]


def _chapter(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    lead = words.in_container.partition("{}")[0]
    lead = capitalised(lead) if form.listed else lead
    runs = container_runs(source, words)
    inside = Piece((Run(lead if runs else ""), *runs))
    pages = text_piece((source.page or "").replace("-", "–") if form.listed else "")
    return [inside, *hands_of(form), edition_of(form), pages, imprint(form, *printed(form))]


def _encyclopedia(form: Form) -> list[Piece]:
    runs = container_runs(form.source, form.words)
    owner = unless_said(form, form.source.publisher)
    first = Piece(runs)
    return [first, edition_of(form), text_piece(owner), date_piece(form.source, form.words)]


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
    agency = text_piece(unless_said(form, source.publisher))
    if not source.container:
        agency = Piece(agency.runs)
    return [paper, agency, text_piece(source.section), dated(form)]


def _page(form: Form) -> list[Piece]:
    source = form.source
    site = text_piece(unless_said(form, source.container))
    owner = unless_said(form, source.publisher)
    if tidy(owner) == tidy(source.container or ""):
        owner = ""
    return [site, text_piece(owner), text_piece(source.section), dated(form)]


def _weblog(form: Form) -> list[Piece]:
    runs = container_runs(form.source, form.words)
    name = form.source.container or ""
    label = "" if not name or "blog" in name.lower() else f" ({form.words.blog})"
    owner = text_piece(unless_said(form, form.source.publisher))
    return [Piece((*runs, Run(label))), owner, dated(form)]


def _report(form: Form) -> list[Piece]:
    number, edition = number_of(form.source, form.words), edition_of(form)
    if not number:
        edition = described(form, plain(edition.runs))
    return [described(form, number), edition, imprint(form, *brought_out(form), when(form))]


def _un_document(form: Form) -> list[Piece]:
    symbol = text_piece(form.source.number)
    return [symbol, imprint(form, when(form))]


def _dataset(form: Form) -> list[Piece]:
    source = form.source
    base = text_piece(source.container)
    owner = unless_said(form, source.publisher)
    return [base, text_piece(source.number), text_piece(owner), edition_of(form), dated(form)]


def _speech(form: Form) -> list[Piece]:
    source = form.source
    kind = source.genre or form.words.speech
    return [imprint(form, kind, source.event, source.place, when(form))]


def _conference_paper(form: Form) -> list[Piece]:
    source = form.source
    if source.container:
        return _chapter(form)
    event = form.words.paper_at.format(source.event) if source.event else source.genre
    return [imprint(form, event, source.place, when(form))]


def _thesis(form: Form) -> list[Piece]:
    source = form.source
    return [imprint(form, source.genre or form.words.thesis, source.publisher, when(form))]


def _law(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    number = text_piece(number_of(source, words))
    gazette = text_piece(source.container)
    if _BLUEBOOK.search(source.number or "") and source.issued:
        return [number, gazette, text_piece(f"({source.issued.year})", "")]
    return [number, gazette, text_piece(source.place), date_piece(source, words)]


def _case(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    number = text_piece(number_of(source, words))
    return [number, imprint(form, source.publisher or source.container, when(form))]


def _interview(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    shown = source.container or source.publisher or source.url
    kind = source.genre or (words.interview if shown else words.interview_by_author)
    return [described(form, kind), Piece(container_runs(source, words)),
            text_piece(unless_said(form, source.publisher)), text_piece(source.event),
            text_piece(source.place), dated(form)]  # fmt: skip


def _communication(form: Form) -> list[Piece]:
    source = form.source
    maker = form.words.row(part for part in (source.publisher, source.edition) if part)
    by = text_piece(f"({maker})" if maker else "", "")
    return [by, described(form, source.genre or ""), dated(form)]


def _recording(form: Form) -> list[Piece]:
    source, words = form.source, form.words
    series = Piece(container_runs(source, words))
    maker = text_piece(unless_said(form, source.publisher))
    kind = source.genre or (words.video if source.type is SourceType.MOTION_PICTURE else "")
    tail = [text_piece(kind), text_piece(source.number)]
    if not source.event:
        return [series, maker, dated(form), *tail]
    filmed = words.filmed.format(words.date(source.issued)) if source.issued else ""
    at = (
        f" at {source.event}"
        if is_english(words.language)
        else f"{words.mark(',', filmed)} {source.event}"
    )
    shot = f"{filmed}{at}".strip(" ,،") if filmed else source.event
    leads = not plain((*series.runs, *maker.runs)).strip()
    shot = capitalised(shot) if form.listed and leads else shot
    seen = text_piece("" if source.issued else accessed(source, words) or words.no_date)
    return [series, maker, text_piece(shot), text_piece(source.place), seen, *tail]


def _press(form: Form) -> list[Piece]:
    owner = text_piece(unless_said(form, form.source.publisher))
    site = text_piece(unless_said(form, form.source.container))
    site = site if _differs(site, owner) else text_piece("")
    return [described(form, form.source.genre or ""), site, owner, dated(form)]


def _differs(one: Piece, other: Piece) -> bool:
    return one.runs[0].text != other.runs[0].text


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
