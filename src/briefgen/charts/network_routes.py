"""How the ties of a network run: straight from layer to layer, level within one, in brackets past
others, and as one comb where an actor has the same tie to several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field

from briefgen.charts.inputs import Tie
from briefgen.charts.labels import Segment, in_order
from briefgen.charts.network_order import Weave, is_passing
from briefgen.charts.network_plan import Plan, neighbours_tied
from briefgen.charts.svg import Point

PORT_EDGE, PORT_STEP = 7.0, 12.0
LEVEL_STEP = 13.0
TRACK_FIRST, TRACK_STEP = 9.0, 12.0
COMB_FIRST, COMB_STEP = 6.0, 9.0
PORT_SWEEPS = 6

UP, DOWN = -1, 1


class Route(Struct, frozen=True):
    """A tie, or a comb of equal ones: its lines, each from a start to an end, and its heads.

    ``heads`` are the ends of lines with an arrow: the tip, and the point it comes from.
    """

    tie: Tie
    lines: tuple[tuple[Point, ...], ...]
    heads: tuple[tuple[Point, Point], ...]
    start: tuple[Point, Point]  # where the tie begins, and the next point: for a bar across it

    @property
    def segments(self) -> tuple[Segment, ...]:
        """All straight pieces."""
        return tuple(piece for line in self.lines for piece in pairwise(line))


class _Port(Struct):
    """One end of a line at a card: the card, its side, and where on it."""

    item: str
    side: int
    x: float
    wanted: float = 0.0


class _Comb(Struct):
    """Equal ties of one actor to several in the next layer."""

    hub: str
    leaves: tuple[str, ...]
    tie: Tie
    from_hub: bool
    ports: dict[str, _Port] = field(default_factory=dict)


def brackets(weave: Weave, plan: Plan) -> dict[int, int]:
    """Ties within a layer that do not join neighbours, with the number of the gap they use."""
    found = {}
    last = len(plan.order) - 1
    for number in weave.level:
        tie = weave.ties[number]
        lane = plan.lane_of(tie.start)
        if frozenset((tie.start, tie.end)) not in neighbours_tied(plan.order[lane], plan.sizes):
            found[number] = lane + 1 if lane == last and lane else lane
    return found


def routed(weave: Weave, plan: Plan) -> tuple[Route, ...]:
    """The lines of all ties, in the order of the ties."""
    return tuple(_Router(weave, plan).routes())


class _Router:
    """Finds the ports of one plan and draws lines between them."""

    def __init__(self, weave: Weave, plan: Plan) -> None:
        self.weave, self.plan = weave, plan
        self.ports: dict[tuple[str, int], list[_Port]] = {}
        self.combs = list(self._combs())
        combed = {id(tie) for comb in self.combs for tie in self._ties_of(comb)}
        self.simple = [s for s in weave.strands if id(weave.ties[s.number]) not in combed]
        self.pairs: list[tuple[_Port, _Port]] = []
        self.steps = {
            s.number: [self._step(a, b) for a, b in pairwise(s.items)] for s in self.simple
        }
        self.over = {n: self._over(n, gap) for n, gap in brackets(weave, plan).items()}
        for comb in self.combs:
            self._join(comb)
        self._settle()

    def routes(self) -> Iterator[Route]:
        for comb_number, comb in enumerate(self.combs):
            yield self._comb_route(comb, comb_number)
        for strand in self.simple:
            yield self._strand_route(strand.number)
        tracks: dict[int, int] = {}
        for number, (one, other) in self.over.items():
            gap = brackets(self.weave, self.plan)[number]
            tracks[gap] = tracks.get(gap, -1) + 1
            yield self._bracket_route(number, one, other, gap, tracks[gap])
        yield from self._level_routes()

    # Ports ------------------------------------------------------------------------------------

    def _port(self, item: str, side: int) -> _Port:
        port = _Port(item, side, self.plan.middles[item])
        self.ports.setdefault((item, side), []).append(port)
        return port

    def _step(self, upper: str, lower: str) -> tuple[_Port, _Port]:
        pair = self._port(upper, DOWN), self._port(lower, UP)
        self.pairs.append(pair)
        return pair

    def _over(self, number: int, gap: int) -> tuple[_Port, _Port]:
        tie = self.weave.ties[number]
        side = UP if gap == self.plan.lane_of(tie.start) else DOWN
        pair = self._port(tie.start, side), self._port(tie.end, side)
        self.pairs.append(pair)
        return pair

    def _combs(self) -> Iterator[_Comb]:
        """Equal ties of an actor to several in the next layer, as one each."""
        groups: dict[tuple[str, ...], list[tuple[str, Tie, bool]]] = {}
        for strand in self.weave.strands:
            if len(strand.items) > 2:
                continue
            tie = self.weave.ties[strand.number]
            for hub, leaf in ((tie.start, tie.end), (tie.end, tie.start)):
                side = DOWN if hub == strand.items[0] else UP
                key = (hub, str(side), str(hub == tie.start), tie.kind, tie.text, str(tie.both))
                groups.setdefault(key, []).append((leaf, tie, hub == tie.start))
        used: set[int] = set()
        for (hub, *_), members in groups.items():
            free = [member for member in members if id(member[1]) not in used]
            if len(free) > 1:
                used |= {id(tie) for _, tie, _ in free}
                leaves = tuple(leaf for leaf, _, _ in free)
                yield _Comb(hub, leaves, free[0][1], free[0][2])

    def _ties_of(self, comb: _Comb) -> Iterator[Tie]:
        wanted = (comb.tie.kind, comb.tie.text, comb.tie.both)
        for tie in self.weave.ties:
            ends = (tie.start, tie.end) if comb.from_hub else (tie.end, tie.start)
            same = (tie.kind, tie.text, tie.both) == wanted
            if same and ends[0] == comb.hub and ends[1] in comb.leaves:
                yield tie

    def _join(self, comb: _Comb) -> None:
        down = self.plan.lane_of(comb.hub) < self.plan.lane_of(comb.leaves[0])
        comb.ports[comb.hub] = self._port(comb.hub, DOWN if down else UP)
        for leaf in comb.leaves:
            comb.ports[leaf] = self._port(leaf, UP if down else DOWN)

    def _settle(self) -> None:
        """Ports opposite to what they lead to, in that order along their side."""
        for _ in range(PORT_SWEEPS):
            for port in self._all():
                port.wanted = self.plan.middles[port.item]
            for one, other in self.pairs:
                one.wanted = other.wanted = self._level_of(one, other)
            for comb in self.combs:
                leaves = [comb.ports[leaf].x for leaf in comb.leaves]
                hub = comb.ports[comb.hub]
                hub.wanted = min(max(hub.x, min(leaves)), max(leaves))
            for (item, _), ports in self.ports.items():
                self._spread(item, ports)

    def _far_end(self, port: _Port) -> float:
        """Where the other end of a port's line stands, so that equal wishes keep their order."""
        for one, other in self.pairs:
            if port is one or port is other:
                return self.plan.middles[(other if port is one else one).item]
        return port.wanted

    def _level_of(self, one: _Port, other: _Port) -> float:
        """Where the line between two ports is plumb, if it can be; else half way."""
        low, high = self._reach(one.item)
        near, far = self._reach(other.item)
        middle = (one.x + other.x) / 2
        if max(low, near) <= min(high, far):
            return min(max(middle, low, near), high, far)
        return middle

    def _reach(self, item: str) -> tuple[float, float]:
        if is_passing(item):
            return self.plan.middles[item], self.plan.middles[item]
        box = self.plan.cards[item]
        return box.left + PORT_EDGE, box.right - PORT_EDGE

    def _all(self) -> Iterator[_Port]:
        for ports in self.ports.values():
            yield from ports

    def _spread(self, item: str, ports: list[_Port]) -> None:
        if is_passing(item):
            return
        low, high = self._reach(item)
        step = min(PORT_STEP, (high - low) / max(len(ports) - 1, 1))
        ports.sort(key=lambda port: (port.wanted, self._far_end(port)))
        wanted = [min(max(port.wanted, low), high) for port in ports]
        for port, x in zip(
            ports, in_order(wanted, [step] * (len(ports) - 1), low, high), strict=True
        ):
            port.x = x

    # Lines ------------------------------------------------------------------------------------

    def _point(self, port: _Port) -> Point:
        lane = self.plan.lanes[self.plan.lane_of(port.item)]
        if is_passing(port.item):
            return port.x, lane.top if port.side == UP else lane.bottom
        box = self.plan.cards[port.item]
        return port.x, box.top if port.side == UP else box.bottom

    def _strand_route(self, number: int) -> Route:
        tie = self.weave.ties[number]
        points = [self._point(port) for pair in self.steps[number] for port in pair]
        if self.steps[number][0][0].item != tie.start:
            points.reverse()
        return _straight(tie, points)

    def _bracket_route(self, number: int, one: _Port, other: _Port, gap: int, track: int) -> Route:
        lane = self.plan.lanes[self.plan.lane_of(one.item)]
        away = TRACK_FIRST + TRACK_STEP * track
        y = lane.top - away if one.side == UP else lane.bottom + away
        (x1, y1), (x2, y2) = self._point(one), self._point(other)
        return _straight(self.weave.ties[number], [(x1, y1), (x1, y), (x2, y), (x2, y2)])

    def _comb_route(self, comb: _Comb, number: int) -> Route:
        hub = self._point(comb.ports[comb.hub])
        tips = sorted(self._point(comb.ports[leaf]) for leaf in comb.leaves)
        lane = self.plan.lanes[self.plan.lane_of(comb.leaves[0])]
        away = COMB_FIRST + COMB_STEP * self._rank(comb, number)
        y = lane.top - away if hub[1] < lane.top else lane.bottom + away
        left, right = min(hub[0], tips[0][0]), max(hub[0], tips[-1][0])
        trunk, bar = (hub, (hub[0], y)), ((left, y), (right, y))
        drops = [((x, y), (x, end)) for x, end in tips]
        heads = []
        if comb.from_hub or comb.tie.both:
            heads += [(end, start) for start, end in drops]
        if not comb.from_hub or comb.tie.both:
            heads.append((hub, (hub[0], y)))
        return Route(comb.tie, (trunk, bar, *drops), tuple(heads), trunk)

    def _rank(self, comb: _Comb, number: int) -> int:
        """How many combs lie between this one and its leaves."""
        lane = self.plan.lane_of(comb.leaves[0])
        side = comb.ports[comb.leaves[0]].side
        before = self.combs[:number]
        return sum(
            self.plan.lane_of(c.leaves[0]) == lane and c.ports[c.leaves[0]].side == side
            for c in before
        )

    def _level_routes(self) -> Iterator[Route]:
        pairs: dict[frozenset[str], list[Tie]] = {}
        for number in self.weave.level:
            if number not in self.over:
                tie = self.weave.ties[number]
                pairs.setdefault(frozenset((tie.start, tie.end)), []).append(tie)
        for ties in pairs.values():
            for index, tie in enumerate(ties):
                yield self._level(tie, (index - (len(ties) - 1) / 2) * LEVEL_STEP)

    def _level(self, tie: Tie, shift: float) -> Route:
        one, other = self.plan.cards[tie.start], self.plan.cards[tie.end]
        y = (one.top + one.bottom) / 2 + shift
        if one.left < other.left:
            return _straight(tie, [(one.right, y), (other.left, y)])
        return _straight(tie, [(one.left, y), (other.right, y)])


def _straight(tie: Tie, points: Sequence[Point]) -> Route:
    heads = [(points[-1], points[-2])]
    if tie.both:
        heads.append((points[0], points[1]))
    return Route(tie, (tuple(points),), tuple(heads), (points[0], points[1]))
