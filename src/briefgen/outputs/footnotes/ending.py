"""The end of a page: whether text and notes agree, and the area of notes as it is printed."""

from __future__ import annotations

from math import inf

from briefgen.outputs.footnotes.areas import (
    Positioned,
    edges,
    lay_out_area,
    lines_of,
    lowest,
    sunk,
)
from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.footnotes.notes import Box, PageAgain, notes_in
from briefgen.outputs.footnotes.splitting import (
    Part,
    Plan,
    called_on,
    in_order,
    plan_parts,
    set_parts,
    trim,
)

TRIES = 6  # layouts of one page
NEAR = 0.01  # px: nobody sees it
STEP, MOST = 0.15, 0.85  # of a page: by how much a reserve for notes grows, and its greatest


def end_page(context: NoteContext, positioned: Positioned) -> Box:
    """The laid-out area of a page whose text is in place; PageAgain where they collide."""
    _bring_home(context)
    context.in_column = False
    context.placing = False
    if not context.current_page_footnotes:
        context.current_footnote_area.children = []
        return lay_out_area(context, (), positioned=positioned)[0]
    area, page = context.current_footnote_area, context.current_footnote_area.page
    low = lowest(context.attempt.root, page.content_box_y())
    room = page.content_box_y() + page.height - low
    content = context.height_of(context.current_page_footnotes)
    _want_room(context, content, room, low > page.content_box_y())
    limit = min(room, page.height) - edges(area)
    if context.highest < content:
        limit = min(limit, context.highest)
    box = _set(context, content, limit, positioned)
    _check(context, box, room)
    return box


def _bring_home(context: NoteContext) -> None:
    """Notes without a mark here wait again; marks here get their notes."""
    calls = called_on(context.attempt.root)
    for note in list(context.current_page_footnotes):
        if note not in calls and note not in context.attempt.carried:
            context.give_back(note)
    inner = (note for carried in context.attempt.carried for note in notes_in(carried))
    context.add(note for note in (*calls, *inner) if note in context.footnotes)


def _want_room(context: NoteContext, content: float, room: float, has_text: bool) -> None:
    """Ask for another layout, with a reserve for the notes, where they run into the text."""
    area, attempt = context.current_footnote_area, context.attempt
    expected = content if attempt.cap is None else min(content, attempt.cap)
    area.height = max(min(expected, context.highest), area.min_height)
    lacking = area.margin_height() - room
    if lacking <= NEAR or attempt.alone or not has_text:
        return
    if attempt.cap is not None:
        raise PageAgain(attempt.again(reserve=0.0, may_split=False))
    high = area.page.height
    if attempt.reserve >= area.height - NEAR:
        # Floats are let in by the height of their content, whatever stands around it: if the
        # exact reserve did not help, more does.
        _reserve(context, attempt.reserve + lacking + 8 * 2**attempt.tries)
    elif lacking <= STEP * high:
        _reserve(context, area.height)
    else:  # less text brings fewer notes
        _reserve(context, area.height - lacking / 2)


def _reserve(context: NoteContext, height: float) -> None:
    """Ask for another layout with at least so much room for notes, if there is any to give."""
    attempt = context.attempt
    height = min(height, MOST * context.current_footnote_area.page.height)
    if attempt.tries < TRIES and height > attempt.reserve:
        raise PageAgain(attempt.again(reserve=height))


def _set(context: NoteContext, content: float, limit: float, positioned: Positioned) -> Box:
    notes = list(context.current_page_footnotes)
    plan = plan_parts(context, notes, limit if content > limit + NEAR else inf)
    _keep_order(context, plan, limit)
    _take_over(context, notes, plan)
    going_on = [part for part in plan.parts if part.skip]
    # Notes from pages with different names would force a break between them.
    names = {note.style["page"] for note in plan.notes}
    apart = plan.rests or context.attempt.unbounded or names - {plan.notes[0].style["page"]}
    if apart or not _opens(plan, going_on):
        box = set_parts(context, plan.parts, positioned)
    else:
        skip = {0: plan.parts[0].skip} if going_on else None
        box, _ = lay_out_area(context, plan.notes, skip, positioned=positioned)
    shift = sunk(context.current_footnote_area, box)
    if shift:
        box.translate(dy=-shift)
    trim(box, limit - shift)
    return box


def _opens(plan: Plan, going_on: list[Part]) -> bool:
    """Whether the engine itself can go on with what was carried: with one note, at the top."""
    return not going_on or going_on == plan.parts[:1]


def _keep_order(context: NoteContext, plan: Plan, limit: float) -> None:
    """No note begins after its page, if another layout of the page can prevent it."""
    attempt = context.attempt
    late = [note for note, skip in plan.rests.items() if skip is None]
    if late and attempt.cap is not None:
        raise PageAgain(attempt.again(may_split=False))
    if late and not attempt.alone:  # fewer marks may come with less text
        step = STEP * context.current_footnote_area.page.height
        _reserve(context, max(attempt.reserve, limit) + step)
        if context.highest < inf:
            raise PageAgain(attempt.again(unbounded=True))
    stuck = [note for note in attempt.carried if plan.rests.get(note) == attempt.carried[note]]
    if (late or (stuck and plan.rests)) and attempt.carried and not attempt.alone:
        raise PageAgain(attempt.again(alone=True, reserve=0.0))
    for note in late:
        if note not in attempt.carried:
            context.record("late", note)


def _take_over(context: NoteContext, notes: list[Box], plan: Plan) -> None:
    """Make the plan the page's own; notes that it leaves out wait for their mark."""
    context.attempt.rests = {note: plan.rests[note] for note in in_order(context, plan.rests)}
    for note in notes:
        if note not in plan.notes and note not in plan.rests:
            context.give_back(note)
    for note in plan.notes:
        context.footnotes.discard(note)
    context.current_page_footnotes = plan.notes
    context.current_footnote_area.children = plan.notes


def _check(context: NoteContext, box: Box, room: float) -> None:
    """Record what could not be split: an image or a line higher than the page."""
    if box.children:
        ends = (each.position_y + each.height for each in lines_of([box]))
        height = max(max(ends, default=0.0) - box.position_y, box.margin_height())
        if height > room + 1:
            context.record("overflow", context.current_page_footnotes[0])
