"""How old the things of a brief are, against the limits that are set for them.

A thing is within its limit to the last day of it, and beyond it on the day after.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from briefgen.checks.cited import entries
from briefgen.checks.value_dates import drawn_date, fact_date, measured
from briefgen.dates import PartialDate
from briefgen.document import Path
from briefgen.errors import Place
from briefgen.model.contents import models_in
from briefgen.model.data_figure import DataFigure
from briefgen.model.facts import Fact
from briefgen.model.figure import Figure
from briefgen.model.freshness import Limits
from briefgen.model.source import Source
from briefgen.model.tables import Table
from briefgen.periods import Period, next_day
from briefgen.settings import Settings
from briefgen.sightings import Sighting, found_unchanged
from briefgen.validation import Checked, require


class Sort(enum.StrEnum):
    """What may grow old."""

    SOURCE = "source"
    DATA = "data"
    FACT = "fact"
    FIGURE = "figure"
    TABLE = "table"
    REVIEW = "review"


class State(enum.IntEnum):
    """How fresh a thing is; the greater the worse."""

    FRESH = 0
    WARN = 1
    ERROR = 2

    def __str__(self) -> str:
        return self.name.lower()


class Aged(Struct, frozen=True):
    """One thing with a limit: since when its age counts, and when it is over."""

    sort: Sort
    name: str
    words: str
    since: PartialDate
    counted: str  # what that date is: as of, retrieved, read, found unchanged, published, changed
    warn_on: date | None  # the first day on which it is stale
    error_on: date | None
    limit: str
    place: Place
    path: Path = ()

    def state(self, day: date) -> State:
        """How fresh it is on a day."""
        if self.error_on is not None and day >= self.error_on:
            return State.ERROR
        stale = self.warn_on is not None and day >= self.warn_on
        return State.WARN if stale else State.FRESH

    def next_change(self, day: date) -> tuple[date, State] | None:
        """The first day after this one on which it is worse, and how it is then."""
        to_come = ((self.warn_on, State.WARN), (self.error_on, State.ERROR))
        changes = [(on, to) for on, to in to_come if on is not None and on > day]
        worse = [(on, to) for on, to in changes if self.state(on) > self.state(day)]
        return min(((on, self.state(on)) for on, _ in worse), default=None)


def ages(checked: Checked, settings: Settings) -> tuple[Aged, ...]:
    """Everything of a brief that has a limit, in the order of the sorts."""
    return (
        *_sources(checked, settings),
        *_data(checked, settings),
        *_facts(checked, settings),
        *_blocks(checked, settings),
        *_review(checked),
    )


def _aged(
    sort: Sort,
    name: str,
    words: str,
    dated: tuple[PartialDate | None, str],
    limits: Limits | None,
    place: Place,
    path: Path = (),
) -> Iterator[Aged]:
    """The thing, where it has both a date and a limit."""
    since, counted = dated
    if since is None or limits is None:
        return
    warn, fail = _first_stale(since, limits.warn_after), _first_stale(since, limits.error_after)
    if warn is not None or fail is not None:
        named = ("warning", limits.warn_after), ("error", limits.error_after)
        limit = ", ".join(f"{what} after {span}" for what, span in named if span is not None)
        yield Aged(sort, name, words, since, counted, warn, fail, limit, place, path)


def _first_stale(since: PartialDate, limit: Period | None) -> date | None:
    last = limit.after(since.latest()) if limit is not None else None
    return next_day(last) if last is not None else None


def _sources(checked: Checked, settings: Settings) -> Iterator[Aged]:
    for entry in entries(checked):
        source = entry.source
        dated = _last_looked(source, checked.sightings.get(entry.key), checked.as_of)
        place = entry.document.place(entry.path, key=True)
        words = source.short or source.title or entry.key
        limits = source.freshness or settings.freshness.sources
        if entry.cited:
            yield from _aged(Sort.SOURCE, entry.key, words, dated, limits, place)


def _last_looked(
    source: Source, seen: Sighting | None, day: date | None
) -> tuple[PartialDate | None, str]:
    """When somebody, or briefgen refresh, last looked at a source and found what is cited."""
    again = found_unchanged(source, seen)
    if again is not None and (day is None or again <= day):
        return PartialDate.of(again), "found unchanged"
    if source.accessed is not None:
        return PartialDate.of(source.accessed), "read"
    return source.issued, "published"


def _data(checked: Checked, settings: Settings) -> Iterator[Aged]:
    for name, table in checked.tables.items():
        about = table.description
        limits = about.freshness or settings.freshness.data
        place = table.dated or Place(table.file)
        yield from _aged(
            Sort.DATA, name, about.title, (about.retrieved, "retrieved"), limits, place
        )


def _facts(checked: Checked, settings: Settings) -> Iterator[Aged]:
    """Facts by the date they speak of; without limits of their own only the newest of a series."""
    facts = require(checked).facts
    dates = {name: fact_date(fact, checked) for name, fact in facts.items()}
    newest: dict[object, date] = {}
    for name, fact in facts.items():
        if (of := dates[name]) is not None:
            series = _series(name, fact, checked)
            newest[series] = max(of.latest(), newest.get(series, date.min))
    for name, fact in facts.items():
        of = dates[name]
        history = of is not None and of.latest() < newest[_series(name, fact, checked)]
        limits = fact.freshness or (None if history else _of_figure(fact, checked, settings))
        place = checked.document.place(("facts", name), key=True)
        path = ("facts", name)
        yield from _aged(Sort.FACT, name, fact.about or name, (of, "as of"), limits, place, path)


def _series(name: str, fact: Fact, checked: Checked) -> object:
    """What a fact has in common with others of the same thing at other times."""
    table = checked.tables.get(fact.data or "")
    years = table.years() if table is not None else None
    rest = tuple((key, words) for key, words in fact.where.items() if key != years)
    if indicator := _indicator(fact, checked):
        return fact.entity, indicator, rest
    return (fact.data, fact.column, rest) if table is not None else (fact.entity, fact.about, name)


def _indicator(fact: Fact, checked: Checked) -> str | None:
    table = checked.tables.get(fact.data or "")
    column = table.description.columns.get(fact.column) if table is not None else None
    return fact.indicator or (column.indicator if column is not None else None)


def _of_figure(fact: Fact, checked: Checked, settings: Settings) -> Limits | None:
    table = checked.tables.get(fact.data or "")
    column = table.description.columns.get(fact.column) if table is not None else None
    own = column.freshness if column is not None else None
    return own or _default(_indicator(fact, checked), settings)


def _default(indicator: str | None, settings: Settings) -> Limits | None:
    return settings.freshness.indicators.get(indicator or "") or settings.freshness.figures


def _blocks(checked: Checked, settings: Settings) -> Iterator[Aged]:
    """Figures and tables from data, by the newest value that they draw."""
    for path, block in models_in(require(checked)):
        if not isinstance(block, DataFigure | Table) or block.data is None:
            continue
        columns = checked.tables[block.data].description.columns
        drawn = [columns[name] for name in measured(block) if name in columns]
        found = [each.freshness or _default(each.indicator, settings) for each in drawn]
        limits = next((each for each in found if each is not None), None)
        sort = Sort.FIGURE if isinstance(block, Figure) else Sort.TABLE
        words = title_of(block)
        dated = (drawn_date(block, checked), "as of")
        name = block.id or words
        place = checked.document.place(path)
        yield from _aged(sort, name, words, dated, limits, place, path)


def title_of(block: Figure | Table) -> str:
    """The title of a figure or a table."""
    return (block.title if isinstance(block, Figure) else block.table).plain()


def _review(checked: Checked) -> Iterator[Aged]:
    brief = require(checked)
    if (review := brief.review) is None:
        return
    since = brief.date or brief.information_cutoff
    due = review.after(since.latest()) if isinstance(review, Period) else review.latest()
    words, limit = f"review of {brief.title}", f"review {review}"
    place = checked.document.place(("review",))
    if due is not None:
        yield Aged(Sort.REVIEW, checked.name, words, since, "written", due, None, limit, place)
