"""What belongs together on the page: a margin note has text beside it for all its height."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.edition.grouping import grouped
from briefgen.edition.view import Part


def text(letters: int) -> Part:
    note = Markup('<span class="fn" id="fn-1">{}</span>').format("n" * 2_000)  # is not set here
    return Part("prose", {"text": Markup("<p>") + "x" * letters + note + Markup("</p>")})


def note(letters: int) -> Part:
    return Part("note", {"title": "Limits", "text": Markup("<p>") + "x" * letters + Markup("</p>")})


def shape(*parts: Part) -> list[str]:
    return [
        f"lead:{len(inner)}" if isinstance(inner := part.data.get("parts"), tuple) else part.kind
        for part in grouped(parts, "s")
    ]


def test_a_note_beside_a_long_paragraph_takes_that_alone() -> None:
    assert shape(note(100), text(900), text(300)) == ["lead:2", "prose"]


def test_a_long_note_takes_paragraphs_until_they_are_as_high() -> None:
    assert shape(note(450), text(150), text(150), text(400), text(100)) == ["lead:4", "prose"]


def test_what_is_no_paragraph_ends_the_group() -> None:
    figure = Part("figure", {"width": "full"})
    assert shape(note(500), text(100), figure, text(400)) == ["lead:2", "figure", "prose"]


def test_a_short_text_under_a_heading_is_held_with_what_follows() -> None:
    heading = Part("heading", {"title": "Prices"})
    parts = text(150), text(150), heading, text(230), heading, text(240)
    held = [part.data.get("held", False) for part in grouped(parts, "s")]
    assert held == [True, False, False, True, False, False]


def test_notes_in_a_row_stand_beside_the_same_text() -> None:
    assert shape(note(200), note(200), text(900)) == ["lead:3"]
    assert shape(note(200), text(900), note(200)) == ["lead:2", "note"]
