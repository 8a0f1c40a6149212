"""Networks: actors on lanes, ties of several kinds that can be told apart without colour."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct

from briefgen.charts.inputs import Network, Node, Tie
from briefgen.charts.labels import Box
from briefgen.charts.lanes import LANE_LEADING, LANE_NAME, lane_lines, lane_name, lane_width
from briefgen.charts.metrics import Metrics
from briefgen.charts.network_gaps import gaps_of, share_of
from briefgen.charts.network_labels import (
    LEADING,
    SIZE,
    Phrases,
    Spoken,
    cost_of,
    weight_of,
    worded,
)
from briefgen.charts.network_order import Order, Weave, best_orders, woven
from briefgen.charts.network_plan import (
    NAME,
    NAME_LEADING,
    TEXT,
    TEXT_LEADING,
    Card,
    Plan,
    Sizes,
    placed,
    sizings,
)
from briefgen.charts.network_routes import Route, routed
from briefgen.charts.network_strokes import drawn_tie, stroke_of
from briefgen.charts.svg import (
    SEMIBOLD,
    Drawing,
    FigureError,
    Look,
    Point,
    finish,
    rect,
    text,
    text_lines,
)

GAPS = (36.0, 44.0, 54.0, 66.0, 80.0, 96.0, 116.0)
CROSSED, LONG = 26.0, 0.012
LEGEND = 24.0


class Laid(Struct, frozen=True):
    """A network with everything in its place."""

    plan: Plan
    routes: tuple[Route, ...]
    spoken: tuple[Spoken, ...]


def draw_network(network: Network, look: Look, metrics: Metrics) -> Drawing:
    """Draw the network, or say what keeps it from being drawn."""
    laid = laid_out(network, metrics)
    plan = laid.plan
    body = [
        *_lanes(network, plan, look, metrics),
        *(part for route in laid.routes for part in drawn_tie(route, look)),
        *(
            part
            for pair in zip(laid.routes, laid.spoken, strict=True)
            for part in _words(*pair, look)
        ),
        *(_card(plan.sizes.cards[key], box, look) for key, box in plan.cards.items()),
        *_legend(network, plan.height + LEGEND - 8.0, look, metrics),
    ]
    alt = network.alt or _alt(network)
    return finish(body, width=network.width, height=plan.height + LEGEND, alt=alt)


def laid_out(network: Network, metrics: Metrics) -> Laid:
    """The best arrangement found in which nothing overlaps."""
    weave = woven(network)
    ways = sizings(network, weave, metrics)
    orders = best_orders(weave)
    if not any(_first_fit(weave, order, way) for order in orders for way in ways):
        raise FigureError("A layer has more actors than fit side by side; make two layers of it.")
    phrases = Phrases(metrics)
    for gap in GAPS:
        for way in ways:
            laid = _best(weave, orders, way, gap, phrases)
            if laid is not None:
                if network.height is None:
                    return laid
                gap += share_of(network.height - LEGEND - laid.plan.height, weave, laid.plan)
                return _best(weave, orders, way, gap, phrases) or laid
    raise FigureError(
        "The words on the links cannot be set without overlapping; shorten them, "
        "or leave out a link or two."
    )


def _best(
    weave: Weave, orders: Sequence[Order], way: Sequence[Sizes], gap: float, phrases: Phrases
) -> Laid | None:
    """The best of these orders with gaps so high; None where no words can be set on its ties."""
    tried = [_attempt(weave, order, way, gap, phrases) for order in orders]
    found = [(each[0], number, each[1]) for number, each in enumerate(tried) if each]
    return min(found, key=lambda each: each[:2])[2] if found else None


def _first_fit(weave: Weave, order: Order, way: Sequence[Sizes]) -> Plan | None:
    """The order with the first sizes for which it has room."""
    none = [0.0] * (len(order) + 1)
    return next((plan for sizes in way if (plan := placed(weave, order, sizes, none))), None)


def _attempt(
    weave: Weave, order: Order, way: Sequence[Sizes], gap: float, phrases: Phrases
) -> tuple[float, Laid] | None:
    first = _first_fit(weave, order, way)
    if first is None:
        return None
    plan = placed(weave, order, first.sizes, gaps_of(weave, first, gap))
    assert plan is not None
    routes = routed(weave, plan)
    spoken = worded(plan, routes, phrases)
    if spoken is None:
        return None
    cost = cost_of(spoken) + CROSSED * _crossed(routes) + LONG * _length(routes)
    return cost, Laid(plan, routes, tuple(spoken))


def _crossed(routes: Sequence[Route]) -> int:
    return sum(
        _meet(one, other)
        for number, route in enumerate(routes)
        for later in routes[number + 1 :]
        for one in route.segments
        for other in later.segments
    )


def _meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    def turn(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    (a, b), (c, d) = one, other
    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def _length(routes: Sequence[Route]) -> float:
    return sum(math.dist(a, b) for route in routes for a, b in route.segments)


def _lanes(network: Network, plan: Plan, look: Look, metrics: Metrics) -> Iterator[Markup]:
    for name, lane in zip(network.layers, plan.lanes, strict=True):
        yield rect(lane.left, lane.top, lane.width, lane.height, fill=look.panel)
        room = lane_width(network.width) - 4.0
        lines = lane_lines(name, room, metrics, network.language)
        first = (
            (lane.top + lane.bottom) / 2 - (len(lines) - 1) * LANE_LEADING / 2 + LANE_NAME * 0.35
        )
        yield from lane_name(lines, first, look)


def _card(card: Card, box: Box, look: Look) -> Markup:
    node = card.node
    fill, ink, soft = (
        (look.accent, look.paper, look.paper) if node.subject else (look.paper, look.ink, look.ink2)
    )
    edge = look.accent if node.subject else look.ink
    frame = rect(
        box.left,
        box.top,
        box.width,
        box.height,
        fill=fill,
        stroke=edge,
        stroke_width=0.9,
        radius=2.0,
    )
    x = (box.left + box.right) / 2
    top = (box.top + box.bottom - card.words_height) / 2
    name = text_lines(
        x,
        top + NAME * 0.84,
        card.name,
        leading=NAME_LEADING,
        size=NAME,
        weight=SEMIBOLD,
        fill=ink,
        anchor="middle",
    )
    under = text_lines(
        x,
        top + len(card.name) * NAME_LEADING + TEXT * 0.84,
        card.text,
        leading=TEXT_LEADING,
        size=TEXT,
        fill=soft,
        anchor="middle",
    )
    return frame + name + under


def _words(route: Route, spoken: Spoken, look: Look) -> Iterator[Markup]:
    box = spoken.box
    if spoken.breaks:
        yield rect(
            box.left - 2.0, box.top - 1.0, box.width + 4.0, box.height + 2.0, fill=look.paper
        )
    loud = route.tie.kind in ("rivalry", "pressure")
    yield text_lines(
        (box.left + box.right) / 2 if spoken.middle else box.left,
        box.top + SIZE * 0.76,
        spoken.lines,
        leading=LEADING,
        size=SIZE,
        weight=weight_of(route.tie.kind),
        fill=look.accent if loud else look.ink2,
        anchor="middle" if spoken.middle else "start",
    )


def _legend(network: Network, y: float, look: Look, metrics: Metrics) -> Iterator[Markup]:
    """A sample of each kind of tie that there is, in one line."""
    x = 0.0
    used = {tie.kind for tie in network.ties}
    for kind, words in network.kinds:
        if kind not in used:
            continue
        stroke = stroke_of(kind, look)
        sample = Route(
            tie=Tie("", "", kind, words),
            lines=(((x, y), (x + 24.0, y)),),
            heads=(((x + 24.0, y), (x, y)),),
            start=((x, y), (x + 24.0, y)),
        )
        yield from drawn_tie(sample, look)
        yield text(x + 29.0, y + SIZE * 0.34, words, size=SIZE, fill=look.ink)
        x += 29.0 + metrics.width(words, SIZE) + 17.0 + stroke.width


def _alt(network: Network) -> str:
    names = {node.key: node.name for node in network.nodes}
    kinds, said = dict(network.kinds), network.said
    layers = said.semicolon.join(
        said.named.format(name=layer, words=said.comma.join(_named(network.nodes, number)))
        for number, layer in enumerate(network.layers)
    )
    ties = said.semicolon.join(
        (said.tie_both if tie.both else said.tie_to).format(
            start=names[tie.start], end=names[tie.end], text=tie.text, kind=_kind(tie, kinds)
        )
        for tie in network.ties
    )
    return said.network.format(layers=layers, ties=ties)


def _kind(tie: Tie, kinds: Mapping[str, str]) -> str:
    """The word of the legend for a tie; one that is the name of its kind is written small."""
    words = kinds.get(tie.kind, tie.kind)
    return tie.kind if words.lower() == tie.kind else words


def _named(nodes: Sequence[Node], layer: int) -> list[str]:
    return [node.name for node in nodes if node.layer == layer]
