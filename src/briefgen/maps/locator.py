"""A map of one country among its neighbours, with places, routes and waters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefgen.charts import svg
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Drawing, Look
from briefgen.maps.describe import described
from briefgen.maps.framing import laid_on, natural_height, projection_for
from briefgen.maps.geometry import Box, Place, Shape, clip_line, path_data
from briefgen.maps.labels import Label
from briefgen.maps.lettering import Lettering, Mark, Track
from briefgen.maps.projection import Albers, Extent
from briefgen.maps.scalebar import ScaleBar
from briefgen.maps.scene import Scene, survey
from briefgen.maps.topology import Country, MapError, Position, World, load_world

BOUNDARY_NOTE = "Lines on the map do not imply a view on the status of any territory."

FULL_WIDTH = 490.0
LAND, WATER, COAST, BORDER = "#E9E8E3", "#EEF2F4", "#B4C4CD", "#A3A8AD"
SUBJECT_SHARE, HIGHLIGHT_SHARE = 0.37, 0.16
"""How far the fills of the subject and of highlighted countries lie from tint to mid."""

TINY = 40.0
"""A subject of fewer square points than this is filled in the accent itself."""

WIDEST_WITH_SCALE_KM = 7000.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to mark."""

    name: str
    lon: float
    lat: float
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """A line through places, schematic; ``text`` is a second, lighter line of its label."""

    name: str
    via: tuple[Position, ...]
    text: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Water:
    """A sea or lake to name, near a position on it."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """What a map shows; without an extent the country with a margin, without a height as fits."""

    country: str
    extent: Extent | None = None
    points: tuple[Spot, ...] = ()
    routes: tuple[Route, ...] = ()
    waters: tuple[Water, ...] = ()
    highlight: tuple[str, ...] = ()
    width: float = FULL_WIDTH
    height: float | None = None
    meridian: float | None = None
    parallels: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Framed:
    """A map whose every part has its place on the frame."""

    scene: Scene
    albers: Albers
    subject: Country
    highlighted: tuple[Country, ...]
    marks: tuple[Mark, ...]
    tracks: tuple[tuple[Route, Track], ...]
    waters: tuple[tuple[str, Place], ...]


def draw_locator(
    spec: LocatorMap, look: Look, metrics: Metrics, world: World | None = None
) -> Drawing:
    """The map at its final size; raises MapError in the analyst's words."""
    world = world or load_world()
    framed = framed_map(spec, world)
    lettering = Lettering(framed.scene, look, metrics)
    near = _seen_neighbours(framed, world)
    scale = letter_map(lettering, framed, near)
    frame = framed.scene.frame
    body = [
        *_ground(framed, look),
        *(_route(route, track, look) for route, track in framed.tracks),
        *([scale.drawn(look)] if scale else []),
        *(label.drawn(_leader_colour(label, look)) for label in lettering.labels),
        *(_sign(mark, look) for mark in framed.marks),
    ]
    alt = described(spec.points, spec.routes, framed.subject, framed.highlighted, near)
    return svg.finish(body, width=frame.width, height=frame.height, alt=alt)


def framed_map(spec: LocatorMap, world: World) -> Framed:
    """Everything of a map in its place, before any word."""
    subject = world.country(spec.country)
    highlighted = tuple(world.country(code) for code in spec.highlight)
    extent = spec.extent.checked() if spec.extent else None
    albers, shown = projection_for(world, subject, extent, spec.meridian, spec.parallels)
    height = spec.height or natural_height(shown, spec.width)
    albers = laid_on(albers, shown, spec.width, height)
    frame = Box(0.0, 0.0, spec.width, height)
    always = [subject.alpha3, *(country.alpha3 for country in highlighted)]
    scene = survey(world, albers, frame, always)
    if not scene.shapes:
        raise MapError("The extent of the map shows no land; check west, south, east, north.")
    return Framed(
        scene,
        albers,
        subject,
        highlighted,
        tuple(_mark(spot, albers, frame) for spot in spec.points),
        tuple((route, _track(route, albers, frame)) for route in spec.routes),
        tuple((w.name, _placed(w.name, (w.lon, w.lat), albers, frame)) for w in spec.waters),
    )


