"""Two texts word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, OUT, IN = "=", "-", "+"
_WORD = re.compile(r"\S+\s*")
MOST_WORDS = 6000  # of one text; longer ones are marked as a whole
BRIDGE = 1  # words that stayed alone between changed ones are read with them


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words with its sign: “=” stayed, “-” went, “+” came."""

    sign: str
    words: str


def marked(old: str, new: str) -> tuple[Mark, ...]:
    """The words of both texts in one row of runs; those of “=” and “-” are the old text."""
    before, after = _WORD.findall(f"{old} "), _WORD.findall(f"{new} ")
    if max(len(before), len(after)) > MOST_WORDS:
        return tuple(mark for mark in (Mark(OUT, old), Mark(IN, new)) if mark.words)
    return tuple(_runs(before, after))


def _runs(before: list[str], after: list[str]) -> Iterator[Mark]:
    went, came = "", ""
    for tag, i1, i2, j1, j2 in _steps(before, after):
        if tag == "equal":
            yield from _changed(went, came)
            went = came = ""
            yield Mark(KEPT, "".join(after[j1:j2]))
        else:
            went += "".join(before[i1:i2])
            came += "".join(after[j1:j2])
    yield from _changed(went, came)


def _changed(went: str, came: str) -> Iterator[Mark]:
    if went:
        yield Mark(OUT, went)
    if came:
        yield Mark(IN, came)


def _steps(before: list[str], after: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps from one to the other, with lone words between two changes taken into them."""
    same = [word.strip() for word in before], [word.strip() for word in after]
    steps = SequenceMatcher(None, *same, autojunk=False).get_opcodes()
    for number, (tag, i1, i2, j1, j2) in enumerate(steps):
        between = 0 < number < len(steps) - 1
        lone = tag == "equal" and between and i2 - i1 <= BRIDGE
        yield ("replace" if lone else tag), i1, i2, j1, j2
