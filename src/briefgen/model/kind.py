"""What a kind of brief declares for its page: the colours it is known by, blocks it opens with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Accent:
    """The three colours of a kind, from dark to light; a colour goes into a style sheet as it is.

    Accents are close in lightness, so that a grey print keeps the hierarchy.
    """

    strong: str  # rules, labels and what a drawing picks out
    mid: str  # what stands beside it in a drawing
    tint: str  # grounds

    def __post_init__(self) -> None:
        for colour in (self.strong, self.mid, self.tint):
            if not _COLOUR.fullmatch(colour):
                raise ValueError(f"{colour!r} is no colour: write six hexadecimal digits after #")


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with the keys in the spec that it comes from."""

    block: object
    path: tuple[str | int, ...]


def placed(blocks: Iterable[object], *path: str) -> tuple[Placed, ...]:
    """The blocks of a field, in their order; `path` leads to it."""
    return tuple(Placed(block, (*path, number)) for number, block in enumerate(blocks))