def letter_map(lettering: Lettering, framed: Framed, near: Sequence[Country]) -> ScaleBar | None:
    """All its words placed, in the order in which they may claim room."""
    tracks = [track for _, track in framed.tracks]
    subject = framed.subject
    tinted = [country.alpha3 for country in framed.highlighted if country is not subject]
    lettering.keep_clear(framed.marks, tracks)
    small = lettering.name_highlighted(tinted)
    lettering.name_places(framed.marks)
    lettering.name_subject(subject.alpha3, subject.name)
    lettering.name_small(small, [subject.alpha3, *tinted])
    per_point = framed.albers.kilometres(1.0)
    one_country = not tinted and per_point * framed.scene.frame.width <= WIDEST_WITH_SCALE_KM
    scale = lettering.scale_bar(per_point) if one_country else None
    done = {subject.alpha3, *tinted}
    bordering = {country.alpha3 for country in near} - done
    lettering.name_routes_and_bordering(tracks, sorted(bordering), at_sea=not tinted)
    lettering.name_waters(framed.waters)
    lettering.name_neighbours(code for code in framed.scene.shapes if code not in bordering | done)
    return scale


def _mark(spot: Spot, albers: Albers, frame: Box) -> Mark:
    return Mark(spot.name, _placed(spot.name, (spot.lon, spot.lat), albers, frame), spot.capital)


def _placed(name: str, position: Position, albers: Albers, frame: Box) -> Place:
    lon, lat = position
    place = albers.project(lon, lat)
    if frame.has(place) and abs(lat) <= 90:
        return place
    swapped = abs(lon) <= 90 and frame.has(albers.project(lat, lon))
    hint = "longitude comes first: are the two swapped?" if swapped else "widen the extent."
    raise MapError(f"“{name}” at [{lon:g}, {lat:g}] lies outside the map; {hint}")


def _track(route: Route, albers: Albers, frame: Box) -> Track:
    if len(route.via) < 2:
        raise MapError(f"The route “{route.name}” needs at least two positions.")
    stretches = tuple(clip_line([albers.project(*position) for position in route.via], frame))
    if not stretches:
        raise MapError(f"The route “{route.name}” lies outside the map; widen the extent.")
    return Track(route.name, route.text, stretches)


def _ground(framed: Framed, look: Look) -> Iterator[Markup]:
    scene, frame = framed.scene, framed.scene.frame
    tinted = {country.alpha3 for country in framed.highlighted}
    subject = framed.subject.alpha3
    plain = [code for code in scene.shapes if code != subject and code not in tinted]
    yield svg.rect(0, 0, frame.width, frame.height, fill=WATER)
    yield svg.path(_areas(scene, plain), fill=LAND)
    for code in sorted(tinted - {subject}):
        fill = mixed(look.tint, look.mid, HIGHLIGHT_SHARE)
        yield svg.path(_areas(scene, [code]), fill=fill)
    yield svg.path(_areas(scene, [subject]), fill=_subject_fill(scene, subject, look))
    yield _lines(scene.coasts, COAST, 0.4)
    yield _lines(scene.borders, look.paper, 0.9)
    yield _lines(scene.borders, BORDER, 0.35)
    yield from (_lines(scene.outlines[code], look.mid, 0.7) for code in sorted(tinted))


def _subject_fill(scene: Scene, subject: str, look: Look) -> str:
    if scene.visible_area(subject) < TINY:
        return look.accent
    return mixed(look.tint, look.mid, SUBJECT_SHARE)


def _areas(scene: Scene, codes: Sequence[str]) -> str:
    return path_data((shape for code in codes for shape in scene.shapes.get(code, [])), closed=True)


def _lines(lines: Sequence[Shape], stroke: str, width: float) -> Markup:
    return svg.path(path_data(lines, closed=False), stroke=stroke, width=width)


def _route(route: Route, track: Track, look: Look) -> Markup:
    width, dash = (1.6, "4 2.4") if route.dashed else (2.2, None)
    drawn = [
        svg.polyline(stretch, stroke=stroke, width=wide, dash=pattern)
        for stretch in track.stretches
        for stroke, wide, pattern in (
            (look.paper, width + 1.2, None),
            (look.accent, width, dash),
        )
    ]
    return Markup("").join(drawn)


def _sign(mark: Mark, look: Look) -> Markup:
    x, y = mark.place
    if mark.capital:
        ring = svg.circle(x, y, mark.radius, fill=look.paper, stroke=look.ink, stroke_width=1.1)
        return ring + svg.circle(x, y, 0.8, fill=look.ink)
    halo = svg.circle(x, y, mark.radius + 0.6, fill=look.paper)
    return halo + svg.circle(x, y, mark.radius, fill=look.ink)


def _leader_colour(label: Label, look: Look) -> str:
    return label.block.lines[0].fill if label.leader else look.ink


def _seen_neighbours(framed: Framed, world: World) -> list[Country]:
    seen = framed.scene
    near = [c for c in world.neighbours(framed.subject) if c.name and c.alpha3 in seen.shapes]
    return sorted(near, key=lambda country: (-seen.visible_area(country.alpha3), country.name))


def mixed(one: str, other: str, share: float) -> str:
    """The colour that lies a share of the way from one to the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + share * (b - a)):02X}" for a, b in pairs)
