"""What a Word file is made of: paragraphs with a style, and tables of them.

Nothing here looks like anything; a name of a style is all that is said of looks.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

COLUMN, FULL, GUTTER = 130.0, 173.0, 7.0  # millimetres: the text, the live area, between columns


class Picture(Struct, frozen=True):
    """A drawing, its words, and its size in points as it is drawn."""

    svg: str
    alt: str
    width: float
    height: float
    scale: float = 1.0  # of its size in the file to that


class Run(Struct, frozen=True):
    """A stretch of text set in one way, the mark of a note, or a drawing among words.

    A tab and the end of a line are `\\t` and `\\n` in its text.
    """

    text: str = ""
    style: str = ""
    italic: bool = False
    strong: bool = False
    language: str = ""
    href: str = ""  # an address, or # and an anchor
    note: int = 0
    picture: Picture | None = None
    anchor: str = ""  # under which the words are found
    field: str = ""  # an instruction that Word keeps the words by


class Paragraph(Struct, frozen=True):
    """A paragraph; `listed` numbers it in a list of its own, `kept` holds it to the next."""

    style: str
    runs: tuple[Run, ...] = ()
    anchor: str = ""
    listed: int = 0
    kept: bool | None = None  # None: as its style has it
    after: float = 0.0  # points that a number keeps from the end of its cell


class Cell(Struct, frozen=True):
    """A cell; `hangs` continues the one above."""

    content: tuple[Block, ...]
    span: int = 1
    hangs: bool | None = None  # None: stands alone; False: the first of several rows; True: below


class Table(Struct, frozen=True):
    """Rows of cells; widths of columns in millimetres."""

    style: str
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: bool = False  # the first row is repeated on each page
    total: bool = False  # the last row sums up
    words: str = ""  # what it shows, for those who hear it
    anchors: tuple[str, ...] = ()  # of its rows


Block: TypeAlias = "Paragraph | Table"


def text(style: str, *pieces: str | Run | tuple[Run, ...], anchor: str = "") -> Paragraph:
    """A paragraph of words and runs."""
    return Paragraph(style, runs_of(*pieces), anchor)


def runs_of(*pieces: str | Run | tuple[Run, ...]) -> tuple[Run, ...]:
    """Words and runs as one row of runs."""
    found: list[Run] = []
    for piece in pieces:
        if isinstance(piece, str):
            found += [Run(piece)] if piece else []
        else:
            found += [piece] if isinstance(piece, Run) else piece
    return tuple(found)
