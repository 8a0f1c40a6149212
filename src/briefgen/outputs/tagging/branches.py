"""Branches of the tag tree, and how text and blocks are kept apart in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TypeAlias

from msgspec import Struct, field, structs

from briefgen.edition.medium import WORD_JOINER
from briefgen.outputs.tagging.content import Area, Element, Words

NOTE = "Note"
_WITHIN_TEXT = frozenset({"Span", "Link", "Reference", "Quote", NOTE})
_OF_TEXT = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Link", "Quote"})


class Branch(Struct, frozen=True):
    """One element of the tag tree, in the terms of the PDF."""

    role: str
    kids: tuple[Item, ...] = ()
    element: Element = None
    block: bool = True
    name: str = ""  # an identifier, for notes and for the heads of tables
    language: str = ""
    alternative: str = ""
    actual: str = ""  # its text, where what is drawn stands in another order
    attributes: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_block(self) -> bool:
        """Whether it stands beside text and not in it; a note is neither."""
        return self.block and self.role not in _WITHIN_TEXT


Item: TypeAlias = "Branch | Words | Area"
Items: TypeAlias = "tuple[Item, ...]"


def text(role: str, items: Iterable[Item], element: Element = None) -> Items:
    """A branch that holds text alone, and after it the notes that are marked in it."""
    inside, notes = parted(_dissolved(items))
    return (Branch(role, inside, element, role not in _WITHIN_TEXT), *notes)


def flow(items: Iterable[Item]) -> Items:
    """Blocks alone: what text stands between them becomes paragraphs."""
    found: list[Item] = []
    for is_block, grouped in groupby(items, key=_is_block):
        run = tuple(grouped)
        found += run if is_block else _paragraph(run)
    return tuple(found)


def mixed(items: Iterable[Item]) -> Items:
    """Text alone with its notes after it, or blocks alone."""
    known = tuple(items)
    if any(_is_block(item) for item in known):
        return flow(known)
    inside, notes = parted(known)
    return (*inside, *notes)


def grouping(role: str, items: Iterable[Item], element: Element = None) -> Items:
    """Blocks in a branch of their own; nothing at all where there are none."""
    inside = flow(items)
    if role == "Div" and len(inside) == 1 and isinstance(inside[0], Branch):
        only = inside[0]
        return (only if only.element is not None else structs.replace(only, element=element),)
    return (Branch(role, inside, element),) if inside else ()


def words_of(items: Iterable[Item]) -> str:
    """The text of all that is inside, without signs that only hold it together."""
    found = "".join(words.heard for words in leaves(items))
    return found.replace(WORD_JOINER, "").strip()


def leaves(items: Iterable[Item]) -> Iterator[Words]:
    """The words at the ends of all branches."""
    for item in items:
        if isinstance(item, Branch):
            yield from leaves(item.kids)
        elif not isinstance(item, Area):
            yield item


def silent_images(branch: Branch) -> Iterator[str]:
    """The address of each <img> without words."""
    for kid in branch.kids:
        if isinstance(kid, Branch):
            if kid.role == "Figure" and kid.element.tag == "img" and not kid.alternative:
                yield str(kid.element.get("src"))
            yield from silent_images(kid)


def _paragraph(run: Items) -> Items:
    inside, notes = parted(run)
    blank = all(isinstance(item, Words) and item.text.isspace() for item in inside)
    return notes if blank else (Branch("P", inside), *notes)


def parted(items: Iterable[Item]) -> tuple[Items, Items]:
    """Text and notes, each in its order."""
    known = tuple(items)
    notes = tuple(item for item in known if _is_note(item))
    return tuple(item for item in known if not _is_note(item)), notes


def _dissolved(items: Iterable[Item]) -> Iterable[Item]:
    """Blocks inside a text give up their frame, since a paragraph holds no other."""
    for item in items:
        if isinstance(item, Branch) and item.is_block and item.role in _OF_TEXT | {"Div"}:
            yield from _dissolved(item.kids)
        else:
            yield item


def _is_block(item: Item) -> bool:
    return isinstance(item, Branch) and item.is_block


def _is_note(item: Item) -> bool:
    return isinstance(item, Branch) and item.role == NOTE
