"""Placing names: no label lies on a mark, a route or another label, nor leaves the frame.

It crosses no border and no coast either. A label that has to move away from what it names gets a
leader line, and one that has no place is given back to be told in a key. Every choice is the
cheapest of a fixed list, so the same map is always lettered the same way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from briefgen.maps.choices import Choices, Offer
from briefgen.maps.geometry import Box, Place
from briefgen.maps.labels import Candidate, Label, crosses, intersect, moved
from briefgen.maps.surface import Surface

EDGE_ROOM = 4.0
LABEL_ROOM, WORD_ROOM = 3.0, 5.0
MARK_ROOM = 1.0
BLOCKED = 1000.0
ON_LABEL, ON_MARK, ON_BOTH = 400.0, 120.0, 120.0
ON_EDGE, ON_EDGE_EACH, ON_EDGE_LEADER = 160.0, 0.35, 1.0
REFUSED = 100.0
"""A label that would cost so much lies on something and is not printed."""

SWEEPS = 3


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
    _taken: tuple[list[Label], Surface] = field(init=False)
    _inner: Box = field(init=False)

    def __post_init__(self) -> None:
        self._taken = ([], Surface(self.frame.right, self.frame.bottom))
        self._inner = self.frame.grown(-EDGE_ROOM)

    def settle(self, waiting: Iterable[Iterable[Offer]]) -> list[int]:
        """Place one label of each list, then let each look again at what the others took.

        The numbers of those lists come back of which every label would lie on something.
        """
        lists = [Choices(offers) for offers in waiting]
        before = list(self.labels)
        found: dict[int, Candidate] = {}
        for number, candidates in enumerate(lists):
            found[number], _ = self._cheapest(candidates, _rest(before, found, number))
        for _ in range(SWEEPS if len(lists) > 1 else 0):
            last = dict(found)
            for number, candidates in enumerate(lists):
                found[number], _ = self._cheapest(candidates, _rest(before, found, number))
            if found == last:
                break
        self._weed(lists, before, found)
        self.labels += [found[number].label for number in sorted(found)]
        return [number for number in range(len(lists)) if number not in found]

    def _weed(
        self,
        lists: Sequence[Choices],
        before: list[Label],
        found: dict[int, Candidate],
    ) -> None:
        """Take out labels that lie on something, the worst first, while there are any.

        What one leaves free may let others stand better, and at the end perhaps itself.
        """
        taken_out = []
        while wrong := self._wrong(before, found):
            worst = max(wrong, key=lambda number: (wrong[number], number))
            taken_out.append(worst)
            del found[worst]
            for number in wrong.keys() - {worst}:
                found[number], _ = self._cheapest(lists[number], _rest(before, found, number))
        for number in reversed(taken_out):
            chosen, cost = self._cheapest(lists[number], _rest(before, found, number))
            if cost < REFUSED:
                found[number] = chosen

    def _wrong(self, before: list[Label], found: Mapping[int, Candidate]) -> dict[int, float]:
        """What labels cost that lie on something."""
        costs = {
            number: chosen.cost
            + self._clash(chosen.label, _rest(before, found, number), 10 * BLOCKED)
            for number, chosen in found.items()
        }
        return {number: cost for number, cost in costs.items() if cost >= REFUSED}

    def offer(self, offers: Iterable[Offer], most: float) -> bool:
        """Place one label of the list if that can be done at a cost below the limit."""
        choices = Choices(offers)
        if not choices:
            return False
        chosen, cost = self._cheapest(choices, self.labels, most)
        if cost < most:
            self.labels.append(chosen.label)
        return cost < most

    def case(self, first: int, colour: str) -> None:
        """Give the labels from that one on a leader with an edge, where it ends on dark ground."""
        for number, label in enumerate(self.labels[first:], first):
            seen = label.block.lines[0].fill == colour
            on_dark = self.dark is not None and label.leader and self.dark.along(*label.leader)
            if on_dark and not seen:
                self.labels[number] = structs.replace(label, casing=colour)

    def lighten(self, first: int, colour: str) -> None:
        """Set the labels from that one on in another colour where they stand on dark ground."""
        for number, label in enumerate(self.labels[first:], first):
            if self.dark is not None and self.dark.count(label.box):
                lines = tuple(structs.replace(words, fill=colour) for words in label.block.lines)
                self.labels[number] = structs.replace(
                    label, block=structs.replace(label.block, lines=lines)
                )

    def taken(self, room: float) -> Surface:
        """The cells of all labels and leaders, with room around them."""
        done, surface = self._taken
        if any(a is not b for a, b in zip(done, self.labels, strict=False)) or len(done) > len(
            self.labels
        ):
            done, surface = [], Surface(self.frame.right, self.frame.bottom)
        for label in self.labels[len(done) :]:
            surface.box(label.box.grown(room))
            if label.leader:
                surface.line(label.leader, 1)
        self._taken = (list(self.labels), surface)
        return surface

    def _cheapest(
        self, choices: Choices, others: Sequence[Label], most: float = math.inf
    ) -> tuple[Candidate, float]:
        best, least = next(iter(choices)), most
        for candidate in choices:
            if candidate.cost >= least:
                break
            cost = candidate.cost + self._clash(candidate.label, others, least - candidate.cost)
            if cost < least:
                best, least = candidate, cost
        return best, least

    def _clash(self, label: Label, others: Sequence[Label], limit: float) -> float:
        box = label.box
        if not self._inner.holds(box):
            return 2 * BLOCKED
        close = box.grown(MARK_ROOM)
        cost = self.solid.count(close) * ON_MARK
        if cost < limit:
            roomy = Box(
                box.left - WORD_ROOM,
                box.top - LABEL_ROOM,
                box.right + WORD_ROOM,
                box.bottom + LABEL_ROOM,
            )
            cost += ON_LABEL * sum([roomy.meets(other.box) for other in others])
            cost += ON_LABEL * sum([crosses(o.leader, roomy) for o in others if o.leader])
        if cost < limit:
            met = self.edges.count(close)
            cost += ON_EDGE + ON_EDGE_EACH * met if met else 0.0
        if self.dark is not None and self.light is not None and cost < limit:
            both = self.dark.count(close) and self.light.count(close)
            cost += ON_BOTH if both else 0.0
        if label.leader and cost < limit:
            cost += self._leader_clash(label.leader, others)
        return cost

    def _leader_clash(self, leader: tuple[Place, Place], others: Sequence[Label]) -> float:
        cost = sum(ON_LABEL for o in others if crosses(leader, o.box.grown(LABEL_ROOM)))
        cost += sum(ON_LABEL for o in others if o.leader and intersect(leader, o.leader))
        near_end = moved(leader[1], leader[0], 3.0)
        cost += self.solid.along(leader[0], near_end) * ON_MARK
        return cost + self.edges.along(*leader) * ON_EDGE_LEADER


def _rest(before: list[Label], found: Mapping[int, Candidate], number: int) -> list[Label]:
    return [*before, *(each.label for other, each in found.items() if other != number)]
