"""Sources: which came, went, took the place of another, or were graded anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace

from pydantic import BaseModel

from briefgen.changes.aligning import likeness
from briefgen.changes.change import Change, What
from briefgen.changes.reading import sources_in
from briefgen.changes.spot import Sides, Spot
from briefgen.changes.walking import bare, fields, named
from briefgen.errors import Place
from briefgen.model.identity import same
from briefgen.model.source import Source
from briefgen.prose import Prose
from briefgen.validation import Checked, require

SAME_TITLE = 0.8  # of the words, from which on a source of the same hand is a new edition of it


def used(checked: Checked) -> dict[str, Source]:
    """The sources that a brief cites, and those that it brings itself."""
    brief = require(checked)
    keys = {key for places in _cited(checked).values() for key in places} | set(brief.sources)
    return {key: source for key, source in checked.sources.items() if key in keys}


def replaced(sides: Sides) -> dict[str, str]:
    """The old keys of sources by those of the sources that took their place."""
    before, after = used(sides.old), used(sides.new)
    gone = {key: source for key, source in before.items() if key not in after}
    came = {key: source for key, source in after.items() if key not in before}
    found: dict[str, str] = {}
    for test in (_one_source, _next_edition):
        for old, source in gone.items():
            new = next((k for k, s in came.items() if k not in found and test(source, s)), None)
            if new is not None and old not in found.values():
                found[new] = old
    for old, new in _successors(sides, gone, came):
        if new not in found and old not in found.values():
            found[new] = old
    return found


def _one_source(old: Source, new: Source) -> bool:
    return bool(same(old, new))


def _next_edition(old: Source, new: Source) -> bool:
    """Whether one is the other in a later state: nearly the same title by the same hand."""
    hands = [(each.author, each.publisher, each.container) for each in (old, new)]
    return hands[0] == hands[1] and likeness(old.title, new.title) >= SAME_TITLE


def _successors(
    sides: Sides, gone: Mapping[str, Source], came: Mapping[str, Source]
) -> Iterator[tuple[str, str]]:
    """Sources that went, with the one that now stands at most of the claims they stood at."""
    before, after = _cited(sides.old), _cited(sides.new)
    for old in gone:
        places = [place for place, keys in before.items() if old in keys]
        votes = Counter(
            key
            for place in places
            for key in after.get(place, frozenset()) - before[place]
            if key in came
        )
        for key, count in votes.most_common(1):
            if 2 * count > len(places):
                yield old, key


def _cited(checked: Checked) -> dict[Hashable, frozenset[str]]:
    """The keys that are cited at each claim; a claim is known by its words or its place."""
    found: dict[Hashable, frozenset[str]] = {}
    brief = require(checked)
    for name in type(brief).model_fields:
        if name != "sources":
            _gather(getattr(brief, name), (name,), found)
    for file, table in checked.tables.items():
        found["data", file] = frozenset(sources_in(table.description.source))
    return {place: keys for place, keys in found.items() if keys}


def _gather(
    value: object, path: tuple[Hashable, ...], found: dict[Hashable, frozenset[str]]
) -> None:
    if isinstance(value, Prose):
        place: Hashable = ("text", bare(value))
        found[place] = found.get(place, frozenset()) | frozenset(sources_in(value))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            _gather(getattr(value, name), (*path, named(value) or "", name), found)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            _gather(each, (*path, str(key)), found)
    elif isinstance(value, tuple):
        for each in value:
            if isinstance(each, Prose | BaseModel):
                _gather(each, path, found)
            else:
                found[path] = found.get(path, frozenset()) | frozenset(sources_in(each))


def source_changes(sides: Sides, spot: Spot) -> Iterator[Change]:
    """What became of the sources."""
    spot = spot.down("sources")
    before, after = used(sides.old), used(sides.new)
    successors = {old: new for new, old in sides.called.sources.items()}
    for key, source in before.items():
        at = spot.down(key)
        if key in after:
            yield from fields(source, after[key], at.into(after[key], key), "provider")
        elif key in successors:
            new = successors[key]
            change = spot.down(new, was=key).into(after[new], new)
            yield change.change(
                What.REPLACED, f"{source.called} (@{key})", f"{after[new].called} (@{new})"
            )
        else:
            yield at.only("old").into(source, key).change(What.DROPPED, source.called, "")
    for key, source in after.items():
        if key not in before and key not in sides.called.sources:
            yield (
                spot.down(key).only("new").into(source, key).change(What.ADDED, "", source.called)
            )


def placed(change: Change, sides: Sides) -> Change:
    """The change at the line of its source in the spec or in the library that holds it."""
    checked = sides.new if change.after else sides.old
    path = ("sources", change.key)
    home = next((each for each in (checked.document, *checked.libraries) if each.has(path)), None)
    return replace(change, place=home.place(path) if home else Place(checked.document.file))
