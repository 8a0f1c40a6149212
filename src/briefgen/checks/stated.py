"""Figures that can be compared: of what they are, in which unit, and where they are stated.

A fact says so itself, a data file in its descriptor, and a written table by its heads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from msgspec import Struct

from briefgen.data import Table
from briefgen.data.asking import value_of
from briefgen.data.table import number
from briefgen.document import Path
from briefgen.errors import Place
from briefgen.folding import folded
from briefgen.language import UNITS
from briefgen.model.country import known_code
from briefgen.model.facts import Fact
from briefgen.model.fields import read_number
from briefgen.validation import Checked, require

Key: TypeAlias = tuple[str, str, str, str]  # entity, indicator, period, unit

# Units that measure the same, in terms of one.
_UNITS: Mapping[str, tuple[str, int]] = {
    "usd_m": ("usd", 6),
    "usd_bn": ("usd", 9),
    "usd_tn": ("usd", 12),
    "mt": ("t", 6),
    "million": ("count", 6),
    "billion": ("count", 9),
    "none": ("count", 0),
    "": ("count", 0),
    "persons": ("count", 0),
    "current US dollars": ("usd", 0),
}
_CODES = {words: code for code, words in UNITS.items() if words}


class Stated(Struct, frozen=True):
    """One figure with what it is of, and where it is stated."""

    brief: str  # "" for a data file, which several briefs may use
    name: str  # id of the fact, or column of the data
    key: Key
    value: Decimal
    printed: str
    vintage: str
    place: Place
    differs_from: tuple[str, ...] = ()
    table: Path | None = None  # the table whose cell it is

    @property
    def full_name(self) -> str:
        """The name by which another brief calls it."""
        return f"{self.brief}/{self.name}"


def facts_and_data(checked: Checked, home: str) -> Iterator[Stated]:
    """The facts of a brief, and data with named indicators."""
    for name, fact in require(checked).facts.items():
        yield from _fact(checked, name, fact, home)
    for name, table in checked.tables.items():
        yield from _data(name, table)


def home_of(checked: Checked) -> str:
    """What a brief is about where nothing else is said: its one country, or itself."""
    panel = require(checked).panel()
    return panel.countries[0] if panel and len(panel.countries) == 1 else checked.name


def unit_of(written: str) -> tuple[str, int]:
    """What a unit measures, and the power of ten by which; data files write it in words."""
    code = _CODES.get(written, written)
    return _UNITS.get(code, (code, 0))


@cache
def entity_of(written: str) -> str:
    """A country by its code, however it is written; anything else as it is."""
    return known_code(written) or folded(written)


def _fact(checked: Checked, name: str, fact: Fact, home: str) -> Iterator[Stated]:
    indicator = fact.indicator or folded(fact.about or "")
    value = value_of(fact, checked.tables) if fact.data else read_number(str(fact.value))
    if not indicator or fact.as_of is None or value is None:
        return
    if fact.scale is not None:
        value *= Decimal(str(fact.scale))
    if fact.decimals is not None:
        value = round(value, fact.decimals)
    unit, power = unit_of(fact.unit)
    key = (entity_of(fact.entity or home), indicator, str(fact.as_of), unit)
    retrieved = checked.tables[fact.data].description.retrieved if fact.data else None
    yield Stated(
        checked.name,
        name,
        key,
        value.scaleb(power),
        f"{value:f}",
        str(fact.vintage or retrieved or ""),
        checked.document.place(("facts", name), key=True),
        fact.differs_from,
    )


def _data(name: str, table: Table) -> Iterator[Stated]:
    about, year = table.description, table.years()
    if about.entity is None or year is None:
        return
    for column, described in about.columns.items():
        if described.indicator is None:
            continue
        unit, power = unit_of(table.unit(column))
        for row in table.rows:
            value = number(row.cells[column])
            if value is not None:
                entity = entity_of(row.cells.get(about.entity, about.entity))
                yield Stated(
                    "",
                    f"{name}.{column}",
                    (entity, described.indicator, row.cells[year], unit),
                    value.scaleb(power),
                    f"{value:f}",
                    str(about.retrieved or ""),
                    Place(table.file, row.line, 1),
                )
