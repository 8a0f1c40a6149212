"""What every style builds a citation from: names, titles, dates and addresses as pieces."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from msgspec import Struct

from briefgen.citations.runs import Before, Piece, Run, Runs
from briefgen.citations.words import Words
from briefgen.dates import PartialDate
from briefgen.model.source import Name, Source, SourceType

URL_IN_NOTE = 60
POST_LENGTH = 160
# Works that stand for themselves; their titles are in italics, all others in quotation marks.
WHOLE_WORKS = frozenset(
    {SourceType.BOOK, SourceType.REPORT, SourceType.DOCUMENT, SourceType.MAP, SourceType.LEGAL_CASE}
)
LAWS = frozenset(
    {SourceType.LEGISLATION, SourceType.BILL, SourceType.REGULATION, SourceType.TREATY}
)
# Where an organisation that brings something out is taken for its author if none is named.
PUBLISHER_WRITES = frozenset(
    {SourceType.REPORT, SourceType.DOCUMENT, SourceType.DATASET, SourceType.MAP}
)
PRESS = re.compile(r"(release|statement|communiqué|fact sheet|transcript|podcast)$", re.IGNORECASE)
_UN_SYMBOL = re.compile(r"[A-Z]{1,6}(?:/[A-Z0-9.()-]+)+", re.IGNORECASE)


class Mention(Struct, frozen=True):
    """One source as one note cites it: ``label`` is its number in the list of sources (S4)."""

    source: Source
    locator: str = ""
    label: str = ""
    anchor: str | None = None
    prefix: str = ""


def text_piece(text: str | None, before: Before = ",") -> Piece:
    """Words as they are."""
    return Piece((Run(tidy(text or "")),), before)


def tidy(text: str) -> str:
    """White space in order, no loose commas, typographic apostrophes and dots."""
    text = " ".join(text.split()).replace("...", "…")
    text = re.sub(r"\s+([,;]|\.(?!\w))", r"\1", text)
    text = re.sub(r"[,;:](?=[,)])", "", text)
    text = re.sub(r"(?<=\w)'|'(?=\d0s)", "’", text)
    return text.strip(" ,;:،؛")


def in_latin(source: Source) -> bool:
    """Whether a source is told in Latin letters, for the most part."""
    names = [name.natural for name in source.author]
    told = [*names, source.title or "", source.container or "", source.publisher or ""]
    signs = [unicodedata.name(sign, "") for sign in "".join(told) if sign.isalpha()]
    return 2 * sum(name.startswith("LATIN") for name in signs) > len(signs)


def is_press(source: Source) -> bool:
    """Whether it is a press release or the like, which the note says in so many words."""
    kinds = {SourceType.WEBPAGE, SourceType.DOCUMENT, SourceType.REPORT}
    return source.type in kinds and bool(PRESS.search(source.genre or ""))


def is_un_document(source: Source) -> bool:
    """Whether the number is a symbol such as S/2025/71, which alone identifies the document."""
    kinds = {SourceType.REPORT, SourceType.DOCUMENT}
    return source.type in kinds and bool(_UN_SYMBOL.fullmatch(source.number or ""))


def authors(source: Source, words: Words, *, inverted: bool = False) -> str:
    """Who speaks, in full; in a list of sources the first name is turned round."""
    names = source.author
    if not names:
        if source.editor and source.type is SourceType.BOOK:
            role = words.editors if len(source.editor) > 1 else words.editor
            return words.row((_people(source.editor, words, inverted), role))
        return tidy(_stand_in(source))
    return _people(names, words, inverted)


def short_authors(source: Source, words: Words) -> str:
    """Family names, or the organisation; for an unsigned page its owner."""
    names = source.author or (source.editor if source.type is SourceType.BOOK else ())
    if names:
        return words.people(tuple(tidy(name.family) for name in names))
    owner = source.publisher or source.container or ""
    return tidy(owner if source.type is SourceType.WEBPAGE else _stand_in(source))


def title_runs(source: Source, words: Words, *, short: bool = False) -> Runs:
    """The title, in quotation marks, in italics or plain, after what it is the title of."""
    text = tidy(_short(source) if short else _post(source) if source.title else "")
    text = re.sub(r"(?<=\w{4})\.$", "", text)
    if not text:
        return ()
    foreign = _foreign(source, words)
    if source.type in LAWS:
        return (Run(text, language=foreign),)
    if source.type in WHOLE_WORKS and not is_press(source):
        return work(text, words, foreign)
    return quoted(text, words, foreign)


def work(text: str, words: Words, language: str | None = None) -> Runs:
    """The name of a whole work. Only Latin letters have italics in print; others are quoted."""
    text = tidy(text)
    if not text:
        return ()
    latin = all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha() and c > "\u02ff")
    return (Run(text, "italic", language=language),) if latin else quoted(text, words, language)


def container_runs(source: Source, words: Words) -> Runs:
    """The work it stands in; in its own language only if it is in another alphabet."""
    runs = work(source.container or "", words)
    quoted_name = len(runs) > 1
    foreign = _foreign(source, words) if quoted_name else None
    return tuple(
        Run(run.text, run.style, language=foreign if place == 1 else None)
        for place, run in enumerate(runs)
    )


def quoted(text: str, words: Words, language: str | None = None) -> Runs:
    """Text in the quotation marks of the brief, its own ones of the same form made single."""
    before, after = words.quotes
    return (Run(before), Run(_nested(text, words), language=language), Run(after))


def _nested(text: str, words: Words) -> str:
    opening, closing = words.inner_quotes
    text = re.sub(r'"([^"]*)"', lambda m: f"{opening}{m[1]}{closing}", text)
    own = [mark.strip() for mark in words.quotes]
    pattern = f"{re.escape(own[0])}\\s*([^{own[0]}{own[1]}]*?)\\s*{re.escape(own[1])}"
    return re.sub(pattern, lambda m: f"{opening}{m[1]}{closing}", text)


def date_piece(source: Source, words: Words, before: Before = ",") -> Piece:
    """The date of issue; without one, the day it was read, or that there is no date."""
    if source.issued:
        return text_piece(words.date(source.issued), before)
    return text_piece(accessed(source, words) or words.no_date, before)


def accessed(source: Source, words: Words) -> str:
    """``accessed 23 November 2026``, if that is known."""
    if source.accessed is None:
        return ""
    return words.accessed.format(words.date(PartialDate.of(source.accessed)))


def link_piece(source: Source, before: Before = ",", *, whole: bool = False) -> Piece:
    """The address: whole in a list, in a note only its site where it is long."""
    if source.doi:
        return Piece((Run(f"doi.org/{source.doi}", href=f"https://doi.org/{source.doi}"),), before)
    if not source.url:
        return Piece(())
    return Piece((Run(link_text(source.url, whole=whole), href=source.url),), before)


def link_text(url: str, *, whole: bool) -> str:
    """An address as it is printed; the link itself is always complete."""
    text = url.partition("://")[2].rstrip("/")
    if not whole and len(text) >= URL_IN_NOTE:
        text = urlsplit(url).hostname or text
    return text.rstrip(".,;")


def capitalised(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def _people(names: tuple[Name, ...], words: Words, inverted: bool) -> str:
    shown = tuple(
        tidy(name.inverted if inverted and place == 0 else name.natural)
        + (f" ({name.handle})" if name.handle else "")
        for place, name in enumerate(names)
    )
    return words.people(shown, at_most=10 if inverted else 3)


def _stand_in(source: Source) -> str:
    writes = source.type in PUBLISHER_WRITES or is_press(source)
    return (source.publisher or "") if writes else ""


def _short(source: Source) -> str:
    """The short title; failing one, the main title without what follows a colon."""
    title = source.title or ""
    main = re.split(r"\s+[-–—]\s+|:\s", title)[0]
    return source.short or (main if " " in main else title)


def _post(source: Source) -> str:
    title = source.title or ""
    if source.type is not SourceType.POST or len(title) <= POST_LENGTH:
        return title
    return title[: POST_LENGTH - 1].rpartition(" ")[0] + "…"


def _foreign(source: Source, words: Words) -> str | None:
    own, brief = (tag.partition("-")[0].lower() for tag in (source.language or "", words.language))
    return source.language if own and own != brief else None
