"""Grids and cells of tables, of which the engine forgets how far they had come."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.footnotes.notes import Box, Skip


def lay_out_grid(
    plain: Any,
    context: NoteContext,
    box: Box,
    bottom_space: float,
    skip_stack: Skip,
    *others: Any,
    **named: Any,
) -> Any:
    """In place of `grid_layout`.

    A row that is broken by a note loses text. So the notes of a grid come in at the end of the
    page, which is then laid out again with room for them.
    """
    placing, context.placing = context.placing, False
    _turn_back(context, box.advancements, skip_stack)
    try:
        return plain(context, box, bottom_space, skip_stack, *others, **named)
    finally:
        context.placing = placing


def _turn_back(context: NoteContext, advanced: dict[Any, float], skip_stack: Skip) -> None:
    """How far a grid had come when its page began, though it was laid out since.

    The engine keeps that on the grid itself, which is the same for each layout of the page; from
    a wrong place on, cells are left out or set twice.
    """
    page = context.current_page
    # The mapping is kept with its history, so that no other takes its address.
    _, history = context.grids.setdefault(id(advanced), (advanced, {}))
    for later in [number for number in history if number > page]:
        del history[later]
    known = history.setdefault(page, dict(advanced) if skip_stack else {})
    advanced.clear()
    advanced.update(known)


def lay_out_container(
    plain: Any,
    context: NoteContext,
    box: Box,
    bottom_space: float,
    skip_stack: Skip,
    page_is_empty: bool,
    *others: Any,
    **named: Any,
) -> Any:
    """In place of `block_container_layout`.

    A block of which nothing fits but a float that was moved on goes with it, and takes along the
    heading that may not stand without it. A cell of which nothing fits goes on where it was: its
    table would begin it anew on the next page.
    """
    result = plain(context, box, bottom_space, skip_stack, page_is_empty, *others, **named)
    if _is_bare(box, skip_stack, page_is_empty, *result[:2]):
        return None, None, {"break": "any", "page": None}, [], False, result[-1]
    if result[0] is not None or not skip_stack or not isinstance(box, boxes.TableCellBox):
        return result
    empty = box.copy_with_children([])
    laid_out, _, *more = plain(context, empty, bottom_space, skip_stack, True, *others, **named)
    return laid_out, skip_stack, *more


def _is_bare(
    box: Box, skip_stack: Skip, page_is_empty: bool, laid_out: Box, resume_at: Skip
) -> bool:
    """Whether a block would be broken before its first child, a float, and be left empty."""
    return (
        isinstance(box, boxes.BlockBox)
        and laid_out is not None
        and not laid_out.children
        and skip_stack is None
        and resume_at == {0: None}
        and not page_is_empty
        and box.children[0].is_floated()
    )
