"""Labels: lines of words with their size, in a place, and what they must not cross."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts import svg
from briefgen.charts.metrics import Metrics
from briefgen.maps.geometry import Box, Place

ASCENT, DESCENT, CAPITALS = 0.70, 0.20, 0.66


class Words(Struct, frozen=True):
    """One line of a label in its letters."""

    text: str
    size: float
    fill: str
    weight: int = svg.REGULAR
    spacing: float = 0.0
    italic: bool = False


class Block(Struct, frozen=True):
    """The lines of one label, measured."""

    lines: tuple[Words, ...]
    widths: tuple[float, ...]
    leading: float
    ascent: float
    height: float

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(words.text for words in self.lines)

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(self.widths)

    def boxed(self, left: float, top: float) -> Box:
        """The room it takes with its top left corner there."""
        return Box(left, top, left + self.width, top + self.height)


def block(metrics: Metrics, lines: Sequence[Words], leading: float = 1.25) -> Block:
    """Lines of words measured; capitals reach less high and never below the line."""
    widths = tuple(
        metrics.width(w.text, w.size, w.weight, spacing=w.spacing) - w.spacing for w in lines
    )
    first, last = lines[0], lines[-1]
    step = leading * first.size
    ascent = first.size * (CAPITALS if first.text.isupper() else ASCENT)
    descent = 0.0 if last.text.isupper() else last.size * DESCENT
    return Block(tuple(lines), widths, step, ascent, ascent + step * (len(lines) - 1) + descent)


class Label(Struct, frozen=True):
    """A label in its place; side is -1 when its lines end at the right, 0 when centred.

    A leader runs from the label; ``dot`` ends it on the area that is named.
    """

    block: Block
    box: Box
    side: int = 0
    leader: tuple[Place, Place] | None = None
    dot: bool = False
    casing: str = ""  # the colour of an edge for a leader that would not be seen on its ground

    def drawn(self, leader_colour: str) -> Markup:
        """The words, and the leader under them."""
        parts = [self._line(number) for number in range(len(self.block.lines))]
        if self.leader:
            (x1, y1), (x2, y2) = self.leader
            if self.casing:
                parts.append(svg.line(x1, y1, x2, y2, stroke=self.casing, width=1.9))
                parts.append(svg.circle(x2, y2, 2.0, fill=self.casing))
            parts.append(svg.line(x1, y1, x2, y2, stroke=leader_colour, width=0.5))
            parts.extend([svg.circle(x2, y2, 1.0, fill=leader_colour)] if self.dot else [])
        return Markup("").join(parts)

    def _line(self, number: int) -> Markup:
        words, width = self.block.lines[number], self.block.widths[number]
        share = {1: 0.0, 0: 0.5, -1: 1.0}[self.side]
        return svg.text(
            self.box.left + share * (self.box.width - width),
            self.box.top + self.block.ascent + number * self.block.leading,
            words.text,
            size=words.size,
            weight=words.weight,
            fill=words.fill,
            spacing=words.spacing or None,
            italic=words.italic,
        )


class Candidate(NamedTuple):
    """One way to place a label and how far it is from the best one."""

    label: Label
    cost: float


def moved(place: Place, towards: Place, by: float) -> Place:
    """The place so far on the straight way to another."""
    length = math.dist(place, towards) or 1.0
    share = by / length
    return (
        place[0] + share * (towards[0] - place[0]),
        place[1] + share * (towards[1] - place[1]),
    )


def crosses(line: tuple[Place, Place], box: Box) -> bool:
    """Whether a straight line passes through a rectangle."""
    (x1, y1), (x2, y2) = line
    enter, leave = 0.0, 1.0
    for start, step, low, high in (
        (x1, x2 - x1, box.left, box.right),
        (y1, y2 - y1, box.top, box.bottom),
    ):
        if step == 0:
            if not low < start < high:
                return False
            continue
        near, far = (low - start) / step, (high - start) / step
        if near > far:
            near, far = far, near
        if near > enter:
            enter = near
        if far < leave:
            leave = far
        if enter >= leave:
            return False
    return True


def intersect(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    """Whether two straight lines cross."""

    def turn(a: Place, b: Place, c: Place) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return turn(a, b, c) != turn(a, b, d) and turn(c, d, a) != turn(c, d, b)
