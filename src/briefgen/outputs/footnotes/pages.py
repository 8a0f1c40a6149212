"""Pages: the state of the notes at the top of each, so that any page can be made again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as engine_page

from briefgen.outputs.footnotes.areas import Positioned
from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.footnotes.ending import end_page
from briefgen.outputs.footnotes.mentions import settle
from briefgen.outputs.footnotes.notes import Attempt, Box, PageAgain, Skip, Waiting

CARRY_ALONE = 0.75  # of a page: what was carried and is higher gets a page of its own


class _Memory(Struct, frozen=True):
    """What the layout of a page changes for good, as it was before."""

    context: NoteContext
    number: int
    waiting: Any
    broken: Any
    running: dict[str, list[Any]]
    rendered: list[Any]
    roots: list[Any]
    shapes: dict[Any, Any]

    @classmethod
    def of(cls, context: NoteContext, number: int) -> _Memory:
        running = {
            name: list(pages[number])
            for name, pages in context.running_elements.items()
            if number in pages
        }
        return cls(
            context,
            number,
            context.footnotes.copy(),
            context.broken_out_of_flow,
            running,
            list(context.rendered_notes),
            list(context._excluded_shapes_root_boxes),
            dict(context._excluded_shapes),
        )

    def restore(self) -> None:
        context = self.context
        context.footnotes = self.waiting.copy()
        context.broken_out_of_flow = self.broken
        for name, pages in context.running_elements.items():
            pages.pop(self.number, None)
            if name in self.running:
                pages[self.number] = list(self.running[name])
        context.rendered_notes[:] = self.rendered
        context._excluded_shapes_root_boxes[:] = self.roots
        context._excluded_shapes = dict(self.shapes)
        context.faults = [fault for fault in context.faults if fault.page != self.number]


def make_page(
    plain: Any,
    context: NoteContext,
    root_box: Box,
    page_type: Any,
    resume_at: Skip,
    page_number: int,
    page_state: Any,
) -> tuple[Box, Skip, Any]:
    """In place of the engine's: a page, laid out again until text and notes agree."""
    _rewind(context, page_number)
    memory = _Memory.of(context, page_number)
    attempt = Attempt(context.carried_to.get(page_number, {}))
    while True:
        memory.restore()
        context.begin(attempt)
        root = root_box.copy_with_children([]) if attempt.alone else root_box
        try:
            page, resume, following = plain(
                context, root, page_type, resume_at, page_number, page_state
            )
            break
        except PageAgain as again:  # leaves before the engine counts pages and targets
            attempt = again.attempt
    _keep(context, page_number)
    if attempt.alone:
        return page, resume_at, context.page_maker[page_number - 1][1]
    return page, resume, following


def _rewind(context: NoteContext, number: int) -> None:
    """The notes as they were when the page before was done, whatever was made since."""
    context.begun = {
        note: page for page, notes in context.placed.items() if page < number for note in notes
    }
    context.footnotes = Waiting(note for note in context.order if note not in context.begun)
    context.made_with[number] = context.carried_to.get(number, {})
    if context.last_made != number - 1 and number in context.broken_before:
        context.broken_out_of_flow = context.broken_before[number]
    context.broken_before[number] = context.broken_out_of_flow


def _keep(context: NoteContext, number: int) -> None:
    """Take down what began on a finished page and what goes on after it."""
    rests = context.attempt.rests
    context.placed[number] = [
        note for note in context.current_page_footnotes if note not in context.begun
    ]
    for note in context.placed[number]:
        context.begun[note] = number
    for note in (*context.placed[number], *rests):
        context.footnotes.discard(note)
    context.carried_to[number + 1] = rests
    context.broken_before[number + 1] = context.broken_out_of_flow
    context.reported_footnotes = list(rests)
    context.last_made = number


def lay_out_block(plain: Any, context: NoteContext, box: Box, *args: Any, **named: Any) -> Any:
    """In place of `block_level_layout` as `make_page` calls it: for the root, then for the area."""
    if isinstance(box, boxes.FootnoteAreaBox):
        positioned = Positioned(named["absolute_boxes"], named["fixed_boxes"])
        return end_page(context, positioned), None, None, [], False, None
    if not box.is_for_root_element:
        return plain(context, box, *args, **named)
    _before_text(context, box)
    result = plain(context, box, *args, **named)
    if result[0] is None:
        result = _without_text(plain, context, box, args)
    context.attempt.root = result[0]
    return result


def _before_text(context: NoteContext, root: Box) -> None:
    attempt, area = context.attempt, context.current_footnote_area
    if attempt.reserve:
        context._update_footnote_area()
    if attempt.carried and not attempt.alone and root.children and area.height != "auto":
        high = area.margin_height() > CARRY_ALONE * area.page.height
        if high:
            raise PageAgain(attempt.again(alone=True))


def _without_text(plain: Any, context: NoteContext, root: Box, args: Any) -> Any:
    """A page that holds the rest of a float and no text: the engine's own way out can fail."""
    bottom_space, resume_at, block, _, *lists = args
    empty = root.copy_with_children([])
    empty.force_fragmentation = True
    box = plain(context, empty, bottom_space, None, block, True, *lists)[0]
    return box, resume_at, {"break": "any", "page": None}, [], False, None


def make_all_pages(
    plain: Any, context: NoteContext, root_box: Box, html: Any, pages: list[Box]
) -> Iterator[Box]:
    """In place of the engine's: makes a page again as well where other notes are carried to it."""
    context.read_order(html.etree_element.iter())
    context.heights.round += 1
    context.rendered_notes = []
    context.last_made = 0
    index = 0
    while True:
        carried = context.carried_to.get(index + 1, {})
        if index >= len(pages) or _is_stale(context, index, carried):
            context.page_maker[index][-1].update(_fresh())
            # The engine takes this to mean that a page is wanted though the text has ended.
            context.reported_footnotes = [*carried, *_going_on(context, index)]
            page, resume_at = engine_page.remake_page(index, context, root_box, html)
            yield page
        else:
            resume_at = context.page_maker[index + 1][0]
            yield pages[index]
        index += 1
        if resume_at is None and not (
            context.carried_to.get(index + 1) or _going_on(context, index)
        ):
            break
    _finish(context, index)


def _going_on(context: NoteContext, index: int) -> list[Box]:
    """Floats of which a part is left for this page; the engine drops it after the last text."""
    before, floats = (context.broken_before.get(index + place, {}) for place in (0, 1))
    skips = [skip for *_, skip in floats.values()]
    return list(floats) if skips != [skip for *_, skip in before.values()] else []


def _is_stale(context: NoteContext, index: int, carried: Any) -> bool:
    state = context.page_maker[index][-1]
    return bool(
        state["content_changed"]
        or state["pages_wanted"]
        or context.made_with.get(index + 1, {}) != carried
    )


def _fresh() -> dict[str, Any]:
    """What the engine notes of a page while it makes it, before it does."""
    return {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}


def _finish(context: NoteContext, count: int) -> None:
    context.page_maker = context.page_maker[: count + 1]
    settle(context, count)
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()
    context.placing = False
    context.faults = [
        fault for fault in context.faults if fault.page <= count and fault.kind != "missing"
    ]
    found = {note for page, notes in context.placed.items() if page <= count for note in notes}
    for note in context.order:
        if note not in found:
            context.record("missing", note)
