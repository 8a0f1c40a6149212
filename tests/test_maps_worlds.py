"""Whole worlds and globes: nothing streaks across the cut, areas are true, far sides are hidden."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefgen.charts.drawing import Look, shipped_metrics
from briefgen.maps.azimuthal import Azimuthal
from briefgen.maps.framed import framed_map
from briefgen.maps.geometry import Box, area, bounds
from briefgen.maps.locator import draw_locator
from briefgen.maps.projection import Extent
from briefgen.maps.scene import survey
from briefgen.maps.spec import LocatorMap, Route, Spot
from briefgen.maps.topology import MapError, World, load_world

LOOK = Look("#3A3B8C", "#E8E8F3", "#9A9BC9")
METRICS = shipped_metrics()
EARTH = Extent(-180, -90, 180, 90)
LAND_SHARE = 0.29


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_nothing_streaks_across_the_cut(world: World) -> None:
    scene = framed_map(LocatorMap("RU", EARTH), world, LOOK).scene
    for code, shapes in scene.shapes.items():
        wide = 0.9 if code == "ATA" else 0.5
        assert all(bounds(shape).width < wide * scene.frame.width for shape in shapes), code
    for line in (*scene.borders, *scene.coasts):
        for (x1, y1), (x2, y2) in pairwise(line):
            assert abs(x2 - x1) + abs(y2 - y1) < 60


def test_land_takes_its_share_of_the_world(world: World) -> None:
    scene = framed_map(LocatorMap("RU", EARTH), world, LOOK).scene
    assert scene.ground is not None
    land = sum(scene.visible_area(code) for code in scene.shapes)
    assert land / area(scene.ground) == pytest.approx(LAND_SHARE, abs=0.01)


@pytest.mark.parametrize(
    ("lon", "lat"), [(20.0, 5.0), (175.0, -20.0), (70.0, 88.0), (-60.0, -45.0)]
)
def test_areas_are_true_wherever_the_globe_is_seen_from(
    world: World, lon: float, lat: float
) -> None:
    globe = Azimuthal(lon=lon, lat=lat, edge=-0.5, equal_area=True, scale=100, left=180, top=180)
    scene = survey(world, globe, Box(0, 0, 360, 360))
    for code in ("AUS", "BRA", "CHN", "ZAF", "CAN", "ATA"):
        country = world.country(code)
        middle = country.polygons[0]
        inside = globe.turned((middle.west + middle.east) / 2, middle.south)[2] > 0.2
        true = sum(polygon.area_km2 for polygon in country.polygons) / 6371.0088**2 * 100**2
        if inside:
            assert scene.visible_area(code) == pytest.approx(true, rel=0.06), code


def test_a_route_over_the_cut_has_two_stretches(world: World) -> None:
    pacific = Route("Pacific route", ((139.7, 35.7), (-122.4, 37.8)))
    framed = framed_map(LocatorMap("JP", EARTH, routes=(pacific,)), world, LOOK)
    left, right = sorted(framed.tracks[0].stretches, key=lambda line: line[0][0])
    assert bounds(left).left < 30
    assert bounds(right).right > framed.scene.frame.width - 30


def test_what_lies_behind_the_globe_is_outside_the_map(world: World) -> None:
    spec = LocatorMap("KZ", projection="orthographic", points=(Spot("Lima", -77.0, -12.0),))
    with pytest.raises(MapError, match=r"“Lima” at .* outside the map"):
        draw_locator(spec, LOOK, METRICS, world)


def test_small_countries_that_matter_are_seen(world: World) -> None:
    asia = Extent(60, -15, 150, 40)
    framed = framed_map(LocatorMap(extent=asia, members=("SG", "MV", "IN", "BN")), world, LOOK)
    assert framed.marked() >= {"SGP", "MDV"}
    assert "IND" not in framed.marked()
    earth = framed_map(LocatorMap(extent=EARTH, members=("SG", "MV", "IN")), world, LOOK)
    assert {mark.country for mark in earth.specks} == {"SGP", "MDV"}


def test_the_world_is_drawn_from_the_coarse_lines(world: World) -> None:
    codes = set(framed_map(LocatorMap("RU", EARTH), world, LOOK).scene.shapes)
    assert "MLT" not in codes, "only the finer lines have Malta"
    assert "MLT" in framed_map(LocatorMap("IT"), world, LOOK).scene.shapes


def test_borders_are_dashed_as_the_data_and_the_author_say(world: World) -> None:
    morocco = LocatorMap("MA", Extent(-20, 18, 2, 37))
    drawing = draw_locator(morocco, LOOK, METRICS, world)
    assert drawing.remarks == ("Dashed borders are disputed or not settled.",)
    assert 'stroke-dasharray="2.2 1.6"' in drawing.svg
    plain = LocatorMap("FR", Extent(-6, 41, 10, 52))
    assert draw_locator(plain, LOOK, METRICS, world).remarks == ()
    korea = LocatorMap("KR", Extent(122, 32, 134, 44))
    assert not framed_map(korea, world, LOOK).scene.disputed
    dashed = LocatorMap("KR", Extent(122, 32, 134, 44), disputed=(("KP", "KR"),))
    assert framed_map(dashed, world, LOOK).scene.disputed


def test_heads_show_the_way_of_a_route(world: World) -> None:
    ends = ((71.43, 51.17), (76.93, 43.25))
    towns = (Spot("Astana", *ends[0]), Spot("Almaty", *ends[1]))
    drawn = {
        heads: draw_locator(
            LocatorMap("KZ", points=towns, routes=(Route("Road", ends, heads=heads),)),
            LOOK,
            METRICS,
            world,
        )
        for heads in ("", "end", "both")
    }
    shapes = {heads: str(each.svg).count('z"') for heads, each in drawn.items()}
    assert shapes["end"] == shapes["both"] == shapes[""] + 1
    assert len(drawn["both"].svg) > len(drawn["end"].svg)
    assert "with an arrow runs from Astana to Almaty" in drawn["end"].alt
    assert "with arrows both ways runs from" in drawn["both"].alt
