"""Where the actors of a network stand: cards sized by their words, layers as lanes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from briefgen.charts.inputs import Network, Node
from briefgen.charts.labels import Box, in_order
from briefgen.charts.lanes import lane_width
from briefgen.charts.metrics import Metrics
from briefgen.charts.network_order import Order, Weave, is_passing
from briefgen.charts.svg import SEMIBOLD

NAME, NAME_LEADING = 8.4, 9.8
TEXT, TEXT_LEADING = 7.2, 8.8
LANE_PAD, LANE_END = 9.0, 6.0
CARD_PAD = 6.0
NARROWEST = 42.0
CARD_WIDTHS = (122.0, 108.0, 96.0, 86.0, 77.0, 69.0, 62.0, 55.0)
GAPS = (14.0, 9.0)
PASSING_GAP = 10.0
TIE_GAPS = (92.0, 76.0, 60.0, 0.0)
TIE_ROOM = 13.0
SWEEPS = 14
PULL = 0.8
"""How much of its place an actor owes to those it is tied to; the rest to even spacing."""


class Card(Struct, frozen=True):
    """An actor with its words in lines."""

    node: Node
    name: tuple[str, ...]
    text: tuple[str, ...]
    width: float

    @property
    def words_height(self) -> float:
        """How high its lines stand."""
        return NAME_LEADING * len(self.name) + TEXT_LEADING * len(self.text)


class Sizes(Struct, frozen=True):
    """Cards, and how much room a tie within a layer has for its words."""

    cards: Mapping[str, Card]
    gap: float
    tie_gaps: Mapping[frozenset[str], float]  # by the pair it joins
    left: float
    right: float

    def width(self, item: str) -> float:
        """The width of a card; a tie that passes has none."""
        return 0.0 if is_passing(item) else self.cards[item].width


class Plan(Struct, frozen=True):
    """An order with every item in its place."""

    order: Order
    sizes: Sizes
    middles: Mapping[str, float]
    cards: Mapping[str, Box]
    lanes: tuple[Box, ...]
    height: float

    def lane_of(self, item: str) -> int:
        """The number of the layer in which an item stands."""
        return next(number for number, layer in enumerate(self.order) if item in layer)


def sizings(network: Network, weave: Weave, metrics: Metrics) -> tuple[list[Sizes], list[Sizes]]:
    """Sizes of cards and gaps, the most comfortable first: with ties level between neighbours,
    and with all ties within a layer in brackets, for when the level ones have no room."""
    left, right = lane_width(network.width) + 6.0, network.width - 1.0
    cards = {
        limit: {node.key: _card(node, limit, metrics) for node in network.nodes}
        for limit in CARD_WIDTHS
    }
    least = _tie_gaps(weave, metrics)
    level, bracketed = [], []
    for gap in GAPS:
        for limits in (CARD_WIDTHS[:5], CARD_WIDTHS[5:]):
            for comfort in TIE_GAPS:
                room = {pair: max(width, comfort) for pair, width in least.items()}
                level += [Sizes(cards[limit], gap, room, left, right) for limit in limits]
            bracketed += [Sizes(cards[limit], gap, {}, left, right) for limit in limits]
    return level, bracketed if least else []


def _tie_gaps(weave: Weave, metrics: Metrics) -> dict[frozenset[str], float]:
    """The least room that the words of each tie within a layer need, on two lines."""
    gaps: dict[frozenset[str], float] = {}
    for number in weave.level:
        tie = weave.ties[number]
        limit = 24.0
        while len(metrics.wrap(tie.text, TEXT, limit, SEMIBOLD)) > 2:
            limit += 4.0
        lines = metrics.wrap(tie.text, TEXT, limit, SEMIBOLD)
        width = max(metrics.width(words, TEXT, SEMIBOLD) for words in lines) + TIE_ROOM
        pair = frozenset((tie.start, tie.end))
        gaps[pair] = max(width, gaps.get(pair, 0.0))
    return gaps


def _card(node: Node, limit: float, metrics: Metrics) -> Card:
    room = limit - 2 * CARD_PAD
    name = metrics.wrap_evenly(node.name, NAME, room, SEMIBOLD)
    text = metrics.wrap_evenly(node.text, TEXT, room) if node.text else []
    widths = [metrics.width(words, NAME, SEMIBOLD) for words in name]
    widths += [metrics.width(words, TEXT) for words in text]
    return Card(node, tuple(name), tuple(text), max(NARROWEST, max(widths) + 2 * CARD_PAD))


def placed(weave: Weave, order: Order, sizes: Sizes, gaps: Sequence[float]) -> Plan | None:
    """Every item in its place; None if this order leaves a layer too little room.

    ``gaps`` are the heights above the first lane, between lanes, and below the last.
    """
    apart = [_apart(layer, sizes) for layer in order]
    ends = [_ends(layer, sizes) for layer in order]
    if any(low + sum(each) > high for (low, high), each in zip(ends, apart, strict=True)):
        return None
    middles = _middles(weave, order, apart, ends)
    cards: dict[str, Box] = {}
    lanes = []
    top = gaps[0]
    for layer, below in zip(order, gaps[1:], strict=True):
        words = [sizes.cards[item].words_height for item in layer if not is_passing(item)]
        high = max(words, default=12.0) + 10.0
        for item in layer:
            if not is_passing(item):
                half = sizes.width(item) / 2
                x, y = middles[item], top + LANE_PAD
                cards[item] = Box(x - half, y, x + half, y + high)
        lanes.append(Box(0.0, top, sizes.right + 1.0, top + high + 2 * LANE_PAD))
        top += high + 2 * LANE_PAD + below
    return Plan(order, sizes, middles, cards, tuple(lanes), top)


def neighbours_tied(layer: Sequence[str], sizes: Sizes) -> set[frozenset[str]]:
    """Pairs that stand side by side in a layer and are tied on the level."""
    return {frozenset(pair) for pair in pairwise(layer)} & sizes.tie_gaps.keys()


def _apart(layer: Sequence[str], sizes: Sizes) -> list[float]:
    return [(sizes.width(a) + sizes.width(b)) / 2 + _gap(a, b, sizes) for a, b in pairwise(layer)]


def _gap(one: str, other: str, sizes: Sizes) -> float:
    if is_passing(one) or is_passing(other):
        return PASSING_GAP
    return max(sizes.gap, sizes.tie_gaps.get(frozenset((one, other)), 0.0))


def _ends(layer: Sequence[str], sizes: Sizes) -> tuple[float, float]:
    if not layer:
        return sizes.left, sizes.right
    return (
        sizes.left + sizes.width(layer[0]) / 2 + LANE_END,
        sizes.right - sizes.width(layer[-1]) / 2 - LANE_END,
    )


def _middles(
    weave: Weave,
    order: Order,
    apart: Sequence[Sequence[float]],
    ends: Sequence[tuple[float, float]],
) -> dict[str, float]:
    """Each item near the middle of those it is tied to, none upon another."""
    even = dict(_even(order, ends))
    near: dict[str, list[str]] = {item: [] for layer in order for item in layer}
    for strand in weave.strands:
        for upper, lower in pairwise(strand.items):
            near[upper].append(lower)
            near[lower].append(upper)
    middles = dict(even)
    for sweep in range(SWEEPS):
        layers = range(len(order)) if sweep % 2 == 0 else range(len(order) - 1, -1, -1)
        for number in layers:
            layer = order[number]
            wanted = [_wanted(item, near[item], middles, even) for item in layer]
            low, high = ends[number]
            middles |= zip(layer, in_order(wanted, apart[number], low, high), strict=True)
    return middles


def _wanted(
    item: str, near: Sequence[str], middles: Mapping[str, float], even: Mapping[str, float]
) -> float:
    if not near:
        return even[item]
    pulled = sum(middles[other] for other in near) / len(near)
    share = 1.0 if is_passing(item) else PULL
    return share * pulled + (1 - share) * even[item]


def _even(order: Order, ends: Sequence[tuple[float, float]]) -> Iterator[tuple[str, float]]:
    for layer, (low, high) in zip(order, ends, strict=True):
        if len(layer) == 1:
            yield layer[0], (low + high) / 2
        for number, item in enumerate(layer if len(layer) > 1 else ()):
            yield item, low + (high - low) * number / (len(layer) - 1)
