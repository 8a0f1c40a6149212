"""Maps under hostile conditions: whatever is shown, names stand clear or the map is refused."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.charts.drawing import Look, shipped_metrics
from briefgen.maps.framed import Framed
from briefgen.maps.labels import crosses
from briefgen.maps.lettering import Lettering
from briefgen.maps.locator import draw_locator, lettered
from briefgen.maps.projection import Extent
from briefgen.maps.spec import Incident, LocatorMap, Route, Spot, Water
from briefgen.maps.topology import MapError, load_world
from effort import calls

LOOK = Look("#98212C", "#F5E6E6", "#CB8F93")
METRICS = shipped_metrics()
WORLD = load_world()
NAMES = ("Kabul", "Kunduz", "Mazar-i-Sharif", "Khwaja Ghar", "Ay", "Sheberghan and its district")
PACIFIC = (
    *("FJ", "PG", "SB", "VU", "TO", "WS", "KI", "TV", "NR", "PW", "FM", "MH", "AU", "NZ"),
    *("CK", "NU"),
)

HARD = {
    "world": LocatorMap(extent=Extent(-180, -58, 180, 84), members=("US", "GB", "FR", "RU", "CN")),
    "half the world": LocatorMap(members=("BR", "RU", "IN", "CN", "ZA", "EG", "ET", "IR", "AE")),
    "Pacific": LocatorMap(extent=Extent(130, -50, -110, 30), members=PACIFIC),
    "Russia": LocatorMap("RU"),
    "Fiji": LocatorMap("FJ", points=(Spot("Suva", 178.44, -18.14, capital=True),), width=328),
    "islands": LocatorMap(
        members=("SG", "MY", "ID", "TH", "VN", "PH", "BN", "KH", "LA", "MM"), observers=("TL",)
    ),
    "Balkans": LocatorMap(
        extent=Extent(12, 36, 30, 48),
        members=("RS", "BA", "ME", "MK", "AL", "XK", "HR", "SI", "BG", "GR", "RO"),
    ),
    "ball": LocatorMap("KZ", projection="orthographic", width=328, height=300),
    "narrow": LocatorMap("IN", Extent(60, -2, 98, 38), highlight=("MV", "LK"), width=234),
    "Caribbean": LocatorMap(
        extent=Extent(-90, 8, -58, 28),
        members=("AG", "BS", "BB", "BZ", "DM", "GD", "GY", "HT", "JM", "KN", "LC", "VC", "TT"),
    ),
}


def towns(count: int, lon: float, lat: float, reach: float, seed: int = 3) -> tuple[Spot, ...]:
    """So many towns within so many degrees."""
    chance = random.Random(seed)
    return tuple(
        Spot(
            f"{NAMES[number % len(NAMES)]} {number}",
            lon + chance.uniform(-reach, reach),
            lat + chance.uniform(-reach, reach) * 0.8,
        )
        for number in range(count)
    )


def assert_clean(spec: LocatorMap, framed: Framed, lettering: Lettering) -> None:
    """Words inside the frame, on one ground, clear of each other, of signs, lines and leaders."""
    frame, labels = framed.scene.frame, lettering.labels
    for one, other in combinations(labels, 2):
        assert not one.box.meets(other.box), (one.block.text, other.block.text)
    for label in labels:
        words = label.block.text
        assert frame.holds(label.box), words
        assert not lettering.plate.edges.count(label.box), f"{words} crosses a border or coast"
        assert not lettering.plate.solid.count(label.box), f"{words} stands on a sign or route"
        assert not any(o.leader and crosses(o.leader, label.box) for o in labels), words
    boxes = [badge.box for badge in framed.badges]
    assert not any(first.meets(second) for first, second in combinations(boxes, 2))
    assert all(frame.holds(box) for box in boxes)
    said = {label.block.text for label in labels}
    assert all(spot.name in said or spot.name in framed.keyed for spot in spec.points)


@pytest.mark.parametrize("name", HARD)
def test_hard_maps_are_lettered_clean(name: str) -> None:
    framed, lettering, _ = lettered(HARD[name], LOOK, METRICS, WORLD)
    assert_clean(HARD[name], framed, lettering)


@pytest.mark.parametrize("name", [name for name in HARD if HARD[name].members])
def test_every_member_is_named_or_numbered(name: str) -> None:
    framed, lettering, _ = lettered(HARD[name], LOOK, METRICS, WORLD)
    said = {label.block.text for label in lettering.labels}
    for country in framed.mattering():
        assert country.name.upper() in said or country.name in framed.keyed, country.name


@pytest.mark.parametrize(("reach", "width"), [(4.0, 490.0), (4.0, 328.0), (2.0, 490.0)])
def test_forty_places_are_named_or_numbered(reach: float, width: float) -> None:
    spec = LocatorMap("AF", points=towns(40, 67.0, 34.7, reach), width=width)
    framed, lettering, _ = lettered(spec, LOOK, METRICS, WORLD)
    assert_clean(spec, framed, lettering)
    drawing = draw_locator(spec, LOOK, METRICS, WORLD)
    assert [number for number, _ in drawing.key] == list(range(1, len(drawing.key) + 1))
    assert drawing.key, "so many have no room for all their names"
    assert all(name in drawing.alt for _, name in drawing.key)


def test_places_too_near_to_each_other_are_refused() -> None:
    spec = LocatorMap("AF", points=towns(40, 68.5, 35.2, 0.5))
    with pytest.raises(MapError, match=r"no room to mark .* leave some out"):
        draw_locator(spec, LOOK, METRICS, WORLD)


def test_numbers_of_places_follow_those_of_events() -> None:
    events = (Incident(1, "Herat", 62.2, 34.34), Incident(4, "Farah", 62.1, 32.4))
    spec = LocatorMap("AF", points=towns(40, 67.0, 34.7, 2.0), incidents=events, width=328)
    key = draw_locator(spec, LOOK, METRICS, WORLD).key
    assert min(number for number, _ in key) == 5


def test_a_route_without_room_for_its_name_is_refused() -> None:
    route = Route("The long way round by land and by sea " * 4, ((62.0, 34.0), (70.0, 35.0)))
    with pytest.raises(MapError, match="no room for the name of the route"):
        draw_locator(LocatorMap("AF", routes=(route,), width=234), LOOK, METRICS, WORLD)


def test_a_water_that_is_not_there_is_told() -> None:
    spec = LocatorMap("AF", waters=(Water("A lake in the desert", 64.0, 31.0),))
    with pytest.raises(MapError, match="no room for the name “A lake in the desert”"):
        draw_locator(spec, LOOK, METRICS, WORLD)


places = st.tuples(st.floats(36, 86), st.floats(34, 56))


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), places), max_size=18),
    st.lists(st.lists(places, min_size=2, max_size=4), max_size=2),
    st.sampled_from(("", "albers", "lambert", "azimuthal", "equal-earth", "orthographic")),
    st.sampled_from((234.0, 328.0, 490.0)),
)
def test_any_map_is_clean_or_refused(
    towns: list[tuple[str, tuple[float, float]]],
    routes: list[list[tuple[float, float]]],
    projection: str,
    width: float,
) -> None:
    spec = LocatorMap(
        "KZ",
        Extent(33.5, 32, 88, 57),
        points=tuple(Spot(f"{name} {n}", *at) for n, (name, at) in enumerate(towns)),
        routes=tuple(Route(f"Route {n}", tuple(via)) for n, via in enumerate(routes)),
        projection=projection,
        width=width,
    )
    try:
        framed, lettering, _ = lettered(spec, LOOK, METRICS, WORLD)
    except MapError:
        return
    assert_clean(spec, framed, lettering)


def test_a_world_map_takes_no_more_work_than_it_did() -> None:
    assert calls(lambda: draw_locator(HARD["world"], LOOK, METRICS, WORLD)) < 1_100_000
