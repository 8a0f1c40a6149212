"""All the words on a map, in the order in which they may claim room.

Names of places have the least choice and come first; the subject's name, routes, waters, the
scale bar and the neighbours follow, each keeping clear of what stands already.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.catalogues import ENGLISH
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import REGULAR, SEMIBOLD, Look
from briefgen.maps.choices import Offer
from briefgen.maps.geometry import Box, Place, bounds
from briefgen.maps.incidents import Badge
from briefgen.maps.labels import Block, Label
from briefgen.maps.names import FARTHEST_WATER, closest, inside_points, roomiest
from briefgen.maps.plate import Plate
from briefgen.maps.positions import along, away_from, beside
from briefgen.maps.scalebar import ScaleBar, scale_bars
from briefgen.maps.signs import Mark, Track
from briefgen.maps.surface import Surface, whole
from briefgen.maps.terrain import Terrain
from briefgen.maps.topology import MapError
from briefgen.maps.wording import Wording

ROUTE_RADIUS = 2
LABEL_MARGIN, NAME_MARGIN = 2.5, 4.0
FARTHEST_NAME = 300.0
BARRED_EACH, MOST_BARRED, OFF_CENTRE = 0.5, 70.0, 3.0
MOST_FOREIGN = 45.0
TIGHTER = 0.6
ABROAD = 30.0
NEAR_BY = ((0, 0), (0, 9), (0, -9), (9, 0), (-9, 0), (0, 18), (0, -18))
OPEN = 9
CROWDED = 100.0
LEAST_NAMED_AREA, MOST_NAMED_COST = 120.0, 15.0


class Lettering:
    """A plate being lettered over a terrain; ``dark`` ground has white words, ``toned`` a fill."""

    def __init__(
        self,
        terrain: Terrain,
        look: Look,
        metrics: Metrics,
        dark: Sequence[str] = (),
        toned: Sequence[str] = (),
        printed: Mapping[str, str] | None = None,
        language: str = ENGLISH,
    ) -> None:
        frame = terrain.scene.frame
        self.terrain, self.look = terrain, look
        self.wording = Wording(terrain.scene.countries, look, metrics, printed or {}, language)
        self.plate = Plate(frame, terrain.edges, terrain.empty())
        self.unnamed: list[str] = []
        self.toned = terrain.joined(toned)
        if dark:
            self.plate.dark = terrain.joined(dark)
            self.plate.light = whole(frame.right, frame.bottom, 0.0).without(self.plate.dark)

    @property
    def labels(self) -> list[Label]:
        """The labels placed so far."""
        return self.plate.labels

    def keep_clear(
        self, marks: Iterable[Mark], tracks: Iterable[Track], badges: Iterable[Badge] = ()
    ) -> None:
        """Take the room of signs and routes before any word is placed."""
        for mark in marks:
            self.plate.solid.box(mark.box)
        for tie in (badge.tie for badge in badges):
            if tie is not None:
                self.plate.solid.line(tie, 1)
        for track in tracks:
            for stretch in track.stretches:
                self.plate.solid.line(stretch, ROUTE_RADIUS)

    def name_places(self, marks: Sequence[Mark]) -> None:
        """Names beside the signs of places; those without a place are noted as unnamed."""
        first = len(self.labels)
        named = [mark for mark in marks if mark.name]
        left = self.plate.settle(self._beside(mark) for mark in named)
        self.unnamed += [named[n].name for n in left if named[n].badge is None]
        self.plate.lighten(first, self.look.paper)
        self.plate.case(first, self.look.paper)

    def _beside(self, mark: Mark) -> Iterator[Offer]:
        """The places for the name at a mark; on a fill that is not its own it would mislead."""
        owner = self.terrain.owner(mark.place)
        home = self.terrain.ground(owner) if owner else None

        def weighed(label: Label, cost: float) -> float:
            filled = self.toned.count(label.box)
            abroad = filled and filled > (home.count(label.box) if home else 0)
            return cost + ABROAD if abroad else cost

        for words, extra in self.wording.place(mark):
            yield from beside(
                mark.place, mark.radius, words, mark.wider, dearer=extra, weigh=weighed
            )

    def name_subject(self, code: str) -> None:
        """The subject's name on its land, or beside it when that is too small."""
        if not self._named([code]):
            return
        blocks = self.wording.subject(code)
        inside = self._inside(code, blocks)
        if inside is None and self.terrain.scattered(code):
            inside = self._among(code, blocks)
        if inside is None:
            self._name_outside({code: blocks[:1]}, self.terrain.land)
        self._add(inside)

    def name_highlighted(self, codes: Iterable[str], *, on_dark: bool = False) -> list[str]:
        """Names of tinted countries on their land; returns the codes of those too small for it."""
        left = []
        fill = self.look.paper if on_dark else self.look.ink
        for code in self._named(codes):
            label = self._inside(code, self.wording.country(code, fill, SEMIBOLD))
            self._add(label)
            left += [] if label else [code]
        return left

    def name_small(self, codes: Iterable[str], barred: Sequence[str]) -> None:
        """Names with leaders, off tinted land if that can be done."""
        first = len(self.labels)
        names = {code: self.wording.outside(code) for code in codes}
        self._name_outside(names, self.terrain.joined(barred))
        self.plate.case(first, self.look.paper)

    def name_neighbours(self, codes: Iterable[str]) -> None:
        """Names of other countries that have room for them, the largest first."""
        areas = self.terrain.areas
        for code in sorted(self._named(codes), key=lambda code: (-areas[code], code)):
            blocks = self.wording.country(code, self.look.ink2, REGULAR)
            if any(words.width * words.height < areas[code] for words in blocks):
                self._add(self._inside(code, blocks))

    def name_routes_and_bordering(
        self, tracks: Sequence[Track], codes: Sequence[str], *, at_sea: bool
    ) -> None:
        """Names of routes and of the countries around the subject.

        Routes choose first, unless that leaves less room for the countries than they had.
        """
        start = len(self.labels)
        self._name_bordering(codes, at_sea=at_sea)
        possible = len(self.labels) - start
        del self.labels[start:]
        left = self._name_routes(tracks)
        routes = len(self.labels) - start
        self._name_bordering(codes, at_sea=at_sea)
        if len(self.labels) - start - routes < possible:
            chosen = self.labels[start:]
            del self.labels[start:]
            self._name_bordering(codes, at_sea=at_sea)
            if len(self._name_routes(tracks)) > len(left):
                self.labels[start:] = chosen
        if left:
            raise MapError(
                f"There is no room for the name of the route “{left[0]}”; shorten it, or make "
                "the map larger."
            )

    def _name_routes(self, tracks: Iterable[Track]) -> list[str]:
        """Names of routes at their lines; those without a place come back."""
        named = [track for track in tracks if track.name and track.stretches]
        left = self.plate.settle(
            [
                offer
                for words, extra in self.wording.route(track)
                for offer in along(max(track.stretches, key=len), words, extra)
            ]
            for track in named
        )
        return [named[number].name for number in left]

    def _name_bordering(self, codes: Sequence[str], *, at_sea: bool) -> None:
        """Names of the countries around the subject, those without room on open water."""
        before = len(self.labels)
        self.name_neighbours(codes)
        if not at_sea:
            return
        done = {label.block.text for label in self.labels[before:]}
        for code in self._named(codes):
            words = self.wording.country(code, self.look.ink2, REGULAR)[0]
            if words.text not in done and self.terrain.areas[code] > LEAST_NAMED_AREA:
                self._name_at_sea(code, words)

    def name_waters(self, waters: Iterable[tuple[str, Place]]) -> None:
        """Names of waters on open water, else off a small one with a leader into it."""
        for name, place in waters:
            blocks = self.wording.water(name)
            free = self._free(self.terrain.inner, self.terrain.land, self.plate.edges)
            label = closest(free, blocks, place, FARTHEST_WATER)
            self._add(label)
            if label is None and self._water_outside(blocks, place):
                raise MapError(
                    f"There is no room for the name “{name}” where it was put; put it elsewhere, "
                    "or leave it out."
                )

    def _water_outside(self, blocks: Sequence[Block], place: Place) -> list[int]:
        """The name off the water, its leader ending on open water near where it was put."""
        x, y = place
        around = [(x + across, y + down) for across, down in NEAR_BY]
        free = self._free(self.terrain.inner, self.terrain.land, self.plate.edges)
        wet = [at for at in around if free.count(Box(*at, *at).grown(1.5)) >= OPEN]
        options = [
            offer
            for words in blocks
            for number, target in enumerate(wet)
            for offer in away_from(target, words, (OFF_CENTRE * number,))
        ]
        return self.plate.settle([options]) if options else [0]

    def scale_bar(self, kilometres_per_point: float) -> ScaleBar | None:
        """A bar of a round length in the emptiest corner; none where all are taken."""
        bars = scale_bars(self.terrain.scene.frame, kilometres_per_point)
        if not bars:
            return None
        crowding = [self._crowding(bar) for bar in bars]
        number = min(range(len(bars)), key=lambda n: (crowding[n] + n / 2, n))
        if crowding[number] >= CROWDED:
            return None
        self.plate.solid.box(bars[number].box.grown(LABEL_MARGIN))
        return bars[number]

    def _crowding(self, bar: ScaleBar) -> float:
        box = bar.box.grown(LABEL_MARGIN)
        met = sum(label.box.meets(box) for label in self.labels)
        return CROWDED * (self.plate.solid.count(box) + met) + self.plate.edges.count(box)

    def _named(self, codes: Iterable[str]) -> list[str]:
        seen = (code for code in codes if code in self.terrain.areas)
        return [code for code in seen if self.terrain.scene.countries[code].name]

    def _inside(self, code: str, blocks: Sequence[Block]) -> Label | None:
        inner = self.terrain.inner
        land = inner.without(inner.without(self.terrain.ground(code)))
        return roomiest(self._free(land, self.plate.edges), blocks, self.terrain.centre(code))

    def _among(self, code: str, blocks: Sequence[Block]) -> Label | None:
        """A place near the islands of a country, off all of them."""
        middle = bounds(self.terrain.islands(code)).middle
        free = self._free(self.terrain.inner, self.plate.edges, self.terrain.land)
        return closest(free, blocks, middle, FARTHEST_NAME)

    def _name_outside(self, names: Mapping[str, Sequence[Block]], barred: Surface) -> None:
        """Names off their land, with leaders; those without a place are noted as unnamed."""
        left = self.plate.settle(
            self._outside(code, blocks, barred) for code, blocks in names.items()
        )
        codes = list(names)
        self.unnamed += [self.terrain.scene.countries[codes[number]].name for number in left]

    def _outside(self, code: str, blocks: Sequence[Block], barred: Surface) -> Iterator[Offer]:
        own = self.terrain.ground(code)
        foreign = barred.without(own)

        def weighed(label: Label, cost: float) -> float:
            covered = min(BARRED_EACH * barred.count(label.box), MOST_BARRED)
            return cost + covered + _met(label, foreign)

        targets = inside_points(own, self.terrain.scene.shapes[code])
        for tighter, words in enumerate(blocks):
            for number, target in enumerate(targets):
                dearer = (OFF_CENTRE if number else 0.0, TIGHTER * tighter)
                yield from away_from(target, words, dearer, weighed)

    def _name_at_sea(self, code: str, words: Block) -> None:
        shapes = self.terrain.scene.shapes[code]

        def weighed(label: Label, cost: float) -> float:
            return math.inf if self.terrain.land.count(label.box.grown(1.0)) else cost

        offers = (
            offer
            for target in inside_points(self.terrain.ground(code), shapes)
            for offer in away_from(target, words, weigh=weighed)
        )
        self.plate.offer(offers, MOST_NAMED_COST)

    def _free(self, ground: Surface, *taken: Surface) -> Surface:
        return ground.without(*taken, self.plate.solid, self.plate.taken(NAME_MARGIN))

    def _add(self, label: Label | None) -> None:
        if label is not None:
            self.plate.labels.append(label)


def _met(label: Label, foreign: Surface) -> float:
    if label.leader is None:
        return 0.0
    return min(float(foreign.along(*label.leader)), MOST_FOREIGN)
