"""The source summary statement in words: computed, so that it is true of every edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefgen.catalogues import Plural
from briefgen.checks.summary import Summary, summary
from briefgen.dates import words as date_words
from briefgen.language import SummaryWords, in_a_row, summary_words, words_of
from briefgen.validation import Checked


def statement(checked: Checked, cited: Collection[str], language: str) -> str:
    """What all sources of a brief are worth together, in a few sentences; empty without any."""
    if not cited:
        return ""
    found = summary(checked, cited)
    return " ".join(_sentences(found, summary_words(language), language))


def _sentences(found: Summary, words: SummaryWords, language: str) -> Iterator[str]:
    comma = words_of(language).comma
    sorts = comma.join(words.sorts[str(sort)].of(count) for sort, count in found.sorts)
    graded = [f"{letter} {count}" for letter, count in found.grades]
    graded += [words.ungraded.format(count=found.ungraded)] if found.ungraded else []
    counted = words.source.of(found.sources)
    yield words.sources.format(count=counted, sorts=sorts, grades=comma.join(graded))
    yield from _ages(found, words, language)
    yield from _judgements(found.single, words.single, language)
    yield from _judgements(found.weak, words.weak, language)
    if found.parting:
        yield words.parting.of(found.parting)
    covered = found.coverage
    if covered.claims:
        whole = covered.sourced == covered.claims
        told = words.all_sourced if whole else words.some_sourced
        yield told.of(covered.claims, sourced=covered.sourced)


def _ages(found: Summary, words: SummaryWords, language: str) -> Iterator[str]:
    if found.newest is None or found.median_months is None:
        return
    parts = [
        words.ages.of(found.median_months),
        words.newest.format(date=date_words(found.newest, language)),
    ]
    parts += [words.undated.of(found.undated)] if found.undated else []
    yield f"{words_of(language).semicolon.join(parts)}."


def _judgements(numbers: Sequence[int], told: Plural, language: str) -> Iterator[str]:
    if numbers:
        named = in_a_row([str(number) for number in numbers], language)
        yield told.of(len(numbers), numbers=named)
