"""Parts that belong together on the page: figures side by side, a note beside its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefgen.edition.view import Part

MARGIN = frozenset({"note", "judgement"})


def grouped(parts: Iterable[Part], key: str) -> tuple[Part, ...]:
    """The parts of one place, grouped, each with a name by which it is found and moved."""
    found = enumerate(_led(_paired(parts)), 1)
    return tuple(replace(part, key=f"{key}-{number}") for number, part in found)


def _paired(parts: Iterable[Part]) -> Iterator[Part]:
    """Two half-width figures in a row stand side by side."""
    waiting: Part | None = None
    for part in parts:
        if part.data.get("width") == "half" and waiting is not None:
            yield Part("pair", {"halves": (waiting, part)})
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = part if part.data.get("width") == "half" else None
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _led(parts: Iterable[Part]) -> Iterator[Part]:
    """Each margin note with the paragraph it stands beside, as one part.

    The engine cuts a float in two although it is told not to; a plain block it keeps whole, so
    where a note is cut the next layout keeps this part together.
    """
    waiting: list[Part] = []
    for part in parts:
        if part.kind in MARGIN:
            waiting.append(part)
        elif part.kind == "prose" and waiting:
            yield Part("lead", {"parts": (*waiting, part)})
            waiting = []
        else:
            yield from waiting
            waiting = []
            yield part
    yield from waiting
