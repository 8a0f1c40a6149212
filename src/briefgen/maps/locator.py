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
from briefgen.maps.incidents import Badge, Incident, badges
from briefgen.maps.labels import Label
from briefgen.maps.lettering import Lettering
from briefgen.maps.projection import Albers, Extent
from briefgen.maps.scalebar import ScaleBar
from briefgen.maps.scene import Scene, survey
from briefgen.maps.signs import Mark, Track, drawn_mark, drawn_track
from briefgen.maps.standing import LEGEND_HEIGHT, Standing, codes_of, legend, mixed, standings
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
    """What a map shows; without an extent the country with a margin, without a height as fits.

    A map of an organisation has ``members`` in place of a country; ``standing`` are the words of
    its legend for members and observers.
    """

    country: str
    extent: Extent | None = None
    points: tuple[Spot, ...] = ()
    routes: tuple[Route, ...] = ()
    waters: tuple[Water, ...] = ()
    highlight: tuple[str, ...] = ()
    incidents: tuple[Incident, ...] = ()
    members: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    standing: tuple[str, str] = ("Member", "Observer")
    width: float = FULL_WIDTH
    height: float | None = None
    meridian: float | None = None
    parallels: tuple[float, float] | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Framed:
    """A map whose every part has its place on the frame."""

    scene: Scene
    albers: Albers
    subject: Country | None
    highlighted: tuple[Country, ...]
    standings: tuple[Standing, ...]
    marks: tuple[Mark, ...]
    badges: tuple[Badge, ...]
    tracks: tuple[tuple[Route, Track], ...]
    waters: tuple[tuple[str, Place], ...]


def draw_locator(
    spec: LocatorMap, look: Look, metrics: Metrics, world: World | None = None
) -> Drawing:
    """The map at its final size; raises MapError in the analyst's words."""
    world = world or load_world()
    framed = framed_map(spec, world)
    dark = codes_of([each for each in framed.standings if each.full])
    lettering = Lettering(framed.scene, look, metrics, dark, codes_of(framed.standings))
    near = _seen_neighbours(framed, world)
    scale = letter_map(lettering, framed, near)
    frame = framed.scene.frame
    body = [
        *_ground(framed, look),
        *(drawn_track(track, look, dashed=route.dashed) for route, track in framed.tracks),
        *([scale.drawn(look)] if scale else []),
        *(label.drawn(_leader_colour(label, look)) for label in lettering.labels),
        *(drawn_mark(mark, look) for mark in framed.marks),
        *(badge.drawn(look) for badge in framed.badges),
    ]
    alt = spec.alt or _alt(spec, framed, near)
    if not framed.standings:
        return svg.finish(body, width=frame.width, height=frame.height, alt=alt)
    below = svg.group(*body, move=(0.0, LEGEND_HEIGHT))
    keyed = [*legend(framed.standings, look, metrics), below]
    return svg.finish(keyed, width=frame.width, height=frame.height + LEGEND_HEIGHT, alt=alt)


def framed_map(spec: LocatorMap, world: World) -> Framed:
    """Everything of a map in its place, before any word."""
    subject = world.country(spec.country) if spec.country else None
    sides = standings(world, spec.standing, (spec.members, spec.observers))
    highlighted = tuple(world.country(code) for code in spec.highlight)
    extent = spec.extent.checked() if spec.extent else None
    standing = [country for each in sides for country in each.countries]
    shown_whole = [subject] if subject else standing
    if not shown_whole:
        raise MapError("The map shows no country; name one, or the members of an organisation.")
    albers, shown = projection_for(world, shown_whole, extent, spec.meridian, spec.parallels)
    height = spec.height or natural_height(shown, spec.width)
    albers = laid_on(albers, shown, spec.width, height)
    frame = Box(0.0, 0.0, spec.width, height)
    always = [country.alpha3 for country in (*shown_whole, *standing, *highlighted)]
    scene = survey(world, albers, frame, always)
    if not scene.shapes:
        raise MapError("The extent of the map shows no land; check west, south, east, north.")
    told = {incident.name for incident in spec.incidents}
    marks = [_mark(spot, albers, frame) for spot in spec.points if spot.name not in told]
    placed = [(i, _placed(i.name, (i.lon, i.lat), albers, frame)) for i in spec.incidents]
    numbered = badges(placed, frame, [mark.box for mark in marks])
    marks += [Mark(each.name, each.middle, False, each.box) for each in numbered]
    return Framed(
        scene,
        albers,
        subject,
        highlighted,
        sides,
        tuple(marks),
        numbered,
        tuple((route, _track(route, albers, frame)) for route in spec.routes),
        tuple((w.name, _placed(w.name, (w.lon, w.lat), albers, frame)) for w in spec.waters),
    )


