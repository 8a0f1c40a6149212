"""The world's shapes: status of territories, codes, neighbours."""

from __future__ import annotations

import pytest

from briefgen.maps.framing import country_extent
from briefgen.maps.topology import COARSE, MapError, World, load_world


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((34.1, 45.2), "UKR"),  # Crimea
        ((38.0, 48.0), "UKR"),  # Donetsk
        ((-13.5, 25.0), "ESH"),  # Western Sahara
        ((33.3, 35.3), "CYN"),  # north of Cyprus
        ((32.8, 34.9), "CYP"),
        ((21.0, 42.6), "XKX"),
        ((44.1, 9.6), "SOL"),
        ((121.0, 23.7), "TWN"),
        ((67.0, 48.0), "KAZ"),
        ((-178.0, 68.0), "RUS"),  # Chukotka, east of the 180th meridian
        ((28.2, -29.5), "LSO"),  # a hole in South Africa
        ((0.0, -85.0), "ATA"),
    ],
)
def test_point_lies_in_the_country_that_holds_it(
    world: World, place: tuple[float, float], code: str
) -> None:
    found = world.at(*place)
    assert found is not None
    assert found.alpha3 == code


@pytest.mark.parametrize("place", [(51.0, 41.5), (-30.0, 0.0), (0.0, 89.0)])
def test_water_is_no_country(world: World, place: tuple[float, float]) -> None:
    assert world.at(*place) is None


def test_coarse_world_agrees_on_contested_land() -> None:
    coarse = load_world(COARSE)
    crimea, sahara = coarse.at(34.1, 45.2), coarse.at(-13.5, 25.0)
    assert crimea is not None
    assert sahara is not None
    assert (crimea.alpha3, sahara.alpha3) == ("UKR", "ESH")


def test_countries_are_found_by_either_code(world: World) -> None:
    assert world.country("kz").name == "Kazakhstan"
    assert world.country("TUR").name == "Türkiye"
    assert world.country("XK").alpha3 == "XKX"
    assert world.country("CYN").alpha2 == ""


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("UK", "GB for the United Kingdom"),
        ("Kazakstan", "Kazakhstan is KZ"),
        ("KQ", "codes close to it"),
        ("", "two letters"),
    ],
)
def test_unknown_code_is_refused_with_a_hint(world: World, code: str, hint: str) -> None:
    with pytest.raises(MapError, match=hint):
        world.country(code)


def test_neighbours_share_a_border(world: World) -> None:
    names = {country.name for country in world.neighbours(world.country("KZ"))}
    assert names == {"Russia", "China", "Kyrgyzstan", "Uzbekistan", "Turkmenistan"}
    assert not world.neighbours(world.country("NZ"))


def test_every_country_has_codes_and_land(world: World) -> None:
    assert len(world.countries) > 240
    assert all(country.polygons for country in world.countries)
    codes = [country.alpha2 for country in world.countries if country.alpha2]
    assert len(codes) == len(set(codes)) >= 235


@pytest.mark.parametrize(
    ("code", "west", "east"),
    [("FR", -6, 10), ("RU", 19, 192), ("FJ", 176, 182), ("PT", -10, -6), ("US", -180, -66)],
)
def test_main_land_leaves_far_islands_out(
    world: World, code: str, west: float, east: float
) -> None:
    extent = country_extent(world.country(code))
    assert west < extent.west < extent.east < east
