"""The notes of one edition: numbers, marks, first and later citations, and the sources' numbers.

Notes are numbered here and not by the engine, so that "n. 1" in a later note, the marks and the
list of sources can never disagree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape
from msgspec import Struct, field, structs

from briefgen.checks.stale import StaleFigure
from briefgen.citations import Mention, Run, Runs, Style, join, plain, words_for
from briefgen.citations.parts import in_latin
from briefgen.citations.runs import apart
from briefgen.document import Path
from briefgen.edition.daggers import dagger
from briefgen.edition.medium import Medium
from briefgen.edition.view import Endnote
from briefgen.enclosed import NoteRecord
from briefgen.language import direction_of
from briefgen.model.source import Source
from briefgen.prose import Citation

_LAST_COMMA = re.compile(r"(?P<head>.*[,،] )(?P<words>[^,،]*)", re.DOTALL)


class Cited(Struct, frozen=True):
    """One source in a note, with the caveat of the fact it stands for."""

    citation: Citation
    caveat: Runs = ()

    def with_caveat(self, caveat: Runs, between: str) -> Cited:
        """The same with a further caveat after its own."""
        if not caveat or caveat == self.caveat:
            return self
        return Cited(
            self.citation, (*self.caveat, Run(between), *caveat) if self.caveat else caveat
        )


class Scope(Struct):
    """Where the same note may be marked again instead of repeated: a panel, a table kept whole."""

    path: Path
    notes: dict[tuple[Cited, ...], int] = field(default_factory=dict)


class NoteBook:
    """Collects notes in reading order. The one place of composing that keeps state."""

    def __init__(
        self, sources: Mapping[str, Source], style: Style, language: str, medium: Medium
    ) -> None:
        self._sources, self._style, self._words = sources, style, words_for(language)
        self.medium = medium
        self._numbers: dict[str, int] = {}
        self._first: dict[str, int] = {}
        self._anchors: dict[str, list[str]] = {}
        self._credibility: dict[str, list[int]] = {}
        self._records: list[NoteRecord] = []
        self._language = language
        self._stale: dict[StaleFigure, int] = {}
        self._texts: list[Markup] = []

    def number(self, key: str) -> str:
        """The number of a source, as S4; sources are numbered as they are first named."""
        return f"S{self._numbers.setdefault(key, len(self._numbers) + 1)}"

    def anchor(self, key: str, anchor: str) -> None:
        """Remember a place at which a source is cited, for the list of sources."""
        self.number(key)
        anchors = self._anchors.setdefault(key, [])
        if anchor not in anchors:
            anchors.append(anchor)

    def grade(self, key: str, credibility: int | None) -> None:
        """Remember how credible an item taken from a source was judged."""
        if credibility is not None:
            self._credibility.setdefault(key, []).append(credibility)

    def dagger(self, figure: StaleFigure | None) -> Markup:
        """The dagger on a stale figure; nothing on one that is fresh."""
        if figure is None:
            return Markup("")
        self._stale[figure] = self._stale.get(figure, 0) + 1
        return dagger(figure, self._language)

    def mark(self, cited: Iterable[Cited], scope: Scope) -> Markup:
        """The mark of a note and, at its first mark, the note itself."""
        wanted = tuple(dict.fromkeys(cited))
        if not wanted:
            return Markup("")
        if (number := scope.notes.get(wanted)) is not None:
            return self._again(number)
        number = len(self._records) + 1
        scope.notes[wanted] = number
        told = [self._cited(each, number) for each in wanted]
        return self._note(number, join(told, self._words), scope.path, self._told(wanted, told))

    def remark(self, text: Runs, keys: Iterable[str], scope: Scope, elsewhere: Markup) -> Markup:
        """A note in the desk's own words that ends with a link to another place."""
        number = len(self._records) + 1
        for key in keys:
            self.anchor(key, f"ref-{number}")
        return self._note(
            number, text, scope.path, directed(text, self._language) + elsewhere + "."
        )

    def _told(self, cited: Sequence[Cited], citations: Sequence[Runs]) -> Markup:
        """A note as it is set; between lines that run to the left, each source in its own order."""
        if direction_of(self._language) != "rtl":
            return markup(join(citations, self._words))
        parts = zip(cited, apart(citations, self._words), strict=True)
        return escape(self.semicolon).join(
            _turned(runs, in_latin(self._sources[each.citation.key])) for each, runs in parts
        )

    def _cited(self, cited: Cited, number: int) -> Runs:
        citation = cited.citation
        key = citation.key
        first = self._first.setdefault(key, number)
        self.anchor(key, f"ref-{number}")
        label, words = self.number(key), self._words.beside(in_latin(self._sources[key]))
        mention = Mention(
            self._sources[key],
            locator=citation.locator,
            label=label,
            anchor=f"#src-{label}",
            prefix=citation.prefix,
        )
        runs = (
            _address_as_link(self._style.first(mention, words))
            if first == number
            else self._style.later(mention, words, first)
        )
        return (*runs, Run(": "), *cited.caveat) if cited.caveat else runs

    def _note(self, number: int, runs: Runs, path: Path, told: Markup) -> Markup:
        turned = direction_of(self._language) == "rtl"
        self._records.append(NoteRecord(number, f"{number}{plain(runs)}", 1, path, turned))
        self._texts.append(told)
        return self.medium.mark(number, self._texts[-1])

    def _again(self, number: int) -> Markup:
        record = self._records[number - 1]
        marks = record.marks + 1
        self._records[number - 1] = structs.replace(record, marks=marks)
        return self.medium.again(number, marks)

    @property
    def endnotes(self) -> tuple[Endnote, ...]:
        """All notes so far as a list at the end prints them."""
        return tuple(
            Endnote(
                record.number,
                f"fn-{record.number}",
                text,
                tuple(_anchors(record)),
            )
            for record, text in zip(self._records, self._texts, strict=True)
        )

    @property
    def stale(self) -> Mapping[StaleFigure, int]:
        """The stale figures that are printed, each with how often."""
        return self._stale

    @property
    def semicolon(self) -> str:
        """What stands between two sources of one note."""
        return f"{self._words.semicolon} "

    @property
    def records(self) -> tuple[NoteRecord, ...]:
        """All notes so far, in order."""
        return tuple(self._records)

    @property
    def cited(self) -> tuple[str, ...]:
        """The keys of the sources that are cited, in order of first mention."""
        return tuple(self._numbers)

    def cited_sources(self) -> tuple[tuple[str, Source, tuple[str, ...], tuple[int, ...]], ...]:
        """Each source that is cited: its number, itself, where, and the credibilities given."""
        return tuple(
            (
                f"S{number}",
                self._sources[key],
                tuple(self._anchors.get(key, ())),
                tuple(sorted(set(self._credibility.get(key, ())))),
            )
            for key, number in self._numbers.items()
        )


