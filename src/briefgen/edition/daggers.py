"""The dagger on a figure that is stale, with words for those who hear the page, and its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup, escape
from msgspec import structs

from briefgen.checks.stale import StaleFigure, StaleFigures
from briefgen.dates import PartialDate
from briefgen.dates import words as date_words
from briefgen.edition.medium import WORD_JOINER
from briefgen.language import words_of
from briefgen.tellings import AgeWords, age_words

DAGGER = "†"


def dagger(figure: StaleFigure, language: str) -> Markup:
    """The mark itself; what it means is its alternative text."""
    said = age_words(language).heard.format(told=told(figure, language)).rstrip(" ,،")
    return Markup('<span class="stale" aria-label="{}">{}{}</span>').format(
        said, WORD_JOINER, DAGGER
    )


def told(figure: StaleFigure, language: str) -> str:
    """Of when a figure is, and when somebody last looked, if that is long ago."""
    words = age_words(language)
    parts = ((words.as_of, figure.as_of), (words.looked, figure.looked))
    return words_of(language).comma.join(
        pattern.format(date=date_words(day, language)) for pattern, day in parts if day is not None
    )


def dated(figure: StaleFigure, language: str) -> str:
    """Of when a figure is, in as few words as a note has room for."""
    return told(
        structs.replace(figure, looked=None) if figure.as_of is not None else figure, language
    )


def under(figure: StaleFigure, language: str) -> Markup:
    """The same as a sentence, for the line under a figure."""
    said = told(figure, language)
    return escape(f"{said[:1].upper()}{said[1:]}.") if said else Markup("")


def legend(printed: Sequence[StaleFigure], stale: StaleFigures, language: str) -> str:
    """What daggers mean on this day, and which figure is the oldest; empty without any."""
    if not printed or stale.day is None:
        return ""
    return " ".join(_sentences(printed, stale.day, age_words(language), language))


def _sentences(
    printed: Sequence[StaleFigure], day: date, words: AgeWords, language: str
) -> Iterator[str]:
    yield words.marked.of(len(printed), date=date_words(PartialDate.of(day), language))
    known = [(each.as_of.latest(), each.words, each) for each in printed if each.as_of is not None]
    if known:
        *_, oldest = min(known, key=lambda each: each[:2])
        yield words.oldest.format(name=oldest.words, told=told(oldest, language))
