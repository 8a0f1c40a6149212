"""Dots, slopes, ranges, small multiples, sparklines, events and projections: what they show."""

from __future__ import annotations

import pytest
from msgspec import structs

from briefgen.catalogues import shipped
from briefgen.charts.axes import Scale, fitted_scale, open_axis
from briefgen.charts.drawing import (
    Chart,
    DotChart,
    DotRow,
    Drawing,
    FigureError,
    LineChart,
    LineEvent,
    Multiples,
    RangeChart,
    RangeRow,
    Series,
    Slope,
    SlopeChart,
    Sparkline,
    draw,
    draw_sparkline,
    shipped_metrics,
    with_gaps,
)
from briefgen.charts.flags import raise_flags
from briefgen.charts.phrases import phrases_of
from specimens import CHARTS, LOOK, SPARKLINE
from well_set import SPACE, assert_well_set, number, root_of, words_in

METRICS = shipped_metrics()


def drawn(chart: Chart) -> Drawing:
    drawing = draw(chart, LOOK, METRICS)
    assert_well_set(drawing)
    return drawing


def course(start: int, *values: float | None) -> tuple[tuple[float, float | None], ...]:
    return tuple((float(start + n), value) for n, value in enumerate(values))


# Lines ----------------------------------------------------------------------------------------


def test_projections_are_dashed_from_the_last_value_on() -> None:
    series = Series("a", course(2020, 1, 2, 3, 4), projected_from=2022)
    solid, dashed = root_of(drawn(LineChart((series,)))).iter(f"{SPACE}polyline")
    assert solid.get("stroke-dasharray") is None
    assert dashed.get("stroke-dasharray")
    assert solid.get("points", "").split()[-1] == dashed.get("points", "").split()[0]
    assert len(dashed.get("points", "").split()) == 3


def test_the_alternative_text_tells_where_projections_begin() -> None:
    ahead = Series("a", course(2020, 1, 2, 3), projected_from=2022)
    later = Series("b", course(2020, 1, 2, 3), projected_from=2021)
    known = Series("c", course(2020, 1, 2, 3))
    assert "Projected from 2022." in drawn(LineChart((ahead,))).alt
    both = drawn(LineChart((ahead, structs.replace(ahead, name="d")))).alt
    assert both.endswith("Projected from 2022.")
    told = drawn(LineChart((ahead, later, known))).alt
    assert told.endswith("a is projected from 2022. b is projected from 2021.")


def test_projections_after_a_gap_stand_alone() -> None:
    series = Series("a", course(2020, 1, 2, None, 4), projected_from=2023)
    root = root_of(drawn(LineChart((series,))))
    assert len(list(root.iter(f"{SPACE}polyline"))) == 1
    assert "projected" in words_in(drawn(LineChart((series,))))


def test_events_have_a_pole_at_their_year() -> None:
    drawing = draw(CHARTS["line-projected"], LOOK, METRICS)
    root = root_of(drawing)
    poles = [each for each in root.iter(f"{SPACE}line") if each.get("stroke") == LOOK.rule]
    years = [float(each.get("x1", "0")) for each in poles if each.get("stroke-width") == "0.7"]
    assert len(years) == 3
    # Three years of which two are ten years apart, on a straight scale.
    assert years[2] - years[0] == pytest.approx((years[1] - years[0]) * 2, abs=0.2)
    assert {"2008", "World financial crisis", "2014", "2020"} <= set(words_in(drawing))
    assert "Event of 2014: Oil price halves." in drawing.alt


def test_an_event_outside_the_years_is_refused() -> None:
    chart = LineChart((Series("a", course(2000, 1, 2)),), events=(LineEvent(1990, "x"),))
    with pytest.raises(FigureError, match="The event of 1990 lies outside"):
        draw(chart, LOOK, METRICS)


def test_flags_of_near_events_stand_above_each_other() -> None:
    left, right = raise_flags([(100, "2000", "One"), (110, "2001", "Two")], 0, 300, METRICS)
    assert left.flies_left and not right.flies_left  # two find room on either side
    events = [(100.0, "2000", "One"), (110.0, "2001", "Two"), (120.0, "2002", "Three")]
    flags = raise_flags(events, 0, 300, METRICS)
    assert len({flag.box.top for flag in flags}) == 2
    for flag in flags:
        for other in flags:
            through = flag.box.left < other.x < flag.box.right
            assert not (through and other.box.top < flag.box.top), "a pole runs through words"


