"""A text once it is read: paragraphs and lists of words, citations, facts and references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct


class Citation(Struct, frozen=True):
    """One source in a citation, with what stands before it and where in it to look."""

    key: str
    locator: str = ""
    prefix: str = ""


class Text(Struct, frozen=True):
    """Plain words."""

    text: str


class Cite(Struct, frozen=True):
    """A citation group: becomes one note."""

    items: tuple[Citation, ...]


class FactRef(Struct, frozen=True):
    """Where a fact is printed."""

    id: str


class CrossRef(Struct, frozen=True):
    """A mention of a figure, table or section by its id."""

    id: str


class Styled(Struct, frozen=True):
    """Inline children in emphasis, strong emphasis, or another language (`lang`)."""

    kind: str  # em | strong | lang
    children: tuple[Inline, ...]
    lang: str = ""


class Link(Struct, frozen=True):
    """A live link; its words are plain text, since an element inside a link breaks PDF/UA."""

    href: str
    text: str


class Declared(Struct, frozen=True):
    """A reason why a sentence needs no source; printed nowhere, shown in the ledger of claims."""

    ground: str  # desk | known
    reason: str


class Break(Struct, frozen=True):
    """A line break the author asked for."""


Inline: TypeAlias = "Text | Cite | FactRef | CrossRef | Declared | Styled | Link | Break"


class Paragraph(Struct, frozen=True):
    """One paragraph."""

    children: tuple[Inline, ...]


class Listing(Struct, frozen=True):
    """A bulleted or numbered list."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


Block: TypeAlias = "Paragraph | Listing"


class Finding(Struct, frozen=True):
    """Something wrong in a text: the piece it speaks of, what is wrong, what to do."""

    snippet: str
    message: str
    hint: str = ""
    pattern: str = ""  # what to look for in the source, where the snippet alone is not exact
    code: str = "SPC108"  # the rule it falls under


class Prose(Struct, frozen=True):
    """A parsed text; `source` is what the author wrote."""

    source: str
    blocks: tuple[Block, ...]
    findings: tuple[Finding, ...] = ()

    def inlines(self) -> Iterator[Inline]:
        """Every inline, depth first, in reading order."""
        for paragraph in paragraphs(self.blocks):
            yield from _walk(paragraph.children)

    def citations(self) -> Iterator[Citation]:
        """Every citation, in reading order."""
        for inline in self.inlines():
            if isinstance(inline, Cite):
                yield from inline.items

    def plain(self) -> str:
        """The words alone, without citations; facts stand as their ids in braces."""
        return " ".join(
            "".join(words_of(child) for child in paragraph.children).strip()
            for paragraph in paragraphs(self.blocks)
        )


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """Every paragraph, also those inside lists."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for item in block.items:
                yield from paragraphs(item)


def _walk(children: tuple[Inline, ...]) -> Iterator[Inline]:
    for child in children:
        yield child
        if isinstance(child, Styled):
            yield from _walk(child.children)


def words_of(inline: Inline) -> str:
    """The words of an inline; a fact is its id in braces, a citation nothing."""
    if isinstance(inline, Text | Link):
        return inline.text
    if isinstance(inline, Styled):
        return "".join(words_of(child) for child in inline.children)
    if isinstance(inline, FactRef):
        return f"{{{inline.id}}}"
    return " " if isinstance(inline, Break) else ""


def verbatim(words: str) -> Prose:
    """The words as prose, without a reading of signs in them."""
    return Prose(words, (Paragraph((Text(words),)),))
