"""Key judgements: raised, lowered, added, withdrawn, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.changes.aligning import Alignment, aligned
from briefgen.changes.change import Change, What
from briefgen.changes.reading import cited, form, words
from briefgen.changes.spot import Sides, Spot
from briefgen.changes.walking import fields, moved_by, rank, walk
from briefgen.model.brief import Brief, Judgement
from briefgen.yardstick import CONFIDENCE_LEVELS

SAME_STATEMENT = 0.7  # of the words, from which on a judgement with another id is the same
OWN = ("id", "likelihood", "confidence", "change_reason")


def paired(old: Brief, new: Brief) -> Alignment:
    """The judgements of two editions, by id, else by what they state."""
    found = aligned(
        [each.id for each in old.key_judgements],
        [each.id for each in new.key_judgements],
        lambda each: str(each),
        alike=2,
    )
    rest = aligned(
        [old.key_judgements[number].statement for number in found.dropped],
        [new.key_judgements[number].statement for number in found.added],
        form,
        alike=SAME_STATEMENT,
    )
    more = [(found.dropped[before], found.added[after]) for before, after in rest.pairs]
    pairs = sorted((*found.pairs, *more), key=lambda pair: pair[1])
    return Alignment.of(pairs, len(old.key_judgements), len(new.key_judgements))


def renamed(old: Brief, new: Brief, found: Alignment) -> Mapping[str, str]:
    """The old ids of judgements by their new ones, where they are others."""
    ids = [(old.key_judgements[i].id, new.key_judgements[j].id) for i, j in found.pairs]
    return {after: before for before, after in ids if before != after}


def judgement_changes(old: Brief, new: Brief, found: Alignment, spot: Spot) -> Iterator[Change]:
    """What became of the key judgements, in the order in which they now stand."""
    spot = spot.down("key_judgements")
    for before, after in found.pairs:
        one, other = old.key_judgements[before], new.key_judgements[after]
        at = spot.down(after, was=before).into(other)
        yield from _one(one, other, at)
        if after in found.moved:
            yield at.change(What.MOVED, str(before + 1), str(after + 1))
    for after in found.added:
        other = new.key_judgements[after]
        at = spot.down(after).only("new").into(other)
        yield _explained(at.change(What.ADDED, "", other.likelihood.words), None, other, spot.sides)
    for before in found.dropped:
        one = old.key_judgements[before]
        at = spot.down(before).only("old").into(one)
        yield at.change(What.WITHDRAWN, one.likelihood.words, "")


def _one(old: Judgement, new: Judgement, spot: Spot) -> Iterator[Change]:
    found = list(_moves(old, new, spot))
    yield from (_explained(change, old, new, spot.sides) for change in found)
    if old.id != new.id:
        yield spot.down("id").change(What.RENAMED, old.id, new.id)
    if not found:
        yield from walk(old.change_reason, new.change_reason, spot.down("change_reason"))
    yield from fields(old, new, spot, *OWN)


def _moves(old: Judgement, new: Judgement, spot: Spot) -> Iterator[Change]:
    if old.likelihood != new.likelihood:
        before, after = rank(old.likelihood), rank(new.likelihood)
        what = moved_by(before, after, What.RAISED, What.LOWERED)
        at = spot.down("likelihood")
        yield at.change(what, old.likelihood.words, new.likelihood.words)
    if old.confidence != new.confidence:
        levels = [CONFIDENCE_LEVELS.index(each.confidence) for each in (old, new)]
        what = moved_by(levels[0], levels[1], What.MORE_CONFIDENT, What.LESS_CONFIDENT)
        yield spot.down("confidence").change(what, old.confidence, new.confidence)


def _explained(change: Change, old: Judgement | None, new: Judgement, sides: Sides) -> Change:
    """The change with its reason: of the author, if it is not that of an earlier edition."""
    said, before = new.change_reason, old.change_reason if old else None
    fresh = said is not None and (before is None or form(said) != form(before))
    known = {form(ground) for ground in old.rests_on} if old else set()
    grounds = tuple(
        cited(ground.citation) if ground.citation else ground.fact or ""
        for ground in new.rests_on
        if old is not None and form(ground, sides.called) not in known
    )
    places = change.after
    if said is not None or before is not None:  # told with the change, and so nowhere else
        stem = places[0].rsplit("/", 1)[0] if old else places[0]
        places = (*places, f"{stem}/change_reason")
    reason = words(said, sides.new_facts) if fresh else ""
    return replace(change, reason=reason, grounds=grounds, after=places)
