"""Dividing the room of a page among notes that do not all fit, and setting the parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from briefgen.outputs.footnotes.areas import (
    EPS,
    Positioned,
    content_height,
    lay_out_area,
    lines_of,
)
from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.footnotes.notes import Box, Skip, notes_in

ROUNDS = 4  # notes within notes: what one part shows decides what others must


@dataclass(frozen=True, slots=True)
class Part:
    """A note on this page, from where it goes on up to a limit; None: up to its end."""

    note: Box
    skip: Skip
    height: float
    limit: float | None = None


@dataclass
class Plan:
    """The notes of a page in parts, and what is left for the next."""

    parts: list[Part] = field(default_factory=list)
    rests: dict[Box, Skip] = field(default_factory=dict)

    @property
    def notes(self) -> list[Box]:
        """Notes of which the page has at least a part."""
        return [part.note for part in self.parts]


def plan_parts(context: NoteContext, notes: Sequence[Box], limit: float) -> Plan:
    """Divide the room among notes; those called in a note stand where their mark is shown."""
    plan = _divide(context, notes, limit)
    for _ in range(ROUNDS if context.callers else 0):
        shown = _shown(context, plan)
        hidden = [note for note in plan.notes if note in context.callers and note not in shown]
        new = [note for note in shown if note not in notes and note not in context.begun]
        if not hidden and not new:
            break
        notes = in_order(context, [*(note for note in notes if note not in hidden), *new])
        plan = _divide(context, notes, limit)
    return plan


def _divide(context: NoteContext, notes: Sequence[Box], limit: float) -> Plan:
    """Room in the order of the notes, but each keeps what its first lines need."""
    parts = context.parts(notes)
    least = [context.heights.least(*part) for part in parts]
    count = max(1, sum(height <= limit + EPS for height in accumulate(least)))
    plan, left = Plan(), limit
    for place, (note, skip) in enumerate(parts[:count]):
        room = left - sum(least[place + 1 : count])
        part = _whole(context, note, skip, room) or _cut(context, note, skip, room, plan)
        if part is None:  # the next ones wait with it, so that the order stays
            plan.rests.update(parts[place:count])
            break
        plan.parts.append(part)
        left -= part.height
    plan.rests.update(parts[count:])
    return plan


def _whole(context: NoteContext, note: Box, skip: Skip, room: float) -> Part | None:
    height = context.heights.one(note, skip).height
    return Part(note, skip, height) if height <= room + EPS else None


def _cut(context: NoteContext, note: Box, skip: Skip, room: float, plan: Plan) -> Part | None:
    """As many lines of a note as the room takes; None if not one."""
    box, rest = lay_out_area(context, [note], {0: skip} if skip else None, max(room, 1.0))
    height = _end_of_lines(box)
    alone = context.attempt.alone and not plan.parts
    if height > room + EPS and not alone:
        return None
    if rest is None or rest[0] == skip:  # whole after all, or in one piece that fits nowhere
        return Part(note, skip, content_height(context.current_footnote_area, box))
    plan.rests[note] = rest[0]
    return Part(note, skip, height, height + EPS)


def _end_of_lines(box: Box) -> float:
    last = box.children[-1]
    ends = [line.position_y + line.height for line in lines_of(box.children)]
    return float(max(ends, default=last.position_y + last.height) - box.content_box_y())


def set_parts(context: NoteContext, parts: Sequence[Part], positioned: Positioned) -> Box:
    """An area that holds the parts of notes below each other."""
    area: Any = None
    if not parts:
        return lay_out_area(context, (), positioned=positioned)[0]
    for part in parts:
        skip = {0: part.skip} if part.skip else None
        box, _ = lay_out_area(context, [part.note], skip, part.limit, positioned)
        if area is None:
            area = box
        else:
            _append(area, box)
    last = area.children[-1]
    area.height = last.position_y + last.margin_height() - area.content_box_y()
    return area


def _append(area: Box, box: Box) -> None:
    last, first = area.children[-1], box.children[0]
    joint = max(0.0, min(last.margin_bottom, first.margin_top))
    shift = last.position_y + last.margin_height() - joint - first.position_y
    for child in box.children:
        child.translate(dy=shift)
    area.children = [*area.children, *box.children]


def _shown(context: NoteContext, plan: Plan) -> list[Box]:
    """Notes whose marks stand in the parts of other notes."""
    shown: list[Box] = []
    for part in plan.parts:
        if part.note in context.callers.values():
            skip = {0: part.skip} if part.skip else None
            box, _ = lay_out_area(context, [part.note], skip, part.limit)
            shown += [each.footnote for each in box.descendants() if each.footnote is not None]
    return shown


def in_order(context: NoteContext, notes: Iterable[Box]) -> list[Box]:
    """Notes as they follow each other in an area: first what was carried to the page."""
    carried = context.attempt.carried
    return sorted(dict.fromkeys(notes), key=lambda note: (note not in carried, context.order[note]))


def called_on(root: Box) -> dict[Box, None]:
    """Notes called on a page, each once and in order."""
    return dict.fromkeys(notes_in(root))
