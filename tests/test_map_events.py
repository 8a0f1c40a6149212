"""Events, members and observers on maps: marks apart, names on one ground, a legend above."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from msgspec import structs

from briefgen.charts.drawing import Look, shipped_metrics
from briefgen.maps.framed import framed_map
from briefgen.maps.globe import draw_globe
from briefgen.maps.locator import draw_locator, lettered
from briefgen.maps.projection import Extent
from briefgen.maps.spec import Incident, LocatorMap, MapWords, Spot
from briefgen.maps.topology import MapError, World, load_world

LOOK = Look("#98212C", "#F5E6E6", "#CB8F93")
METRICS = shipped_metrics()
KABUL, KUNDUZ = (69.17, 34.53), (68.86, 36.73)
EVENTS = tuple(
    Incident(number, name, *at)
    for number, (name, at) in enumerate(
        (
            ("Kabul", KABUL),
            ("Kunduz", KUNDUZ),
            ("Kabul", KABUL),
            ("Kabul airport", (69.21, 34.56)),
            ("Taloqan", (69.53, 36.73)),
            ("Khwaja Ghar", (69.4, 37.0)),
            ("Imam Sahib", (68.9, 37.18)),
        ),
        start=1,
    )
)
AFGHANISTAN = LocatorMap("AF", points=(Spot("Herat", 62.2, 34.34),), incidents=EVENTS, width=328.0)
TURKIC = LocatorMap(
    "",
    Extent(14, 34.5, 88, 56),
    (Spot("Samarkand", 66.964, 39.655),),
    members=("AZ", "KZ", "KG", "TR", "UZ"),
    observers=("HU", "TM"),
)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_marks_of_events_stand_apart(world: World) -> None:
    badges = framed_map(AFGHANISTAN, world, LOOK).badges
    assert not any(a.box.meets(b.box) for a, b in combinations(badges, 2))
    assert {number for badge in badges for number in badge.numbers} == set(range(1, 8))


def test_events_at_one_place_are_one_row_with_one_name(world: World) -> None:
    badge = next(b for b in framed_map(AFGHANISTAN, world, LOOK).badges if b.name == "Kabul")
    assert badge.numbers == (1, 3)
    assert draw_locator(AFGHANISTAN, LOOK, METRICS, world).svg.count(">Kabul<") == 1


def test_names_of_events_are_clear_of_marks_and_of_each_other(world: World) -> None:
    framed, lettering, _ = lettered(AFGHANISTAN, LOOK, METRICS, world)
    boxes = [label.box for label in lettering.labels]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    assert not any(box.meets(badge.box) for box in boxes for badge in framed.badges)


def test_an_event_takes_the_place_of_the_town_of_its_name(world: World) -> None:
    spec = LocatorMap("AF", points=(Spot("Kabul", *KABUL, capital=True),), incidents=EVENTS)
    assert [mark.name for mark in framed_map(spec, world, LOOK).marks].count("Kabul") == 1


def test_every_number_is_printed_and_told(world: World) -> None:
    drawing = draw_locator(AFGHANISTAN, LOOK, METRICS, world)
    numbers = re.findall(rf'fill="{LOOK.paper}" text-anchor="middle">(\d+)<', str(drawing.svg))
    assert sorted(map(int, numbers)) == list(range(1, 8))
    assert "numbered marks stand for events at 1 Kabul, 2 Kunduz" in drawing.alt


def test_members_and_observers_are_filled_and_counted_above_the_map(world: World) -> None:
    drawing = draw_locator(TURKIC, LOOK, METRICS, world)
    assert ">Member (5)<" in drawing.svg
    assert ">Observer (2)<" in drawing.svg
    assert drawing.alt.startswith(
        "Map of members Azerbaijan, Kazakhstan, Kyrgyzstan, Türkiye and Uzbekistan "
        "and of observers Hungary and Turkmenistan."
    )


def test_members_and_observers_may_have_words_of_their_own(world: World) -> None:
    own = MapWords("Embassy", "Consulate", own=("Embassy", "Consulate"))
    embassies = structs.replace(TURKIC, words=own)
    drawing = draw_locator(embassies, LOOK, METRICS, world)
    assert ">Embassy (5)<" in drawing.svg
    assert ">Consulate (2)<" in drawing.svg
    assert drawing.alt.startswith("Map of “Embassy” Azerbaijan, Kazakhstan, ")
    assert "and of “Consulate” Hungary and Turkmenistan." in drawing.alt


def test_words_of_the_author_replace_those_computed(world: World) -> None:
    drawing = draw_locator(structs.replace(TURKIC, alt="Seven states."), LOOK, METRICS, world)
    assert drawing.alt == "Seven states."
    assert "<title>Seven states.</title>" in drawing.svg


def test_no_word_stands_on_dark_and_light_ground(world: World) -> None:
    _, lettering, _ = lettered(TURKIC, LOOK, METRICS, world)
    dark, light = lettering.plate.dark, lettering.plate.light
    assert dark is not None
    assert light is not None
    for label in lettering.labels:
        white = label.block.lines[0].fill == LOOK.paper
        ground = light if white else dark
        assert not ground.count(label.box.grown(-0.5)), label.block.text


def test_the_same_map_has_the_same_bytes(world: World) -> None:
    for spec in (AFGHANISTAN, TURKIC):
        assert draw_locator(spec, LOOK, METRICS, world) == draw_locator(spec, LOOK, METRICS, world)


def test_a_map_of_nothing_is_refused(world: World) -> None:
    with pytest.raises(MapError, match="shows no country"):
        draw_locator(LocatorMap(""), LOOK, METRICS, world)


def test_a_globe_can_show_several_countries() -> None:
    drawing = draw_globe("KZ", LOOK, also=("ZA", "EG"))
    assert drawing.alt == "Globe with Kazakhstan, South Africa and Egypt picked out."
    assert f'fill="{LOOK.mid}"' in drawing.svg
