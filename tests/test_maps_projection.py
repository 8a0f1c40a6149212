"""Projections: known values, equal area, and the way back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.maps.azimuthal import Azimuthal
from briefgen.maps.geometry import area
from briefgen.maps.projection import Albers, Extent
from briefgen.maps.topology import MapError

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
