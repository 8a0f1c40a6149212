"""Dividing the room of a page among notes that do not all fit, and setting the parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import inf

from msgspec import Struct, field

from briefgen.outputs.footnotes.areas import (
    EPS,
    Positioned,
    content_height,
    lay_out_area,
    lines_of,
    sunk,
)
from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.footnotes.notes import Box, Skip, notes_in


class Part(Struct, frozen=True):
    """A note on this page, from where it goes on up to a limit; None: up to its end."""

    note: Box
    skip: Skip
    height: float  # alone in the area
    limit: float | None = None


class Plan(Struct):
    """The notes of a page in parts, and what is left for the next."""

    parts: list[Part] = field(default_factory=list)
    rests: dict[Box, Skip] = field(default_factory=dict)

    @property
    def notes(self) -> list[Box]:
        """Notes of which the page has at least a part."""
        return [part.note for part in self.parts]


def plan_parts(context: NoteContext, notes: Sequence[Box], limit: float) -> Plan:
    """Divide the room among notes; one called in a note stands where its mark is shown.

    Room for it may push its own mark to the next page. Then it waits, and the note that calls it
    ends above the mark.
    """
    given = [note for note in notes if note not in context.callers or _is_carried(context, note)]
    called: set[Box] = set()
    waiting: set[Box] = set()
    while True:
        plan = _divide(context, in_order(context, [*given, *called]), limit, waiting)
        shown = set(_shown(context, plan)) - set(given)
        too_many = {note for note in called if note not in shown or note not in plan.notes}
        if not too_many and shown <= called | waiting:
            plan.rests.update(dict.fromkeys(shown & waiting))  # in the first lines of a note
            return plan
        waiting |= too_many
        called = (called | shown) - waiting


def _is_carried(context: NoteContext, note: Box) -> bool:
    return note in context.attempt.carried


def _divide(
    context: NoteContext, notes: Sequence[Box], limit: float, waiting: Collection[Box]
) -> Plan:
    """Room in the order of the notes, but each keeps what its first lines need."""
    parts = context.parts(notes)
    joints = [0.0, *(context.heights.joint(*pair) for pair in pairwise(parts)), 0.0]
    for least in (context.heights.least, context.heights.one_line):
        needed = [least(*part) + joint for part, joint in zip(parts, joints, strict=False)]
        count = max(1, sum(height <= limit + EPS for height in accumulate(needed)))
        if count == len(parts):
            break
    plan, left = Plan(), limit
    for place, (note, skip) in enumerate(parts[:count]):
        room = left - joints[place] - sum(needed[place + 1 : count])
        room = min(room, _above(context, note, skip, waiting))
        part = _whole(context, note, skip, room, last=place + 1 == count)
        if part is None:  # what ends at a limit has no margin, which the next one then has
            room += min(0.0, joints[place + 1])
            joints[place + 1] = 0.0
            part = _cut(context, note, skip, room, plan)
        if part is None:  # the next ones wait with it, so that the order stays
            plan.rests.update(parts[place:count])
            break
        plan.parts.append(part)
        left -= part.height + joints[place]
    plan.rests.update(parts[count:])
    return plan


def _above(context: NoteContext, note: Box, skip: Skip, waiting: Collection[Box]) -> float:
    """Height of a note above the first mark whose own note must wait, if some lines are there."""
    measure = context.heights.one(note, skip)
    tops = (measure.lines[line][0] for called, line in measure.calls if called in waiting)
    return next((top for top in tops if top >= context.heights.one_line(note, skip) - EPS), inf)


def _whole(context: NoteContext, note: Box, skip: Skip, room: float, *, last: bool) -> Part | None:
    """A note up to its end; the margin below the last one may be cut off."""
    measure = context.heights.one(note, skip)
    height = measure.height - measure.tail if last else measure.height
    return Part(note, skip, height) if height <= room + EPS else None


def _cut(context: NoteContext, note: Box, skip: Skip, room: float, plan: Plan) -> Part | None:
    """As many lines of a note as the room takes; None if not one."""
    box, rest = lay_out_area(context, [note], {0: skip} if skip else None, max(room, 1.0))
    height = _end_of_lines(context.current_footnote_area, box)
    alone = context.attempt.alone and not plan.parts
    if height > room + EPS and not alone:
        return None
    if rest is None or rest[0] == skip:  # whole after all, or in one piece that fits nowhere
        return Part(note, skip, content_height(context.current_footnote_area, box))
    plan.rests[note] = rest[0]
    return Part(note, skip, height, height + EPS)


def _end_of_lines(area: Box, box: Box) -> float:
    last = box.children[-1]
    ends = [line.position_y + line.height for line in lines_of(box.children)]
    end = max(ends, default=last.position_y + last.height)
    return float(end - box.content_box_y()) + sunk(area, box)


def set_parts(context: NoteContext, parts: Sequence[Part], positioned: Positioned) -> Box:
    """An area that holds the parts of notes below each other."""
    if not parts:
        return lay_out_area(context, (), positioned=positioned)[0]
    area, *others = (_lay_out(context, part, positioned) for part in parts)
    for box in others:
        _append(area, box)
    area.height = _border_end(area)
    if not area.bottom_margin_collapses():
        area.height += area.children[-1].margin_bottom
    return area


def trim(area: Box, limit: float) -> None:
    """Cut off the margin below the last note where it is too much."""
    if area.children:
        area.height = min(area.height, max(limit, _border_end(area)))


def _border_end(area: Box) -> float:
    last = area.children[-1]
    return float(last.border_box_y() + last.border_height() - area.content_box_y())


def _lay_out(context: NoteContext, part: Part, positioned: Positioned) -> Box:
    skip = {0: part.skip} if part.skip else None
    return lay_out_area(context, [part.note], skip, part.limit, positioned)[0]


def _append(area: Box, box: Box) -> None:
    last, first = area.children[-1], box.children[0]
    joint = max(0.0, min(last.margin_bottom, first.margin_top))
    shift = last.position_y + last.margin_height() - joint - first.position_y
    for child in box.children:
        child.translate(dy=shift)
    area.children = [*area.children, *box.children]


def _shown(context: NoteContext, plan: Plan) -> Iterator[Box]:
    """Notes whose marks stand in the parts of other notes."""
    for part in plan.parts:
        measure = context.heights.one(part.note, part.skip)
        for called, line in measure.calls:
            if part.limit is None or measure.lines[line][1] <= part.limit:
                yield called


def in_order(context: NoteContext, notes: Iterable[Box]) -> list[Box]:
    """Notes as they follow each other in an area: first what was carried to the page."""
    carried = context.attempt.carried
    return sorted(dict.fromkeys(notes), key=lambda note: (note not in carried, context.order[note]))


def called_on(root: Box) -> dict[Box, None]:
    """Notes called on a page, each once and in order."""
    return dict.fromkeys(notes_in(root))
