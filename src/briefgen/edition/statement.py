"""The source summary statement in words: computed, so that it is true of every edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefgen.checks.summary import Summary, summary
from briefgen.dates import words as date_words
from briefgen.language import SummaryWords, summary_words
from briefgen.validation import Checked


def statement(checked: Checked, cited: Collection[str], language: str) -> str:
    """What all sources of a brief are worth together, in a few sentences; empty without any."""
    if not cited:
        return ""
    found = summary(checked, cited)
    return " ".join(_sentences(found, summary_words(language), language))


def _sentences(found: Summary, words: SummaryWords, language: str) -> Iterator[str]:
    sorts = ", ".join(_counted(count, words.sorts[str(sort)]) for sort, count in found.sorts)
    graded = [f"{letter} {count}" for letter, count in found.grades]
    graded += [words.ungraded.format(count=found.ungraded)] if found.ungraded else []
    yield words.sources.format(
        count=_counted(found.sources, words.source), sorts=sorts, grades=", ".join(graded)
    )
    yield from _ages(found, words, language)
    yield from _judgements(found.single, words.single, words)
    yield from _judgements(found.weak, words.weak, words)
    if found.parting:
        yield words.parting.format(figures=_counted(found.parting, words.figure))
    covered = found.coverage
    if covered.claims:
        whole = covered.sourced == covered.claims
        told = words.all_sourced if whole else words.some_sourced
        yield told.format(sourced=covered.sourced, claims=_counted(covered.claims, words.claim))


def _ages(found: Summary, words: SummaryWords, language: str) -> Iterator[str]:
    if found.newest is None or found.median_months is None:
        return
    parts = [
        words.ages.format(months=_counted(found.median_months, words.month)),
        words.newest.format(date=date_words(found.newest, language)),
    ]
    parts += [words.undated.format(count=found.undated)] if found.undated else []
    yield f"{'; '.join(parts)}."


def _judgements(
    numbers: Sequence[int], told: tuple[str, str], words: SummaryWords
) -> Iterator[str]:
    if len(numbers) == 1:
        yield told[0].format(numbers=numbers[0])
    elif numbers:
        *before, last = map(str, numbers)
        yield told[1].format(numbers=f"{', '.join(before)} {words.conjunction} {last}")


def _counted(count: int, noun: tuple[str, str]) -> str:
    return f"{count} {noun[count != 1]}"