def test_five_events_of_one_year_share_their_pole() -> None:
    flags = raise_flags([(150.0, "2000", "a")] * 5, 0, 300, METRICS)
    assert len({(flag.box.left, flag.box.top) for flag in flags}) == 5


def test_a_flag_at_the_edge_flies_to_the_other_side() -> None:
    (flag,) = raise_flags([(290, "2000", "What happened")], 0, 300, METRICS)
    assert flag.flies_left
    assert flag.box.right < 290


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ([(float(n), str(n), "a") for n in range(6)], "6 events are too many"),
        ([(150.0, "2000", "many words " * 20)], "too long"),
    ],
)
def test_flags_that_cannot_be_raised(events: list[tuple[float, str, str]], message: str) -> None:
    with pytest.raises(FigureError, match=message):
        raise_flags(events, 0, 300, METRICS)


def test_lines_beyond_six_are_too_many() -> None:
    lines = tuple(Series(str(n), course(2000, n, n + 1)) for n in range(7))
    with pytest.raises(FigureError, match="7 lines are too many to name apart; choose 6 at most"):
        draw(LineChart(lines), LOOK, METRICS)


@pytest.mark.parametrize(
    ("points", "filled"),
    [
        ([(2000.0, 1.0), (2001.0, 2.0), (2003.0, 3.0)], False),
        ([(2000.0, 1.0), (2001.0, 2.0), (2002.0, 2.0), (2004.0, 3.0)], True),
        ([(2000.0, 1.0), (2010.0, 2.0), (2024.0, 3.0)], False),
        ([(2000.0, 1.0)], False),
    ],
)
def test_a_missing_year_of_yearly_data_is_a_gap(
    points: list[tuple[float, float | None]], filled: bool
) -> None:
    found = with_gaps(points)
    assert (len(found) > len(points)) is filled
    assert [point for point in found if point[1] is not None] == points


# Dots -----------------------------------------------------------------------------------------


def test_a_dot_plot_may_begin_far_from_nought() -> None:
    drawing = draw(CHARTS["dot-one"], LOOK, METRICS)
    assert "0" not in words_in(drawing)
    assert {"72", "75.9", "no data"} <= set(words_in(drawing))
    assert drawing.alt == (
        "Dot plot. Life expectancy at birth, years, 2024: Kazakhstan: 75.9; Kyrgyzstan: 72.3; "
        "Uzbekistan: 74.7; Tajikistan: 71.8; Turkmenistan: no data."
    )


def test_dots_stand_where_their_values_are() -> None:
    rows = (DotRow("a", (10.0,)), DotRow("b", (20.0,)), DotRow("c", (15.0,)))
    root = root_of(drawn(DotChart(rows)))
    first, second, third = (number(each, "cx") for each in root.iter(f"{SPACE}circle"))
    assert third - first == pytest.approx(second - third, abs=0.11)


def test_several_dots_carry_their_outer_values() -> None:
    chart = DotChart((DotRow("a", (1.0, 7.0, 4.0)),), ("x", "y", "z"))
    drawing = drawn(chart)
    assert {"1", "7", "x", "y", "z"} <= set(words_in(drawing))
    assert words_in(drawing).count("4") <= 1  # on the scale at most, not at the dot
    assert drawing.alt == "Dot plot. a: x 1, y 7, z 4."


def test_dots_at_one_place_step_aside() -> None:
    drawing = drawn(DotChart((DotRow("a", (5.0, 5.0)), DotRow("b", (1.0, 9.0))), ("x", "y")))
    row = list(root_of(drawing).iter(f"{SPACE}circle"))[2:4]
    assert number(row[0], "cx") == number(row[1], "cx")
    assert abs(number(row[0], "cy") - number(row[1], "cy")) > 4


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (DotChart(()), "no values"),
        (DotChart((DotRow("a", (None,)),)), "no values"),
        (DotChart((DotRow("a", (1.0,) * 5),), tuple("abcde")), "5 dots in a row; 4 is the most"),
        (DotChart((DotRow("a", (1.0,)),) * 31), "31 rows are too many to read"),
    ],
)
def test_dots_that_cannot_be_drawn(chart: DotChart, message: str) -> None:
    with pytest.raises(FigureError, match=message):
        draw(chart, LOOK, METRICS)


# Slopes ---------------------------------------------------------------------------------------


