"""What stands on the pages, by the elements of the HTML that it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct, field

# What a line may end with although no space was there: a break at a hyphen, a dash, a slash.
_JOINED = re.compile(r"\s$|(?<!\s)[-\u00ad\u200b\u2010-\u2014/]$")
SVG = "{http://www.w3.org/2000/svg}"
Element: TypeAlias = Any  # of the engine's tree, which is untyped


class Words(Struct, frozen=True):
    """A piece of content: its page, its number there, its text in the order of reading."""

    page: int
    number: int
    text: str = ""
    reversed: bool = False  # drawn from right to left, against the order of its text
    ends_line: bool = False

    @property
    def heard(self) -> str:
        """The text, with the gap that the end of a line is."""
        return f"{self.text} " if self.ends_line and not _JOINED.search(self.text) else self.text


class Area(Struct, frozen=True, eq=False):
    """A rectangle of a page that a link makes live."""

    page: int
    annotation: Any


class Node(Struct, eq=False):
    """An element as it is found on the pages; it fills as they are read."""

    element: Element
    tag: str  # with “::before” and the like for what a style sheet adds
    page: int
    block: bool = False
    note: bool = False
    frame: tuple[float, float, float, float] | None = None  # of an image, in points
    kids: list[Kid] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute of the element; empty where it has none, as a pseudo-element."""
        return "" if "::" in self.tag else str(self.element.get(name) or "")

    @property
    def classes(self) -> list[str]:
        """The classes of the element."""
        return self.get("class").split()

    def nodes(self) -> Iterator[Node]:
        """Elements directly inside."""
        return (kid for kid in self.kids if isinstance(kid, Node))


Kid: TypeAlias = Words | Area | Node


class Reading(Struct, frozen=True):
    """The content of a document, and what on its pages is none."""

    root: Node
    furniture: Mapping[tuple[int, int], str]  # page and number: Header | Footer | ""
    doubled: Sequence[Area]  # over another of the same link, as the engine makes them
    parents: Mapping[Element, Element]
