"""What was known on a day: sources read, data retrieved and releases made later are not.

The time that a figure speaks of is another matter: a forecast for 2030 was known when it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from datetime import date

from briefgen.data import Table
from briefgen.dates import PartialDate
from briefgen.document import Document, Path
from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.model.contents import citations_in
from briefgen.model.fields import LATEST
from briefgen.model.source import Source

_HINT = "leave it out, or build the brief as it was then: the version or edition of that time"


def known_from(source: Source) -> date | None:
    """The first day on which the desk can have known a source: when it was read, else published.

    Of a month or year of publication it is the first day, in favour of the source.
    """
    if source.accessed is not None:
        return source.accessed
    return source.issued.earliest() if source.issued is not None else None


def retrieved(table: Table) -> date | None:
    """The first day on which a data file can have been at hand."""
    day = table.description.retrieved
    return day.earliest() if day is not None else None


def newest(
    brief: Brief, sources: Mapping[str, Source], tables: Mapping[str, Table], by: date | None
) -> date | None:
    """The newest day on which data of a brief were retrieved or a source it cites was read.

    None where no day is known; with `by`, none after that.
    """
    days = [day for table in tables.values() if (day := retrieved(table)) is not None]
    cited = {citation.key for _, citation in citations_in(brief)} & sources.keys()
    days += [day for key in cited if (day := sources[key].accessed) is not None]
    return min(max(days), by or date.max) if days else None


def with_cutoff(
    document: Document,
    brief: Brief,
    sources: Mapping[str, Source],
    tables: Mapping[str, Table],
    by: date | None,
) -> tuple[Brief, tuple[Problem, ...]]:
    """The brief with its cut-off as a day, where it asks for the latest; and what is wrong."""
    if brief.information_cutoff != LATEST:
        return brief, ()
    path = ("information_cutoff",)
    day = newest(brief, sources, tables, by)
    if day is None:
        message = "nothing says when data were retrieved or sources read, so there is no latest day"
        return brief, (document.problem(path, message, "write the day, as 2026-11-23"),)
    found = brief.model_copy(update={"information_cutoff": PartialDate.of(day)})
    if brief.date is not None and brief.date.latest() < day:
        message = f"the date {brief.date} lies before the information cut-off, which is {day}"
        hint = "leave “date” out, and it is that of the cut-off; or write the cut-off as a day"
        return found, (document.problem(("date",), message, hint),)
    return found, ()


def later(
    document: Document,
    brief: Brief,
    sources: Mapping[str, Source],
    tables: Mapping[str, Table],
    used: Set[tuple[Path, str]],
    day: date,
) -> Iterator[Problem]:
    """Every use of what was not known on a day; `used` are the places that name a data file."""
    cutoff = brief.information_cutoff
    if cutoff.latest() > day:
        message = f"the brief takes in what was known to {cutoff}, after {day}"
        yield document.problem(("information_cutoff",), message, _HINT)
    for path, citation in citations_in(brief):
        key = citation.key
        known = known_from(sources[key])
        if known is not None and known > day:
            message = f"“{key}” is known only from {known}, after {day}"
            yield document.problem(path, message, _HINT, snippet=key)
    for path, name in sorted(used, key=str):
        if name in tables and tables[name].description.vintage is None:
            yield from _of_data(document, path, tables[name], sources, day)
    yield from _releases(document, brief, day)


def _of_data(
    document: Document, path: Path, table: Table, sources: Mapping[str, Source], day: date
) -> Iterator[Problem]:
    """A file that was at hand later, or else that it is of a source which was read later."""
    known = retrieved(table)
    if known is not None:
        if known > day:
            message = f"{table.file} is known only from {known}, after {day}"
            yield document.problem(path, message, _HINT)
        return
    for citation in table.description.source:
        read = known_from(sources[citation.key])
        if read is not None and read > day:
            message = f"“{citation.key}”, the source of {table.file}, is known only from {read}"
            yield document.problem(path, message, _HINT)


def _releases(document: Document, brief: Brief, day: date) -> Iterator[Problem]:
    for name, fact in brief.facts.items():
        if fact.vintage is not None and fact.vintage.earliest() > day:
            message = f"“{name}” is of a release of {fact.vintage}, after {day}"
            yield document.problem(("facts", name, "vintage"), message, _HINT)
