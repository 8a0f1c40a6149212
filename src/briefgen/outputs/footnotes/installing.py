"""Setting the correction into the engine's modules, beside what is there."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import weasyprint
from weasyprint.document import Document
from weasyprint.layout import block, column, grid, inline, page

from briefgen.outputs.footnotes.beside import lay_out_line
from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.footnotes.guard import KNOWN, digests_of, objection, without
from briefgen.outputs.footnotes.kept import lay_out_of_flow
from briefgen.outputs.footnotes.lines import lay_out_lines
from briefgen.outputs.footnotes.notes import Fault
from briefgen.outputs.footnotes.pages import lay_out_block, make_all_pages, make_page
from briefgen.outputs.footnotes.side_by_side import lay_out_container, lay_out_grid


def refusal() -> str:
    """Why this engine is used as it is; empty where the correction fits it."""
    return objection(weasyprint.__version__, digests_of(KNOWN))


def failure(error: Exception) -> str:
    """Why this document is laid out without the correction, after it failed on it."""
    return without(f"it failed on this document ({type(error).__name__}: {error})")


def render(html: Any, faces: Any, **options: Any) -> tuple[Any, tuple[Fault, ...]]:
    """A document with its notes in place, and the notes that could not be placed."""
    _install()
    contexts: list[NoteContext] = []

    class Noted(Document):  # type: ignore[misc]  # the engine is untyped
        """The engine's document, laid out in a context that knows its notes."""

        @classmethod
        def _build_layout_context(cls, *args: Any) -> NoteContext:
            plain = super()._build_layout_context(*args)
            contexts.append(
                NoteContext(
                    plain.style_for,
                    plain.get_image_from_uri,
                    plain.font_config,
                    plain.counter_style,
                    plain.target_collector,
                )
            )
            return contexts[-1]

    document = Noted._render(html, faces, None, None, weasyprint.DEFAULT_OPTIONS | options)
    return document, tuple(contexts[-1].faults)


def _install() -> None:
    """Once for the process: each function then asks the context which way to go."""
    if hasattr(block._linebox_layout, "__wrapped__"):
        return
    for module, name, corrected in (
        (block, "_linebox_layout", lay_out_lines),
        (block, "_out_of_flow_layout", lay_out_of_flow),
        (block, "block_container_layout", lay_out_container),
        (block, "grid_layout", lay_out_grid),
        (grid, "grid_layout", lay_out_grid),
        (inline, "get_next_linebox", lay_out_line),
        (page, "make_page", make_page),
        (page, "block_level_layout", lay_out_block),
        (weasyprint.layout, "make_all_pages", make_all_pages),
        (column, "_report_footnotes", _leave_notes),
    ):
        setattr(module, name, _either(getattr(module, name), corrected))


def _either(plain: Callable[..., Any], corrected: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(plain)
    def chosen(context: Any, *args: Any, **named: Any) -> Any:
        if isinstance(context, NoteContext) and context.noted:
            return corrected(plain, context, *args, **named)
        return plain(context, *args, **named)

    return chosen


def _leave_notes(plain: Any, context: NoteContext, height: float) -> None:
    """Columns push no notes to the next page: its end settles what collides."""
