"""Where on its page each part of a spec was printed, as shares of the page.

Like `boxes`, this looks into the engine's box tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from weasyprint import Document

SPEC, NOTE = "data-spec", "fn-"
MOST_WORDS = 400  # characters of what a spot says


class Spot(Struct, frozen=True):
    """One element of a page: its tag, its place in the spec or the number of its note, its words.

    Left, top, width and height are shares of the page; pages count from 1.
    """

    page: int
    tag: str
    address: str
    note: int
    frame: tuple[float, float, float, float]
    words: str


def spots(document: Document) -> tuple[Spot, ...]:
    """Every element that says where in the spec it comes from, page by page, outer ones first."""
    return tuple(
        spot
        for number, page in enumerate(document.pages, start=1)
        for spot in _on(page._page_box, number)
    )


def _on(page: Any, number: int) -> Iterator[Spot]:
    size = page.margin_width(), page.margin_height()
    for box in _outermost(page, frozenset()):
        address, note = _names(box)
        tag, frame = "note" if note else str(box.element.tag), _frame(box, size)
        if all(frame[2:]):  # of a note a point stays at its mark
            words = _words(box).removeprefix(str(note or ""))
            yield Spot(number, tag, address, note, frame, words)


def _outermost(box: Any, within: frozenset[int]) -> Iterator[Any]:
    """Boxes of elements that have a place; of several boxes in one another only the outer."""
    element = getattr(box, "element", None)
    if element is not None and id(element) not in within and any(_names(box)):
        within |= {id(element)}
        yield box
    for child in getattr(box, "children", ()):
        yield from _outermost(child, within)


def _names(box: Any) -> tuple[str, int]:
    name = (box.element.get("id") or "").removeprefix(NOTE)
    note = int(name) if name.isdecimal() and box.element.get("id") != name else 0
    return box.element.get(SPEC) or "", note


def _frame(box: Any, size: tuple[float, float]) -> tuple[float, float, float, float]:
    wide, high = size
    left, top = box.border_box_x() / wide, box.border_box_y() / high
    width, height = box.border_width() / wide, box.border_height() / high
    return round(left, 4), round(top, 4), round(width, 4), round(height, 4)


def _words(box: Any) -> str:
    lines = (each for each in _in_order(box) if type(each).__name__ == "LineBox")
    said = " ".join("".join(_texts(line)) for line in lines)
    tidy = " ".join(said.replace("\u00ad", "").replace("\u2060", "").split())
    return tidy if len(tidy) <= MOST_WORDS else f"{tidy[: MOST_WORDS - 1]}…"


def _in_order(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _in_order(child)


def _texts(line: Any) -> list[str]:
    return [each.text for each in _in_order(line) if type(each).__name__ == "TextBox"]
