"""The list of sources at the end, and the sentence above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from briefgen.citations import STYLES, kind_of, words_for
from briefgen.citations.parts import in_latin
from briefgen.dates import PartialDate
from briefgen.dates import words as date_words
from briefgen.edition.notes import NoteBook, directed
from briefgen.edition.view import CitedAt, SourceRow
from briefgen.language import words_of
from briefgen.sightings import News
from briefgen.tellings import age_words

MARK = "ref-"


def sources_note(notes: NoteBook, language: str) -> str:
    """When the sources were opened, if most were on one day."""
    words, (day, always) = words_of(language), _accessed(notes)
    if day is None:
        return ""
    said = words.all_accessed if always else words.most_accessed
    return said.format(date=date_words(PartialDate.of(day), language))


def source_rows(
    notes: NoteBook,
    citation_style: str,
    language: str,
    targets: Mapping[str, str],
    news: Mapping[str, News],
) -> Iterator[SourceRow]:
    """A row for each source that is cited; `targets` are figures and tables by their ids.

    `news` has what was seen of sources, by key, since they were read.
    """
    style, words = STYLES[citation_style], words_for(language)
    said_once, _ = _accessed(notes)
    for key, cited in zip(notes.cited, notes.cited_sources(), strict=True):
        number, source, anchors, credibility = cited
        # What the note above the list says of most, their entries do not repeat.
        said = source.accessed == said_once
        listed = source.model_copy(update={"accessed": None}) if said else source
        yield SourceRow(
            number,
            f"src-{number}",
            directed(style.entry(listed, words.beside(in_latin(source))), language)
            + _since(news.get(key, News()), language),
            kind_of(source, language),
            _grade(source.reliability, credibility),
            source.reliability == "A",
            anchors,
            tuple(CitedAt(anchor, _place_words(anchor, targets)) for anchor in anchors),
        )


def _since(news: News, language: str) -> Markup:
    """What a reader who opens a source will find, where that is not what is cited."""
    words, said = age_words(language), Markup("")
    told = ((words.source_changed, news.changed), (words.source_gone, news.gone))
    for pattern, day in told:
        if day is not None:
            said += " " + pattern.format(date=date_words(PartialDate.of(day), language))
    return said


def _place_words(anchor: str, targets: Mapping[str, str]) -> str:
    """A place at which a source is cited: the number of the note, or “Figure 2”."""
    return targets.get(anchor) or anchor.removeprefix(MARK)


def _accessed(notes: NoteBook) -> tuple[date | None, bool]:
    """The day on which most sources were opened, if there is one, and whether all were."""
    opened = (source.accessed for _, source, _, _ in notes.cited_sources())
    days = Counter(day for day in opened if day is not None).most_common()
    if not days or 2 * days[0][1] <= sum(times for _, times in days):
        return None, False
    return days[0][0], len(days) == 1


def _grade(reliability: str | None, credibility: tuple[int, ...]) -> str:
    """The letter of the source and the span of numbers given to what was taken from it."""
    span = "–".join(str(number) for number in dict.fromkeys((*credibility[:1], *credibility[-1:])))
    return f"{reliability or ''}{span}"
