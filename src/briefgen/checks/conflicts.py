"""Figures that are stated twice: in two briefs or one, in text or data, with two values.

Two figures are of the same thing if entity, indicator, period and unit are the same. A rounded
value does not contradict a more exact one.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cache
from itertools import combinations
from typing import TypeAlias

from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.data import Table
from briefgen.data.asking import value_of
from briefgen.data.table import number
from briefgen.errors import Place, Problem, Severity
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


class Why(enum.StrEnum):
    """How two figures of the same thing part."""

    VALUE = "value"  # they contradict each other
    VINTAGE = "vintage"  # they are of two releases


@dataclass(frozen=True, slots=True)
class Stated:
    """One figure with what it is of, and where it is stated."""

    brief: str  # "" for a data file, which several briefs may use
    name: str  # id of the fact, or column of the data
    key: Key
    value: Decimal
    printed: str
    vintage: str
    place: Place
    differs_from: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """The name by which another brief calls it."""
        return f"{self.brief}/{self.name}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures of the same thing that part."""

    why: Why
    one: Stated
    other: Stated

    def as_dict(self) -> dict[str, object]:
        """The same for machines, a column each."""
        entity, indicator, period, unit = self.one.key
        sides: dict[str, object] = {}
        for side, stated in (("one", self.one), ("other", self.other)):
            sides |= {
                f"{side}_brief": stated.brief,
                f"{side}_name": stated.name,
                f"{side}_value": stated.printed,
                f"{side}_vintage": stated.vintage,
                f"{side}_place": str(stated.place),
            }
        about = {"entity": entity, "indicator": indicator, "period": period, "unit": unit}
        return {"why": str(self.why), **about, **sides}


CONFLICTING = Rule(
    "CLM102",
    "conflicting-figures",
    Group.CLAIMS,
    Severity.WARNING,
    "Two figures of a brief state the same thing with two values.",
    "A reader who finds both trusts neither. Where sources part, ICD 203 asks that the reader be "
    "told, and not that one side be hidden.",
    "Correct one; or, if both are meant to stand, name one in the other’s `differs_from` and say "
    "in the text that sources part. `briefgen facts conflicts` looks through all briefs.",
    "facts:\n  growth_bank: {about: Growth, as_of: 2024, value: 4.8, unit: percent, source: bank}\n"
    "  growth_cia: {about: Growth, as_of: 2024, value: 4.1, unit: percent, source: cia}",
    "  growth_cia:\n    about: Growth\n    as_of: 2024\n    value: 4.1\n    unit: percent\n"
    "    source: cia\n    differs_from: growth_bank",
)
RULES = (CONFLICTING,)


def stated(checked: Checked) -> Iterator[Stated]:
    """Every figure of a brief that can be compared: facts, and data with named indicators."""
    brief = require(checked)
    panel = brief.panel()
    home = panel.countries[0] if panel and len(panel.countries) == 1 else checked.name
    for name, fact in brief.facts.items():
        yield from _fact(checked, name, fact, home)
    for name, table in checked.tables.items():
        yield from _data(name, table)


def conflicts(figures: Iterable[Stated]) -> list[Conflict]:
    """The pairs that part and are not declared to, in the order of their places."""
    by_key: dict[Key, dict[Place, Stated]] = defaultdict(dict)
    for figure in figures:
        by_key[figure.key][figure.place] = figure
    pairs = (pair for same in by_key.values() for pair in combinations(same.values(), 2))
    found = (Conflict(why, *pair) for pair in pairs if (why := _parting(*pair)) is not None)
    return sorted(found, key=lambda each: (each.one.place, each.other.place))


def check(subject: Subject) -> Iterator[Problem]:
    """Figures of one brief that contradict each other."""
    for conflict in conflicts(stated(subject.checked)):
        first, second = sorted((conflict.one, conflict.other), key=lambda each: not each.brief)
        later = second if second.brief else first
        other = first if later is second else second
        if conflict.why is Why.VALUE and later.brief:
            message = f"{later.name} is {later.printed}, but {other.name} has {other.printed}"
            hint = f"see {other.place}; if both are meant, say “differs_from: {other.name}”"
            yield CONFLICTING.found(subject.document, later.place, message, hint)


CHECKS = (check,)


def _parting(one: Stated, other: Stated) -> Why | None:
    if _declared(one, other) or _declared(other, one):
        return None
    same = _agree(one.value, other.value)
    if one.vintage and other.vintage and one.vintage != other.vintage:
        return None if same and one.brief == other.brief else Why.VINTAGE
    return None if same else Why.VALUE


def _declared(one: Stated, other: Stated) -> bool:
    named = (other.name, other.full_name) if one.brief == other.brief else (other.full_name,)
    return not {*named}.isdisjoint(one.differs_from)


def _agree(one: Decimal, other: Decimal) -> bool:
    """Whether the values are the same, as far as the less exact of them says."""
    coarse, fine = sorted((one, other), key=_exponent, reverse=True)
    step = Decimal(1).scaleb(_exponent(coarse))
    rounded = (fine.quantize(step, rounding) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN))
    return coarse in rounded


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _unit(written: str) -> tuple[str, int]:
    """What a unit measures, and the power of ten by which; data files write it in words."""
    code = _CODES.get(written, written)
    return _UNITS.get(code, (code, 0))


@cache
def _entity(written: str) -> str:
    """A country by its code, however it is written; anything else as it is."""
    return known_code(written) or " ".join(written.casefold().split())


def _fact(checked: Checked, name: str, fact: Fact, home: str) -> Iterator[Stated]:
    indicator = fact.indicator or " ".join((fact.about or "").casefold().split())
    value = value_of(fact, checked.tables) if fact.data else read_number(str(fact.value))
    if not indicator or fact.as_of is None or value is None:
        return
    if fact.scale is not None:
        value *= Decimal(str(fact.scale))
    if fact.decimals is not None:
        value = round(value, fact.decimals)
    unit, power = _unit(fact.unit)
    key = (_entity(fact.entity or home), indicator, str(fact.as_of), unit)
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
        unit, power = _unit(table.unit(column))
        for row in table.rows:
            value = number(row.cells[column])
            if value is not None:
                entity = _entity(row.cells.get(about.entity, about.entity))
                yield Stated(
                    "",
                    f"{name}.{column}",
                    (entity, described.indicator, row.cells[year], unit),
                    value.scaleb(power),
                    f"{value:f}",
                    str(about.retrieved or ""),
                    Place(table.file, row.line, 1),
                )