def _anchors(record: NoteRecord) -> Iterator[str]:
    """Where a note is marked."""
    yield f"ref-{record.number}"
    yield from (f"ref-{record.number}-{nth}" for nth in range(2, record.marks + 1))


def directed(runs: Runs, language: str) -> Markup:
    """Runs as HTML; between lines that run to the left, those in Latin letters keep their order."""
    if direction_of(language) != "rtl":
        return markup(runs)
    names = [unicodedata.name(sign, "") for sign in plain(runs) if sign.isalpha()]
    return _turned(runs, 2 * sum(name.startswith("LATIN") for name in names) > len(names))


def _turned(runs: Runs, latin: bool) -> Markup:
    """Runs between lines that run to the left."""
    return Markup('<span dir="ltr">{}</span>').format(markup(runs)) if latin else markup(runs)


def _address_as_link(runs: Runs) -> Runs:
    """A first note without its printed address: its last words (the date) become the link.

    The list of sources prints the address in full; at the foot of a page it only takes lines.
    """
    *before, last = runs or (Run(""),)
    if (
        not last.href
        or not before
        or before[-1].href
        or not (parted := _LAST_COMMA.fullmatch(before[-1].text.rstrip(" ,،")))
    ):
        return runs
    linked = Run(parted["words"], before[-1].style, last.href, before[-1].language)
    return (*before[:-1], Run(parted["head"], before[-1].style, None, before[-1].language), linked)


def markup(runs: Iterable[Run]) -> Markup:
    """Runs as HTML: italics, languages and live links; a link holds nothing but text."""
    out = Markup("")
    for run in runs:
        inner = run.href is not None and run.href.startswith("#")
        # “n. 3” broken over two lines would be two links, each with half the words.
        piece = escape(run.text.replace(" ", "\u00a0") if inner else run.text)
        if run.href:
            kind = "nref" if inner else "url"
            piece = Markup('<a class="{}" href="{}">{}</a>').format(kind, run.href, piece)
        if run.language:
            piece = Markup('<span lang="{}">{}</span>').format(run.language, piece)
        out += Markup("<i>{}</i>").format(piece) if run.style == "italic" else piece
    return out
