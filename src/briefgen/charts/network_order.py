"""The order of actors in their layers: few crossings, short ties, else the author's order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from briefgen.charts.inputs import Network, Tie

Order = tuple[tuple[str, ...], ...]

CROSSING, BETWEEN, LENGTH, MOVED = 10.0, 14.0, 4.0, 0.05
KEPT = 6


class Strand(Struct, frozen=True):
    """A tie as it runs from layer to layer, with an item of its own in each that it passes."""

    number: int
    items: tuple[str, ...]  # from the upper end to the lower


class Weave(Struct, frozen=True):
    """All items by layer in the author's order, strands between layers, ties within one."""

    layers: Order
    strands: tuple[Strand, ...]
    level: tuple[int, ...]  # numbers of ties within a layer
    ties: tuple[Tie, ...]


def woven(network: Network) -> Weave:
    """The network with an item for every place where a tie passes a layer."""
    layer_of = {node.key: node.layer for node in network.nodes}
    layers: list[list[str]] = [
        [node.key for node in network.nodes if node.layer == number]
        for number in range(len(network.layers))
    ]
    strands, level = [], []
    for number, tie in enumerate(network.ties):
        upper, lower = sorted((tie.start, tie.end), key=lambda key: layer_of[key])
        top, bottom = layer_of[upper], layer_of[lower]
        if top == bottom:
            level.append(number)
            continue
        passed = [passing(number, layer) for layer in range(top + 1, bottom)]
        for layer, item in enumerate(passed, start=top + 1):
            layers[layer].append(item)
        strands.append(Strand(number, (upper, *passed, lower)))
    return Weave(
        tuple(tuple(layer) for layer in layers), tuple(strands), tuple(level), network.ties
    )


def passing(tie: int, layer: int) -> str:
    """The item of a tie in a layer it passes; no id of an author has a colon."""
    return f":{tie}:{layer}"


def is_passing(item: str) -> bool:
    """Whether an item is only a tie on its way."""
    return item.startswith(":")


def best_orders(weave: Weave) -> list[Order]:
    """A few of the best orders, the best first; always the same for the same network."""
    seen: dict[Order, float] = {}
    for start in _starts(weave.layers):
        order, cost = start, _cost(weave, start)
        seen[order] = cost
        while True:
            around = {option: _cost(weave, option) for option in _moves(order)}
            seen |= around
            best = min(around, key=lambda option: (around[option], option), default=order)
            if around.get(best, math.inf) >= cost - 1e-9:
                break
            order, cost = best, around[best]
    return sorted(seen, key=lambda option: (seen[option], option))[:KEPT]


def _starts(layers: Order) -> Iterator[Order]:
    yield layers
    for number in range(len(layers)):
        yield tuple(layer[::-1] if other == number else layer for other, layer in enumerate(layers))


def _moves(order: Order) -> Iterator[Order]:
    """Every order in which one item has moved within its layer."""
    for number, layer in enumerate(order):
        for start, item in enumerate(layer):
            rest = (*layer[:start], *layer[start + 1 :])
            for end in range(len(layer)):
                if end != start:
                    changed = (*rest[:end], item, *rest[end:])
                    yield (*order[:number], changed, *order[number + 1 :])


def _cost(weave: Weave, order: Order) -> float:
    place = {item: number for layer in order for number, item in enumerate(layer)}
    share = {item: (n + 0.5) / len(layer) for layer in order for n, item in enumerate(layer)}
    steps = [step for strand in weave.strands for step in pairwise(strand.items)]
    total = CROSSING * crossings(steps, order, place)
    total += LENGTH * sum(abs(share[upper] - share[lower]) for upper, lower in steps)
    for number in weave.level:
        tie = weave.ties[number]
        total += BETWEEN * (abs(place[tie.start] - place[tie.end]) - 1)
    for first, now in zip(weave.layers, order, strict=True):
        old = {item: number for number, item in enumerate(first)}
        total += MOVED * sum(old[a] > old[b] for a, b in combinations(now, 2))
    return total


def crossings(steps: Sequence[tuple[str, str]], order: Order, place: Mapping[str, int]) -> int:
    """How often steps from one layer to the next cross."""
    layer_of = {item: number for number, layer in enumerate(order) for item in layer}
    return sum(
        layer_of[a] == layer_of[c] and (place[a] - place[c]) * (place[b] - place[d]) < 0
        for (a, b), (c, d) in combinations(steps, 2)
    )
