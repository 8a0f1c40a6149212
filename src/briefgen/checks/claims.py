"""Claims: what a brief states that a reader may want to trace, and what each rests on.

A claim is a sentence with a number, a date or words of another, or a key judgement. ICD 206 asks
for a reference for each source on which a specific part of the analysis depends.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from briefgen import prose
from briefgen.checks.passages import Passage, Voice, passages
from briefgen.checks.quotations import quotations
from briefgen.data.asking import data_files
from briefgen.document import Document, Path
from briefgen.errors import Place
from briefgen.model.brief import Judgement
from briefgen.prose import Citation
from briefgen.sentences import FACT, REFERENCE, Sentence, sentences
from briefgen.validation import Checked, require

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:[–-]\d{{1,2}})? (?:{_MONTHS})\b(?:\.? \d{{4}})?"
    rf"|\b(?:{_MONTHS})\.? \d{{4}}\b"
    rf"|(?<![\w/])(?:1[5-9]|20)\d\d(?:[–-](?:\d{{4}}|\d\d))?s?(?![\w/])"
)
_AMOUNT = "hundreds?|thousands?|millions?|billions?|trillions?|dozens?"
# A digit that is no part of a name (G7, MH17, S/2025/71) and no ordinal (the 34th report).
_NUMBER = re.compile(
    rf"(?<![\w/–-])[$€£₸₺\u2212]?\d[\d,.]*(?:\s?%)?(?![\w/]|(?:st|nd|rd|th)\b)|\b(?:{_AMOUNT})\b"
)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_FIRST_WORDS = 5


class Kind(enum.StrEnum):
    """What makes a sentence a claim; the first that applies."""

    JUDGEMENT = "judgement"
    QUOTATION = "quotation"
    NUMBER = "number"
    DATE = "date"


class Basis(enum.StrEnum):
    """What a claim rests on."""

    CITED = "cited"  # a source in its sentence
    FACT = "fact"  # a fact with its source
    COVERED = "covered"  # the source of the table, figure or row it stands in
    GROUNDS = "grounds"  # what a judgement rests on
    DESK = "desk"  # declared the desk's own, with a reason
    KNOWN = "known"  # declared common knowledge, with a reason
    NONE = "none"


class Claim(Struct, frozen=True):
    """One claim with its place, and the sources that stand behind it."""

    kind: Kind
    text: str
    place: Place
    path: Path
    section: str
    basis: Basis
    citations: tuple[Citation, ...] = ()
    facts: tuple[str, ...] = ()
    reason: str = ""

    @property
    def sourced(self) -> bool:
        """Whether a reader can trace it, or is told why there is nothing to trace."""
        return self.basis is not Basis.NONE


def claims(checked: Checked) -> tuple[Claim, ...]:
    """Every claim of a brief, in the order of the spec."""
    return claims_in(checked, passages(require(checked)))


def claims_in(checked: Checked, texts: Iterable[Passage]) -> tuple[Claim, ...]:
    """Every claim in texts of a brief."""
    return tuple(_claims(checked, texts))


def _claims(checked: Checked, texts: Iterable[Passage]) -> Iterator[Claim]:
    for passage in texts:
        if passage.voice is Voice.JUDGEMENT:
            yield _judged(checked, passage)
        elif passage.voice is Voice.CLAIM:
            for place, sentence in placed(checked.document, passage):
                if (kind := kind_of(sentence, passage)) is not None:
                    yield _claim(checked, passage, sentence, kind, place)


def kind_of(sentence: Sentence, passage: Passage) -> Kind | None:
    """What kind of claim a sentence is; None if it is none."""
    if passage.path[-1] == "quotation" or _quotes(sentence):
        return Kind.QUOTATION
    words = sentence.text
    for title in sentence.set_off:
        words = words.replace(title, "")
    if FACT in words or _NUMBER.search(_DATE.sub(" ", words)):
        return Kind.NUMBER
    return Kind.DATE if _DATE.search(words) else None


def _quotes(sentence: Sentence) -> bool:
    """Whether it repeats what somebody said: one word in quotation marks is a name or a term."""
    return any(len(words.split()) > 1 for words in quotations(sentence.words))


def _claim(
    checked: Checked, passage: Passage, sentence: Sentence, kind: Kind, place: Place
) -> Claim:
    basis, cited = _basis(checked, passage, sentence)
    declared = sentence.declared[0] if sentence.declared else None
    reason = declared.reason if declared and basis in (Basis.DESK, Basis.KNOWN) else ""
    words = " ".join(_readable(checked, sentence).split())
    path, section = passage.path, passage.section
    return Claim(kind, words, place, path, section, basis, cited, sentence.facts, reason)


def _basis(
    checked: Checked, passage: Passage, sentence: Sentence
) -> tuple[Basis, tuple[Citation, ...]]:
    from_facts = tuple(c for key in sentence.facts for c in fact_sources(checked, key))
    if sentence.citations:
        return Basis.CITED, (*sentence.citations, *from_facts)
    if from_facts:
        return Basis.FACT, from_facts
    if sentence.declared:
        return Basis(sentence.declared[0].ground), ()
    table = checked.tables.get(passage.data)
    beside = tuple(c for key in passage.facts for c in fact_sources(checked, key))
    if cover := passage.cover or (table.description.source if table else ()) or beside:
        return Basis.COVERED, cover
    return Basis.NONE, ()


def fact_sources(checked: Checked, key: str) -> tuple[Citation, ...]:
    """The sources of a fact: its own, or those of the data file it is taken from."""
    fact = require(checked).facts[key]
    tables = (checked.tables.get(name) for name in data_files(fact))
    return fact.source or tuple(c for table in tables if table for c in table.description.source)


def _readable(checked: Checked, sentence: Sentence) -> str:
    """The words with each fact by its id in braces, in the order they stand."""
    words = sentence.text.replace(REFERENCE, "…")
    for key in sentence.facts:
        words = words.replace(FACT, f"{{{key}}}", 1)
    return words


def _judged(checked: Checked, passage: Passage) -> Claim:
    judgement: Judgement = require(checked).key_judgements[int(passage.path[1])]
    cited: list[Citation] = []
    facts: list[str] = []
    for ground in judgement.rests_on:
        if ground.citation is not None:
            cited.append(ground.citation)
        elif ground.fact is not None:
            facts.append(ground.fact)
            cited.extend(fact_sources(checked, ground.fact))
    return Claim(
        Kind.JUDGEMENT,
        passage.prose.plain(),
        checked.document.place(passage.path),
        passage.path,
        passage.section,
        Basis.GROUNDS,
        tuple(dict.fromkeys(cited)),
        tuple(facts),
    )


def placed(document: Document, passage: Passage) -> Iterator[tuple[Place, Sentence]]:
    """The sentences of a text, each with the place where it begins in the file."""
    after = 0
    for paragraph in prose.paragraphs(passage.prose.blocks):
        for sentence in sentences(paragraph):
            words = _beginning(sentence)
            found = document.finds_words(passage.path, words, after) if words else None
            place, after = found if found else (document.place(passage.path), after)
            yield place, sentence


def _beginning(sentence: Sentence) -> Sequence[str]:
    """The first words of a sentence, up to a fact or a reference; a fact alone has its braces."""
    runs = (_WORD.findall(run) for run in re.split(f"[{FACT}{REFERENCE}]", sentence.text))
    return next(filter(None, runs), ["{{"])[:_FIRST_WORDS]
