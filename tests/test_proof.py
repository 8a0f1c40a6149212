"""The proof finds what is wrong with a PDF that was cut by hand, and nothing where nothing is."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from msgspec import structs

from briefgen.enclosed import NoteRecord
from briefgen.outputs.proof import prove
from briefgen.outputs.rendering import Rendered, render
from pages import Notes, sheet, small
from surgery import (
    Piece,
    change,
    destinations,
    links,
    move,
    opened,
    pieces,
    redirect,
    saved,
    shifted,
    words,
)

SECOND = (
    "A second note in the office, with more words than a line of this narrow page can hold, "
    "so that its very last word stands on a line below."
)


@cache
def made() -> tuple[Rendered, tuple[NoteRecord, ...]]:
    """Two pages with three notes, the first marked twice."""
    notes = Notes()
    body = (
        f"<p>One{notes.mark('First of the notes.')} two{notes.mark(SECOND)}"
        f" again{notes.again(1)}</p><p>"
        + "text<br>" * 6
        + f"</p><p>three{notes.mark('Third.')}</p>"
    )
    return render(sheet(body, notes, lines=9)), tuple(notes.records)


@pytest.fixture
def document() -> Any:
    """A copy to cut."""
    return opened(made()[0].pdf)


def kinds(document: Any) -> set[tuple[int, str]]:
    """What the proof says of a document."""
    return {(stray.number, stray.kind) for stray in prove(saved(document), made()[1]).strays}


def tops(document: Any) -> list[float]:
    """The lines of the first page's notes, by the height of their text."""
    return sorted({piece.y for piece in pieces(document, 0)})[-3:]


def test_the_sample_is_what_the_tests_take_it_for(document: Any) -> None:
    places = destinations(document)
    assert [places[f"fn-{number}"][0] for number in (1, 2, 3)] == [0, 0, 1]
    assert pieces(document, 0)[-1].text.endswith("below.")
    assert made()[0].layouts == 1


def test_an_intact_pdf_reports_nothing(document: Any) -> None:
    proof = prove(saved(document), made()[1])
    assert proof.strays == ()
    assert (proof.pages, proof.notes, proof.pages_of_notes) == (2, 3, (1, 1, 2))


def test_a_note_without_its_place_is_missing(document: Any) -> None:
    redirect(document, "fn-3", 1, None)
    assert kinds(document) == {(3, "missing")}


def test_a_note_that_is_nowhere_is_missing(document: Any) -> None:
    notes = tops(document)
    redirect(document, "fn-1", 0, None)
    change(document, 0, lambda piece: None if piece.y == notes[0] else piece)
    assert kinds(document) == {(1, "missing")}


def test_a_note_without_words_is_cut(document: Any) -> None:
    first = tops(document)[0]
    change(document, 0, lambda piece: None if piece.y == first else piece)
    assert kinds(document) == {(1, "cut")}


def test_a_note_without_its_last_line_is_cut(document: Any) -> None:
    last = tops(document)[-1]
    change(document, 0, lambda piece: None if piece.y == last else piece)
    assert kinds(document) == {(2, "cut")}


def test_a_note_with_one_word_more_in_the_brief_is_cut() -> None:
    rendered, records = made()
    expected = (*records[:2], structs.replace(records[2], text="3Third, and more."))
    assert [s.kind for s in prove(rendered.pdf, expected).strays] == ["cut"]


def test_a_note_on_the_page_after_its_mark_is_displaced(document: Any) -> None:
    lines = tops(document)[1:]
    move(document, 0, 1, lambda piece: piece.y in lines)
    redirect(document, "fn-2", 1, destinations(document)["fn-2"][1])
    assert (2, "displaced") in kinds(document)


def test_a_mark_on_another_page_is_displaced(document: Any) -> None:
    leaf, other = document.pages[0], document.pages[1]
    mark = next(a for a in leaf.Annots if a.get("/Dest") == "fn-2")
    where = next(p for p in pieces(document, 0) if p.text == "2" and p.y < 60)
    move(document, 0, 1, lambda piece: piece == where)
    leaf.Annots = document.make_indirect([a for a in leaf.Annots if a.objgen != mark.objgen])
    other.Annots.append(mark)
    assert kinds(document) == {(2, "displaced")}


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_mark_without_letters_is_unmarked(document: Any, number: int) -> None:
    page, height = destinations(document)[f"ref-{number}"]
    where = next(p for p in pieces(document, page) if p.text == str(number))
    assert height > 0
    change(document, page, lambda piece: None if piece == where else piece)
    assert kinds(document) == {(number, "unmarked")}


def test_a_mark_pushed_off_the_sheet_with_its_link_is_unmarked(document: Any) -> None:
    page, _ = destinations(document)["ref-2"]
    where = next(p for p in pieces(document, page) if p.text == "2")
    change(document, page, lambda piece: shifted(piece, x=5000.0) if piece == where else piece)
    mark = next(a for a in document.pages[page].Annots if a.get("/Dest") == "fn-2")
    mark.Rect = [float(edge) + 5000.0 * (at % 2 == 0) for at, edge in enumerate(mark.Rect)]
    assert kinds(document) == {(2, "unmarked")}


def test_a_mark_without_its_link_is_unmarked(document: Any) -> None:
    leaf = document.pages[0]
    leaf.Annots = document.make_indirect([a for a in leaf.Annots if a.get("/Dest") != "fn-2"])
    assert kinds(document) == {(2, "unmarked")}


