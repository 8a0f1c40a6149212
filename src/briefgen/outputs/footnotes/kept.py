"""A float that must not be broken goes to the next page whole, as a block would."""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.layout import block

from briefgen.outputs.footnotes.notes import Box, Skip


def lay_out_of_flow(
    plain: Any,
    context: Any,
    box: Box,
    index: int,
    child: Box,
    new_children: list[Box],
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    adjoining_margins: list[float],
    bottom_space: float,
) -> tuple[bool, Skip, Box, Skip]:
    """In place of `_out_of_flow_layout`, which asks a float for `break-inside` as little as lines.

    Where its first lines fit it stays, and is cut.
    """
    top, may_move = child.position_y, bool(new_children) or not page_is_empty
    lists = (page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins)
    result: tuple[bool, Skip, Box, Skip] = plain(
        context, box, index, child, new_children, *lists, bottom_space
    )
    stop, _, laid_out, rest = result
    if stop or rest is None or not may_move or not _is_kept(context, box, child):
        return result
    new_children.pop()
    block.remove_placeholders(context, [laid_out], absolute_boxes, fixed_boxes)
    child.position_y = top
    # Without any room the engine breaks before the float, with regard to what stands above.
    stop, resume_at, laid_out, rest = plain(context, box, index, child, new_children, *lists, inf)
    return stop, resume_at, laid_out, rest


def _is_kept(context: Any, box: Box, child: Box) -> bool:
    avoids = block.avoid_page_break(child.style["break_inside"], context)
    return bool(child.is_floated() and avoids and not box.is_monolithic())
