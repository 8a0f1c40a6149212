"""What runs over the pages of a brief, cut into the pieces that a page end leaves whole.

It is what is known of a layout once the engine is gone: enough to tell, without another layout,
where pages would end if some part stood elsewhere. Lengths are those of the engine, in pixels.
"""

from __future__ import annotations

from msgspec import Struct


class Strip(Struct, frozen=True):
    """A line, a row, a drawing: the least that goes to the next page."""

    height: float
    before: float = 0.0  # to the strip before it, unless it begins a page or a block
    notes: float = 0.0  # height of the notes that it calls
    opens: bool = True  # whether a page may begin with it
    head: float = 0.0  # height of the head of a table, which is printed again above it


class Block(Struct, frozen=True):
    """A paragraph, a figure, a table, a heading: its strips, and the space around it."""

    strips: tuple[Strip, ...]
    above: float
    below: float
    part: str = ""  # the key of the part that it is
    section: str = ""  # the id of the section that it is the heading of
    whole: bool = False  # not to be broken over pages
    leads: bool = False  # a heading or a short text under it, on the page of what follows
    wide: bool = False  # takes the margin as well
    margin: float = 0.0  # height of what stands beside it in the margin
    floats: bool = False  # is nothing but that


class Flow(Struct, frozen=True):
    """All blocks after the first page's opening, and the room there is for them."""

    blocks: tuple[Block, ...]
    room: tuple[float, float]  # height of the first page, and of each other
    apron: float  # what notes take beside their own heights
    page: int  # where the blocks begin, pages counted from 0
    used: float  # and how much of that page is then full,
    noted: float  # and how high its notes are
    lonely: tuple[str, ...] = ()  # headings in the last four lines of a page


NO_FLOW = Flow((), (1.0, 1.0), 0.0, 0, 0.0, 0.0)
