"""The source summary statement of ICD 206, as numbers: what a brief rests on, and how well."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from statistics import median

from msgspec import Struct

from briefgen.checks.claims import Kind, claims
from briefgen.checks.coverage import coverage_of
from briefgen.checks.origins import independent
from briefgen.dates import PartialDate
from briefgen.model.source import Source, SourceType
from briefgen.results import Coverage
from briefgen.validation import Checked, require

DAYS_A_MONTH = 30.44
GOOD = frozenset("AB")  # completely or usually reliable


class Sort(enum.StrEnum):
    """What kinds of sources readers weigh differently."""

    NEWS = "news"
    STUDIES = "studies"
    DATA = "data"
    OFFICIAL = "official"
    OTHER = "other"


_SORTS: Mapping[Sort, frozenset[SourceType]] = {
    Sort.NEWS: frozenset(
        {
            SourceType.ARTICLE_NEWSPAPER,
            SourceType.ARTICLE_MAGAZINE,
            SourceType.BROADCAST,
        }
    ),
    Sort.STUDIES: frozenset(
        {
            SourceType.REPORT,
            SourceType.ARTICLE_JOURNAL,
            SourceType.BOOK,
            SourceType.CHAPTER,
            SourceType.PAPER_CONFERENCE,
            SourceType.THESIS,
        }
    ),
    Sort.DATA: frozenset({SourceType.DATASET}),
    Sort.OFFICIAL: frozenset(
        {
            SourceType.BILL,
            SourceType.LEGAL_CASE,
            SourceType.LEGISLATION,
            SourceType.REGULATION,
            SourceType.SPEECH,
            SourceType.TREATY,
        }
    ),
}


class Summary(Struct, frozen=True):
    """What is to be said of all sources of a brief together."""

    sources: int
    sorts: tuple[tuple[Sort, int], ...]  # the most frequent first
    grades: tuple[tuple[str, int], ...]  # from A to F
    ungraded: int
    undated: int
    median_months: int | None  # age of those with a date, at the cut-off
    newest: PartialDate | None
    single: tuple[int, ...]  # numbers of the judgements that rest on one independent source
    weak: tuple[int, ...]  # of those that no source graded A or B carries
    parting: int  # figures on which sources part, both sides given
    coverage: Coverage


def summary(checked: Checked, cited: Collection[str]) -> Summary:
    """The summary over the sources of these keys; those of a brief are the ones it prints."""
    brief = require(checked)
    sources = [checked.sources[key] for key in cited]
    listed = claims(checked)
    grounds = (
        [citation.key for citation in claim.citations]
        for claim in listed
        if claim.kind is Kind.JUDGEMENT
    )
    judged = list(enumerate(grounds, start=1))
    dated = [source.issued for source in sources if source.issued is not None]
    letters = Counter(source.reliability for source in sources if source.reliability)
    ages = [_months(day, brief.information_cutoff.latest()) for day in dated]
    return Summary(
        sources=len(sources),
        sorts=_sorts(sources),
        grades=tuple(sorted(letters.items())),
        ungraded=sum(not source.reliability for source in sources),
        undated=len(sources) - len(dated),
        median_months=round(median(ages)) if ages else None,
        newest=max(dated, key=PartialDate.latest, default=None),
        single=tuple(n for n, keys in judged if len(independent(keys, checked.sources)) < 2),
        weak=tuple(n for n, keys in judged if not _good(keys, checked.sources)),
        parting=sum(bool(fact.differs_from) for fact in brief.facts.values()),
        coverage=coverage_of(listed),
    )


def _sorts(sources: Iterable[Source]) -> tuple[tuple[Sort, int], ...]:
    """The most frequent first, what fits nowhere last."""
    counts = Counter(sort_of(source) for source in sources)
    return tuple(sorted(counts.items(), key=lambda each: (each[0] is Sort.OTHER, -each[1])))


def sort_of(source: Source) -> Sort:
    """Which sort of source this is."""
    return next((sort for sort, types in _SORTS.items() if source.type in types), Sort.OTHER)


def _good(keys: Iterable[str], sources: Mapping[str, Source]) -> bool:
    return any(sources[key].reliability in GOOD for key in keys)


def _months(issued: PartialDate, cutoff: date) -> float:
    return max(0.0, (cutoff - issued.latest()).days / DAYS_A_MONTH)
