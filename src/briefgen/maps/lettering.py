"""All the words on a map, in the order in which they may claim room.

Names of places have the least choice and come first; the subject's name, routes, waters, the
scale bar and the neighbours follow, each keeping clear of what stands already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import REGULAR, SEMIBOLD, Look
from briefgen.maps.geometry import Box, Place, Shape, area, bounds
from briefgen.maps.labels import Block, Candidate, Label, Plate, Words, block
from briefgen.maps.names import (
    FARTHEST_WATER,
    NEIGHBOUR_LETTERS,
    SUBJECT_LETTERS,
    centre_of,
    closest,
    country_blocks,
    halves,
    inside_points,
    roomiest,
    water_blocks,
)
from briefgen.maps.positions import along, away_from, beside
from briefgen.maps.scalebar import ScaleBar, scale_bars
from briefgen.maps.scene import Scene
from briefgen.maps.signs import Mark, Track
from briefgen.maps.surface import Surface, joined, whole

PLACE_SIZE, ROUTE_SIZE = 7.2, 7.8
ROUTE_RADIUS = 2
EDGE_MARGIN = 5.0
LABEL_MARGIN, NAME_MARGIN = 2.5, 4.0
FARTHEST_NAME = 300.0
LONG_NAME, TWO_LINES_COST = 15, 2.0
BARRED_EACH, OFF_CENTRE = 0.5, 3.0
MAIN_ISLAND_SHARE, ISLAND_SHARE = 0.65, 0.1
ABROAD = 30.0
LEAST_NAMED_AREA, MOST_NAMED_COST = 120.0, 15.0


class Lettering:
    """A plate being lettered over a scene."""

    def __init__(
        self,
        scene: Scene,
        look: Look,
        metrics: Metrics,
        dark: Sequence[str] = (),
        toned: Sequence[str] = (),
    ) -> None:
        frame = scene.frame
        self.scene, self.look, self.metrics = scene, look, metrics
        self.inner = whole(frame.right, frame.bottom, EDGE_MARGIN)
        self.plate = Plate(frame, self._empty(), self._empty())
        for line in (*scene.borders, *scene.coasts):
            self.plate.edges.line(line)
        self.grounds = {code: self._filled(shapes) for code, shapes in scene.shapes.items()}
        self.toned = self._joined(toned)
        if dark:
            self.plate.dark = self._joined(dark)
            self.plate.light = whole(frame.right, frame.bottom, 0.0).without(self.plate.dark)

    @property
    def labels(self) -> list[Label]:
        """The labels placed so far."""
        return self.plate.labels

    def keep_clear(self, marks: Iterable[Mark], tracks: Iterable[Track]) -> None:
        """Take the room of signs and routes before any word is placed."""
        for mark in marks:
            self.plate.solid.box(mark.box)
        for track in tracks:
            for stretch in track.stretches:
                self.plate.solid.line(stretch, ROUTE_RADIUS)

    def name_places(self, marks: Sequence[Mark]) -> None:
        """Names beside the signs of places."""
        first = len(self.labels)
        self.plate.settle(
            [
                Candidate(option.label, option.cost + extra + self._abroad(mark, option.label))
                for words, extra in self._place_blocks(mark)
                for option in beside(mark.place, mark.radius, words, mark.wider)
            ]
            for mark in marks
        )
        self.plate.lighten(first, self.look.paper)
        self.plate.case(first, self.look.paper)

    def _abroad(self, mark: Mark, label: Label) -> float:
        """What it costs to name a place on a country with a fill of its own that is not its."""
        x, y = mark.place
        here = Box(x, y, x + 1.0, y + 1.0)
        home = next((ground for ground in self.grounds.values() if ground.count(here)), None)
        own = home.count(label.box) if home else 0
        return ABROAD if self.toned.count(label.box) > own else 0.0

    def _name_routes(self, tracks: Iterable[Track]) -> None:
        """Names of routes, with leaders to them."""
        named = [track for track in tracks if track.name and track.stretches]
        self.plate.settle(
            [
                Candidate(option.label, option.cost + extra)
                for words, extra in self._route_blocks(track)
                for option in along(max(track.stretches, key=len), words)
            ]
            for track in named
        )

    def name_subject(self, code: str, name: str) -> None:
        """The subject's name on its land, or beside it when that is too small."""
        if code not in self.grounds or not name:
            return
        blocks = country_blocks(self.metrics, name, SUBJECT_LETTERS, self.look.accent, SEMIBOLD)
        inside = self._inside(code, blocks)
        if inside is None and self._scattered(code):
            inside = self._among(code, blocks)
        if inside is None:
            self._name_outside(code, blocks[0], list(self.grounds))
        self._add(inside)

    def name_highlighted(self, codes: Iterable[str], *, on_dark: bool = False) -> list[str]:
        """Names of tinted countries on their land; returns the codes of those too small for it."""
        left = []
        fill = self.look.paper if on_dark else self.look.ink
        for code in self._named(codes):
            label = self._inside(code, self._country_blocks(code, fill, SEMIBOLD))
            self._add(label)
            left += [] if label else [code]
        return left

    def name_small(self, codes: Iterable[str], barred: Sequence[str]) -> None:
        """Names with leaders, never on tinted land."""
        first = len(self.labels)
        for code in codes:
            block = self._country_blocks(code, self.look.ink, SEMIBOLD)[0]
            self._name_outside(code, block, barred)
        self.plate.case(first, self.look.paper)

    def name_neighbours(self, codes: Iterable[str]) -> None:
        """Names of other countries that have room for them, the largest first."""
        named = self._named(codes)
        for code in sorted(named, key=lambda code: (-self.scene.visible_area(code), code)):
            self._add(self._inside(code, self._country_blocks(code, self.look.ink2, REGULAR)))

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
        self._name_routes(tracks)
        routes = len(self.labels) - start
        self._name_bordering(codes, at_sea=at_sea)
        if len(self.labels) - start - routes < possible:
            del self.labels[start:]
            self._name_bordering(codes, at_sea=at_sea)
            self._name_routes(tracks)

    def _name_bordering(self, codes: Iterable[str], *, at_sea: bool) -> None:
        """Names of the countries around the subject, those without room on open water."""
        codes = list(codes)
        before = len(self.labels)
        self.name_neighbours(codes)
        if not at_sea:
            return
        done = {label.block.text for label in self.labels[before:]}
        for code in self._named(codes):
            words = self._country_blocks(code, self.look.ink2, REGULAR)[0]
            if words.text not in done and self.scene.visible_area(code) > LEAST_NAMED_AREA:
                self._name_at_sea(code, words)

    def name_waters(self, waters: Iterable[tuple[str, Place]]) -> None:
        """Names of waters on open water, as near as possible to where they were put."""
        for name, place in waters:
            blocks = water_blocks(self.metrics, name, self.look.water_label)
            dry = (*self.grounds.values(), self.plate.edges)
            self._add(closest(self._free(self.inner, *dry), blocks, place, FARTHEST_WATER))

    def scale_bar(self, kilometres_per_point: float) -> ScaleBar | None:
        """A bar of a round length in the emptiest corner."""
        bars = scale_bars(self.scene.frame, kilometres_per_point)
        if not bars:
            return None
        number = min(range(len(bars)), key=lambda n: (self._crowding(bars[n]) + n / 2, n))
        self.plate.solid.box(bars[number].box.grown(LABEL_MARGIN))
        return bars[number]

    def _crowding(self, bar: ScaleBar) -> float:
        box = bar.box.grown(LABEL_MARGIN)
        met = sum(label.box.meets(box) for label in self.labels)
        return 100 * (self.plate.solid.count(box) + met) + self.plate.edges.count(box)

    def _named(self, codes: Iterable[str]) -> list[str]:
        seen = (code for code in codes if code in self.grounds)
        return [code for code in seen if self.scene.countries[code].name]

    def _inside(self, code: str, blocks: Sequence[Block]) -> Label | None:
        land = self.inner.without(self.inner.without(self.grounds[code]))
        free = self._free(land, self.plate.edges)
        return roomiest(free, blocks, centre_of(self.scene.shapes[code]))

    def _among(self, code: str, blocks: Sequence[Block]) -> Label | None:
        """A place near the islands of a country, off all of them."""
        shapes = self.scene.shapes[code]
        least = ISLAND_SHARE * max(area(shape) for shape in shapes)
        places = [place for shape in shapes if area(shape) >= least for place in shape]
        free = self._free(self.inner, self.plate.edges, *self.grounds.values())
        return closest(free, blocks, bounds(places).middle, FARTHEST_NAME)

    def _scattered(self, code: str) -> bool:
        """Whether a country is islands, none of which stands for the whole."""
        largest = max(area(shape) for shape in self.scene.shapes[code])
        return largest < MAIN_ISLAND_SHARE * self.scene.visible_area(code)

    def _name_outside(self, code: str, words: Block, barred: Sequence[str]) -> None:
        targets = inside_points(self.grounds[code], self.scene.shapes[code])
        tinted = self._joined(barred)
        foreign = self._joined(other for other in barred if other != code)
        options = [
            Candidate(
                option.label,
                option.cost
                + (OFF_CENTRE if number else 0.0)
                + BARRED_EACH * tinted.count(option.label.box)
                + (foreign.along(*option.label.leader) if option.label.leader else 0),
            )
            for number, target in enumerate(targets)
            for option in away_from(target, words)
        ]
        self.plate.settle([options])

    def _name_at_sea(self, code: str, words: Block) -> None:
        land = self._joined(self.grounds)
        options = (
            option
            for target in inside_points(self.grounds[code], self.scene.shapes[code])
            for option in away_from(target, words)
            if not land.count(option.label.box.grown(1.0))
        )
        self.plate.offer(options, MOST_NAMED_COST)

    def _free(self, ground: Surface, *taken: Surface) -> Surface:
        return ground.without(*taken, self.plate.solid, self.plate.taken(NAME_MARGIN))

    def _add(self, label: Label | None) -> None:
        if label is not None:
            self.plate.labels.append(label)

    def _joined(self, codes: Iterable[str]) -> Surface:
        return joined(self._empty(), (self.grounds[code] for code in codes if code in self.grounds))

    def _empty(self) -> Surface:
        return Surface(self.scene.frame.right, self.scene.frame.bottom)

    def _filled(self, shapes: Iterable[Shape]) -> Surface:
        surface = self._empty()
        surface.fill(shapes)
        return surface

    def _country_blocks(self, code: str, fill: str, weight: int) -> list[Block]:
        name = self.scene.countries[code].name
        return country_blocks(self.metrics, name, NEIGHBOUR_LETTERS, fill, weight)

    def _place_blocks(self, mark: Mark) -> list[tuple[Block, float]]:
        ink, weight = self.look.ink, SEMIBOLD if mark.capital or mark.badge else REGULAR
        set_on = [[mark.name], *(halves(mark.name) if len(mark.name) > LONG_NAME else [])]
        return [
            (block(self.metrics, [Words(words, PLACE_SIZE, ink, weight) for words in lines]), cost)
            for lines, cost in zip(set_on, (0.0, TWO_LINES_COST), strict=False)
        ]

    def _route_blocks(self, track: Track) -> list[tuple[Block, float]]:
        accent = self.look.accent
        text = [Words(track.text, ROUTE_SIZE - 0.4, accent)] if track.text else []
        set_on = [[track.name], *(halves(track.name) if len(track.name) > LONG_NAME else [])]
        named = ([Words(line, ROUTE_SIZE, accent, SEMIBOLD) for line in lines] for lines in set_on)
        costs = (0.0, TWO_LINES_COST)
        return [
            (block(self.metrics, [*name, *text], 1.22), cost)
            for name, cost in zip(named, costs, strict=False)
        ]
