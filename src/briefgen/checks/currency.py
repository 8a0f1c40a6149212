"""Rules on freshness: figures that their own data have overtaken, or that come from the future."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from briefgen.checks.ages import Aged, Sort, State, ages
from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.data import Table
from briefgen.errors import Place, Problem, Severity
from briefgen.model.facts import Fact

_EXPECTED = re.compile(
    r"\b(?:forecast|expect|plan|project|target|goal|aim|agreed|announc|claim|promis|will|estimate"
    r"|budget|schedul|floor|ceiling|term)",
    re.IGNORECASE,
)

OVERTAKEN = Rule(
    "FRS101",
    "overtaken-by-its-data",
    Group.FRESHNESS,
    Severity.WARNING,
    "A figure of a year that its own data file has gone beyond.",
    "The reader takes the latest figure in a brief for the latest there is.",
    "Take the newer year; or, if the older one is meant, silence the rule there and say why.",
    "gdp: {data: gdp, where: {year: 2022}, …}  # and the file has 2023",
    "gdp: {data: gdp, where: {year: 2023}, …}",
)
FUTURE = Rule(
    "FRS102",
    "figure-from-the-future",
    Group.FRESHNESS,
    Severity.WARNING,
    "A figure of a time after the information cut-off that is not called a forecast.",
    "What has not happened yet cannot have been measured: either the date is wrong, or the reader "
    "must be told that it is expected.",
    "Correct `as_of`, or call it a forecast, a plan or a target in `about`.",
    "growth: {about: Real growth, as_of: 2027, …}",
    "growth: {about: 'Real growth, forecast of the bank', as_of: 2027, …}",
)
_LIMITS = (
    "Limits stand with a source, a data file, a column of it or a fact (`freshness`), and for all "
    "of them in `briefgen.toml`. Age is counted to the day given by `--as-of`, else to the date "
    "of the brief, so that the same brief gives the same answer on any day."
)
STALE = Rule(
    "FRS103",
    "stale",
    Group.FRESHNESS,
    Severity.WARNING,
    "A source, data file or figure that is older than its `warn_after`.",
    f"What nobody has looked at for long may be untrue by now. {_LIMITS}",
    "Look again and correct the date, or the figure; `briefgen freshness` says what hangs on it.",
    "trade: {as_of: 2021, freshness: {warn_after: 2 years}, …}",
    "trade: {as_of: 2025, freshness: {warn_after: 2 years}, …}",
)
EXPIRED = Rule(
    "FRS104",
    "too-stale",
    Group.FRESHNESS,
    Severity.ERROR,
    "A source, data file or figure that is older than its `error_after`.",
    f"The desk has said that beyond this age it does not stand by it. {_LIMITS}",
    "Look again, replace it, or take it out.",
    "trade: {as_of: 2015, freshness: {error_after: 5 years}, …}",
    "trade: {as_of: 2025, freshness: {error_after: 5 years}, …}",
)
DUE = Rule(
    "FRS105",
    "review-due",
    Group.FRESHNESS,
    Severity.WARNING,
    "A brief whose day of review has come.",
    "Whoever wrote it has promised to look again on that day.",
    "Look through the brief; then set a new `date`, and a new `review` where that is a day.",
    "date: 2026-01-05\nreview: 2026-07-01  # and it is looked at later",
    "date: 2026-07-01\nreview: 2027-01-01",
)
AFTER_CUTOFF = Rule(
    "FRS106",
    "data-after-cut-off",
    Group.FRESHNESS,
    Severity.WARNING,
    "Data that a refresh has brought after the information cut-off.",
    "The cut-off tells the reader what the brief could not know, and these data may be newer. Only "
    "what `briefgen refresh` has fetched is looked at; a date that was written by hand may be that "
    "of a copy.",
    "Read the brief again with the new data, and move `information_cutoff`; or let it move with "
    "the data: `information_cutoff: latest`.",
    "information_cutoff: 2026-06-30  # and data.lock says 2026-11-26",
    "information_cutoff: 2026-11-26",
)
ALTERED = Rule(
    "FRS107",
    "changed-after-refresh",
    Group.FRESHNESS,
    Severity.WARNING,
    "A data file that is another than `briefgen refresh` has written.",
    "Then `data.lock` does not tell of it: the day it was retrieved is that of its descriptor.",
    "Run `briefgen refresh` again; or take the provider away, if it is kept by hand now.",
    "# data/gdp.csv was edited after it was fetched",
    "# data/gdp.csv is as it was fetched",
)
RULES = (OVERTAKEN, FUTURE, STALE, EXPIRED, DUE, AFTER_CUTOFF, ALTERED)

Series: TypeAlias = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]


def overtaken(subject: Subject) -> Iterator[Problem]:
    """The newest fact of each series, where its file goes on; older ones beside it are history."""
    series: dict[Series, dict[str, str]] = defaultdict(dict)
    for name, fact in subject.brief.facts.items():
        table = subject.checked.tables.get(fact.data or "")
        year = table.years() if table else None
        if table is not None and year is not None and len(fact.where.get(year, ())) == 1:
            rest = tuple((key, words) for key, words in fact.where.items() if key != year)
            series[fact.data or "", fact.column, rest][fact.where[year][0]] = name
    for (data, column, rest), years in series.items():
        newest = max(years)
        there = _newest(subject.checked.tables[data], column, dict(rest))
        if there > newest:
            message = f"“{years[newest]}” is of {newest}, and its data go to {there}"
            path = ("facts", years[newest], "where")
            hint = f"take {there}, or silence the rule with the reason"
            yield OVERTAKEN.at(subject.document, path, message, hint, key=True)


def _newest(table: Table, column: str, where: Mapping[str, tuple[str, ...]]) -> str:
    """The last year for which these rows have a value; years have four digits."""
    year = table.years() or ""
    known = table.description.unknown()
    found = (row.cells[year] for row in table.select(where) if row.cells[column] not in known)
    return max(found, default="")


def future(subject: Subject) -> Iterator[Problem]:
    """Facts dated after the cut-off that nobody calls expected."""
    cutoff = subject.brief.information_cutoff
    for name, fact in subject.brief.facts.items():
        to_come = fact.as_of is not None and fact.as_of.earliest() > cutoff.latest()
        if to_come and not _EXPECTED.search(_words(fact)):
            message = f"“{name}” is of {fact.as_of}, after the information cut-off of {cutoff}"
            hint = "correct the date, or say in “about” that it is a forecast"
            yield FUTURE.at(subject.document, ("facts", name, "as_of"), message, hint)


def _words(fact: Fact) -> str:
    return f"{fact.about or ''} {fact.note.plain() if fact.note else ''}"


def stale(subject: Subject) -> Iterator[Problem]:
    """Whatever is beyond its limit on the day of looking."""
    day = subject.checked.day
    if day is None:
        return
    for each in ages(subject.checked, subject.settings):
        state = each.state(day)
        if state is not State.FRESH:
            yield _too_old(subject, each, EXPIRED if state is State.ERROR else STALE, day)


def _too_old(subject: Subject, each: Aged, rule: Rule, day: date) -> Problem:
    files = (subject.document, *subject.checked.libraries)
    home = next((file for file in files if file.file == each.place.file), None)
    document = home or subject.document
    if each.sort is Sort.REVIEW:
        message = f"the brief was to be looked at again by {each.warn_on}; it is {day}"
        return DUE.found(document, each.place, message, "look through it, then set a new “date”")
    message = f"“{each.name}” is stale on {day}: {each.counted} {each.since}, {each.limit}"
    hint = "look again, and correct date or figure; “briefgen freshness” says what hangs on it"
    problem = rule.found(document, each.place, message, hint)
    return problem if home is not None else replace(problem, excerpt="")


def fetched(subject: Subject) -> Iterator[Problem]:
    """Data files that were fetched after the cut-off, or changed since."""
    cutoff = subject.brief.information_cutoff
    for name, table in subject.checked.tables.items():
        day, place = table.description.retrieved, table.dated or Place(table.file)
        if table.altered:
            message = f"{table.file} is not as briefgen refresh has written it"
            hint = f"run: briefgen refresh {name}"
            yield ALTERED.found(subject.document, Place(table.file), message, hint)
        elif table.fetched and day is not None and day.earliest() > cutoff.latest():
            message = (
                f"{table.file} was fetched on {day}, after the information cut-off of {cutoff}"
            )
            hint = "read the brief again with the new data, and move the cut-off"
            problem = AFTER_CUTOFF.found(subject.document, place, message, hint)
            yield replace(problem, excerpt="")


CHECKS = (overtaken, future, stale, fetched)
