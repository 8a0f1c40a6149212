"""Rules on language: abbreviations that nobody explains or uses, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.checks.passages import Passage
from briefgen.checks.quotations import without_quotations
from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.document import Document
from briefgen.errors import Place, Problem, Severity

# What a reader of briefings is not told again.
_KNOWN = (
    "AD AI AIDS AM BC BCE CE CEO CIA COVID DNA EU FBI GDP GPS HIV ID IMF ISBN IT LGBT NATO NGO OECD"
    " OPEC OSCE PDF PM PR SMS TLP TV UAE UK UN UNESCO UNHCR UNICEF US USA USB USSR VAT VIP WHO WTO"
    " BBC CNN AFP II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
)
KNOWN = frozenset(_KNOWN.split())
_SHORT = re.compile(r"(?<![\w/.@+-])(?:[A-Z]{2,}|[A-Z]+[a-z]?[A-Z]+)s?(?![\w/@+-]|\.\w)")
_TWICE = re.compile(r"(?<![\w’'-])(?P<word>[^\W\d_]+)\s+(?P=word)(?![\w’'-])", re.IGNORECASE)
_MAY_STAND_TWICE = frozenset({"that", "had", "bye", "blah", "duran", "baden"})

UNEXPLAINED = Rule(
    "LNG201",
    "unexplained-abbreviation",
    Group.LANGUAGE,
    Severity.WARNING,
    "An abbreviation that the brief never explains.",
    "A board member must not have to look it up; an analyst of another desk may know it as "
    "something else.",
    "Add it under `abbreviations:`, or write it out at its first place, with the short form in "
    "brackets.",
    "The CPC line carries most of it.  # and no CPC under abbreviations",
    "abbreviations:\n  CPC: Caspian Pipeline Consortium",
)
UNUSED = Rule(
    "LNG202",
    "unused-abbreviation",
    Group.LANGUAGE,
    Severity.WARNING,
    "An abbreviation in the list that stands nowhere else.",
    "The list is for readers who met it; what is left over from an older edition takes room.",
    "Take it out of the list.",
    "abbreviations:\n  CPC: Caspian Pipeline Consortium  # and CPC nowhere",
    "",
)
TWICE = Rule(
    "LNG203",
    "doubled-word",
    Group.LANGUAGE,
    Severity.WARNING,
    "A word that stands twice in a row.",
    "It is nearly always left over from a change, and every reader sees it.",
    "Take one of the two away. `that that` and `had had` are not told.",
    "It fell in the the north.",
    "It fell in the north.",
    fixable=True,
)
RULES = (UNEXPLAINED, UNUSED, TWICE)


def unexplained(subject: Subject) -> Iterator[Problem]:
    """Each unexplained abbreviation once, where it first stands."""
    told = {*KNOWN, *(word for short in subject.brief.abbreviations for word in short.split())}
    everything = " ".join(passage.prose.plain() for passage in subject.passages)
    for passage in subject.passages:
        for found in _SHORT.finditer(without_quotations(passage.prose.plain())):
            short = found[0].rstrip("s")
            if short not in told and not _explained(short, everything):
                told.add(short)
                place = subject.document.place_within(passage.path, short)
                message = f"“{short}” is explained nowhere"
                hint = "add it under “abbreviations:”, or write it out where it first stands"
                yield UNEXPLAINED.found(subject.document, place, message, hint)


def _explained(short: str, text: str) -> bool:
    """Whether its words stand before or after it, or what it is: “(CPC)”, “the firm EIPICO”."""
    word = re.escape(short)
    noun = rf"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir) (?:[\w’-]+ ){{0,3}}[a-z’-]+,? {word}\b"
    return re.search(rf"\({word}[s,;)]|\b{word} \((?=[^)]*[a-z])|{noun}", text) is not None


def unused(subject: Subject) -> Iterator[Problem]:
    """Abbreviations of the list that no other line of the spec and no data file has."""
    document = subject.document
    elsewhere = "\n".join(text for path, text in document.scalars() if path[:1] != _LIST)
    data = "\n".join(
        cell
        for table in subject.checked.tables.values()
        for row in table.rows
        for cell in row.cells.values()
    )
    for short in subject.brief.abbreviations:
        if not re.search(rf"(?<!\w){re.escape(short)}s?(?!\w)", f"{elsewhere}\n{data}"):
            message = f"“{short}” is explained, but stands nowhere"
            yield UNUSED.at(document, (*_LIST, short), message, "take it out of the list", key=True)


_LIST = ("abbreviations",)


def twice(subject: Subject) -> Iterator[Problem]:
    """Words in a row that are the same; names are left alone."""
    for passage in subject.passages:
        for found in _TWICE.finditer(passage.prose.source):
            if not _meant(found):
                yield _doubled(subject.document, passage, found)


def _meant(found: re.Match[str]) -> bool:
    word = found["word"]
    return word.casefold() in _MAY_STAND_TWICE or (word[:1].isupper() and not word.isupper())


def _doubled(document: Document, passage: Passage, found: re.Match[str]) -> Problem:
    pattern = r"\s+".join(re.escape(word) for word in found[0].split())
    place = document.place_within(passage.path, found[0], 0, rf"(?<!\w){pattern}(?!\w)")
    edits = document.replaced(place, found["word"]) if _on_one_line(document, place, found) else ()
    message = f"“{found['word']}” stands twice in a row"
    return TWICE.found(document, place, message, "take one of the two away", edits=edits)


def _on_one_line(document: Document, place: Place, found: re.Match[str]) -> bool:
    return document.words_at(place) == found[0]


CHECKS = (unexplained, unused, twice)
