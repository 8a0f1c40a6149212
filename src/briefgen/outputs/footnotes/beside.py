"""A line beside floats: where it turns out to be wider than its place, it goes below them."""

from __future__ import annotations

from typing import Any

from weasyprint.layout.float import avoid_collisions

from briefgen.outputs.footnotes.notes import Box, Skip


def lay_out_line(
    plain: Any,
    context: Any,
    source: Box,
    position_y: float,
    bottom_space: float,
    skip_stack: Skip,
    block: Box,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    *styles: Any,
) -> tuple[Box, Skip]:
    """In place of `get_next_linebox`, which looks for a place by the least width of a line.

    That width is taken for smaller than it is where a mark follows a lone space. The line then
    stays where it is too wide, and is aligned in the room below the floats: off the paper.
    """
    while True:
        shapes, broken = list(context.excluded_shapes), dict(context.broken_out_of_flow)
        absolute, fixed = list(absolute_boxes), list(fixed_boxes)
        line, resume_at = plain(
            context,
            source,
            position_y,
            bottom_space,
            skip_stack,
            block,
            absolute_boxes,
            fixed_boxes,
            *styles,
        )
        below = _below(context, source, shapes, block) if line and shapes else source.position_y
        if below <= source.position_y:
            return line, resume_at
        position_y = below
        context.excluded_shapes, context.broken_out_of_flow = shapes, broken
        absolute_boxes[:], fixed_boxes[:] = absolute, fixed


def _below(context: Any, source: Box, shapes: list[Box], block: Box) -> float:
    """Where a line of the width that was laid out has room beside or below these floats."""
    kept, context.excluded_shapes = context.excluded_shapes, shapes
    place: float = avoid_collisions(context, source, block, outer=False)[1]
    context.excluded_shapes = kept
    return place
