"""Reading the engine's laid-out pages: how full they are, what collides, pages named twice.

This looks into the engine's box tree, which is no public interface; it stays in this one module.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from briefgen.outputs.rests import NoteArea

if TYPE_CHECKING:
    from weasyprint import Document

PRINTED = ("TextBox", "InlineReplacedBox", "BlockReplacedBox", "TableCellBox")
TOLERANCE = 0.6
POINTS = 0.75  # of a pixel
MARGIN = "side"
WHOLE = ("panel", MARGIN)


class PageFill(Struct, frozen=True):
    """The share of a page that its main column uses, and by how far text runs into notes (px)."""

    share: float
    overlap: float


def page_fills(document: Document) -> tuple[PageFill, ...]:
    """The fill of each page: lowest content against the top of its notes.

    Notes in the margin fill no page: beside a long one the main column may be half empty.
    """
    return tuple(_fill(page._page_box) for page in document.pages)


def note_areas(document: Document) -> tuple[NoteArea | None, ...]:
    """For each page where its notes stand; None where it has none."""
    return tuple(_area(page._page_box) for page in document.pages)


def _area(page: Any) -> NoteArea | None:
    box = notes_of(page)
    if box is None:
        return None
    sheet, top = page.margin_height(), box.border_box_y()
    edges = (box.border_box_x(), box.border_box_x() + box.border_width())
    return NoteArea(
        edges[0] * POINTS,
        (sheet - top - box.border_height()) * POINTS,
        edges[1] * POINTS,
        (sheet - top) * POINTS,
    )


def notes_of(page: Any) -> Any:
    """The box of a page's notes; None where it has none."""
    return next(
        (
            child
            for child in page.children
            if type(child).__name__ == "FootnoteAreaBox" and child.children
        ),
        None,
    )


def _fill(page: Any) -> PageFill:
    top = page.content_box_y()
    notes = notes_of(page)
    end = notes.position_y if notes is not None else top + page.height
    main = _lowest(page.children[0], top, margin=False)
    lowest = _lowest(page.children[0], top, margin=True)
    return PageFill((main - top) / max(1.0, end - top), max(0.0, lowest - end - TOLERANCE))


def _lowest(box: Any, top: float, *, margin: bool) -> float:
    """Where the lowest printed box ends, with or without what stands in the margin."""
    if type(box).__name__ in PRINTED:
        return max(top, float(box.position_y) + _height(box))
    if not margin and MARGIN in class_of(box).split():
        return top
    children = getattr(box, "children", ())
    return max((_lowest(child, top, margin=margin) for child in children), default=top)


def page_openers(document: Document) -> tuple[str, ...]:
    """For each page the key of the part that its first words belong to; empty for running text."""
    return tuple(_opener(page._page_box.children[0], "") or "" for page in document.pages)


class CutAside(Struct, frozen=True):
    """A panel or margin note that a page end cut in two, and the part of the page it stands in."""

    kind: str  # panel | side
    page: int
    part: str = ""


def cut_asides(document: Document) -> tuple[CutAside, ...]:
    """What must be whole and is not."""
    first: dict[int, CutAside] = {}
    cut: dict[int, CutAside] = {}
    for number, page in enumerate(document.pages, start=1):
        for box, part in _with_parts(page._page_box.children[0], ""):
            kind = next((kind for kind in WHOLE if kind in class_of(box).split()), "")
            if kind:
                begun = first.setdefault(id(box.element), CutAside(kind, number, part))
                if begun.page != number:
                    cut[id(box.element)] = begun
    return tuple(sorted(cut.values(), key=lambda aside: (aside.page, aside.part)))


def _with_parts(box: Any, part: str) -> Iterator[tuple[Any, str]]:
    """Each box with the part of the page it belongs to."""
    part = _part(box) or part
    yield box, part
    for child in getattr(box, "children", ()):
        yield from _with_parts(child, part)


def _part(box: Any) -> str:
    element = getattr(box, "element", None)
    return (element.get("data-part") or "") if element is not None else ""


def _opener(box: Any, part: str) -> str | None:
    """The part of the first printed box, depth first; None where nothing is printed."""
    part = _part(box) or part
    if type(box).__name__ in PRINTED:
        return part
    for child in getattr(box, "children", ()):
        if (found := _opener(child, part)) is not None:
            return found
    return None


def _height(box: Any) -> float:
    return float(box.margin_height() if hasattr(box, "margin_height") else box.height)


def descendants(box: Any) -> Iterator[Any]:
    """A box and all that it holds, in no order."""
    stack = [box]
    while stack:
        each = stack.pop()
        yield each
        stack.extend(getattr(each, "children", ()))


def name_pages_once(document: Document) -> None:
    """In the list of sources, take out every page that was named already.

    Which notes share a page is known only after layout, and a second layout would double the
    time; so the repeated number goes with its comma, and what follows on the line moves up.
    """
    from weasyprint.document import Page

    for index, page in enumerate(document.pages):
        cells = [box for box in descendants(page._page_box) if class_of(box) == "about"]
        changed = [cell for cell in cells if _thin_out(cell)]
        if changed:
            document.pages[index] = Page(page._page_box)


def class_of(box: Any) -> str:
    """The classes of a box's element."""
    element = getattr(box, "element", None)
    return element.get("class", "") if element is not None else ""


def _thin_out(cell: Any) -> bool:
    """Take repeated numbers out of one cell; true if there were any."""
    seen: set[str] = set()
    lines = [box for box in _descendants_in_order(cell) if type(box).__name__ == "LineBox"]
    changed = sum(_thin_line(line, seen) for line in lines) > 0
    for line in reversed(lines) if changed else ():
        if line.children:
            if class_of(line.children[-1]) == "sep":
                line.children = line.children[:-1]
            break
    return changed


def _descendants_in_order(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _descendants_in_order(child)


def _thin_line(line: Any, seen: set[str]) -> bool:
    kept: list[Any] = []
    shift = 0.0
    after_removed = False
    for box in line.children:
        name = class_of(box)
        if (name == "sep" and after_removed) or (name == "pref" and _words(box) in seen):
            shift += box.margin_width()
            after_removed = name == "pref"
            continue
        after_removed = False
        if name == "pref":
            seen.add(_words(box))
        if shift:
            box.translate(-shift, 0)
        kept.append(box)
    changed = len(kept) != len(line.children)
    line.children = kept
    return changed


def _words(box: Any) -> str:
    return "".join(each.text for each in descendants(box) if type(each).__name__ == "TextBox")
