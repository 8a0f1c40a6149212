"""Placing names: no label lies on a mark, a route or another label, nor leaves the frame.

Borders and coasts are avoided where that is possible. A label that has to move away from what
it names gets a leader line. Every choice is the cheapest of a fixed list, so the same map is
always lettered the same way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from briefgen.charts import svg
from briefgen.charts.metrics import Metrics
from briefgen.maps.geometry import Box, Place
from briefgen.maps.surface import Surface

EDGE_ROOM = 4.0
LABEL_ROOM = 2.0
MARK_ROOM = 1.0
ASCENT, DESCENT, CAPITALS = 0.70, 0.20, 0.66

BLOCKED = 1000.0
ON_LABEL, ON_MARK = 400.0, 60.0
ON_EDGE, ON_EDGE_EACH, ON_EDGE_LEADER = 16.0, 0.35, 1.0

SWEEPS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a label in its letters."""

    text: str
    size: float
    fill: str
    weight: int = svg.REGULAR
    spacing: float = 0.0
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
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


@dataclass(frozen=True, slots=True)
class Label:
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to place a label and how far it is from the best one."""

    label: Label
    cost: float


@dataclass(slots=True)
class Plate:
    """What labels have to keep clear of, filled while a map is lettered."""

    frame: Box
    edges: Surface
    solid: Surface
    labels: list[Label] = field(default_factory=list)
    # Ground on which words are white, and all other ground: no label may stand on both.
    dark: Surface | None = None
    light: Surface | None = None

    def settle(self, waiting: Iterable[Sequence[Candidate]]) -> None:
        """Place one label of each list, then let each look again at what the others took."""
        lists = [sorted(candidates, key=lambda c: c.cost) for candidates in waiting]
        first = len(self.labels)
        for candidates in lists:
            self.labels.append(self._best(candidates, self.labels))
        for _ in range(SWEEPS if len(lists) > 1 else 0):
            before = list(self.labels)
            for number, candidates in enumerate(lists, first):
                others = self.labels[:number] + self.labels[number + 1 :]
                self.labels[number] = self._best(candidates, others)
            if self.labels == before:
                break

    def offer(self, candidates: Iterable[Candidate], most: float) -> bool:
        """Place one label of the list if that can be done at a cost below the limit."""
        listed = sorted((c for c in candidates if c.cost < most), key=lambda c: c.cost)
        if not listed:
            return False
        label, cost = self._cheapest(listed, self.labels)
        if cost < most:
            self.labels.append(label)
        return cost < most

    def case(self, first: int, colour: str) -> None:
        """Give the labels from that one on a leader with an edge, where it ends on dark ground."""
        for number, label in enumerate(self.labels[first:], first):
            seen = label.block.lines[0].fill == colour
            on_dark = self.dark is not None and label.leader and self.dark.along(*label.leader)
            if on_dark and not seen:
                self.labels[number] = replace(label, casing=colour)

    def lighten(self, first: int, colour: str) -> None:
        """Set the labels from that one on in another colour where they stand on dark ground."""
        for number, label in enumerate(self.labels[first:], first):
            if self.dark is not None and self.dark.count(label.box):
                lines = tuple(replace(words, fill=colour) for words in label.block.lines)
                self.labels[number] = replace(label, block=replace(label.block, lines=lines))

    def taken(self, room: float) -> Surface:
        """The cells of all labels and leaders, with room around them."""
        surface = Surface(self.frame.right, self.frame.bottom)
        for label in self.labels:
            surface.box(label.box.grown(room))
            if label.leader:
                surface.line(label.leader, 1)
        return surface

    def _best(self, candidates: Sequence[Candidate], others: Sequence[Label]) -> Label:
        return self._cheapest(candidates, others)[0]

    def _cheapest(
        self, candidates: Sequence[Candidate], others: Sequence[Label]
    ) -> tuple[Label, float]:
        best, least = candidates[0].label, math.inf
        for candidate in candidates:
            if candidate.cost >= least:
                break
            cost = candidate.cost + self._clash(candidate.label, others, least - candidate.cost)
            if cost < least:
                best, least = candidate.label, cost
        return best, least

    def _clash(self, label: Label, others: Sequence[Label], limit: float) -> float:
        box = label.box
        if not self.frame.grown(-EDGE_ROOM).holds(box):
            return 2 * BLOCKED
        close = box.grown(MARK_ROOM)
        cost = self.solid.count(close) * ON_MARK
        if cost < limit:
            roomy = box.grown(LABEL_ROOM)
            cost += sum(ON_LABEL for other in others if roomy.meets(other.box))
            cost += sum(ON_LABEL for o in others if o.leader and crosses(o.leader, roomy))
        if cost < limit:
            met = self.edges.count(close)
            cost += ON_EDGE + ON_EDGE_EACH * met if met else 0.0
        if self.dark is not None and self.light is not None and cost < limit:
            both = self.dark.count(close) and self.light.count(close)
            cost += ON_MARK if both else 0.0
        if label.leader and cost < limit:
            cost += self._leader_clash(label.leader, others)
        return cost

    def _leader_clash(self, leader: tuple[Place, Place], others: Sequence[Label]) -> float:
        cost = sum(ON_LABEL for o in others if crosses(leader, o.box.grown(LABEL_ROOM)))
        cost += sum(ON_LABEL for o in others if o.leader and _intersect(leader, o.leader))
        near_end = moved(leader[1], leader[0], 3.0)
        cost += self.solid.along(leader[0], near_end) * ON_MARK
        return cost + self.edges.along(*leader) * ON_EDGE_LEADER


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
        near, far = sorted(((low - start) / step, (high - start) / step))
        enter, leave = max(enter, near), min(leave, far)
    return enter < leave


def _intersect(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    def turn(a: Place, b: Place, c: Place) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return turn(a, b, c) != turn(a, b, d) and turn(c, d, a) != turn(c, d, b)
