"""The footnote proof: read the finished PDF with another program and find every note where it must be.

For each note: all its marks and its beginning are on one page, the words are there whole and
inside the sheet, and notes stand in the order of their numbers. Nothing here knows the engine
that made the page.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from briefgen.edition.view import NoteRecord

NOTE_ANCHOR = "fn-"
# Right-to-left letters are drawn in parts (a base and its dots) that a PDF cannot map back one by
# one, so they are left out of the comparison of words, and what stands between them is compared
# without its order; that such a note stands where it must is proven by its place and number.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Stray:
    """A note that is not as it must be, and in which way."""

    number: int
    kind: str  # missing | unmarked | displaced | disordered | cut
    detail: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a PDF."""

    pages: int
    notes: int
    strays: tuple[Stray, ...]
    pages_of_notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    page: int
    number: str


@dataclass(frozen=True, slots=True)
class _Start:
    page: int
    top: float
    left: float


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter or digit that can be seen, and where on its page it is drawn from."""

    x: float
    y: float
    text: str


def prove(pdf: bytes, expected: tuple[NoteRecord, ...]) -> Proof:
    """Check every expected note in the finished PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        marks = _marks(document)
        starts = {record.number: _start(document, record.number) for record in expected}
        used = sorted({start.page for start in starts.values() if start is not None})
        letters = {page: _visible(document[page]) for page in used}
        strays = list(_strays(letters, expected, marks, starts))
        pages = tuple(start.page + 1 for start in starts.values() if start is not None)
        return Proof(len(document), len(expected), tuple(strays), pages)
    finally:
        document.close()


def _strays(
    letters: dict[int, list[_Letter]],
    expected: tuple[NoteRecord, ...],
    marks: dict[int, list[_Mark]],
    starts: dict[int, _Start | None],
) -> Iterator[Stray]:
    before: _Start | None = None
    for index, record in enumerate(expected):
        start = starts[record.number]
        if start is None:
            yield Stray(record.number, "missing", "the note is nowhere in the PDF")
            continue
        yield from _stray_marks(record, marks.get(record.number, []), start)
        if before is not None and (start.page, -start.top) < (before.page, -before.top):
            yield Stray(record.number, "disordered", "the note stands before the one it follows")
        before = start
        after = starts[expected[index + 1].number] if index + 1 < len(expected) else None
        end = after.top if after is not None and after.page == start.page else 0.0
        if not _whole(letters[start.page], record, start, end):
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


def _marks(document: Any) -> dict[int, list[_Mark]]:
    """Every link to a note, with the words that can be seen in it; "n. 3" in a later note is none."""
    found: dict[int, list[_Mark]] = {}
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        for target, box in _links(page):
            number = target.removeprefix(NOTE_ANCHOR)
            if target.startswith(NOTE_ANCHOR) and number.isdigit():
                words = _letters(text.get_text_bounded(*_within(box)))
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


def _whole(letters: list[_Letter], record: NoteRecord, start: _Start, end: float) -> bool:
    """Whether the note's words stand from its beginning down to the next note."""
    found = "".join(
        letter.text
        for letter in letters
        if end <= letter.y < start.top and letter.x >= start.left - 1.0
    )
    wanted = _letters(record.text)
    if _RIGHT_TO_LEFT.search(record.text):
        return not Counter(wanted) - Counter(found)
    return found.startswith(wanted)


def _visible(page: Any) -> list[_Letter]:
    """The letters inside the sheet, by their origins: boxes of letters reach into other lines."""
    width, height = page.get_size()
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found: list[_Letter] = []
    for index in range(raw.FPDFText_CountChars(text)):
        letters = _letters(chr(raw.FPDFText_GetUnicode(text, index)))
        if letters and not raw.FPDFText_HasUnicodeMapError(text, index):
            raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
            if 0.0 <= x.value <= width and 0.0 <= y.value <= height:
                found.append(_Letter(x.value, y.value, letters))
    return found


def _within(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, bottom, right, top = box  # narrower than the link, so that no neighbour is read with it
    return left + 0.9, bottom - 0.5, right - 0.2, top + 0.5


def _letters(text: str) -> str:
    """Letters and digits alone: spaces, hyphens and quotes change with line breaks and readers."""
    folded = unicodedata.normalize("NFKD", _RIGHT_TO_LEFT.sub("", text))
    return "".join(character for character in folded if character.isalnum())