def letter_map(lettering: Lettering, framed: Framed, near: Sequence[Country]) -> ScaleBar | None:
    """All its words placed, in the order in which they may claim room."""
    tracks = [track for _, track in framed.tracks]
    subject = framed.subject
    own = [subject.alpha3] if subject else []
    tinted = [country.alpha3 for country in framed.highlighted if country is not subject]
    lettering.keep_clear(framed.marks, tracks)
    small = lettering.name_highlighted(tinted)
    for standing in framed.standings:
        codes = [country.alpha3 for country in standing.countries]
        small += lettering.name_highlighted(codes, on_dark=standing.full)
        tinted += codes
    lettering.name_places(framed.marks)
    if subject:
        lettering.name_subject(subject.alpha3, subject.name)
    lettering.name_small(small, [*own, *tinted])
    per_point = framed.albers.kilometres(1.0)
    one_country = not tinted and per_point * framed.scene.frame.width <= WIDEST_WITH_SCALE_KM
    scale = lettering.scale_bar(per_point) if one_country else None
    done = {*own, *tinted}
    bordering = {country.alpha3 for country in near} - done
    lettering.name_routes_and_bordering(tracks, sorted(bordering), at_sea=not tinted)
    lettering.name_waters(framed.waters)
    lettering.name_neighbours(code for code in framed.scene.shapes if code not in bordering | done)
    return scale


def _alt(spec: LocatorMap, framed: Framed, near: Sequence[Country]) -> str:
    standings = [(each.word, [c.name for c in each.countries]) for each in framed.standings]
    return described(
        spec.points,
        spec.routes,
        framed.subject,
        framed.highlighted,
        near,
        standings=standings,
        events=[(each.number, each.name) for each in spec.incidents],
    )


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
    subject = framed.subject.alpha3 if framed.subject else ""
    standing = codes_of(framed.standings)
    plain = [code for code in scene.shapes if code not in {subject, *tinted, *standing}]
    yield svg.rect(0, 0, frame.width, frame.height, fill=WATER)
    yield svg.path(_areas(scene, plain), fill=LAND)
    for code in sorted(tinted - {subject}):
        fill = mixed(look.tint, look.mid, HIGHLIGHT_SHARE)
        yield svg.path(_areas(scene, [code]), fill=fill)
    if subject:
        yield svg.path(_areas(scene, [subject]), fill=_subject_fill(scene, subject, look))
    for each in framed.standings:
        codes = [country.alpha3 for country in each.countries]
        yield svg.path(_areas(scene, codes), fill=each.fill(look))
    yield _lines(scene.coasts, COAST, 0.4)
    yield _lines(scene.borders, look.paper, 0.9)
    yield _lines(scene.borders, BORDER, 0.35)
    yield from (_lines(scene.outlines[code], look.mid, 0.7) for code in sorted(tinted))
    for each in framed.standings:
        for country in each.countries:
            yield _lines(scene.outlines[country.alpha3], each.outline(look), 0.8)


def _subject_fill(scene: Scene, subject: str, look: Look) -> str:
    if scene.visible_area(subject) < TINY:
        return look.accent
    return mixed(look.tint, look.mid, SUBJECT_SHARE)


def _areas(scene: Scene, codes: Sequence[str]) -> str:
    return path_data((shape for code in codes for shape in scene.shapes.get(code, [])), closed=True)


def _lines(lines: Sequence[Shape], stroke: str, width: float) -> Markup:
    return svg.path(path_data(lines, closed=False), stroke=stroke, width=width)


def _leader_colour(label: Label, look: Look) -> str:
    return label.block.lines[0].fill if label.leader else look.ink


def _seen_neighbours(framed: Framed, world: World) -> list[Country]:
    seen = framed.scene
    if framed.subject is None:
        return []
    near = [c for c in world.neighbours(framed.subject) if c.name and c.alpha3 in seen.shapes]
    return sorted(near, key=lambda country: (-seen.visible_area(country.alpha3), country.name))
