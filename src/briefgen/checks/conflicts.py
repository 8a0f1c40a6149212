"""Figures that are stated twice: in two briefs or one, in text, table or data, with two values.

Two figures are of the same thing if entity, indicator, period and unit are the same. A rounded
value does not contradict a more exact one.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from itertools import combinations, islice

from msgspec import Struct

from briefgen.checks.rule import Group, Rule
from briefgen.checks.stated import Key, Stated, facts_and_data, home_of
from briefgen.checks.subject import Subject
from briefgen.checks.tabled import tabled
from briefgen.errors import Place, Problem, Severity
from briefgen.validation import Checked


class Why(enum.StrEnum):
    """How two figures of the same thing part."""

    VALUE = "value"  # they contradict each other
    VINTAGE = "vintage"  # they are of two releases


class Conflict(Struct, frozen=True):
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


MOST_ALIKE = 200  # figures of one thing in one brief; who has more has a table of them
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
    """Every figure of a brief that can be compared: facts, data, and cells of written tables."""
    home = home_of(checked)
    yield from facts_and_data(checked, home)
    yield from tabled(checked, home)


def conflicts(figures: Iterable[Stated], most: int | None = None) -> list[Conflict]:
    """The pairs that part and are not declared to, in the order of their places.

    With `most`, so many figures of one thing are held against each other, and not the rest.
    """
    by_key: dict[Key, dict[Place, Stated]] = defaultdict(dict)
    for figure in figures:
        by_key[figure.key][figure.place] = figure
    alike = (islice(same.values(), most) for same in by_key.values())
    pairs = (pair for same in alike for pair in combinations(same, 2))
    found = (Conflict(why, *pair) for pair in pairs if (why := _parting(*pair)) is not None)
    return sorted(found, key=lambda each: (each.one.place, each.other.place))


def check(subject: Subject) -> Iterator[Problem]:
    """Figures of one brief that contradict each other."""
    for conflict in conflicts(stated(subject.checked), MOST_ALIKE):
        other, later = sorted((conflict.one, conflict.other), key=_told_last)
        if conflict.why is Why.VALUE and later.brief:
            message = f"{later.name} is {later.printed}, but {other.name} has {other.printed}"
            yield CONFLICTING.found(subject.document, later.place, message, _way_out(later, other))


CHECKS = (check,)


def _told_last(stated: Stated) -> tuple[bool, bool]:
    """Data first, then facts, then cells: what is told is what stands further from the source."""
    return bool(stated.brief), stated.table is not None


def _way_out(later: Stated, other: Stated) -> str:
    see = f"see {other.place}"
    if later.table is None:
        return f"{see}; if both are meant, say “differs_from: {other.name}”"
    if other.table is None and other.brief:
        return (
            f"{see}; print the fact here, as {{{{ {other.name} }}}}, or if both are meant, say at "
            f"the fact “differs_from: {later.full_name}”"
        )
    return f"{see}; correct one, or take both from one fact"


def _parting(one: Stated, other: Stated) -> Why | None:
    if _declared(one, other) or _declared(other, one) or _in_one_table(one, other):
        return None
    same = _agree(one.value, other.value)
    if one.vintage and other.vintage and one.vintage != other.vintage:
        return None if same and one.brief == other.brief else Why.VINTAGE
    return None if same else Why.VALUE


def _declared(one: Stated, other: Stated) -> bool:
    named = (other.name, other.full_name) if one.brief == other.brief else (other.full_name,)
    return not {*named}.isdisjoint(one.differs_from)


def _in_one_table(one: Stated, other: Stated) -> bool:
    """Whether both stand in one table, where a reader sees how they differ."""
    return one.table is not None and (one.brief, one.table) == (other.brief, other.table)


def _agree(one: Decimal, other: Decimal) -> bool:
    """Whether the values are the same, as far as the less exact of them says."""
    coarse, fine = sorted((one, other), key=_exponent, reverse=True)
    step = Decimal(1).scaleb(_exponent(coarse))
    rounded = (fine.quantize(step, rounding) for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN))
    return coarse in rounded


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
