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
)

TRIES = 4  # layouts of one page
NEAR = 0.01  # px: nobody sees it
ONE_AREA = 0.9  # of a page: notes higher than that are split, not given a reserve


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
    if area.max_height < content:
        limit = min(limit, area.max_height)
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
    missing = tuple(note for note in (*calls, *inner) if note in context.footnotes)
    context.add(missing)
    context.attempt.seeds = tuple(dict.fromkeys((*context.attempt.seeds, *missing)))


def _want_room(context: NoteContext, content: float, room: float, has_text: bool) -> None:
    """Ask for another layout, with a reserve for the notes, where they run into the text."""
    area, attempt = context.current_footnote_area, context.attempt
    expected = content if attempt.cap is None else min(content, attempt.cap)
    area.height = max(min(expected, area.max_height), area.min_height)
    needed = area.margin_height()
    if (
        needed <= room + NEAR
        or attempt.tries >= TRIES
        or attempt.alone
        or not has_text
        or needed >= area.page.height * ONE_AREA
    ):
        return
    if attempt.cap is not None:
        raise PageAgain(attempt.again(reserve=0.0, may_split=False))
    # Floats are let in by the height of their content, whatever stands around it: if the exact
    # reserve did not help, ask for more.
    more = needed - room + 8 * 2**attempt.tries if attempt.tries else 0.0
    raise PageAgain(attempt.again(reserve=max(area.height, attempt.reserve) + more))


def _set(context: NoteContext, content: float, limit: float, positioned: Positioned) -> Box:
    notes = list(context.current_page_footnotes)
    plan = plan_parts(context, notes, limit if content > limit + NEAR else inf)
    _keep_order(context, plan)
    _take_over(context, notes, plan)
    going_on = [part for part in plan.parts if part.skip]
    # Notes from pages with different names would force a break between them.
    names = {note.style["page"] for note in plan.notes}
    if plan.rests or names - {plan.notes[0].style["page"]} or not _opens(plan, going_on):
        box = set_parts(context, plan.parts, positioned)
    else:
        skip = {0: plan.parts[0].skip} if going_on else None
        box, _ = lay_out_area(context, plan.notes, skip, positioned=positioned)
    if shift := sunk(context.current_footnote_area, box):
        box.translate(dy=-shift)
    return box


def _opens(plan: Plan, going_on: list[Part]) -> bool:
    """Whether the engine itself can go on with what was carried: with one note, at the top."""
    return not going_on or going_on == plan.parts[:1]


def _keep_order(context: NoteContext, plan: Plan) -> None:
    """No note begins after its page, if another layout of the page can prevent it."""
    attempt = context.attempt
    late = [note for note, skip in plan.rests.items() if skip is None]
    if late and attempt.cap is not None:
        raise PageAgain(attempt.again(may_split=False))
    stuck = [note for note in attempt.carried if plan.rests.get(note) == attempt.carried[note]]
    if (late or (stuck and plan.rests)) and attempt.carried and not attempt.alone:
        raise PageAgain(attempt.again(alone=True, reserve=0.0, seeds=()))
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
