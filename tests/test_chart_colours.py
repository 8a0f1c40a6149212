"""Colours of charts, by computation: told apart in grey and by eyes that lack a kind of cone.

The thresholds: fills that may touch differ by 15 in L*a*b* for every eye and in grey, which is
seven times what can just be seen; a mark or line has a contrast of 3 to paper, or an outline or
a direct label; words on a fill have 4.5. No chart relies on colour alone, which is tested as well.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from briefgen.charts.colours import contrast, fills_of, luminance, mixed, words_on
from briefgen.charts.drawing import Look, draw, shipped_metrics
from briefgen.charts.line_style import style_of
from briefgen.kinds import shipped_kinds
from colour_vision import VISIONS, difference, seen
from specimens import CHARTS, LOOK
from well_set import SPACE, root_of

APART = 15.0
GRAPHIC = 3.0
WORDS = 4.5

LOOKS = {
    name: Look(kind.accent.strong, kind.accent.tint, kind.accent.mid)
    for name, kind in shipped_kinds().items()
}
looks = pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
visions = pytest.mark.parametrize("vision", VISIONS)


@pytest.mark.parametrize(
    ("colour", "lab"),
    [("#FFFFFF", (100, 0, 0)), ("#000000", (0, 0, 0)), ("#FF0000", (53.24, 80.09, 67.20))],
)
def test_the_space_is_that_of_the_standard(colour: str, lab: tuple[float, ...]) -> None:
    assert seen(colour, "normal") == pytest.approx(lab, abs=0.05)


def test_the_simulation_confuses_what_such_eyes_confuse() -> None:
    assert (
        difference("#8C6A00", "#4F7F00", "deutan") < difference("#8C6A00", "#4F7F00", "normal") / 2
    )
    assert seen("#98212C", "grey")[1:] == pytest.approx((0, 0), abs=0.5)


@looks
@visions
@pytest.mark.parametrize("count", [2, 3, 4])
def test_fills_are_told_apart(look: Look, vision: str, count: int) -> None:
    for one, other in combinations(fills_of(look, count), 2):
        assert difference(one, other, vision) >= APART


@looks
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_fills_go_from_dark_to_light_and_carry_words(look: Look, count: int) -> None:
    fills = fills_of(look, count)
    assert len(fills) == count
    assert all(luminance(darker) < luminance(lighter) for darker, lighter in pairwise(fills))
    assert all(contrast(fill, words_on(fill, look)) >= WORDS for fill in fills)


@looks
@visions
def test_the_leading_line_and_the_greys_are_told_apart(look: Look, vision: str) -> None:
    """The accent and the darker grey are alike in grey: there the width and the marks tell."""
    chart = CHARTS["line-six"]
    styles = [style_of(series, chart, look) for series in chart.series]  # type: ignore[union-attr,arg-type]
    assert difference(look.grey, look.ink2, vision) >= APART
    assert difference(look.accent, look.grey, vision) >= APART
    assert all(contrast(style.colour, look.paper) >= GRAPHIC for style in styles)
    assert len({(style.shape, style.width) for style in styles}) == len(styles)
    assert styles[0].width > 1.5 * max(style.width for style in styles[1:])


@looks
def test_bars_singled_out_are_told_apart_by_every_eye(look: Look) -> None:
    assert all(difference(look.accent, look.mid, vision) >= APART for vision in VISIONS)


def test_dots_of_several_series_differ_in_form() -> None:
    """Each series keeps its form, whatever its colour: here in the legend, one after another."""
    root = root_of(draw(CHARTS["dot-several"], LOOK, shipped_metrics()))
    marks = [each for each in root if each.tag in (f"{SPACE}circle", f"{SPACE}rect")][:3]
    assert [(mark.tag.removeprefix(SPACE), mark.get("stroke") is None) for mark in marks] == [
        ("circle", True),
        ("circle", False),
        ("rect", True),
    ]


def test_projections_are_dashed_and_named() -> None:
    root = root_of(draw(CHARTS["line-projected"], LOOK, shipped_metrics()))
    dashes = [each.get("stroke-dasharray") for each in root.iter(f"{SPACE}polyline")]
    assert dashes[0] is None and dashes[1]
    assert "projected" in [each.text for each in root.iter(f"{SPACE}text")]


def test_legends_stand_in_the_order_of_bars() -> None:
    chart = CHARTS["bar-stacked"]
    root = root_of(draw(chart, LOOK, shipped_metrics()))
    fills = [each.get("fill") for each in root.iter(f"{SPACE}rect")]
    assert fills[:4] == list(fills_of(LOOK, 4))
    assert fills[4:8] == fills[:4]


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mixed("#000000", "#FFFFFF", 0.0) == "#000000"
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"
    assert mixed("#000000", "#FFFFFF", 1.0) == "#FFFFFF"
