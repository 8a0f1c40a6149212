"""A map of one country, of an organisation or of values, with places, routes and waters."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from briefgen.catalogues import base_of
from briefgen.catalogues.sorting import sort_key
from briefgen.charts import svg
from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import Drawing, Look
from briefgen.maps.describe import MEMBER, OBSERVER, OTHER, Standing, Teller, described
from briefgen.maps.framed import Framed, Keyed, dark_codes, framed_map, with_signs
from briefgen.maps.ground import ground
from briefgen.maps.labels import Label
from briefgen.maps.legend import Legend, legend_of
from briefgen.maps.lettering import Lettering
from briefgen.maps.scalebar import ScaleBar
from briefgen.maps.shades import codes_of
from briefgen.maps.signs import drawn_mark, drawn_track
from briefgen.maps.spec import LocatorMap
from briefgen.maps.terrain import Terrain
from briefgen.maps.topology import Country, MapError, World, load_world

WIDEST_WITH_SCALE_KM = 7000.0
ROUNDS = 6
"""How often a map is lettered anew when places had to be numbered."""


def draw_locator(
    spec: LocatorMap, look: Look, metrics: Metrics, world: World | None = None
) -> Drawing:
    """The map at its final size; raises MapError in the analyst's words."""
    world = world or load_world(language=base_of(spec.language))
    framed, lettering, scale = lettered(spec, look, metrics, world)
    frame = framed.scene.frame
    body = [
        *ground(framed, look),
        *(drawn_track(track, look, framed.marks) for track in framed.tracks),
        *([scale.drawn(look, spec.language)] if scale else []),
        *(label.drawn(_leader_colour(label, look)) for label in lettering.labels),
        *(drawn_mark(mark, look) for mark in framed.marks),
        *(badge.drawn(look) for badge in framed.badges),
    ]
    above = _legend(spec, framed, look, metrics)
    if above.rows:
        body = [*above.drawn(look), svg.group(*body, move=(0.0, above.height))]
    alt = spec.alt or _alt(spec, framed, seen_neighbours(framed, world))
    drawing = svg.finish(body, width=frame.width, height=frame.height + above.height, alt=alt)
    key = tuple((number, name) for name, number in framed.keyed.items())
    return structs.replace(drawing, key=key, remarks=_remarks(spec, framed))


def lettered(
    spec: LocatorMap, look: Look, metrics: Metrics, world: World
) -> tuple[Framed, Lettering, ScaleBar | None]:
    """The map with its words; names without a place become numbers, told in a key."""
    framed = framed_map(spec, world, look)
    terrain = Terrain(framed.scene)
    dark, shaded = dark_codes(framed.shades), codes_of(framed.shades)
    printed = dict(spec.values.printed) if spec.values else {}
    near = seen_neighbours(framed, world)
    for _ in range(ROUNDS):
        lettering = Lettering(terrain, look, metrics, dark, shaded, printed, spec.language)
        scale = letter_map(lettering, framed, near)
        if not lettering.unnamed:
            return framed, lettering, scale
        numbers = _numbers(spec, framed, {*framed.keyed, *lettering.unnamed})
        framed = with_signs(framed, spec, numbers)
    raise MapError(
        "There is no room for the names and numbers of all places; show a smaller extent, make "
        "the map larger, or leave some out."
    )


def _numbers(spec: LocatorMap, framed: Framed, names: set[str]) -> Keyed:
    """Numbers after those of the events, in the order of the points and then of countries."""
    first = max((incident.number for incident in spec.incidents), default=0) + 1
    known = (country.name for country in framed.mattering())
    countries = sorted(known, key=sort_key(spec.language))
    ordered = dict.fromkeys((*(spot.name for spot in spec.points), *countries))
    return {name: first + n for n, name in enumerate(name for name in ordered if name in names)}


def letter_map(lettering: Lettering, framed: Framed, near: Sequence[Country]) -> ScaleBar | None:
    """All its words placed, in the order in which they may claim room."""
    subject = framed.subject
    own = [subject.alpha3] if subject else []
    marked = framed.marked()
    tinted = [country.alpha3 for country in framed.highlighted if country is not subject]
    lettering.keep_clear(framed.marks, framed.tracks, framed.badges)
    small = lettering.name_highlighted([code for code in tinted if code not in marked])
    for shade in framed.shades:
        codes = [code for code in shade.codes() if code not in {*marked, *own}]
        small += lettering.name_highlighted(codes, on_dark=shade.dark)
        tinted += codes
    lettering.name_places(framed.marks)
    if subject and subject.alpha3 not in marked:
        lettering.name_subject(subject.alpha3)
    if not framed.crowded:
        lettering.name_small(small, [*own, *tinted])
    per_point = framed.stage.projection.kilometres(1.0)
    one_country = not tinted and per_point * framed.scene.frame.width <= WIDEST_WITH_SCALE_KM
    true = one_country and framed.stage.projection.true_to_scale
    scale = lettering.scale_bar(per_point) if true else None
    done = {*own, *tinted, *marked}
    bordering = {country.alpha3 for country in near} - done
    lettering.name_routes_and_bordering(framed.tracks, sorted(bordering), at_sea=not tinted)
    lettering.name_waters(framed.waters)
    lettering.name_neighbours(code for code in framed.scene.shapes if code not in bordering | done)
    return scale


def _legend(spec: LocatorMap, framed: Framed, look: Look, metrics: Metrics) -> Legend:
    """What fills and, where the author has words for them, styles of line stand for."""
    words = spec.words
    drawn = {track.dashed for track in framed.tracks}
    styles = [
        (said, dashed)
        for said, dashed in ((words.solid, False), (words.dashed, True))
        if said and dashed in drawn
    ]
    return legend_of(framed.shades, styles, look, metrics, spec.width)


def _remarks(spec: LocatorMap, framed: Framed) -> tuple[str, ...]:
    """What has to be said under the map."""
    said = []
    missing = [
        country.name for shade in framed.shades if shade.hatched for country in shade.countries
    ]
    if missing:
        said.append(f"{spec.words.no_data}: {', '.join(missing)}.")
    if framed.scene.disputed:
        said.append(spec.words.disputed)
    return tuple(said)


def _alt(spec: LocatorMap, framed: Framed, near: Sequence[Country]) -> str:
    teller = Teller(spec.said, spec.language)
    return described(
        spec.points,
        spec.routes,
        spec.values.told if spec.values else f"{_land(spec, framed, near, teller)}.",
        teller,
        spec.marks,
        [(each.number, each.name) for each in spec.incidents],
        [(number, name) for name, number in framed.keyed.items()],
    )


def _land(spec: LocatorMap, framed: Framed, near: Sequence[Country], teller: Teller) -> str:
    roles = {spec.words.member: MEMBER, spec.words.observer: OBSERVER}
    standings = [
        Standing(
            shade.name,
            [country.name for country in shade.countries],
            OTHER if shade.name in spec.words.own else roles.get(shade.name, OTHER),
        )
        for shade in framed.shades
        if shade.name
    ]
    tinted = [country.name for country in framed.highlighted]
    return teller.land(framed.subject, tinted, [country.name for country in near], standings)


def _leader_colour(label: Label, look: Look) -> str:
    return label.block.lines[0].fill if label.leader else look.ink


def seen_neighbours(framed: Framed, world: World) -> list[Country]:
    """The neighbours of the subject that are seen, the largest first."""
    seen = framed.scene
    if framed.subject is None:
        return []
    near = [c for c in world.neighbours(framed.subject) if c.name and c.alpha3 in seen.shapes]
    return sorted(near, key=lambda country: (-seen.visible_area(country.alpha3), country.name))
