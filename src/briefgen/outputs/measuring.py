"""Laid-out pages as a flow: how high each line, row and drawing is, and where pages may end.

Like `boxes`, this looks into the engine's box tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct, structs

from briefgen.outputs.boxes import class_of, descendants, notes_of
from briefgen.outputs.flow import NO_FLOW, Block, Flow, Strip

if TYPE_CHECKING:
    from weasyprint import Document

MARK, NOTE = "ref-", "fn-"
WHOLE = frozenset({"FlexBox", "TableRowBox", "BlockReplacedBox", "InlineReplacedBox"})
WIDE = frozenset({"wide", "width-full"})
HEADINGS = frozenset({"h2", "h3"})
FOUR_LINES = 71.0  # pixels of body text, less one for rounding

Pieces: TypeAlias = Sequence[tuple[int, Any]]  # an element's boxes, each with its page
Start: TypeAlias = tuple[int, float, float]
Heights: TypeAlias = Mapping[str, float]  # of notes, by the id of their first mark


class _Raw(Struct, frozen=True):
    """A strip as it stands on a page; `glued` is one from which the next must not be parted."""

    page: int
    top: float
    bottom: float
    boxes: tuple[Any, ...]
    line: bool = False
    head: bool = False
    opens: bool = True
    glued: bool = False


def measure(document: Document) -> Flow:
    """The flow of laid-out pages; one without blocks where they are not made as briefs are."""
    pages = [page._page_box for page in document.pages]
    rows = _elements(pages)
    first = next((n for n, row in enumerate(rows) if row[0][1].element.tag == "h2"), None)
    if first is None:
        return NO_FLOW
    heights = _note_heights(pages)
    page, used, noted = _start(rows[:first], pages, heights)
    return Flow(
        blocks=tuple(_block(row, heights) for row in rows[first:]),
        room=(float(pages[0].height), float(pages[-1].height)),
        apron=max((_apron(page) for page in pages), default=0.0),
        page=page,
        used=used,
        noted=noted,
        lonely=tuple(_lonely(rows, len(pages) - 1)),
    )


def _lonely(rows: Sequence[Pieces], last: int) -> Iterator[str]:
    """The headings under which less than four lines stand, but for those on the last page."""
    feet: dict[int, float] = {}
    for row in reversed(rows):
        page, box = row[0]
        beneath = feet.get(page, 0.0) - _bottom(box)
        if box.element.tag in HEADINGS and page < last and beneath < FOUR_LINES:
            yield "".join(box.element.itertext())
        for number, piece in row:
            feet[number] = max([feet.get(number, 0.0), *(r.bottom for r in _raws(number, piece))])


def _elements(pages: Sequence[Any]) -> list[Pieces]:
    """What stands in the main column, block by block."""
    found: dict[int, list[tuple[int, Any]]] = defaultdict(list)
    for number, page in enumerate(pages):
        main = next((box for box in descendants(page.children[0]) if _is_main(box)), None)
        for child in getattr(main, "children", ()):
            if getattr(child, "element", None) is not None:
                found[id(child.element)].append((number, child))
    return list(found.values())


def _is_main(box: Any) -> bool:
    return "flow" in class_of(box).split() and box.element_tag == "main"


def _start(rows: Sequence[Pieces], pages: Sequence[Any], heights: Heights) -> Start:
    """The page on which the opening ends, how much of it is full, and how high its notes are."""
    boxes = [piece for row in rows for piece in row]
    page = max((number for number, _ in boxes), default=0)
    here = [box for number, box in boxes if number == page]
    top = pages[page].content_box_y()
    used = max((_bottom(box) - top for box in here), default=0.0)
    return page, used, sum(_noted(box, heights) for box in here)


def _note_heights(pages: Sequence[Any]) -> Heights:
    """How high each note is, all its pieces together."""
    heights: dict[str, float] = defaultdict(float)
    for page in pages:
        for note in getattr(notes_of(page), "children", ()):
            heights[_id(note).replace(NOTE, MARK, 1)] += float(note.margin_height())
    return heights


def _apron(page: Any) -> float:
    area = notes_of(page)
    if area is None:
        return 0.0
    return float(area.margin_height()) - sum(float(note.margin_height()) for note in area.children)


def _block(row: Pieces, heights: Heights) -> Block:
    boxes = [box for _, box in row]
    first, names = boxes[0], set(class_of(boxes[0]).split())
    margins = [box for box in descendants(first) if _floats(box)]
    return Block(
        strips=() if _floats(first) else tuple(_strips(row, heights)),
        above=_margin(first, "margin_top", 0),
        below=_margin(first, "margin_bottom", -1),
        part=first.element.get("data-part") or "",
        section=_id(first) if first.element.tag == "h2" else "",
        # Text beside a margin note is kept whole only against a note that was cut.
        whole=_whole(first) and not margins,
        leads=first.style["break_after"] == "avoid",
        wide=bool(names & WIDE),
        margin=_beside(margins),
        floats=_floats(first),
    )


def _beside(margins: Sequence[Any]) -> float:
    """How high margin notes are, the one under the other; what is below them does not count."""
    if not margins:
        return 0.0
    last = float(margins[-1].margin_bottom)
    return sum(float(box.margin_height()) for box in margins) - last


def _strips(row: Pieces, heights: Heights) -> Iterator[Strip]:
    raw = _edged(_merged(raw for page, box in row for raw in _raws(page, box)), row)
    head = next((each.bottom - each.top for each in raw if each.head), 0.0)
    first = raw[0].page if raw else 0
    raw = [each for each in raw if not each.head or each.page == first]
    last: _Raw | None = None
    for each, opens in zip(raw, _openings(raw), strict=True):
        beside = last is not None and last.page == each.page
        yield Strip(
            height=each.bottom - each.top,
            before=each.top - last.bottom if last is not None and beside else 0.0,
            notes=sum(_noted(box, heights) for box in each.boxes),
            opens=opens,
            head=0.0 if each.head else head,
        )
        last = each


def _edged(raw: list[_Raw], row: Pieces) -> list[_Raw]:
    """Strips with the borders and paddings of their block."""
    if raw:
        # A page may have a piece of the block without any strip, as a margin note alone.
        first = next(box for page, box in row if page == raw[0].page)
        last = next(box for page, box in reversed(row) if page == raw[-1].page)
        raw[0] = structs.replace(raw[0], top=_top(first))
        edge = float(last.padding_bottom) + float(last.border_bottom_width)
        raw[-1] = structs.replace(raw[-1], bottom=raw[-1].bottom + edge)
    return raw


def _merged(raw: Iterable[_Raw]) -> list[_Raw]:
    """Strips that stand side by side are one, such as the sign of an item and its first line."""
    found: list[_Raw] = []
    for each in raw:
        last = found[-1] if found else None
        if last is not None and last.page == each.page and each.top < last.bottom - 0.5:
            bottom = max(last.bottom, each.bottom)
            found[-1] = structs.replace(
                each, top=last.top, bottom=bottom, boxes=last.boxes + each.boxes
            )
        else:
            found.append(each)
    return found


def _openings(raw: Sequence[_Raw]) -> Iterator[bool]:
    """For each strip whether a page may begin with it, by what is said of orphans and widows."""
    for number, each in enumerate(raw):
        if number and raw[number - 1].glued:
            yield False
        elif each.line:
            style, element = each.boxes[0].style, each.boxes[0].element
            before = _of(element, raw[number - 1 :: -1] if number else ())
            after = _of(element, raw[number:])
            yield each.opens and (
                not before or (before >= style["orphans"] and after >= style["widows"])
            )
        else:
            yield each.opens


def _of(element: Any, lines: Sequence[_Raw]) -> int:
    """How many of the next strips are lines of an element."""
    return sum(1 for _ in takewhile(lambda each: each.boxes[0].element is element, lines))


def _raws(page: int, box: Any, *, top: bool = True) -> Iterator[_Raw]:
    """The strips in a box, one under the other."""
    kind = type(box).__name__
    if kind in WHOLE or box.element_tag == "thead" or (not top and _whole(box)):
        yield _raw(page, box, head=box.element_tag == "thead")
    elif kind == "LineBox":
        yield _Raw(page, _top(box), _bottom(box), (box,), line=True)
    elif kind == "GridBox":
        for _, cells in groupby(box.children, key=_top):
            yield _raw(page, *cells)
    else:
        for child in getattr(box, "children", ()):
            if hasattr(child, "position_y") and not _floats(child):
                yield from _glued(list(_raws(page, child, top=False)), child)


def _glued(raw: list[_Raw], box: Any) -> list[_Raw]:
    """The strips of a box, with what is said of page ends before and after it."""
    if raw and box.style["break_before"] == "avoid":
        raw[0] = structs.replace(raw[0], opens=False)
    if raw and box.style["break_after"] == "avoid":
        raw[-1] = structs.replace(raw[-1], glued=True)
    return raw


def _raw(page: int, *boxes: Any, head: bool = False) -> _Raw:
    bottom = max(_bottom(box) for box in boxes)
    return _Raw(page, _top(boxes[0]), bottom, boxes, head=head, glued=head)


def _whole(box: Any) -> bool:
    return type(box).__name__ in WHOLE or box.style["break_inside"] == "avoid"


def _floats(box: Any) -> bool:
    return hasattr(box, "style") and box.style["float"] in ("left", "right")


def _margin(box: Any, side: str, end: int) -> float:
    """A margin by the style sheet: that of a page's first box is gone from the box itself."""
    own = box.style[side]
    mine = float(own.value) if hasattr(own, "value") else 0.0
    inner = [c for c in getattr(box, "children", ()) if not _floats(c) and hasattr(c, "margin_top")]
    edge = "top" if end == 0 else "bottom"
    closed = getattr(box, f"padding_{edge}", 0) or getattr(box, f"border_{edge}_width", 0)
    if not inner or closed or type(box).__name__ != "BlockBox" or _whole(box):
        return mine
    return max(mine, _margin(inner[end], side, end))


def _noted(box: Any, heights: Heights) -> float:
    return sum(heights.get(mark, 0.0) for mark in {_id(each) for each in descendants(box)})


def _id(box: Any) -> str:
    element = getattr(box, "element", None)
    return (element.get("id") or "") if element is not None else ""


def _top(box: Any) -> float:
    return float(box.border_box_y()) if hasattr(box, "border_box_y") else float(box.position_y)


def _bottom(box: Any) -> float:
    if hasattr(box, "border_height"):
        return _top(box) + float(box.border_height())
    return _top(box) + float(box.height)
