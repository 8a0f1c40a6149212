"""Heights of notes, each measured once: the cost grows with the notes, not with their square."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from weasyprint.formatting_structure.boxes import LineBox

from briefgen.outputs.footnotes.areas import content_height, edges, lay_out_area, lines_of, sunk
from briefgen.outputs.footnotes.notes import Box, Skip


class Measure(NamedTuple):
    """A note alone in the area; lengths are from the top of the area's content."""

    height: float
    above: float  # its margins
    below: float
    tail: float  # how much of the lower margin is in the height
    lines: tuple[tuple[float, float], ...]  # their edges
    calls: tuple[tuple[Box, int], ...]  # notes called in it, and in which of its lines
    is_lines: bool  # and nothing else, so no margins but its own meet those of its neighbours

    @property
    def has_margins(self) -> bool:
        """Whether the height of neighbours is another than the sum of theirs."""
        return bool(self.above or self.below)


class Heights:
    """What is known about the heights of notes in the areas of a document."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._known: dict[tuple[Any, ...], Any] = {}
        self._changing: dict[Box, bool] = {}
        self.round = 0  # notes that show page numbers may change from one round to the next

    def one(self, note: Box, skip: Skip = None) -> Measure:
        """A note, or the rest of it, alone in the area of this page."""
        key = (note, repr(skip), *self._place(note))
        if key not in self._known:
            self._known[key] = self._measure(note, skip)
        measure: Measure = self._known[key]
        return measure

    def together(self, parts: Sequence[tuple[Box, Skip]]) -> float:
        """Several notes below each other."""
        measures = [self.one(*part) for part in parts]
        if not any(measure.has_margins for measure in measures):
            return sum(measure.height for measure in measures)
        # Margins meet between neighbours only, so the heights of pairs tell that of all.
        return measures[0].height + sum(
            self._pair(first, second) - self.one(*first).height for first, second in pairwise(parts)
        )

    def joint(self, first: tuple[Box, Skip], second: tuple[Box, Skip]) -> float:
        """What two neighbours that are set one by one need beyond the heights they have alone."""
        one, other = self.one(*first), self.one(*second)
        return max(one.below, other.above) - other.above - one.tail

    def least(self, note: Box, skip: Skip = None) -> float:
        """The least part of a note that may begin a page's share of it."""
        measure = self.one(note, skip)
        lines = max(2, int(note.style["orphans"]))
        needed = lines + max(1, int(note.style["widows"]))
        return measure.lines[lines - 1][1] if len(measure.lines) >= needed else measure.height

    def one_line(self, note: Box, skip: Skip = None) -> float:
        """A single line of a note, which is better than none on the page of its mark."""
        measure = self.one(note, skip)
        return measure.lines[0][1] if measure.lines else measure.height

    def _place(self, note: Box) -> tuple[float, Any, float, int]:
        if note not in self._changing:
            self._changing[note] = any(box.missing_link for box in note.descendants())
        area = self._context.current_footnote_area
        # The area's own width is "auto" unless a style sheet sets it.
        return area.page.width, area.width, edges(area), self.round if self._changing[note] else 0

    def _measure(self, note: Box, skip: Skip) -> Measure:
        area = self._context.current_footnote_area
        box, _ = lay_out_area(self._context, [note], {0: skip} if skip else None)
        lines = list(lines_of(box.children))
        top = box.content_box_y() - sunk(area, box)
        return Measure(
            content_height(area, box),
            box.children[0].margin_top,
            box.children[-1].margin_bottom,
            0.0 if box.bottom_margin_collapses() else box.children[-1].margin_bottom,
            tuple((line.position_y - top, line.position_y + line.height - top) for line in lines),
            tuple(_calls(lines)),
            _is_lines(box.children),
        )

    def _pair(self, first: tuple[Box, Skip], second: tuple[Box, Skip]) -> float:
        one, other = self.one(*first), self.one(*second)
        apart = second[1] or first[0].style["page"] != second[0].style["page"]  # set one by one
        if apart or (one.is_lines and other.is_lines):
            return one.height + self.joint(first, second) + other.height
        key = (first[0], repr(first[1]), second[0], *self._place(first[0]), *self._place(second[0]))
        if key not in self._known:
            skip = {0: first[1]} if first[1] else None
            box, _ = lay_out_area(self._context, [first[0], second[0]], skip)
            area = self._context.current_footnote_area
            self._known[key] = content_height(area, box)
        height: float = self._known[key]
        return height


def _is_lines(notes: Sequence[Box]) -> bool:
    """Whether a laid-out area holds one note, of lines, with margins that push and do not pull."""
    return (
        len(notes) == 1
        and bool(notes[0].children)
        and all(isinstance(child, LineBox) for child in notes[0].children)
        and min(notes[0].margin_top, notes[0].margin_bottom) >= 0
    )


def _calls(lines: Sequence[Box]) -> Iterator[tuple[Box, int]]:
    for place, line in enumerate(lines):
        for child in line.descendants():
            if child.footnote is not None:
                yield child.footnote, place
