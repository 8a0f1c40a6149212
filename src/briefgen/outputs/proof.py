"""The footnote proof: read the finished PDF with another program and find every note in place.

For each note: all its marks and its beginning are on one page, the words are there whole and
inside the sheet, and notes stand in the order of their numbers. Nothing here knows the engine
that made the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from math import inf
from operator import attrgetter
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from msgspec import Struct

from briefgen.enclosed import NoteRecord
from briefgen.outputs.proven import Proof, Stray
from briefgen.outputs.rests import NoteArea, Rest, follow
from briefgen.outputs.seen import Letter, sheet_of, visible
from briefgen.outputs.spelling import Spelling, letters
from briefgen.spending import stage

NOTE_ANCHOR = "fn-"


class _Mark(Struct, frozen=True):
    page: int
    number: str


class _Start(Struct, frozen=True):
    page: int
    top: float
    left: float


@stage("proving notes")
def prove(
    pdf: bytes,
    expected: tuple[NoteRecord, ...],
    areas: Sequence[NoteArea | None] = (),
    *,
    spelt: bool = True,
) -> Proof:
    """Check every expected note in the finished PDF.

    With the areas of notes, page by page, a note may go on at the top of the next page's area.
    `spelt` says whether the PDF has a code for each letter from right to left.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = cache(partial(sheet_of, document))  # a page is opened once
        marks = _marks(len(document), sheet)
        starts = {record.number: _start(document, record.number) for record in expected}
        used = {start.page for start in starts.values() if start is not None}
        used.update(page for page, area in enumerate(areas) if area is not None)
        seen = {page: visible(*sheet(page)) for page in sorted(used)}
        notes = [(record, Spelling(record.text, spelt, record.turned)) for record in expected]
        cut = _cut(seen, notes, starts, areas)
        strays = list(_strays(expected, marks, starts, cut))
        pages = tuple(start.page + 1 for start in starts.values() if start is not None)
        return Proof(len(document), len(expected), tuple(strays), pages)
    finally:
        document.close()


def _strays(
    expected: tuple[NoteRecord, ...],
    marks: dict[int, list[_Mark]],
    starts: dict[int, _Start | None],
    cut: set[int],
) -> Iterator[Stray]:
    before: _Start | None = None
    for record in expected:
        start = starts[record.number]
        if start is None:
            yield Stray(record.number, "missing", "the note is nowhere in the PDF")
            continue
        yield from _stray_marks(record, marks.get(record.number, []), start)
        if before is not None and (start.page, -start.top) < (before.page, -before.top):
            yield Stray(record.number, "disordered", "the note stands before the one it follows")
        before = start
        if record.number in cut:
            yield Stray(
                record.number,
                "cut",
                f"the words of the note are not whole on page {start.page + 1}",
            )


def _stray_marks(record: NoteRecord, marks: list[_Mark], start: _Start) -> Iterator[Stray]:
    shown = [mark for mark in marks if mark.number == str(record.number)]
    if len(shown) < record.marks:
        yield Stray(
            record.number,
            "unmarked",
            f"{record.marks - len(shown)} of its {record.marks} marks cannot be seen",
        )
    for page in sorted({mark.page for mark in shown} - {start.page}):
        yield Stray(
            record.number,
            "displaced",
            f"its mark is on page {page + 1}, the note on page {start.page + 1}",
        )


def _marks(count: int, sheet: Callable[[int], tuple[Any, Any]]) -> dict[int, list[_Mark]]:
    """Every link to a note with the words seen in it; "n. 3" in a later note is none."""
    found: dict[int, list[_Mark]] = {}
    for index in range(count):
        page, text = sheet(index)
        for target, box in _links(page):
            number = target.removeprefix(NOTE_ANCHOR)
            if target.startswith(NOTE_ANCHOR) and number.isdigit():
                shown = _on_sheet(box, page.get_size())
                words = letters(text.get_text_bounded(*_within(box))) if shown else ""
                found.setdefault(int(number), []).append(_Mark(index, words))
    return found


