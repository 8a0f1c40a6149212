"""Who repeats whom: sources led back along `derived_from` to those that had it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefgen.model.source import Source


def repeated(key: str, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """What a source repeats, and what that repeats, the nearest first; circles end somewhere."""
    found: dict[str, None] = {}
    waiting = [*_before(key, sources)]
    while waiting:
        origin = waiting.pop(0)
        if origin not in found and origin != key:
            found[origin] = None
            waiting.extend(_before(origin, sources))
    return tuple(found)


def origins(key: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The sources that a source goes back to in the end; itself, if it repeats none.

    Of a circle, in which nobody had it first, all are.
    """
    known = (key, *repeated(key, sources))
    return frozenset(each for each in known if not _before(each, sources)) or frozenset(known)


def independent(keys: Iterable[str], sources: Mapping[str, Source]) -> frozenset[str]:
    """The sources that stand behind these when all that only repeat others are led back."""
    return frozenset[str]().union(*(origins(key, sources) for key in keys))


def _before(key: str, sources: Mapping[str, Source]) -> tuple[str, ...]:
    source = sources.get(key)
    return tuple(k for k in source.derived_from if k != key) if source is not None else ()
