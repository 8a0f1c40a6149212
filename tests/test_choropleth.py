"""Choropleths: classes as the legend prints them, tints that hold in grey, missing values said."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.charts.drawing import Look, shipped_metrics
from briefgen.maps.classes import Printing, bands, breaks_of, told
from briefgen.maps.colours import is_dark, ladder, lightness, luminance
from briefgen.maps.geometry import area
from briefgen.maps.hatching import hatched
from briefgen.maps.locator import draw_locator
from briefgen.maps.projection import Extent
from briefgen.maps.spec import Band, Choropleth, LocatorMap
from briefgen.maps.topology import MapError

LOOKS = (
    Look("#0B5A66", "#E2EDEE", "#7FA9AF"),
    Look("#3A3B8C", "#E8E8F3", "#9A9BC9"),
    Look("#98212C", "#F5E6E6", "#CB8F93"),
    Look("#7F4A0A", "#F3EADD", "#C4A273"),
)
METRICS = shipped_metrics()
LAND = 91.9  # lightness of plain land
PRINTING = Printing("usd_bn", 1)
VALUES = {"HUN": "18.4", "KAZ": "11.3", "TUR": "10.7", "AZE": "7.8", "UZB": "2.3", "KGZ": "1.7"}


def decimals(*written: str) -> list[Decimal]:
    return [Decimal(each) for each in written]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("steps", [3, 4, 5, 6])
def test_tints_keep_apart_in_grey_and_under_words(look: Look, steps: int) -> None:
    tints = ladder(look, steps)
    levels = [lightness(tint) for tint in tints]
    assert all(high - low >= 8.5 for high, low in pairwise(levels))
    assert LAND - levels[0] >= 7
    assert tints[-1] == look.accent
    for tint in tints:
        words = look.paper if is_dark(tint) else look.ink
        bright, dim = sorted((luminance(tint), luminance(words)), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5, tint


def test_equal_steps_are_rounded_as_far_as_they_stay_equal() -> None:
    assert breaks_of(decimals("1.2", "40", "261.4", "1118"), 4, "equal") == tuple(
        decimals("280", "560", "840")
    )


def test_quantiles_have_as_many_countries_in_each() -> None:
    values = decimals("1", "2", "3", "10", "20", "30", "100", "200", "300")
    breaks = breaks_of(values, 3, "quantile")
    assert [len(band.countries) for band in classed(values, breaks)] == [3, 3, 3]


def classed(values: list[Decimal], breaks: tuple[Decimal, ...]) -> tuple[Band, ...]:
    return bands({str(n): value for n, value in enumerate(values)}, breaks, PRINTING)


numbers = st.decimals(-1000, 1000, places=2)


@given(
    st.lists(numbers, min_size=3, max_size=40),
    st.integers(3, 6),
    st.sampled_from(("equal", "quantile")),
)
def test_every_value_is_in_one_class_that_the_legend_tells(
    values: list[Decimal], classes: int, method: str
) -> None:
    try:
        breaks = breaks_of(values, classes, method)
    except MapError:
        assert len(set(values)) < len(values) or len(values) < classes
        return
    assert list(breaks) == sorted(set(breaks))
    found = classed(values, breaks)
    assert sorted(int(code) for band in found for code in band.countries) == list(
        range(len(values))
    )
    if method == "quantile":
        assert all(band.countries for band in found)


@pytest.mark.parametrize("method", ["equal", "quantile"])
def test_too_few_different_values_are_refused(method: str) -> None:
    with pytest.raises(MapError, match="2 different values cannot be parted into 4 classes"):
        breaks_of(decimals("1", "1", "2"), 4, method)
    with pytest.raises(MapError, match="no values"):
        breaks_of([], 4, method)


def test_ties_that_leave_a_class_empty_are_refused() -> None:
    with pytest.raises(MapError, match="Too many values are equal"):
        breaks_of(decimals("1", "5", "5", "5", "5", "5", "7", "9"), 4, "quantile")


def test_the_words_of_classes() -> None:
    found = bands({"a": Decimal(3)}, decimals("5", "10.5"), Printing("percent", 0))
    assert [band.words for band in found] == ["under 5%", "5–10.5%", "10.5% and over"]


def test_a_value_at_a_break_belongs_above_it() -> None:
    found = bands({"a": Decimal(5)}, decimals("5", "10"), PRINTING)
    assert [band.countries for band in found] == [(), ("a",), ()]


def choropleth(**more: object) -> LocatorMap:
    values = {code: Decimal(value) for code, value in VALUES.items()}
    breaks = decimals("5", "10", "15")
    named = list(values.items())
    shown = Choropleth(
        bands(values, breaks, PRINTING),
        missing=("TKM",),
        printed=tuple((code, PRINTING.bare(value)) for code, value in values.items()),
        told=told("GDP per head, 2022", named, ["Turkmenistan"], 4, PRINTING),
    )
    return LocatorMap(values=shown, extent=Extent(14, 34.5, 88, 56), **more)  # type: ignore[arg-type]


def test_a_choropleth_has_its_legend_its_values_and_says_what_is_missing() -> None:
    drawing = draw_locator(choropleth(), LOOKS[0], METRICS)
    texts = re.findall(r">([^<]+)</text>", str(drawing.svg))
    assert texts[:5] == ["under 5", "5–10", "10–15", "15 and over", "No data"]
    assert {"18.4", "11.3", "KAZAKHSTAN", "TURKMENISTAN"} <= set(texts)
    assert drawing.remarks[0] == "No data: Turkmenistan."
    assert drawing.alt == (
        "Map of countries in 4 tints. GDP per head, 2022: HUN $18.4 bn; KAZ $11.3 bn; "
        "TUR $10.7 bn; AZE $7.8 bn; UZB $2.3 bn; KGZ $1.7 bn; no data for Turkmenistan."
    )


def test_of_many_countries_the_ends_are_told() -> None:
    many = [(f"C{n}", Decimal(n)) for n in range(40)]
    words = told("Share", many, [], 5, Printing("percent", 0))
    assert "of 40 countries the highest are C39 39%; C38 38%; C37 37%, the lowest C2 2%" in words


def test_the_same_choropleth_has_the_same_bytes() -> None:
    assert draw_locator(choropleth(), LOOKS[1], METRICS) == draw_locator(
        choropleth(), LOOKS[1], METRICS
    )


def test_strokes_lie_inside_and_holes_stay_free() -> None:
    square = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)]
    hole = [(10.0, 10.0), (30.0, 10.0), (30.0, 30.0), (10.0, 30.0)]
    strokes = list(hatched([square, hole]))
    assert area(square) == 1600
    assert strokes
    for (x1, y1), (x2, y2) in strokes:
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        assert -0.01 <= x <= 40.01
        assert -0.01 <= y <= 40.01
        assert not (10.1 < x < 29.9 and 10.1 < y < 29.9)
        assert x1 + y1 == pytest.approx(x2 + y2)
