"""The engine's laid-out boxes read as content, element by element and page by page.

This looks into the engine's box tree and its list of marked content, which are no public interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefgen.outputs.tagging.content import Area, Element, Kid, Node, Reading, Words

POINTS = 0.75  # of a pixel
TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "th", "td"})
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

Box = Any  # the engine is untyped
Marks = MutableMapping[Box, Any]  # the content that was marked while a page was drawn


def read(pages: Sequence[Any], marks: Sequence[Marks]) -> Reading:
    """What the pages show; LookupError where something was drawn that no box accounts for."""
    reader = _Reader(pages[0]._page_box.children[0].element)
    for number, (page, marked) in enumerate(zip(pages, marks, strict=True)):
        reader.page(number, page._page_box, marked)
        if marked:
            raise LookupError(f"unknown content on page {number + 1}: {next(iter(marked))}")
    return Reading(reader.root, reader.furniture, reader.doubled, reader.parents)


class _Reader:
    """Goes through the boxes of all pages and fills the nodes of their elements."""

    def __init__(self, html: Element) -> None:
        self.parents = {child: parent for parent in html.iter() for child in parent}
        self.root = Node(html, "html", 0, block=True)
        self.furniture: dict[tuple[int, int], str] = {}
        self.doubled: list[Area] = []
        self._nodes: dict[tuple[Element, str], Node] = {(html, ""): self.root}
        self._blocks: dict[tuple[Element, str], bool] = {}
        self._number, self._height = 0, 0.0
        self._ends: set[Box] = set()  # the last text of each line
        self._marked: Marks = {}

    def page(self, number: int, page: Box, marked: Marks) -> None:
        """Read one page: its text, its notes, its margins."""
        self._number, self._height, self._marked = number, page.margin_height(), marked
        for child in page.children:
            if isinstance(child, boxes.MarginBox):
                self._furnish(child, _place_of(child))
            elif isinstance(child, boxes.FootnoteAreaBox):
                for note in child.children:
                    self._take_note(note)
            else:
                self._walk(child)

    def _take_note(self, note: Box) -> None:
        key = (note.element, "")
        if key not in self._nodes:
            node = Node(note.element, note.element_tag, self._number, block=True, note=True)
            self._nodes[key] = node
            self._settle(node)
        self._walk(note)

    def _settle(self, note: Node) -> None:
        """Put a note where its element stands: after what comes before it there."""
        above = self._node(self.parents[note.element], "")
        before = {self._nodes.get((each, "")) for each in _until(above.element, note.element)}
        spots = [spot for spot, kid in enumerate(above.kids, 1) if kid in before]
        above.kids.insert(spots[-1] if spots else len(above.kids), note)

    def _walk(self, box: Box, linked: bool = False) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if box.element is not None:
            self._meet(box)
            linked = self._take_link(box, linked)
        if isinstance(box, boxes.LineBox):
            self._ends.add(_last_text(box))
        if (mark := self._marked.pop(box, None)) is not None:
            self._node(box.element, _pseudo(box)).kids.append(self._words(box, mark["mcid"]))
        for child in getattr(box, "children", ()):
            if self._is_repeated(child):
                self._furnish(child, "")
            else:
                self._walk(child, linked)

    def _meet(self, box: Box) -> None:
        key = (box.element, _pseudo(box))
        self._blocks.setdefault(key, isinstance(box, boxes.BlockLevelBox))
        if not key[1] and (box.element_tag in TABLE or isinstance(box, boxes.ReplacedBox)):
            node = self._node(*key)  # a cell counts though it is empty
            if isinstance(box, boxes.ReplacedBox):
                node.frame = self._frame(box)

    def _take_link(self, box: Box, linked: bool) -> bool:
        """Note what a box makes live; within a box that does, it is live already."""
        if box.link_annotation is None:
            return linked
        area = Area(self._number, box.link_annotation)
        if linked:
            self.doubled.append(area)
            return True
        element = box.element
        while element.tag != "a" and element in self.parents:
            element = self.parents[element]
        self._node(element, "").kids.append(area)
        return True

    def _node(self, element: Element, pseudo: str) -> Node:
        key = (element, pseudo)
        if (known := self._nodes.get(key)) is not None:
            return known
        tag = element.tag + pseudo
        node = Node(element, tag, self._number, self._blocks.get(key, False))
        above = self._node(element if pseudo else self.parents[element], "")
        self._nodes[key] = node
        above.kids.append(node)
        return node

    def _words(self, box: Box, number: int) -> Kid:
        text = box.text if isinstance(box, boxes.TextBox) else ""
        backwards = bool(RIGHT_TO_LEFT.search(text))
        return Words(self._number, number, text, backwards, box in self._ends)

    def _frame(self, box: Box) -> tuple[float, float, float, float]:
        left, top = box.content_box_x(), self._height - box.content_box_y()
        sides = (left, top - box.height, left + box.width, top)
        left, bottom, right, top = (round(side * POINTS, 3) for side in sides)
        return left, bottom, right, top

    def _is_repeated(self, box: Box) -> bool:
        """Whether this is the head of a table, or its foot, again on a page where it goes on."""
        again = getattr(box, "is_header", False) or getattr(box, "is_footer", False)
        first = self._nodes.get((box.element, "")) if again else None
        return first is not None and first.page != self._number

    def _furnish(self, box: Box, place: str, linked: bool = False) -> None:
        """What is on the page but no part of the text; its links are live all the same."""
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if box.element is not None:
            linked = self._take_link(box, linked)
        if (mark := self._marked.pop(box, None)) is not None:
            self.furniture[self._number, mark["mcid"]] = place
        for child in getattr(box, "children", ()):
            self._furnish(child, place, linked)


def _last_text(line: Box) -> Box:
    """The last piece of text of a line."""
    for child in reversed(line.children):
        if isinstance(child, boxes.TextBox):
            return child
        if isinstance(child, boxes.InlineBox) and (found := _last_text(child)) is not None:
            return found
    return None


def _place_of(margin: Box) -> str:
    keyword = margin.at_keyword
    return "Header" if keyword.startswith("@top") else "Footer" if "bottom" in keyword else ""


def _pseudo(box: Box) -> str:
    _, sign, name = str(box.element_tag or "").partition("::")
    return sign + name


def _until(above: Element, element: Element) -> Iterable[Element]:
    """Children before one of them."""
    for child in above:
        if child is element:
            return
        yield child
