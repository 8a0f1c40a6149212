"""How well pages are filled, as one number."""

from __future__ import annotations

from collections.abc import Sequence

ENOUGH = 0.85  # of a page's height, for every page but the last
LEAST = 0.4  # of the last page, which may be that empty
HALF = 0.5  # of the last page, where there are several
AMPLE = 0.90  # what is below it may fall below the mark once it is printed
PAGE, LACK, LAST = 0.15, 10.0, 5.0  # what a further page, and a share that lacks, weigh


def lacking(fills: Sequence[float]) -> list[int]:
    """The pages, counted from 0, that are under the mark; the last one may be."""
    return [number for number, share in enumerate(fills[:-1]) if share < ENOUGH]


def ends_well(fills: Sequence[float]) -> bool:
    """Whether the last page has enough on it."""
    return len(fills) == 1 or fills[-1] >= LEAST


def wanting(fills: Sequence[float]) -> float:
    """What is wanting; less is better, and nothing is ever quite perfect."""
    lack = sum(1.0 + LACK * (ENOUGH - fills[number]) for number in lacking(fills))
    tight = sum(max(0.0, AMPLE - share) for share in fills[:-1])
    last = LAST * max(0.0, HALF - fills[-1]) if len(fills) > 1 else 0.0
    return PAGE * len(fills) + lack + tight + last
