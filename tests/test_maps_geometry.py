"""Cutting, thinning and writing lines; finding room on a surface."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.maps.geometry import Box, area, clip_area, clip_line, path_data, thinned
from briefgen.maps.surface import Surface, whole

FRAME = Box(0, 0, 100, 60)
places = st.tuples(st.floats(-200, 300), st.floats(-200, 300))


def test_area_is_cut_to_the_frame() -> None:
    cut = clip_area([(-50, -50), (50, -50), (50, 30), (-50, 30)], FRAME)
    assert area(cut) == 50 * 30
    assert clip_area([(200, 0), (300, 0), (300, 50)], FRAME) == []


@given(st.lists(places, min_size=3, max_size=12))
def test_cut_areas_stay_in_the_frame(shape: list[tuple[float, float]]) -> None:
    assert all(FRAME.grown(1e-6).has(place) for place in clip_area(shape, FRAME))


@given(st.lists(places, min_size=2, max_size=12))
def test_cut_lines_stay_in_the_frame(line: list[tuple[float, float]]) -> None:
    for stretch in clip_line(line, FRAME):
        assert len(stretch) > 1
        assert all(FRAME.grown(1e-6).has(place) for place in stretch)


def test_line_that_leaves_and_returns_has_two_stretches() -> None:
    stretches = list(clip_line([(10, 10), (10, -10), (20, -10), (20, 10)], FRAME))
    assert stretches == [[(10, 10), (10, 0)], [(20, 0), (20, 10)]]


def test_thinning_keeps_ends_and_corners() -> None:
    line = [(n / 10, 0.0) for n in range(101)] + [(10.0, n / 10) for n in range(1, 101)]
    assert thinned(line, 0.3, 0.1) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]


def test_path_data_steps_in_tenths() -> None:
    shape = [(1.04, 2.0), (3.5, 2.0), (3.5, 1.94), (3.46, 0.0)]
    assert path_data([shape], closed=True) == "M1 2l2.5 0 0 -.1 0 -1.9z"
    assert path_data([[(0, 0), (0.01, 0.01)]], closed=False) == ""


def test_rooms_are_where_a_rectangle_fits() -> None:
    ground = whole(40, 30, 0)
    ground = ground.without(_filled(Surface(40, 30), Box(10, 0, 12, 30)))
    rooms = ground.rooms(20, 10)
    found = rooms.nearest((0, 0))
    assert found is not None
    assert found[1] == (12.0, 0.0)
    assert not any(ground.rooms(29, 5).rows)


def test_filled_shape_counts_its_cells() -> None:
    surface = Surface(20, 20)
    surface.fill([[(2, 2), (12, 2), (12, 12), (2, 12)], [(4, 4), (6, 4), (6, 6), (4, 6)]])
    assert surface.count(Box(0, 0, 20, 20)) == 96
    assert surface.count(Box(4, 4, 6, 6)) == 0


def _filled(surface: Surface, box: Box) -> Surface:
    surface.box(box)
    return surface
