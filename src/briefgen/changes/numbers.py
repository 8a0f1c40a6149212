"""Facts: values revised, and what else is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.addresses import address
from briefgen.changes.aligning import aligned
from briefgen.changes.change import Change, What
from briefgen.changes.reading import form
from briefgen.changes.spot import Sides, Spot
from briefgen.changes.walking import fields
from briefgen.model.facts import Fact

# What makes the value of a fact as it is printed.
VALUE = (
    *("value", "data", "where", "start", "end", "calculate", "column", "scale", "decimals"),
    *("unit", "approximate"),
)


def renamed_facts(sides: Sides, old: Mapping[str, Fact], new: Mapping[str, Fact]) -> dict[str, str]:
    """The old ids of facts by their new ones, where nothing but the id is another."""
    gone = [key for key in old if key not in new]
    came = [key for key in new if key not in old]
    found = aligned(
        [old[key] for key in gone],
        [new[key] for key in came],
        lambda fact: form(fact, sides.called),
        alike=2,
    )
    return {came[after]: gone[before] for before, after in found.pairs}


def fact_changes(old: Mapping[str, Fact], new: Mapping[str, Fact], spot: Spot) -> Iterator[Change]:
    """What became of the facts, by their ids."""
    spot = spot.down("facts")
    named = spot.sides.called.facts
    kept = {named.get(key, key): key for key in new}
    for before, one in old.items():
        if (after := kept.get(before)) in new:
            at = spot.down(str(after), was=before).into(new[str(after)], str(after))
            yield from _one(one, new[str(after)], before, str(after), at)
        else:
            at = spot.down(before).only("old").into(one, before)
            yield at.change(What.DROPPED, spot.sides.old_facts[before], "", as_of=_date(one))
    for after, other in new.items():
        if named.get(after, after) not in old:
            at = spot.down(after).only("new").into(other, after)
            yield at.change(What.ADDED, "", spot.sides.new_facts[after], as_of=_date(other))


def _one(old: Fact, new: Fact, before: str, after: str, spot: Spot) -> Iterator[Change]:
    if before != after:
        yield spot.change(What.RENAMED, before, after, part="id")
    one, other = spot.sides.old_facts[before], spot.sides.new_facts[after]
    called = spot.sides.called
    differing = [
        type(new).model_fields[name].alias or name
        for name in VALUE
        if form(getattr(old, name)) != form(getattr(new, name), called)
    ]
    if one != other:
        change = spot.change(What.REVISED, one, other, as_of=_date(new))
        yield _at(change, spot, differing or ["value"])
        yield from fields(old, new, spot, *VALUE)
    else:
        yield from fields(old, new, spot)


def _at(change: Change, spot: Spot, parts: list[str]) -> Change:
    """The change with every field that makes the value."""
    assert spot.old is not None and spot.new is not None
    before = tuple(address((*spot.old, part)) for part in parts)
    return replace(change, before=before, after=tuple(address((*spot.new, p)) for p in parts))


def _date(fact: Fact) -> str:
    return str(fact.as_of or "")
