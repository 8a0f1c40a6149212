"""The engine's layout context with notes that stay with their marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from typing import Any

from weasyprint.layout import LayoutContext

from briefgen.outputs.footnotes.areas import EPS
from briefgen.outputs.footnotes.heights import Heights
from briefgen.outputs.footnotes.notes import Attempt, Box, Fault, Skip, Waiting, name_of, notes_in


class NoteContext(LayoutContext):  # type: ignore[misc]  # the engine is untyped
    """Knows for every page which notes began there and what was carried to it."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.footnotes: Any = Waiting()
        self.order: dict[Box, int] = {}
        self.callers: dict[Box, Box] = {}  # notes called in notes, and in which
        self.begun: dict[Box, int] = {}
        self.placed: dict[int, list[Box]] = {}
        self.carried_to: dict[int, Mapping[Box, Skip]] = {}
        self.made_with: dict[int, Mapping[Box, Skip]] = {}
        self.broken_before: dict[int, Any] = {}  # floats that go on, by the page they go on to
        self.grids: dict[int, tuple[Any, dict[int, Any]]] = {}  # how far they came, page by page
        self.last_made = 0
        self.faults: list[Fault] = []
        self.heights = Heights(self)
        self.attempt = Attempt({})
        self.placing = False  # while the text of a page is laid out, and not its notes

    @property
    def noted(self) -> bool:
        """Whether the document has notes; without them the engine goes its own way."""
        return bool(self.order) or bool(len(self.footnotes))

    def read_order(self, elements: Iterable[Any]) -> None:
        """Learn the order of the document, once."""
        if not self.order:
            rank = {element: place for place, element in enumerate(elements)}
            notes = sorted(self.footnotes, key=lambda note: rank[note.element])
            self.order = {note: place for place, note in enumerate(notes)}
            # The last to be asked is the one that calls a note itself.
            self.callers = {inner: note for note in notes for inner in notes_in(note)}

    def begin(self, attempt: Attempt) -> None:
        """Make ready for one layout of a page."""
        self.attempt = attempt
        self.reported_footnotes = list(attempt.carried)
        self.placing, self.in_column = True, False

    def record(self, kind: str, note: Box) -> None:
        """Keep that a note is not as it must be."""
        self.faults.append(Fault(self.current_page, kind, name_of(note)))

    # Notes come and go

    def add(self, notes: Iterable[Box]) -> None:
        """Notes to this page, in the order of the document; what was carried here comes first."""
        here = self.current_page_footnotes
        for note in notes:
            self.footnotes.discard(note)
            if note not in here:
                here.append(note)
        here.sort(key=lambda note: (note not in self.attempt.carried, self.order[note]))

    def give_back(self, note: Box) -> None:
        """A note from this page to the waiting ones."""
        if note in self.current_page_footnotes:
            self.current_page_footnotes.remove(note)
            self.footnotes.append(note)
            if note is self.attempt.cap_note:
                self.attempt.cap = self.attempt.cap_note = None

    def layout_footnote(self, footnote: Box) -> bool:
        """The engine asks this for what the page before left over."""
        waiting = (note for note in notes_in(footnote) if note in self.footnotes)
        self.add([footnote, *waiting])
        self._update_footnote_area()
        return False

    def layout_footnotes(self, footnotes: Iterable[Box]) -> bool:
        """All notes of a line at once; true if the area cannot take them."""
        self.add(footnotes)
        return self._update_footnote_area()

    def unlayout_footnote(self, footnote: Box) -> None:
        """A mark goes off the page, or was never on it: abandoned blocks name those too."""
        at_home = footnote in self.attempt.carried or footnote in self.begun
        if self.placing and not at_home and footnote in self.current_page_footnotes:
            for note in (footnote, *notes_in(footnote)):
                self.give_back(note)
            self._update_footnote_area()

    def report_footnote(self, footnote: Box) -> None:
        """Nothing is pushed to the next page: the end of the page settles what collides."""

    def notes_of_line(self, line: Box) -> list[Box]:
        """Notes that a line brings to this page, or brought when it was laid out before."""
        if not self.placing:
            return []
        here, carried = self.current_page_footnotes, self.attempt.carried
        return [
            note
            for note in notes_in(line)
            if note in self.footnotes or (note in here and note not in carried)
        ]

    # The area

    def parts(self, notes: Iterable[Box] | None = None) -> list[tuple[Box, Skip]]:
        """Notes of this page, each with the place where it goes on."""
        here = self.current_page_footnotes if notes is None else notes
        return [(note, self.attempt.carried.get(note)) for note in here]

    def height_of(self, notes: Iterable[Box]) -> float:
        """Height of the notes in the area of this page."""
        parts = self.parts(notes)
        return self.heights.together(parts) if parts else 0.0

    @property
    def highest(self) -> float:
        """How high the notes of this page may stand."""
        return inf if self.attempt.unbounded else float(self.current_footnote_area.max_height)

    def _update_footnote_area(self) -> bool:
        area, cap = self.current_footnote_area, self.attempt.cap
        if area.height != "auto" and not self.in_column:
            self.page_bottom += area.margin_height()
        area.children = self.current_page_footnotes
        content = self.height_of(area.children)
        fitting = max(min(content, self.highest), area.min_height) if area.children else 0.0
        if not area.children and not self.attempt.reserve:
            area.height = "auto"  # an empty area takes no room, not even its margins
            return False
        area.height = max(fitting if cap is None else min(fitting, cap), self.attempt.reserve)
        if not self.in_column:
            self.page_bottom -= area.margin_height()
        return cap is None and content > fitting + EPS
