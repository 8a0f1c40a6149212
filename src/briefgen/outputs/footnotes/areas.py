"""The area of notes at the foot of a page: laying it out, whole or up to a limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any

from msgspec import Struct
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import block

from briefgen.outputs.footnotes.notes import Box, Skip

EPS = 1e-6  # px: heights are summed in another order than the engine sums them


class Positioned(Struct, frozen=True):
    """The page's lists of boxes that are positioned once everything else is in place."""

    absolute: list[Any] | None = None
    fixed: list[Any] | None = None


def lay_out_area(
    context: Any,
    notes: Sequence[Box],
    skip: Skip = None,
    limit: float | None = None,
    positioned: Positioned | None = None,
) -> tuple[Box, Skip]:
    """Notes in a copy of the page's area, and where they go on if they end at a limit."""
    area = context.current_footnote_area
    copy = _copy(area, notes, fragment=skip is not None or limit is not None)
    lists = positioned or Positioned()
    with _apart(context, copy, limit):
        box, rest, *_ = block.block_level_layout(
            context,
            copy,
            bottom_space=-inf if limit is None else 0,
            skip_stack=skip,
            containing_block=area.page,
            page_is_empty=True,
            absolute_boxes=lists.absolute,
            fixed_boxes=lists.fixed,
        )
    return box, rest


def _copy(area: Box, notes: Sequence[Box], *, fragment: bool) -> Box:
    kept, area.children = area.children, list(notes)
    copy = build.create_anonymous_boxes(area.deepcopy())
    area.children = kept
    if fragment:  # the area is whole on every page, only its notes are in parts
        copy.style = copy.style.copy()
        copy.style["box_decoration_break"] = "clone"
    return copy


@contextmanager
def _apart(context: Any, copy: Box, limit: float | None) -> Iterator[None]:
    """Lay out apart from the page: its floats do not narrow notes, its end is the limit."""
    bottom, placing = context.page_bottom, context.placing
    context.placing = False
    context.create_block_formatting_context(copy)
    if limit is not None:
        area = context.current_footnote_area
        context.page_bottom = area.position_y + edges(area) + limit
    try:
        yield
    finally:
        context.finish_block_formatting_context()
        context.page_bottom, context.placing = bottom, placing


def edges(area: Box) -> float:
    """Height of an area without its notes."""
    return float(
        area.margin_top
        + area.margin_bottom
        + area.padding_top
        + area.padding_bottom
        + area.border_top_width
        + area.border_bottom_width
    )


def sunk(area: Box, box: Box) -> float:
    """How far the margin of the first note pushes a laid-out area down."""
    return float(box.position_y - area.position_y)


def content_height(area: Box, box: Box) -> float:
    """Height of the notes in a laid-out area, whatever the area's own limits."""
    if not box.children:
        return 0.0
    last = box.children[-1]
    bottom = last.position_y + last.margin_height()
    if box.bottom_margin_collapses():
        bottom -= last.margin_bottom
    return float(bottom - box.content_box_y()) + sunk(area, box)


def lines_of(found: Iterable[Box]) -> Iterator[Box]:
    """Lines of blocks, without the lines of the small boxes within them."""
    for box in found:
        if isinstance(box, boxes.LineBox):
            yield box
        else:
            yield from lines_of(getattr(box, "children", ()))


def lowest(root: Box, top: float) -> float:
    """Lower edge of what is printed: lines, images, cells and boxes that stand for themselves."""
    return max((_end(box) for box in root.descendants() if _prints(box)), default=top)


def _prints(box: Box) -> bool:
    if isinstance(box, (boxes.LineBox, boxes.ReplacedBox, boxes.TableCellBox)):
        return bool(box.height)
    return isinstance(box, boxes.BlockBox) and not box.children and bool(box.height)


def _end(box: Box) -> float:
    high = box.border_height() if isinstance(box, boxes.TableCellBox) else box.height
    return float(box.position_y + high)
