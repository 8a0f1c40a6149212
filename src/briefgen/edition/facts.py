"""Facts as printed: their words in the language of the brief, and the sources they carry."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from briefgen.checks.stale import StaleFigure
from briefgen.citations import Run
from briefgen.data import Table
from briefgen.data.asking import data_files, query_of
from briefgen.data.statements import rounding, steps
from briefgen.data.worded import fact_words
from briefgen.edition.daggers import dated
from briefgen.edition.notes import Cited
from briefgen.language import calculation_words, words_of
from briefgen.model.facts import Fact
from briefgen.prose import Citation


class PrintedFact(Struct, frozen=True):
    """A fact ready to stand in a sentence."""

    words: str
    cited: tuple[Cited, ...]
    credibility: int | None
    stale: StaleFigure | None = None


def print_facts(
    facts: Mapping[str, Fact],
    tables: Mapping[str, Table],
    language: str,
    stale: Mapping[str, StaleFigure],
) -> dict[str, PrintedFact]:
    """Every fact of a brief in its words; what is stale says in its note of when it is."""
    return {key: _printed(fact, tables, language, stale.get(key)) for key, fact in facts.items()}


def _printed(
    fact: Fact, tables: Mapping[str, Table], language: str, stale: StaleFigure | None
) -> PrintedFact:
    words = fact_words(fact, tables, language)
    said = [f"{words} {dated(stale, language)}"] if stale is not None else []
    said += [own] if (own := _worked_out(fact, tables, language)) else []
    said += [fact.note.plain().rstrip(".")] if fact.note else []
    caveat = (Run(words_of(language).semicolon.join(said)),) if said else ()
    sources = fact.source or _sources(fact, tables)
    cited = [Cited(citation) for citation in sources]
    if caveat:
        cited[-1] = Cited(cited[-1].citation, caveat)
    return PrintedFact(words, tuple(cited), fact.credibility, stale)


def _sources(fact: Fact, tables: Mapping[str, Table]) -> tuple[Citation, ...]:
    """The sources of the data a fact is taken from, and of what they are divided by."""
    found = [citation for file in data_files(fact) for citation in tables[file].description.source]
    return tuple(dict.fromkeys(found))


def _worked_out(fact: Fact, tables: Mapping[str, Table], language: str) -> str:
    """How the value came about, where it was not read but worked out."""
    if fact.calculate is None:
        return ""
    words = calculation_words(language)
    told = [*steps(query_of(fact), tables, words), rounding(fact.decimals, words)]
    own = words.own.format(steps=words_of(language).semicolon.join(told)).rstrip(".")
    return own[:1].lower() + own[1:]