def test_one_of_two_marks_missing_is_counted(document: Any) -> None:
    leaf = document.pages[0]
    marks = [a for a in leaf.Annots if a.get("/Dest") == "fn-1"]
    assert len(marks) == 2
    leaf.Annots = document.make_indirect([a for a in leaf.Annots if a.objgen != marks[1].objgen])
    (stray,) = prove(saved(document), made()[1]).strays
    assert (stray.kind, stray.detail) == ("unmarked", "1 of its 2 marks cannot be seen")


def test_two_notes_that_changed_places_are_disordered(document: Any) -> None:
    first, second, third = tops(document)
    places = destinations(document)
    step = second - first

    def swap(piece: Piece) -> Piece:
        if piece.y == first:
            return shifted(piece, y=2 * step)
        return shifted(piece, y=-step) if piece.y in (second, third) else piece

    change(document, 0, swap)
    redirect(document, "fn-2", 0, places["fn-1"][1])
    redirect(document, "fn-1", 0, places["fn-2"][1] - 10)
    assert (2, "disordered") in kinds(document)


def test_notes_whose_words_alone_changed_places_are_cut(document: Any) -> None:
    first, second, _ = tops(document)
    step = second - first
    change(
        document,
        0,
        lambda p: shifted(p, y=step) if p.y == first else shifted(p, y=-step * (p.y == second)),
    )
    assert {kind for _, kind in kinds(document)} == {"cut"}


@pytest.mark.parametrize(("x", "y"), [(0.0, 5000.0), (5000.0, 0.0), (-5000.0, 0.0)])
def test_a_note_pushed_off_the_sheet_is_cut(document: Any, x: float, y: float) -> None:
    lines = tops(document)[1:]
    change(document, 0, lambda p: shifted(p, x, y) if p.y in lines else p)
    assert kinds(document) == {(2, "cut")}


def test_a_note_below_the_sheet_with_its_place_is_cut(document: Any) -> None:
    lines = tops(document)[1:]
    change(document, 0, lambda p: shifted(p, y=200.0) if p.y in lines else p)
    redirect(document, "fn-2", 0, -120.0)
    assert (2, "cut") in kinds(document)


# Letters -------------------------------------------------------------------------------------

NOTES = {
    "ligatures": "The official office of baffling affairs, fjord, fine.",
    "cyrillic": "Құрылтай: Қазақстан Республикасы, «Еңбек» газеті; Ельцин и Ёлка.",
    "arabic": "وكالة الأنباء القطرية, Qatar News Agency, 3 May 2024.",
    "arabic alone": "وكالة الأنباء القطرية",
    "hyphens": "Long-standing co-operation, re\u00adgional – cross-border — e-mail at mid-2024.",
    "address": "https://www.example.org/a/very/long/path-with-hyphens/that-goes_on/"
    "and/on/until/it-cannot-be-set/on-one-line/of-this-page.html?x=1&y=%D0%B0#end, 4 May 2024.",
    "quotes": "“Outer ‘inner’ words,” it’s 5′ × 3″ … 20.6% of $261.4 bn; −3 °C; km²; n. 3.",
    "accents": "Erdoğan, Łódź, Çağrı, Ənvər, São Tomé, naïve façade, Ÿ.",
    "digits first": "2024 was the year; 1,234.5 of 82%.",
}


@cache
def scripts() -> tuple[Rendered, tuple[NoteRecord, ...]]:
    """All of them on one narrow page."""
    notes = Notes()
    body = "".join(f"<p>One{notes.mark(text)}</p>" for text in NOTES.values())
    job = sheet(body, notes, lines=60, width=200, css=".fn{overflow-wrap:anywhere}")
    return render(job), tuple(notes.records)


def test_whole_notes_of_every_script_are_found_whole() -> None:
    rendered, records = scripts()
    assert rendered.unproven == ()
    assert rendered.layouts == 1
    assert rendered.problems == ()
    assert len(records) == len(NOTES)


@pytest.mark.parametrize("name", NOTES)
def test_notes_of_every_script_that_lack_their_end_are_cut(name: str) -> None:
    rendered, records = scripts()
    number = list(NOTES).index(name) + 1
    longer = structs.replace(records[number - 1], text=f"{records[number - 1].text} And 9 more.")
    expected = (*records[: number - 1], longer, *records[number:])
    assert [(s.number, s.kind) for s in prove(rendered.pdf, expected).strays] == [(number, "cut")]


# The same by another reader ------------------------------------------------------------------


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def test_pages_agree_with_the_structure_of_the_file() -> None:
    rendered = small()
    document = opened(rendered.pdf)
    places = destinations(document)
    assert rendered.proof.pages_of_notes == tuple(
        places[f"fn-{number}"][0] + 1 for number in range(1, rendered.proof.notes + 1)
    )
    for page, target, _ in links(document):
        if target.startswith("fn-") and target == f"fn-{target.removeprefix('fn-')}":
            number = int(target.removeprefix("fn-"))
            back = places[f"ref-{number}"][0]
            assert back == places[target][0]
            assert page >= back  # a later note may send back to an earlier page


def test_words_of_notes_are_on_their_pages_by_another_reader() -> None:
    rendered, records = made()
    document = opened(rendered.pdf)
    for record, page in zip(records, rendered.proof.pages_of_notes, strict=True):
        assert letters(record.text) in words(document, page - 1)


def test_every_link_can_be_clicked() -> None:
    for _, target, (left, bottom, right, top) in links(opened(small().pdf)):
        assert abs(right - left) > 1, target
        assert abs(top - bottom) > 3, target
