"""What a kind of brief declares for its page: the colours it is known by, blocks it opens with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")  # of a kind
MAX_NAME = 40
PAPER_IN_MID, PAPER_IN_TINT = 0.46, 0.89  # shares of paper in colours that are mixed
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Accent(Struct, frozen=True):
    """The three colours of a kind, from dark to light; a colour goes into a style sheet as it is.

    Accents are close in lightness, so that a grey print keeps the hierarchy.
    """

    strong: str  # As `#123456`: rules, labels and what a drawing picks out.
    mid: str  # What stands beside it in a drawing.
    tint: str  # Grounds.

    def __post_init__(self) -> None:
        for colour in (self.strong, self.mid, self.tint):
            if not is_colour(colour):
                raise ValueError(f"{colour!r} is no colour: write six hexadecimal digits after #")


def is_colour(written: str) -> bool:
    """Whether a text is a colour, as a style sheet and a drawing have it."""
    return _COLOUR.fullmatch(written) is not None


class Placed(Struct, frozen=True):
    """A block with the keys in the spec that it comes from."""

    block: object
    path: tuple[str | int, ...]


def placed(blocks: Iterable[object], *path: str) -> tuple[Placed, ...]:
    """The blocks of a field, in their order; `path` leads to it."""
    return tuple(Placed(block, (*path, number)) for number, block in enumerate(blocks))
