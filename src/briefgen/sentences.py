"""Sentences of a paragraph: where they end, and what each of them says, names and cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct, field

from briefgen.prose import (
    Break,
    Citation,
    Cite,
    CrossRef,
    Declared,
    FactRef,
    Inline,
    Link,
    Paragraph,
    Styled,
    Text,
)

# What a sentence begins with: a capital, a digit, or a letter of Arabic, which has no capitals.
_FIRST = "A-ZÀ-ÖØ-ÞĞİŞА-ЯЁӘҒҚҢӨҰҮІҺ0-9ء-ي"
# A full stop that may end a sentence: closing quotes, then space and such a letter, or the end.
_STOP = re.compile(rf"""[.!?؟][”’»"')\]]*(?=\s+["“‘'«(]?[{_FIRST}]|\s*$)""")
# What a full stop belongs to without ending anything: initials (J., U.S.) and these.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|No|Nos|St|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Gov|Sen|Rep|Art|Arts|Fig|vs|cf|ca|approx"
    r"|p|pp|para|e\.g|i\.e|al|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)$"
)
_LONGEST = 8  # characters, with room to spare
FACT, REFERENCE = "\ue000", "\ue001"  # stand for a fact and for “Figure 2” in the plain words


class Sentence(Struct, frozen=True):
    """One sentence: its plain words, what it cites, and the facts it prints.

    In `text` a fact is the sign FACT and a cross-reference is REFERENCE; `words` has neither.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    facts: tuple[str, ...] = ()
    set_off: tuple[str, ...] = ()  # runs in emphasis or another language: titles, foreign words
    declared: tuple[Declared, ...] = ()

    @property
    def words(self) -> str:
        """The words as they can be read, without signs that stand for something."""
        return " ".join(self.text.replace(FACT, " ").replace(REFERENCE, " ").split())


def stops(text: str) -> Iterator[re.Match[str]]:
    """The full stops of a text that end a sentence."""
    for stop in _STOP.finditer(text):
        end = stop.start()
        before = max(0, end - _LONGEST)  # a text may be all abbreviations: each is looked at once
        if not (stop[0][0] == "." and _ABBREVIATION.search(text, before, end)):
            yield stop


def sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    """The sentences of a paragraph; a citation after a full stop belongs to what ends there."""
    gathered = _Gathered()
    for piece, ends in _cut(piece for child in paragraph.children for piece in _pieces(child)):
        if isinstance(piece, str) and piece[:1].isspace() and gathered.ended():
            yield from gathered.settled()
            gathered = _Gathered()
        gathered.take(piece)
        if ends:
            yield from gathered.settled()
            gathered = _Gathered()
    yield from gathered.settled()


class _SetOff(str):
    """Words in emphasis or another language: a title or a name, in which no sentence ends."""

    __slots__ = ()


Piece: TypeAlias = "str | Cite | FactRef | CrossRef | Declared"


def _pieces(child: Inline) -> Iterator[Piece]:
    """An inline as words and what stands between them."""
    if isinstance(child, Text | Link):
        yield child.text
    elif isinstance(child, Break):
        yield " "
    elif isinstance(child, Styled):
        inner = [piece for each in child.children for piece in _pieces(each)]
        if child.kind == "strong":
            yield from inner
        else:
            yield _SetOff("".join(piece for piece in inner if isinstance(piece, str)))
            yield from (piece for piece in inner if not isinstance(piece, str))
    else:
        yield child


def _cut(pieces: Iterable[Piece]) -> Iterator[tuple[Piece, bool]]:
    """Words cut after each sentence that ends within them, and whether it does.

    One that ends with them stays open: a citation may follow, and belongs to it.
    """
    for piece in pieces:
        if not isinstance(piece, str) or isinstance(piece, _SetOff):
            yield piece, False
            continue
        start = 0
        for stop in stops(piece):
            if stop.end() < len(piece.rstrip()):
                yield piece[start : stop.end()], True
                start = stop.end()
        yield piece[start:], False


class _Gathered(Struct):
    """What belongs to the sentence that is being read."""

    text: str = ""
    citations: list[Citation] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    set_off: list[str] = field(default_factory=list)
    declared: list[Declared] = field(default_factory=list)

    def take(self, piece: Piece) -> None:
        """Add one piece."""
        if isinstance(piece, str):
            self.text += piece
            if isinstance(piece, _SetOff):
                self.set_off.append(piece)
        elif isinstance(piece, Cite):
            self.citations.extend(piece.items)
        elif isinstance(piece, FactRef):
            self.text += FACT
            self.facts.append(piece.id)
        elif isinstance(piece, CrossRef):
            self.text += REFERENCE
        elif isinstance(piece, Declared):
            self.declared.append(piece)

    def ended(self) -> bool:
        """Whether the words so far end with the end of a sentence."""
        text = self.text.rstrip()
        return any(stop.end() == len(text) for stop in stops(text))

    def settled(self) -> Iterator[Sentence]:
        """The sentence, if there is one."""
        if self.text.strip() or self.citations:
            text = " ".join(self.text.split())
            yield Sentence(
                text,
                tuple(self.citations),
                tuple(self.facts),
                tuple(self.set_off),
                tuple(self.declared),
            )
