"""The list of sources at the end, and the sentence above it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.citations import STYLES, kind_of, words_for
from briefgen.dates import PartialDate
from briefgen.dates import words as date_words
from briefgen.edition.notes import NoteBook, markup
from briefgen.edition.view import SourceRow
from briefgen.language import words_of


def sources_note(notes: NoteBook, language: str) -> str:
    """The sentence above the list."""
    words, day = words_of(language), _accessed(notes)
    opened = words.all_accessed.format(date=date_words(day, language)) if day else ""
    return f"{words.sources_note} {opened}".strip()


def source_rows(notes: NoteBook, citation_style: str, language: str) -> Iterator[SourceRow]:
    """A row for each source that is cited."""
    style, words = STYLES[citation_style], words_for(language)
    said_once = _accessed(notes) is not None
    for number, source, anchors, credibility in notes.cited_sources():
        # What the note above the list says of all, no entry repeats.
        listed = source.model_copy(update={"accessed": None}) if said_once else source
        yield SourceRow(
            number,
            f"src-{number}",
            markup(style.entry(listed, words)),
            kind_of(source),
            _grade(source.reliability, credibility),
            source.reliability == "A",
            anchors,
        )


def _accessed(notes: NoteBook) -> PartialDate | None:
    """The one day on which all sources were opened, if it is one."""
    opened = (source.accessed for _, source, _, _ in notes.cited_sources())
    days = {day for day in opened if day is not None}
    return PartialDate.of(days.pop()) if len(days) == 1 else None


def _grade(reliability: str | None, credibility: tuple[int, ...]) -> str:
    """The letter of the source and the span of numbers given to what was taken from it."""
    span = "–".join(str(number) for number in dict.fromkeys((*credibility[:1], *credibility[-1:])))
    return f"{reliability or ''}{span}"
