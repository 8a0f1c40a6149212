"""Projections: known values, equal area, and the way back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.maps.azimuthal import Azimuthal
from briefgen.maps.equal_earth import EqualEarth
from briefgen.maps.framing import common_extent, projection_of, suitable
from briefgen.maps.geometry import area
from briefgen.maps.projection import Albers, Extent, Flat, Lambert, Projection
from briefgen.maps.topology import MapError, load_world

KAZAKHSTAN = Extent(36.5, 38.4, 86.0, 55.6)


def test_albers_gives_the_values_of_snyder() -> None:
    # Snyder, Map Projections: A Working Manual (1987), p. 291: 29.5 and 45.5 N, origin 23 N 96 W,
    # 35 N 75 W on the unit sphere gives x 0.2952720, y 0.2416774.
    albers = Albers.between(-96.0, 29.5, 45.5)
    x, y = albers.project(-75.0, 35.0)
    _, origin = albers.project(-96.0, 23.0)
    assert x == pytest.approx(0.2952720, abs=1e-6)
    assert origin - y == pytest.approx(0.2416774, abs=1e-6)


@given(st.floats(-79, 78), st.floats(-170, 169))
def test_albers_keeps_areas(south: float, west: float) -> None:
    albers = Albers.between(10.0, 40.0, 54.0)
    edge = [(west + n / 40, south) for n in range(41)]
    edge += [(west + 1 - n / 40, south + 1) for n in range(41)]
    places = [albers.project_turned(lon, lat) for lon, lat in edge]
    low, high = math.sin(math.radians(south)), math.sin(math.radians(south + 1))
    assert area(places) == pytest.approx(math.radians(1) * (high - low), rel=2e-3)


@pytest.mark.parametrize("parallels", [(40.0, 54.0), (-10.0, 10.0), (-45.0, -20.0)])
@given(lon=st.floats(-170, 170), lat=st.floats(-85, 85))
def test_albers_finds_the_way_back(parallels: tuple[float, float], lon: float, lat: float) -> None:
    albers = Albers.between(0.0, *parallels)
    back = albers.invert(*albers.project(lon, lat))
    assert back is not None
    assert back == pytest.approx((lon, lat), abs=1e-6)


def test_extent_fills_the_frame_one_way_and_is_centred() -> None:
    albers = Albers.of(KAZAKHSTAN)
    albers = albers.fitted(albers.box(KAZAKHSTAN), 490, 280)
    left, top, right, bottom = albers.box(KAZAKHSTAN)
    assert albers.project(61.25, 47.0)[0] == pytest.approx(245)
    assert (left + right, top + bottom) == pytest.approx((490, 280))
    assert min(left, top) == pytest.approx(0)
    assert max(right / 490, bottom / 280) == pytest.approx(1)


def test_places_across_the_180th_meridian_stay_together() -> None:
    albers = Albers.between(179.0, -19.0, -16.0)
    west, _ = albers.project(178.0, -17.0)
    east, _ = albers.project(-178.0, -17.0)
    assert east - west == pytest.approx(3 * albers.project(180.0, -17.0)[0], rel=0.4)
    assert west < 0 < east


def test_lambert_gives_the_values_of_snyder() -> None:
    # The same place as above in the conformal conic of p. 296, parallels 33 and 45 N.
    lambert = Lambert.of(Extent(-120.0, 30.0, -72.0, 48.0))
    assert lambert.meridian == -96.0
    x, y = lambert.project(-75.0, 35.0)
    _, origin = lambert.project(-96.0, 23.0)
    assert x == pytest.approx(0.2966785, abs=1e-6)
    assert origin - y == pytest.approx(0.2462112, abs=1e-6)


def test_azimuthal_equal_area_gives_the_values_of_snyder() -> None:
    # P. 332: over 40 N 100 W, 20 S 100 E on a sphere of radius 3 gives x -4.2339303, y 4.0257775.
    globe = Azimuthal(lon=-100.0, lat=40.0, scale=3.0, equal_area=True)
    x, y = globe.place(globe.turned(100.0, -20.0))
    assert (x, -y) == pytest.approx((-4.2339303, 4.0257775), abs=1e-6)


def test_equal_earth_has_the_shape_of_its_authors() -> None:
    earth = EqualEarth(meridian=0.0)
    assert earth.project(179.999999, 0.0)[0] == pytest.approx(2.7066, abs=1e-4)
    assert -earth.project(0.0, 90.0)[1] == pytest.approx(1.31736, abs=1e-5)
    assert earth.project(180.0 - 1e-9, 90.0)[0] / 2.7066 == pytest.approx(0.5925, abs=2e-3)


@pytest.mark.parametrize(
    "projection",
    [EqualEarth(meridian=10.0), Lambert.of(KAZAKHSTAN), Lambert.of(Extent(10, -40, 40, -10))],
)
@given(lon=st.floats(-160, 170), lat=st.floats(-80, 80))
def test_the_way_back_is_found(projection: Flat, lon: float, lat: float) -> None:
    back = projection.invert(*projection.project(lon, lat))
    assert back is not None
    turned = (back[0] - lon + 180) % 360 - 180
    assert (turned, back[1] - lat) == pytest.approx((0, 0), abs=1e-5)


@pytest.mark.parametrize(
    ("projection", "share"),
    [(EqualEarth(meridian=30.0), 2e-3), (Azimuthal(lon=20.0, lat=5.0, equal_area=True), 2e-3)],
)
@given(st.floats(-50, 50), st.floats(-40, 70))
def test_equal_area_projections_keep_areas(
    projection: Projection, share: float, south: float, west: float
) -> None:
    edge = [(west + n / 40, south) for n in range(41)]
    edge += [(west + 1, south + n / 40) for n in range(41)]
    edge += [(west + 1 - n / 40, south + 1) for n in range(41)]
    edge += [(west, south + 1 - n / 40) for n in range(40)]
    places = [place for lon, lat in edge if (place := projection.project(lon, lat))]
    low, high = math.sin(math.radians(south)), math.sin(math.radians(south + 1))
    assert area(places) == pytest.approx(math.radians(1) * (high - low), rel=share)


@pytest.mark.parametrize(
    ("extent", "name"),
    [
        (KAZAKHSTAN, "albers"),
        (Extent(-180, -58, 180, 84), "equal-earth"),
        (Extent(-180, -90, 180, 90), "equal-earth"),
        (Extent(120, -50, 290, 30), "equal-earth"),
        (Extent(-20, -36, 53, 38), "azimuthal"),
        (Extent(19, 41, 190, 82), "albers"),
        (Extent(-180, 60, 180, 90), "albers"),
        (Extent(-180, -90, 180, -60), "albers"),
    ],
)
def test_the_projection_suits_the_extent(extent: Extent, name: str) -> None:
    assert suitable(extent) == name
    assert isinstance(projection_of(name, extent), Projection)


def test_lambert_is_refused_over_the_equator() -> None:
    with pytest.raises(MapError, match="to one side of the equator"):
        Lambert.of(Extent(10, -20, 40, 20))


def test_countries_far_apart_are_shown_on_the_smaller_side_of_the_globe() -> None:
    world = load_world()
    over_the_line = common_extent([world.country(code) for code in ("FJ", "WS", "NZ")])
    assert over_the_line.east - over_the_line.west < 40
    assert over_the_line.west < 180 < over_the_line.east
    atlantic = common_extent([world.country(code) for code in ("BR", "ZA")])
    assert atlantic.east - atlantic.west < 120


def test_orthographic_centre_and_horizon() -> None:
    globe = Azimuthal(lon=67.0, lat=34.0, scale=56.0, left=58.0, top=58.0)
    assert globe.turned(67.0, 34.0) == pytest.approx((0, 0, 1))
    assert globe.turned(67.0 + 180, -34.0)[2] == pytest.approx(-1)
    assert globe.turned(67.0, 34.0 - 90)[2] == pytest.approx(0, abs=1e-12)
    assert globe.place((0, 1, 0)) == pytest.approx((58, 2))


@pytest.mark.parametrize(
    ("extent", "words"),
    [
        (Extent(10, 50, 20, 40), "empty"),
        (Extent(10, 40, 10, 50), "empty"),
        (Extent(10, 40, 20, 95), "leaves the globe"),
    ],
)
def test_wrong_extent_is_refused(extent: Extent, words: str) -> None:
    with pytest.raises(MapError, match=words):
        extent.checked()


def test_extent_over_the_180th_meridian_is_put_in_order() -> None:
    assert Extent(176, -20, -178, -15).checked() == Extent(176, -20, 182, -15)
