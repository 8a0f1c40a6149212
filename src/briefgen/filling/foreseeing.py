"""Where pages will end: a layout foreseen from the heights that an earlier one had.

It takes a thousandth of the time of a layout, so that many arrangements can be compared. What it
foresees is not what is printed: the engine has the last word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from msgspec import Struct, structs

from briefgen.outputs.flow import Block, Flow, Strip

SLACK = 0.5  # pixels, for rounding
AIR = 12.0  # that the engine keeps under a margin note


_End: TypeAlias = tuple[int, float, float]  # the next step, how high the page is, and its notes


class _Step(Struct, frozen=True):
    """A strip in its place among all others."""

    strip: Strip
    before: float
    opens: bool
    wide: bool = False
    margin: float = 0.0
    head: float = 0.0  # what is printed again above it at the top of a page


def foreseen(flow: Flow, blocks: Iterable[Block], doubt: float = 0.0) -> list[float]:
    """How full each page will be, from that on which the blocks begin.

    `doubt` is by how much what stands on a page may be higher than it was.
    """
    steps = list(_steps(blocks))
    fills: list[float] = []
    start, page = 0, flow.page
    used, noted = flow.used, flow.noted
    while True:
        room = flow.room[0] if page == 0 else flow.room[1]
        room -= doubt
        end, used, noted = _page(steps, start, room, flow.apron, (start, used, noted))
        fills.append(used / max(1.0, room - noted - (flow.apron if noted else 0.0)))
        if end >= len(steps):
            return fills
        start, page, used, noted = end, page + 1, 0.0, 0.0


def _steps(blocks: Iterable[Block]) -> Iterator[_Step]:
    below, leads, margin = 0.0, False, 0.0
    for block in blocks:
        if block.floats:
            margin += block.margin
            continue
        for number, strip in enumerate(_cut(block)):
            if number:
                yield _Step(strip, strip.before, strip.opens, head=strip.head)
                continue
            between = max(below, block.above)
            yield _Step(strip, between, not leads, block.wide, block.margin + margin)
        below, leads, margin = block.below, block.leads, 0.0


def _cut(block: Block) -> tuple[Strip, ...]:
    """The strips of a block; one alone where it is not to be broken."""
    if not block.whole or len(block.strips) < 2:
        return block.strips
    height = sum(strip.height for strip in block.strips)
    height += sum(strip.before for strip in block.strips[1:])
    first = block.strips[0]
    return (
        structs.replace(first, height=height, notes=sum(strip.notes for strip in block.strips)),
    )


def _page(
    steps: Sequence[_Step], start: int, room: float, apron: float, begun: _End
) -> tuple[int, float, float]:
    """The step with which the next page begins, how high this one is filled, and its notes.

    A margin note ends above the notes of its page, also those of text further down; if it does
    not, all that stands beside it goes to the next page.
    """
    _, used, noted = begun
    beside = 0.0  # how far down the margin is taken
    best: _End | None = None
    before_margin: _End | None = None
    for at in range(start, len(steps)):
        step = steps[at]
        here = (at, used, noted)
        if step.opens and (at > start or used):
            best = here
        top = used + step.before if used else step.head
        top = max(top, beside) if step.wide else top
        if step.margin:
            beside = max(top, beside) + step.margin
            before_margin = best if at > start or used else None
        notes = noted + step.strip.notes
        foot = room - (notes + apron if notes else 0.0) + SLACK
        if top + step.strip.height > foot and best is not None:
            return best
        if beside + AIR > foot and before_margin is not None:
            return before_margin
        used, noted = top + step.strip.height, notes
    return len(steps), used, noted