def test_a_slope_has_names_and_values_at_both_ends() -> None:
    drawing = draw(CHARTS["slope"], LOOK, METRICS)
    words = words_in(drawing)
    assert {"Kazakhstan 148.0", "261.4 Kazakhstan", "2010", "2023"} <= set(words)
    assert "Northern Cyprus: $3.9 bn in 2010, no data in 2023" in drawing.alt
    assert not any("Northern Cyprus" in word for word in words if word.endswith("Cyprus"))
    thick = [
        each for each in root_of(drawing).iter(f"{SPACE}line") if each.get("stroke-width") == "2"
    ]
    assert [each.get("stroke") for each in thick] == [LOOK.accent]


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (SlopeChart((), ("a", "b")), "no values"),
        (SlopeChart((Slope("x", None, None),), ("a", "b")), "“x” has no value at either date"),
        (SlopeChart((Slope("x", 1, 2),) * 20, ("a", "b"), height=120), "too many to name"),
    ],
)
def test_slopes_that_cannot_be_drawn(chart: SlopeChart, message: str) -> None:
    with pytest.raises(FigureError, match=message):
        draw(chart, LOOK, METRICS)


# Ranges ---------------------------------------------------------------------------------------


def test_ranges_say_what_is_known() -> None:
    drawing = draw(CHARTS["range"], LOOK, METRICS)
    assert {
        "1,000–1,500",
        "up to 2,000",
        "2,500",
        "2,200 (1,500–4,000)",
        "4,000 or more",
        "no data",
    } <= set(words_in(drawing))
    assert "Stars and Stripes, August 2018: up to 2,000;" in drawing.alt
    assert "1,500 to 4,000, central value 2,200" in drawing.alt


def test_an_open_range_ends_in_a_point_of_one_length() -> None:
    rows = (RangeRow("a", None, 50.0), RangeRow("b", None, 90.0), RangeRow("c", 40.0, None))
    paths = [each.get("d", "") for each in root_of(drawn(RangeChart(rows))).iter(f"{SPACE}path")]
    lengths = []
    for path in paths:
        corners = [float(part.split()[0]) for part in path.strip("MZ").split("L")]
        lengths.append(corners[2] - corners[0])
    assert lengths == [pytest.approx(-24, abs=0.11)] * 2 + [pytest.approx(24, abs=0.11)]


def test_a_range_of_negative_values_keeps_its_signs_apart() -> None:
    assert "−5 – 3" in words_in(drawn(RangeChart((RangeRow("a", -5.0, 3.0),))))


def test_a_range_has_its_unit_once() -> None:
    chart = RangeChart((RangeRow("a", 1.5, 3.2), RangeRow("b", 2.0, 4.0)), unit="usd_bn")
    assert {"$1.5–3.2 bn", "2.0–4.0"} <= set(words_in(drawn(chart)))
    chart = structs.replace(chart, unit="percent")
    assert {"1.5–3.2%", "2.0–4.0%"} <= set(words_in(drawn(chart)))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((), "no values"),
        ((RangeRow("a", None, None),), "no values"),
        ((RangeRow("a", 5.0, 1.0),), "“a” are not in order"),
        ((RangeRow("a", 1.0, 5.0, 7.0),), "“a” are not in order"),
    ],
)
def test_ranges_that_cannot_be_drawn(rows: tuple[RangeRow, ...], message: str) -> None:
    with pytest.raises(FigureError, match=message):
        draw(RangeChart(rows), LOOK, METRICS)


# Small multiples ------------------------------------------------------------------------------

LOW, HIGH = Series("Low", course(2000, 1, 2, 3)), Series("High", course(2000, 10, 20, 30))


def heights(drawing: Drawing) -> list[float]:
    """How high the bars of each panel reach, the highest of each."""
    bars = [number(each, "height") for each in root_of(drawing).iter(f"{SPACE}rect")]
    return [max(bars[:3]), max(bars[3:])]


def test_panels_share_a_scale_unless_told_otherwise() -> None:
    low, high = heights(drawn(Multiples((LOW, HIGH), bars=True, width=328)))
    assert high == pytest.approx(10 * low, rel=0.05)
    own = drawn(Multiples((LOW, HIGH), bars=True, own_scales=True, width=328))
    assert heights(own)[0] == heights(own)[1]
    assert "Each panel has its own scale." in words_in(own)
    assert own.alt.startswith("2 small bar charts each on its own scale.")


