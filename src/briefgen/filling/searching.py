"""Looking for an arrangement that will fill the pages, among those that can be foreseen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field, structs

from briefgen.edition.arranging import Arrangement, Standing, arranged, order_of, standing
from briefgen.edition.view import Edition, Part
from briefgen.filling.foreseeing import foreseen
from briefgen.filling.giving import Give, figures_of
from briefgen.filling.judging import wanting
from briefgen.outputs.flow import Block, Flow

FURTHEST = 7  # texts that a part may be moved past
BREAKABLE = 6  # rows from which a table may be broken that would be kept whole
KEPT_ABREAST = 6  # arrangements that are followed up at a time
ROUNDS = 6  # parts that may be moved or broken
DOUBTS = (0.0, 7.0, -7.0)  # pixels by which pages may come out higher than foreseen
GAIN = 0.05  # less than that is not worth a layout
GAIN_OF_STRETCHING = 0.3  # nor, by what is drawn otherwise than was asked for, less than that
STEP, SECTION, BREAK = 0.03, 0.15, 0.25  # what a move, one past a heading, and a break weigh
STRETCH = 0.002  # and a per cent of a height
RISK = 0.5  # what is moved comes out otherwise than foreseen more often than what is stretched


class State(Struct, frozen=True):
    """The place of each part that can be moved, in their order, and the tables that may break.

    Parts that are stretched have the per cent by which they are, by key.
    """

    places: tuple[int, ...]
    broken: frozenset[str] = frozenset()
    stretched: frozenset[tuple[str, int]] = frozenset()


class Search(Struct, frozen=True, dict=True):
    """An edition as it was written and the blocks of one of its layouts."""

    edition: Edition
    flow: Flow
    blocks: Mapping[str, tuple[Block, ...]]  # by the first piece of a part, or the id of a section
    tail: tuple[Block, ...]
    gives: Mapping[str, Give] = field(default_factory=dict)  # by the key of the part
    printed: Mapping[str, int] = field(default_factory=dict)  # how they are stretched in the layout

    @cached_property
    def row(self) -> tuple[Standing, ...]:
        """Headings and parts as they were written."""
        return tuple(standing(self.edition.sections))

    @cached_property
    def fixed(self) -> tuple[Standing, ...]:
        """What is not moved."""
        return tuple(each for each in self.row if not each.movable)

    @cached_property
    def movable(self) -> tuple[Part, ...]:
        """What may be."""
        return tuple(each.part for each in self.row if each.part is not None and each.movable)

    @cached_property
    def written(self) -> State:
        """The places of the spec."""
        places, passed = [], 0
        for each in self.row:
            if each.movable:
                places.append(passed)
            else:
                passed += 1
        return State(tuple(places))

    def best(self, known: frozenset[State], now: State) -> State | None:
        """The most promising state that is not known yet; None where none promises more."""
        front = list(dict.fromkeys([self.written, now] if self.gives else [self.written]))
        seen = {state: self.promise(state) for state in front}
        for _ in range(ROUNDS):
            found = {n: 0.0 for state in front for n in self._neighbours(state) if n not in seen}
            found = {state: self.promise(state) for state in found}
            seen |= found
            front = sorted(found, key=lambda state: found[state])[:KEPT_ABREAST]
        mark = self.promise(now) - (GAIN_OF_STRETCHING if self.gives else GAIN)
        better = [state for state, promise in seen.items() if promise < mark and state not in known]
        return min(better, key=lambda state: seen[state] + self._risk(state, now), default=None)

    def _risk(self, state: State, now: State) -> float:
        """What may still go wrong: lines and notes part otherwise where they stand elsewhere."""
        moved = (state.places, state.broken) != (now.places, now.broken)
        return RISK if self.gives and moved else 0.0

    def promise(self, state: State) -> float:
        """What is foreseen to be wanting, and what was done against it; less is better."""
        blocks = list(self._blocks(state))
        fills = [foreseen(self.flow, blocks, doubt) for doubt in DOUBTS]
        return sum(map(wanting, fills)) / len(fills) + self._effort(state)

    def _effort(self, state: State) -> float:
        effort = BREAK * len(state.broken)
        effort += STRETCH * sum(abs(per_cent) for _, per_cent in state.stretched)
        for place, origin in zip(state.places, self.written.places, strict=True):
            passed = self.fixed[min(place, origin) : max(place, origin)]
            effort += STEP * len(passed) + SECTION * sum(each.part is None for each in passed)
        return effort

    def _blocks(self, state: State) -> Iterator[Block]:
        places, parts = state.places, self.movable
        stretched = dict(state.stretched)
        at = 0
        for passed in range(len(self.fixed) + 1):
            if passed:
                yield from self._of(self.fixed[passed - 1])
            while at < len(parts) and places[at] == passed:
                broken = parts[at].spec in state.broken
                by = self._by(parts[at].key, stretched)
                for block in self._of(Standing(0, parts[at])):
                    block = structs.replace(block, whole=False) if broken else block
                    yield _higher(block, by) if by else block
                at += 1
        yield from self.tail

    def _of(self, each: Standing) -> tuple[Block, ...]:
        if each.part is None:
            return self.blocks[self.edition.sections[each.section].id]
        return self.blocks[each.part.key]

    def _by(self, key: str, stretched: Mapping[str, int]) -> float:
        """By how many pixels a part is then higher than it was in the layout."""
        give = self.gives.get(key)
        if give is None:
            return 0.0
        return give.at(stretched.get(key, 0)) - give.at(self.printed.get(key, 0))

    def _neighbours(self, state: State) -> Iterator[State]:
        for number, place in enumerate(state.places):
            for target in self._targets(number):
                if target != place:
                    yield structs.replace(state, places=_train(state.places, number, target))
        for part in self.movable:
            if _breakable(part):
                yield structs.replace(state, broken=state.broken ^ {part.spec})
            yield from self._stretched(part.key, state)

    def _stretched(self, key: str, state: State) -> Iterator[State]:
        others = frozenset(each for each in state.stretched if each[0] != key)
        steps = self.gives[key].steps if key in self.gives else ()
        for each in (others, *(others | {(key, step)} for step in steps)):
            if each != state.stretched:
                yield structs.replace(state, stretched=each)

    def _targets(self, number: int) -> Iterator[int]:
        """Where a part may stand: in its place, or after a text that is not far from it."""
        origin = self.written.places[number]
        yield origin
        for places in (range(origin + 1, len(self.fixed) + 1), range(origin - 1, 0, -1)):
            passed = 0
            for place in places:
                crossed = self.fixed[place - 1 if place > origin else place]
                if place < origin and not crossed.may_be_followed:
                    break  # its own section, or a margin note that it gives height to
                passed += crossed.part is not None
                if passed > FURTHEST:
                    break
                if self.fixed[place - 1].may_be_followed:
                    yield place

    def arrangement(self, state: State) -> Arrangement:
        """A state as the arrangement that an edition is composed for."""
        changed = zip(self.movable, state.places, self.written.places, strict=True)
        places = {part.key: place for part, place, origin in changed if place != origin}
        order = order_of(arranged(self.edition.sections, places)) if places else ()
        per_cent = dict(state.stretched)
        stretch = {
            place: per_cent[part.key]
            for part in self.movable
            for place in figures_of(part)
            if part.key in per_cent
        }
        return Arrangement(places, state.broken, order, stretch)


def _train(places: Sequence[int], number: int, target: int) -> tuple[int, ...]:
    """The places with one changed; parts never pass each other, so others are taken along."""
    before = (min(place, target) for place in places[:number])
    after = (max(place, target) for place in places[number + 1 :])
    return (*before, target, *after)


def _higher(block: Block, by: float) -> Block:
    """A block whose drawing, its highest strip, is higher."""
    strips = block.strips
    at = max(range(len(strips)), key=lambda number: strips[number].height)
    drawing = structs.replace(strips[at], height=strips[at].height + by)
    return structs.replace(block, strips=(*strips[:at], drawing, *strips[at + 1 :]))


def _breakable(part: Part) -> bool:
    rows = part.data.get("rows")
    return bool(part.data.get("kept")) and isinstance(rows, tuple) and len(rows) >= BREAKABLE


def search(
    written: Edition,
    printed: Edition,
    flow: Flow,
    gives: Mapping[str, Give] | None = None,
    now: State | None = None,
) -> Search | None:
    """A search with the blocks of a printed edition; None where its page is built otherwise.

    `gives` are the parts that may be stretched, `now` is the state of the printed edition.
    """
    blocks = list(flow.blocks)
    found: dict[str, tuple[Block, ...]] = {}
    for number, section in enumerate(printed.sections):
        head = 2 if number == 0 and printed.contents else 1
        here, blocks = blocks[: head + len(section.parts)], blocks[head + len(section.parts) :]
        heads, rest = here[:head], here[head:]
        names = [block.part for block in rest if block.part]
        expected = {part.key for part in section.parts}
        if not heads or heads[0].section != section.id or not set(names) <= expected:
            return None
        found[section.id] = tuple(heads)
        found |= {part.key: (block,) for part, block in zip(section.parts, rest, strict=False)}
    known = {part.key for section in written.sections for part in section.parts}
    if not known <= set(found) or any(block.section.startswith("sec-") for block in blocks):
        return None
    stretched = dict(now.stretched) if now is not None else {}
    return Search(written, flow, found, tuple(blocks), gives or {}, stretched)
