"""Lines of a block: each goes to the page on which all of its notes fit."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Any

from msgspec import Struct, field
from weasyprint.layout import block
from weasyprint.layout.inline import iter_line_boxes

from briefgen.outputs.footnotes.areas import edges
from briefgen.outputs.footnotes.context import NoteContext
from briefgen.outputs.footnotes.notes import Box, Skip

WASTE = 0.12  # a note is split rather than leave more than this part of a page empty …
SPLIT_LINES = 3  # … if at least so many of its lines stand before the split


class _Ahead:
    """Lines of a block, of which some can be looked at before their turn."""

    def __init__(self, lines: Iterator[tuple[Box, Skip]]) -> None:
        self._lines = lines
        self._seen: list[tuple[Box, Skip]] = []

    def __iter__(self) -> Iterator[tuple[Box, Skip]]:
        return self

    def __next__(self) -> tuple[Box, Skip]:
        return self._seen.pop(0) if self._seen else next(self._lines)

    def peek(self, count: int) -> list[Box]:
        while len(self._seen) < count and (line := next(self._lines, None)):
            self._seen.append(line)
        return [line for line, _ in self._seen[:count]]

    def take(self, count: int) -> list[Box]:
        """At least all that were looked at: they will be made anew on the next page."""
        lines = self.peek(max(count, len(self._seen)))
        self._seen.clear()
        return lines


class _Block(Struct):
    """A block in the course of its lines."""

    context: NoteContext
    box: Box
    index: int
    lines: list[Box]  # those that stay on this page
    page_is_empty: bool
    absolute_boxes: list[Any]
    fixed_boxes: list[Any]
    bottom_space: float
    ahead: _Ahead
    skip: Skip
    position_y: float
    decorated: bool  # whether the lower edge of the block stands on this page
    max_lines: int | None
    notes: list[Box] = field(default_factory=list)

    def fill(self) -> tuple[bool, bool, Skip]:
        """Place lines while there is room; whether to abort or stop, and where to go on."""
        abort = stop = False
        resume_at: Skip = None
        for line, resume_at in self.ahead:
            if self._has_all_its_lines():
                break
            line.resume_at = resume_at
            self.decorated |= resume_at is None
            if (broken := self._place(line, resume_at)) is not None:
                abort, stop, resume_at = broken
                break
            self.skip = resume_at
        if self.lines:
            resume_at = {self.index: self.lines[-1].resume_at}
        return abort, stop, resume_at

    def _has_all_its_lines(self) -> bool:
        if self.max_lines is None:
            return False
        if self.max_lines == 0:
            self.lines[-1].block_ellipsis = self.box.style["block_ellipsis"]
            return True
        self.max_lines -= 1
        return False

    def _place(self, line: Box, resume_at: Skip) -> tuple[bool, bool, Skip] | None:
        """Take a line with its notes; what to do instead where there is no room."""
        end, edge = line.position_y + line.height, self._edge()
        if self.may_move and self.overflows(end + edge):
            # The notes of the lines above stay: it is this line that goes.
            return self.break_before(line, resume_at)
        if self.page_is_empty and self.overflows(end):
            end -= self.box.margin_top
            line.translate(0, -self.box.margin_top)
            self.box.margin_top = 0
        if not self.takes_notes_of(line, end + edge):
            if self.gives_way(self.context.notes_of_line(line)):
                return True, False, resume_at
            return self.break_before(line, resume_at)
        self.lines.append(line)
        self.position_y = end
        return None

    def _edge(self) -> float:
        if not self.decorated:
            return 0.0
        return float(self.box.border_bottom_width + self.box.padding_bottom)

    @property
    def may_move(self) -> bool:
        """Whether the next line can go to the next page: the first line of a page cannot."""
        return bool(self.lines) or not self.page_is_empty

    def overflows(self, bottom: float) -> bool:
        """Whether a line that ends here leaves no room for the notes."""
        return bool(self.context.overflows_page(self.bottom_space, bottom))

    def break_before(self, line: Box, resume_at: Skip) -> tuple[bool, bool, Skip]:
        """End the page before a line, with regard to orphans and widows."""
        widows = self.box.style["widows"] - 1
        following = self.ahead.take(widows)
        for each in following:
            self._forget(each)
        outcome: tuple[bool, bool, Skip] = block._break_line(
            self.context,
            self.box,
            line,
            self.lines,
            max(0, widows - len(following)),
            self.page_is_empty,
            self.index,
            self.skip,
            resume_at,
            self.absolute_boxes,
            self.fixed_boxes,
        )
        return outcome

    def _forget(self, line: Box) -> None:
        block.remove_placeholders(
            self.context, line.children, self.absolute_boxes, self.fixed_boxes
        )

    def takes_notes_of(self, line: Box, bottom: float) -> bool:
        """Add the notes of a line; false if there is no room and the line can move."""
        notes = self.context.notes_of_line(line)
        if not notes or self.bottom_space == -inf:  # lines that are only measured
            return True
        splitting = self.context.attempt.cap is not None
        too_high = self.context.layout_footnotes(notes)
        self.notes.extend(notes)
        overflow = splitting or too_high or self.overflows(bottom)
        return not overflow or not self.may_move or self._splits(notes, line)

    def gives_way(self, notes: list[Box]) -> bool:
        """Whether the whole block moves and not the line alone."""
        return not self.page_is_empty and any(
            note.style["footnote_policy"] == "block" for note in notes
        )

    def _splits(self, notes: list[Box], line: Box) -> bool:
        """Keep a line whose last note is split, where moving it would waste the page."""
        context, last = self.context, self.context.current_page_footnotes[-1]
        last_line = self._must_come_with(line)
        if last_line is None or not _may_split(context, last, notes):
            return False
        area, page = context.current_footnote_area, context.current_footnote_area.page
        end = page.content_box_y() + page.height - edges(area)
        line_end = last_line.position_y + last_line.height + self._edge()
        room = end - self.bottom_space - line_end
        if room > context.highest or not _is_worth_it(context, notes, room, end - line.position_y):
            return False
        context.attempt.cap, context.attempt.cap_note = room, last
        context._update_footnote_area()
        return True

    def _must_come_with(self, line: Box) -> Box | None:
        """The last of the lines that orphans and widows tie to a line; None if they have notes."""
        widows = self.box.style["widows"]
        needed = max(0, self.box.style["orphans"] - len(self.lines) - 1)
        following = self.ahead.peek(needed + widows)
        if len(following) < needed + widows and (needed or following):
            needed = len(following)
        tied = following[:needed]
        if any(self.context.notes_of_line(each) for each in tied):
            return None
        return tied[-1] if tied else line


def _may_split(context: NoteContext, last: Box, notes: list[Box]) -> bool:
    attempt = context.attempt
    return (
        attempt.may_split
        and attempt.cap is None
        and not context.in_column
        and last in notes
        and last not in attempt.carried
        and last.style["footnote_policy"] != "block"
    )


def _is_worth_it(context: NoteContext, notes: list[Box], room: float, to_end: float) -> bool:
    """Whether moving the line would leave much of the page empty, and some lines fit before."""
    here = context.current_page_footnotes
    waste = to_end - context.height_of(note for note in here if note not in notes)
    measure = context.heights.one(here[-1])
    first = [bottom for _, bottom in measure.lines[:SPLIT_LINES]] or [measure.height]
    least = max(first[-1], context.heights.least(here[-1]))
    page = context.current_footnote_area.page
    return waste >= WASTE * float(page.height) and room - context.height_of(here[:-1]) >= least


def lay_out_lines(
    plain: Any,
    context: NoteContext,
    box: Box,
    index: int,
    child: Box,
    new_children: list[Box],
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    adjoining_margins: list[float],
    bottom_space: float,
    position_y: float,
    skip_stack: Skip,
    first_letter_style: Any,
    first_line_style: Any,
    draw_bottom_decoration: bool,
    max_lines: int | None,
) -> tuple[bool, bool, Skip, float, list[Box], int | None]:
    """In place of the engine's function of the same arguments and result."""
    if adjoining_margins:
        position_y += block.collapse_margin(adjoining_margins)
    lines = iter_line_boxes(
        context,
        child,
        position_y,
        bottom_space,
        skip_stack,
        box,
        absolute_boxes,
        fixed_boxes,
        first_letter_style,
        first_line_style,
    )
    state = _Block(
        context,
        box,
        index,
        new_children,
        page_is_empty,
        absolute_boxes,
        fixed_boxes,
        bottom_space,
        _Ahead(lines),
        skip_stack,
        position_y,
        draw_bottom_decoration,
        max_lines,
    )
    abort, stop, resume_at = state.fill()
    return abort, stop, resume_at, state.position_y, state.notes, state.max_lines
