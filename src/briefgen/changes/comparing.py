"""All that changed from one checked brief to another."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from briefgen.changes.change import About, Change, Changes, in_order
from briefgen.changes.data import data_changes
from briefgen.changes.judgements import judgement_changes, paired, renamed
from briefgen.changes.numbers import fact_changes, renamed_facts
from briefgen.changes.reading import Called
from briefgen.changes.sections import section_changes
from briefgen.changes.sources import placed, replaced, source_changes
from briefgen.changes.spot import Sides, Spot
from briefgen.changes.walking import walk
from briefgen.model.blocks import block_fields
from briefgen.model.brief import UNPRINTED, Brief
from briefgen.structure import mapping_of
from briefgen.validation import Checked, require

CUTOFF = "information_cutoff"
APART = frozenset({"facts", "sources", "key_judgements", "sections"})  # each has its own way
# Where a brief holds texts that a reader would not call its fields.
TEXTS = frozenset({"bottom_line", "gaps", "method"})


def compare(
    old: Checked, new: Checked, called: tuple[str, str] = ("", ""), *, since: int = 0
) -> Changes:
    """The changes from one edition to another; `called` is how the two are spoken of.

    `since` is the number of the edition that is compared with, where it is one.

    InputProblems where one of them has errors.
    """
    before, after = require(old), require(new)
    sides = Sides.of(old, new)
    judgements = paired(before, after)
    sides = structs.replace(sides, called=Called(judgements=renamed(before, after, judgements)))
    sides = structs.replace(sides, called=structs.replace(sides.called, sources=replaced(sides)))
    facts = renamed_facts(sides, before.facts, after.facts)
    sides = structs.replace(sides, called=structs.replace(sides.called, facts=facts))
    spot = Spot(sides)
    found = [
        *judgement_changes(before, after, judgements, spot),
        *_fields(before, after, spot),
        *fact_changes(before.facts, after.facts, spot),
        *(placed(change, sides) for change in source_changes(sides, spot)),
        *section_changes(before, after, spot),
    ]
    found += _unsaid(data_changes(sides, spot), found)
    return Changes(new.name, *called, since, in_order(found))


def _fields(old: Brief, new: Brief, spot: Spot) -> Iterator[Change]:
    """What changed in the fields of the brief itself and of its kind."""
    before, after = type(old).model_fields, type(new).model_fields
    blocks = {*block_fields(type(old)), *block_fields(type(new))}
    for name in dict.fromkeys((*before, *after)):
        info = after.get(name) or before[name]
        key = info.alias or name
        if name in APART or name in UNPRINTED or key in blocks or _moves(name, spot):
            continue
        at = spot.down(key)
        if name in TEXTS:
            at = structs.replace(
                at, subject=structs.replace(at.subject, about=About.TEXT, key=key, name=_said(key))
            )
        one, other = getattr(old, name, None), getattr(new, name, None)
        yield from walk(one, other, at, info.title or _said(key))


def _moves(name: str, spot: Spot) -> bool:
    """Whether a field is the cut-off that both sides let move with their data."""
    trees = (mapping_of(side.document.tree) for side in (spot.sides.old, spot.sides.new))
    return name == CUTOFF and all(str(tree.get(name)).strip() == "latest" for tree in trees)


def _said(key: str) -> str:
    return key.replace("_", " ")


def _unsaid(cells: Iterator[Change], found: list[Change]) -> Iterator[Change]:
    """Changes of data but for cells that only stand behind facts whose revision is told."""
    told = {change.key for change in found if change.about is About.NUMBER}
    for change in cells:
        if not change.used_by or not told.issuperset(change.used_by):
            yield change