@pytest.mark.parametrize(
    ("values", "figures"), [((3.1, 8.2), {"0", "5"}), ((-6.1, 6.2), {"0", "5", "−5"})]
)
def test_the_figures_of_a_low_panel_stand_evenly_from_nought(
    values: tuple[float, ...], figures: set[str]
) -> None:
    panel = Series("P", course(2000, *values))
    words = words_in(drawn(Multiples((panel,), width=328, height=60)))
    assert set(words) - {"P", "2000", "2001", "8.2", "6.2"} == figures


def test_a_panel_that_ends_early_dates_its_value() -> None:
    early = Series("Early", course(2000, 1, 2))
    words = words_in(drawn(Multiples((HIGH, early), width=328)))
    assert words[words.index("2.0" if "2.0" in words else "2") + 1] == "2001"


def test_rows_of_panels_are_filled_evenly() -> None:
    panels = tuple(Series(f"P{n}", course(2000, 1, 2)) for n in range(5))
    titles = [
        (number(each, "x"), number(each, "y"))
        for each in root_of(drawn(Multiples(panels, width=490))).iter(f"{SPACE}text")
        if (each.text or "").startswith("P")
    ]
    assert [sum(y == top for _, y in titles) for top in sorted({y for _, y in titles})] == [3, 2]


@pytest.mark.parametrize(
    ("panels", "message"),
    [
        ((), "no panels"),
        ((Series("a", ((2000, None),)),), "“a” has no values"),
        ((Series("a", ((2001, 1), (2000, 1))),), "out of order"),
        (tuple(structs.replace(LOW, name=str(n)) for n in range(17)), "17 panels are too many"),
    ],
)
def test_panels_that_cannot_be_drawn(panels: tuple[Series, ...], message: str) -> None:
    with pytest.raises(FigureError, match=message):
        draw(Multiples(panels), LOOK, METRICS)


# Sparklines -----------------------------------------------------------------------------------


def test_a_sparkline_is_the_size_of_a_word_and_tells_its_course() -> None:
    drawing = draw_sparkline(SPARKLINE, LOOK)
    assert (drawing.width, drawing.height) == (46, 10)
    assert drawing.alt.startswith("Gross domestic product: from $35.3 bn in 2003 (the lowest)")
    assert len(list(root_of(drawing).iter(f"{SPACE}polyline"))) == 2  # a gap is a gap
    assert not list(root_of(drawing).iter(f"{SPACE}text"))


def test_sparklines_stay_in_their_frame() -> None:
    for values in ((5.0, 5.0), (-1e12, 1e12, 0.0), (1e-9,)):
        drawing = draw_sparkline(Sparkline(Series("a", course(2000, *values))), LOOK)
        for dot in root_of(drawing).iter(f"{SPACE}circle"):
            assert 1.6 <= number(dot, "cx") <= 44.4
            assert 1.6 <= number(dot, "cy") <= 8.4


def test_a_sparkline_without_values_is_refused() -> None:
    with pytest.raises(FigureError, match="“a” has no values"):
        draw_sparkline(Sparkline(Series("a", ((2000, None),))), LOOK)


# Scales and words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "nought", "ticks"),
    [
        ([71.8, 75.9], False, (72, 73, 74, 75)),
        ([3.6, 11.9], True, (5, 10)),
        ([-3, 5], True, (-2, 2, 4)),
        ([-99, -97], False, (-99, -98, -97)),
        ([5, 5], True, (2, 4)),
    ],
)
def test_open_axes(values: list[float], nought: bool, ticks: tuple[float, ...]) -> None:
    axis = open_axis(values)
    assert axis.has_nought is nought
    assert axis.ticks == ticks
    assert axis.low <= min(values) and axis.high >= max(values)


def test_a_scale_leaves_each_value_its_room() -> None:
    axis = open_axis([0, 100])
    needs = [(0.0, 30.0, 5.0), (40.0, 60.0, 5.0), (90.0, 5.0, 40.0), (100.0, 5.0, 5.0)]
    scale: Scale = fitted_scale(axis, 50, 300, needs)
    for value, before, after in needs:
        assert scale(value) - before >= 50 - 0.02
        assert scale(value) + after <= 300 + 0.02
    assert scale.start == pytest.approx(80, abs=1)  # no more is given away than is needed


def test_phrases_of_all_languages_hold_their_values() -> None:
    for phrases in map(phrases_of, shipped()):
        assert phrases.at_most.format("5") != phrases.at_most
        assert phrases.at_least.format("5") != phrases.at_least
    words = words_in(drawn(RangeChart((RangeRow("a", None, 5.0),), language="ru")))
    assert "до 5" in words