def _links(page: Any) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK:
                box = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(annotation, box)
                yield _string(annotation, b"Dest"), (box.left, box.bottom, box.right, box.top)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _string(annotation: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _start(document: Any, number: int) -> _Start | None:
    destination = raw.FPDF_GetNamedDestByName(document, f"{NOTE_ANCHOR}{number}".encode())
    if not destination:
        return None
    page = raw.FPDFDest_GetDestPageIndex(document, destination)
    has = [raw.FPDF_BOOL() for _ in range(3)]
    x, y, zoom = (raw.FS_FLOAT() for _ in range(3))
    raw.FPDFDest_GetLocationInPage(destination, *has, x, y, zoom)
    return _Start(page, y.value, x.value) if page >= 0 else None


def _cut(
    seen: dict[int, list[Letter]],
    notes: Sequence[tuple[NoteRecord, Spelling]],
    starts: dict[int, _Start | None],
    areas: Sequence[NoteArea | None],
) -> set[int]:
    """Notes whose words are whole neither on their page nor together with the pages after it."""
    cut: set[int] = set()
    begun: dict[int, list[Rest]] = {}
    for record, words in notes:
        start = starts[record.number]
        if start is None:
            continue
        end = _next_top(start, starts)
        if words.opens(_read(seen[start.page], start.top, end, start.left)):
            continue
        area = _at(areas, start.page)
        rest = _rest(seen[start.page], record.number, words, start, end, area)
        if rest is None:
            cut.add(record.number)
        else:
            begun.setdefault(start.page, []).append(rest)
    return cut | _unfinished(seen, begun, starts, areas)


def _next_top(start: _Start, starts: dict[int, _Start | None]) -> float:
    """Where the note below begins, whatever its number: one called in a note may be out of turn."""
    others = (other for other in starts.values() if other is not None and other.page == start.page)
    return max((other.top for other in others if other.top < start.top), default=0.0)


def _rest(
    seen: list[Letter],
    number: int,
    words: Spelling,
    start: _Start,
    end: float,
    area: NoteArea | None,
) -> Rest | None:
    """What the page of a note leaves to the next; None if it shows other words than the note's."""
    if area is None:
        return None
    shown = _read(seen, start.top, max(end, area.bottom), area.left, area.right)
    return Rest(number, words.letters, words.ordered).after(shown)


def _unfinished(
    seen: dict[int, list[Letter]],
    begun: dict[int, list[Rest]],
    starts: dict[int, _Start | None],
    areas: Sequence[NoteArea | None],
) -> set[int]:
    """Notes whose rest does not open the notes of the pages after theirs."""
    cut: set[int] = set()
    rests: tuple[Rest, ...] = ()
    for page in range(min(begun, default=0), len(areas)):
        if rests:
            left = _follow(seen, rests, starts, page, areas[page])
            cut.update(() if left is not None else (rest.number for rest in rests))
            rests = left or ()
        rests = tuple(sorted((*rests, *begun.get(page, ())), key=attrgetter("number")))
    return cut | {rest.number for rest in rests}


def _follow(
    seen: dict[int, list[Letter]],
    rests: tuple[Rest, ...],
    starts: dict[int, _Start | None],
    page: int,
    area: NoteArea | None,
) -> tuple[Rest, ...] | None:
    if area is None:
        return None
    tops = [start.top for start in starts.values() if start is not None and start.page == page]
    end = max(tops, default=area.bottom)
    return follow(rests, _read(seen[page], area.top, end, area.left, area.right))


def _at(areas: Sequence[NoteArea | None], page: int) -> NoteArea | None:
    return areas[page] if page < len(areas) else None


def _read(seen: list[Letter], top: float, bottom: float, left: float, right: float = inf) -> str:
    """Letters between two heights of a page, as wide as a note or an area."""
    return "".join(
        letter.text
        for letter in seen
        if bottom <= letter.y < top and left - 1.0 <= letter.x <= right + 1.0
    )


def _on_sheet(box: tuple[float, float, float, float], size: tuple[float, float]) -> bool:
    """Whether a link is on the paper: words beside it are in the file and are not printed."""
    left, bottom, right, top = box
    return min(left, bottom) >= 0.0 and right <= size[0] and top <= size[1]


def _within(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = box  # narrower than the link, so that no neighbour is read with it
    return left + 0.9, bottom - 0.5, right - 0.2, top + 0.5
