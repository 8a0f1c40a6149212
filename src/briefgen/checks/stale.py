"""Figures of a brief that are stale on a day, and what hangs on what is stale.

A figure is stale where it is older than its own limit, where its data were not looked at for too
long, or where all of its sources were not. What it says of itself is then when it is of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct, field

from briefgen.checks.ages import Aged, Sort, State, ages, title_of
from briefgen.checks.claims import fact_sources
from briefgen.checks.impact import Impact, impact, impact_of_facts, impact_of_files
from briefgen.checks.value_dates import drawn_date, fact_date
from briefgen.data.asking import data_files
from briefgen.dates import PartialDate
from briefgen.document import Path
from briefgen.model.contents import models_in
from briefgen.model.data_figure import DataFigure
from briefgen.model.tables import Table
from briefgen.prose import Citation
from briefgen.settings import Settings
from briefgen.validation import Checked, require


class StaleFigure(Struct, frozen=True):
    """A figure that is stale: of when it is, and when it was last looked at if that is why."""

    name: str
    words: str
    state: State
    as_of: PartialDate | None
    looked: PartialDate | None = None


class StaleFigures(Struct, frozen=True):
    """The figures of a brief that are stale: facts by id, figures and tables by place."""

    day: date | None = None
    facts: Mapping[str, StaleFigure] = field(default_factory=dict)
    blocks: Mapping[Path, StaleFigure] = field(default_factory=dict)


def stale_figures(checked: Checked, settings: Settings) -> StaleFigures:
    """The figures that are stale on the day of looking."""
    day = checked.day
    if day is None:
        return StaleFigures()
    found = [each for each in ages(checked, settings) if each.state(day) is not State.FRESH]
    stale = {(each.sort, each.name): each for each in found}
    own = {each.path: each for each in found if each.path}
    facts: dict[str, StaleFigure] = {}
    for name, fact in require(checked).facts.items():
        cited, files = fact_sources(checked, name), data_files(fact)
        why = _why(own.get(("facts", name)), files, cited, stale, day)
        if why is not None:
            of = fact_date(fact, checked)
            facts[name] = StaleFigure(name, fact.about or name, why[0], of, why[1])
    return StaleFigures(day, facts, dict(_blocks(checked, own, stale, day)))


def _blocks(
    checked: Checked,
    own: Mapping[Path, Aged],
    stale: Mapping[tuple[Sort, str], Aged],
    day: date,
) -> Iterator[tuple[Path, StaleFigure]]:
    for path, block in models_in(require(checked)):
        if not isinstance(block, DataFigure | Table) or not (files := data_files(block)):
            continue
        named: Iterable[Citation] = getattr(block, "source", ()) or [
            citation for file in files for citation in checked.tables[file].description.source
        ]
        why = _why(own.get(path), files, tuple(named), stale, day)
        if why is not None:
            of = drawn_date(block, checked)
            yield path, StaleFigure(block.id or "", title_of(block), why[0], of, why[1])


def _why(
    own: Aged | None,
    files: Iterable[str],
    cited: tuple[Citation, ...],
    stale: Mapping[tuple[Sort, str], Aged],
    day: date,
) -> tuple[State, PartialDate | None] | None:
    """How stale a figure is, and when it was last looked at, if it is for that."""
    data = [stale[Sort.DATA, file] for file in files if (Sort.DATA, file) in stale]
    sources = [stale[Sort.SOURCE, c.key] for c in cited if (Sort.SOURCE, c.key) in stale]
    unread = data or (sources if len(sources) == len(cited) else [])
    reasons = [*unread, *([own] if own is not None else [])]
    if not reasons:
        return None
    looked = min((each.since for each in unread), default=None)
    return max(each.state(day) for each in reasons), looked


def hanging(checked: Checked, item: Aged) -> tuple[Impact, ...]:
    """What hangs on a thing: claims, judgements, and what is drawn of it."""
    if item.sort is Sort.SOURCE:
        return impact(checked, item.name)
    if item.sort is Sort.DATA:
        return impact_of_files(checked, item.name)
    return impact_of_facts(checked, item.name) if item.sort is Sort.FACT else ()
