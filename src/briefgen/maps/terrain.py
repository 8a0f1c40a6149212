"""What lies under the words of a map: whose ground a cell is, and where lines run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from briefgen.maps.geometry import Place, Shape, area
from briefgen.maps.names import centre_of
from briefgen.maps.scene import Scene
from briefgen.maps.surface import Surface, joined, whole

EDGE_MARGIN = 5.0
MAIN_ISLAND_SHARE, ISLAND_SHARE = 0.65, 0.1


class Terrain:
    """The ground of a scene in cells, each part of it made when it is first asked for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._grounds: dict[str, Surface] = {}
        self.areas = {code: scene.visible_area(code) for code in scene.shapes}

    @cached_property
    def inner(self) -> Surface:
        """All but the margin along the frame."""
        return whole(self.scene.frame.right, self.scene.frame.bottom, EDGE_MARGIN)

    @cached_property
    def edges(self) -> Surface:
        """Borders and coasts."""
        surface = self.empty()
        for line in (*self.scene.borders, *self.scene.disputed, *self.scene.coasts):
            surface.line(line)
        return surface

    @cached_property
    def land(self) -> Surface:
        """The ground of all countries; where two overlap, as in a fill, that of neither."""
        rows = self.empty().rows
        for code in self.scene.shapes:
            rows = [one ^ other for one, other in zip(rows, self.ground(code).rows, strict=True)]
        return Surface(self.scene.frame.right, self.scene.frame.bottom, rows)

    def ground(self, code: str) -> Surface:
        """The ground of a country."""
        if code not in self._grounds:
            self._grounds[code] = self._filled(self.scene.shapes.get(code, ()))
        return self._grounds[code]

    def joined(self, codes: Iterable[str]) -> Surface:
        """The ground of several countries."""
        return joined(self.empty(), (self.ground(code) for code in codes))

    def owner(self, place: Place) -> str | None:
        """The country on which a place lies."""
        x, y = int(place[0]), int(place[1])
        if not (0 <= y < self.land.height and self.land.rows[y] >> x & 1):
            return None
        return next((c for c in self.scene.shapes if self.ground(c).rows[y] >> x & 1), None)

    def centre(self, code: str) -> Place:
        """The centre of gravity of a country's largest piece."""
        return centre_of(self.scene.shapes[code])

    def scattered(self, code: str) -> bool:
        """Whether a country is islands, none of which stands for the whole."""
        largest = max(area(shape) for shape in self.scene.shapes[code])
        return largest < MAIN_ISLAND_SHARE * self.areas[code]

    def islands(self, code: str) -> list[Place]:
        """Places on the larger islands of a country."""
        shapes = self.scene.shapes[code]
        least = ISLAND_SHARE * max(area(shape) for shape in shapes)
        return [place for shape in shapes if area(shape) >= least for place in shape]

    def empty(self) -> Surface:
        """A surface of this size on which nothing is taken."""
        return Surface(self.scene.frame.right, self.scene.frame.bottom)

    def _filled(self, shapes: Iterable[Shape]) -> Surface:
        surface = self.empty()
        surface.fill(shapes)
        return surface
