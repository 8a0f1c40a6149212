"""Charts: what they show, in the drawing and in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from briefgen.charts.axes import plain_ticks, sensible_decimals, value_axis, year_ticks
from briefgen.charts.drawing import (
    Bar,
    BarChart,
    Chart,
    Drawing,
    Event,
    FigureError,
    LineChart,
    Look,
    Mark,
    Series,
    Timeline,
    draw,
)
from briefgen.charts.labels import push_apart
from briefgen.charts.metrics import shipped_metrics
from well_set import SPACE, assert_well_set, root_of, words_in

LOOK = Look("#0B5A66", "#E2EDEE", "#7FA9AF")
METRICS = shipped_metrics()
WIDTHS = (141.0, 234.0, 328.0, 490.0)

GDP = (
    (2009, 115.3),
    (2010, 148.0),
    (2011, 192.6),
    (2012, 208.0),
    (2013, 236.6),
    (2014, 221.4),
    (2015, 184.4),
    (2016, 137.3),
    (2017, 166.8),
    (2018, 179.3),
    (2019, 181.7),
    (2020, 171.1),
    (2021, 197.1),
)
OUTPUT = LineChart(
    (Series("Kazakhstan", GDP),),
    measure="Gross domestic product, billions of current dollars",
    unit="usd_bn",
    decimals=1,
)
ROUTES = BarChart(
    (
        Bar("CPC line, through Russia", 46.3, highlighted=True),
        Bar("Atyrau-Samara (Russia)", 7.2),
        Bar("Aktau sea port", 3.1),
        Bar("Atasu-Alashankou (China)", 1.0),
    ),
    measure="Oil by route",
    unit="mt",
    decimals=1,
)


def drawn(chart: Chart) -> Drawing:
    drawing = draw(chart, LOOK, METRICS)
    assert_well_set(drawing)
    return drawing


def test_a_line_is_labelled_where_it_turns_and_where_it_ends() -> None:
    drawing = drawn(
        structs.replace(OUTPUT, labels=(2013, 2016), marks=(Mark(2018, "179.3: undated"),))
    )
    words = words_in(drawing)
    assert "197.1" in words
    assert any(word.startswith("236.6") for word in words)
    assert "137.3 in 2016" in words
    assert "179.3: undated" in words
    assert drawing.height == 145


def test_the_alternative_text_tells_the_course_of_a_line() -> None:
    drawing = drawn(structs.replace(OUTPUT, marks=(Mark(2018, "undated in the article"),)))
    assert drawing.alt == (
        "Line chart. Gross domestic product, billions of current dollars: from $115.3 bn in 2009 "
        "(the lowest), through a high of $236.6 bn in 2013, to $197.1 bn in 2021, a rise of 71%. "
        "Note at 2018: undated in the article."
    )
    assert root_of(drawing)[0].text == drawing.alt


@pytest.mark.parametrize(
    ("values", "unit", "trend"),
    [
        ((4.0, 3.0, 2.0), "mt", "a fall of 50% without a break"),
        ((1.0, 5.0, 4.0), "mt", "a rise to 4 times the first value"),
        ((5.0, 1.0, 5.0), "mt", "back at the first value"),
        ((-5.0, 1.0, 5.0), "mt", "a rise without a break"),
        ((0.0, 7.0, 5.0), "mt", "a rise"),
        ((12.5, 7.0, 9.0), "percent", "a fall of 3.5 percentage points"),
    ],
)
def test_the_trend_is_told(values: tuple[float, ...], unit: str, trend: str) -> None:
    points = tuple((2020.0 + number, value) for number, value in enumerate(values))
    assert drawn(LineChart((Series("One", points),), unit=unit)).alt.endswith(f", {trend}.")


def test_words_of_the_author_replace_the_alternative_text() -> None:
    assert drawn(structs.replace(OUTPUT, alt="My words")).alt == "My words"


def test_several_lines_carry_their_names() -> None:
    chart = LineChart(
        (
            Series("Kazakhstan", ((2000, 35.3), (2010, 79.7), (2024, 87.6))),
            Series("Azerbaijan", ((2000, 14.1), (2010, 50.9), (2024, 29.2))),
            Series("Uzbekistan", ((2000, 7.5), (2010, None), (2020, 2.0))),
        ),
        highlight="Kazakhstan",
        unit="mt",
    )
    drawing = drawn(chart)
    assert {"Kazakhstan 87.6", "Azerbaijan 29.2"} <= set(words_in(drawing))
    assert "Uzbekistan: from 7.5 Mt in 2000 (the highest) to 2.0 Mt in 2020" in drawing.alt
    assert "1 value is missing" in drawing.alt
    names = [
        text for text in root_of(drawing).iter(f"{SPACE}text") if text.get("font-weight") == "600"
    ]
    assert [name.text for name in names] == ["Kazakhstan 87.6"]


def test_gaps_stay_gaps() -> None:
    points = tuple((2000 + year, None if year in (3, 6) else 1.0 + year) for year in range(10))
    drawing = drawn(LineChart((Series("a", points),)))
    root = root_of(drawing)
    strokes = [line.get("points", "").split() for line in root.iter(f"{SPACE}polyline")]
    assert [len(stroke) for stroke in strokes] == [3, 2, 3]


def test_negative_values_keep_the_baseline_at_nought() -> None:
    columns = (Bar("2019", 4.5), Bar("2020", -2.5), Bar("2021", 4.3))
    root = root_of(drawn(BarChart(columns, direction="vertical", unit="percent")))
    rects = list(root.iter(f"{SPACE}rect"))
    (baseline,) = [line for line in root.iter(f"{SPACE}line") if line.get("stroke") == LOOK.ink]
    zero = float(baseline.get("y1", "0"))
    up, down = rects[0], rects[1]
    assert float(up.get("y", "0")) + float(up.get("height", "0")) == pytest.approx(zero, abs=0.11)
    assert float(down.get("y", "0")) == pytest.approx(zero, abs=0.11)


def test_bars_are_as_long_as_their_values() -> None:
    drawing = drawn(ROUTES)
    widths = [float(bar.get("width", "0")) for bar in root_of(drawing).iter(f"{SPACE}rect")]
    for bar, width in zip(ROUTES.bars, widths, strict=True):
        assert width / widths[0] == pytest.approx((bar.value or 0) / 46.3, abs=0.01)
    fills = [bar.get("fill") for bar in root_of(drawing).iter(f"{SPACE}rect")]
    assert fills == [LOOK.accent, LOOK.mid, LOOK.mid, LOOK.mid]


def test_only_the_first_bar_carries_the_unit() -> None:
    words = words_in(drawn(ROUTES))
    assert {"46.3 Mt", "7.2", "3.1", "1.0"} <= set(words)


def test_the_alternative_text_ranks_the_bars() -> None:
    assert drawn(ROUTES).alt == (
        "Bar chart. Oil by route: CPC line, through Russia: 46.3 Mt; "
        "Atyrau-Samara (Russia): 7.2 Mt; Aktau sea port: 3.1 Mt; "
        "Atasu-Alashankou (China): 1.0 Mt."
    )


def test_of_many_bars_the_highest_and_the_lowest_are_told() -> None:
    bars = tuple(Bar(chr(97 + n), float(n % 11)) for n in range(12))
    assert drawn(BarChart(bars, height=200)).alt.endswith(
        "h: 7; and 4 more, among them the highest k, 10."
    )
    down = tuple(Bar(chr(97 + n), float(20 - n)) for n in range(12))
    assert drawn(BarChart(down, height=200)).alt.endswith(
        "h: 13; and 4 more, among them the lowest l, 9."
    )


def test_missing_bars_say_so() -> None:
    drawing = drawn(BarChart((Bar("a", None), Bar("b", 2)), unit="mt"))
    assert {"no data", "2 Mt"} <= set(words_in(drawing))
    assert "a: no data" in drawing.alt
    assert "нет данных" in words_in(drawn(BarChart((Bar("a", None), Bar("b", 2)), language="ru")))


def test_many_years_as_columns_are_read_from_gridlines() -> None:
    columns = tuple(Bar(str(1992 + n), n * 1.37 % 13, n == 9) for n in range(30))
    drawing = drawn(BarChart(columns, direction="vertical", unit="percent"))
    assert "12.3%" in words_in(drawing)
    assert drawing.alt.startswith("Bar chart. From 0.0% in 1992 (the lowest), through a high of")


def test_a_timeline_fills_the_marks_of_turning_points() -> None:
    events = (
        Event("16 Dec 1991", "Independence, last of the Soviet republics"),
        Event("2019", "Nazarbayev leaves amid protests; Tokayev elected", turning_point=True),
        Event("June 2022", "Refuses to recognise Russian-held Ukraine", turning_point=True),
        Event("Oct 2022", "Plan for border trade centres"),
    )
    drawing = drawn(Timeline(events))
    fills = [mark.get("fill") for mark in root_of(drawing).iter(f"{SPACE}circle")]
    assert fills == [LOOK.paper, LOOK.accent, LOOK.accent, LOOK.paper]
    assert "Not to scale" in words_in(drawing)
    assert drawing.alt.startswith("Timeline, not to scale. 16 Dec 1991: Independence")
    assert "Tokayev elected (turning point)" in drawing.alt


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (LineChart(()), "no data"),
        (LineChart((Series("a", ()),)), "no values"),
        (LineChart((Series("a", ((2000, None),)),)), "no values"),
        (LineChart((Series("a", ((2001, 1), (2000, 1))),)), "out of order"),
        (LineChart((Series("a", ((2000, float("nan")),)),)), "no number"),
        (LineChart((Series("a", GDP), Series("b", GDP)), highlight="c"), "No line is called “c”"),
        (structs.replace(OUTPUT, labels=(1999,)), "no value at 1999"),
        (structs.replace(OUTPUT, marks=(Mark(2013, "word " * 300),)), "no room for the note"),
        (LineChart(tuple(Series(str(n), GDP) for n in range(20))), "too many to name"),
        (BarChart(()), "no data"),
        (BarChart((Bar("a", None),)), "no values"),
        (BarChart((Bar("a", 1),), direction="round"), "horizontal or vertical"),
        (BarChart(tuple(Bar(str(n), n) for n in range(40))), "too many to read"),
        (BarChart(tuple(Bar(str(n), n) for n in range(99)), direction="vertical"), "too many"),
        (BarChart((Bar("long " * 90, 1),) * 9, direction="vertical"), "too long to stand below"),
        (Timeline(()), "no events"),
        (Timeline((Event("2000", "a"),) * 9), "too many for this width; choose 8"),
    ],
)
def test_what_cannot_be_drawn_is_explained(chart: Chart, message: str) -> None:
    with pytest.raises(FigureError, match=message):
        draw(chart, LOOK, METRICS)


values = st.one_of(
    st.floats(-1e12, 1e12).map(lambda value: round(value, 9)),
    st.sampled_from([0.0, 1e-9, -1e-9, 1e12, -1e12, 5.0]),
)


@pytest.mark.parametrize(
    ("found", "ticks"),
    [
        ([261.4], (100, 200)),
        ([90], (25, 50, 75)),
        ([-5, 3], (-4, -2, 2)),
        ([0, 0], (0.5, 1)),
        ([-3], (-3, -2, -1)),
    ],
)
def test_gridlines_are_round_and_few(found: list[float], ticks: tuple[float, ...]) -> None:
    assert value_axis(found).ticks == ticks


@given(st.lists(values, min_size=1))
def test_no_axis_has_more_than_three_gridlines(found: list[float]) -> None:
    axis = value_axis(found)
    assert len(axis.ticks) <= 3
    assert axis.low <= 0 <= axis.high
    assert len({axis.words(tick, "en") for tick in (0.0, *axis.ticks)}) == len(axis.ticks) + 1


@pytest.mark.parametrize(
    ("first", "last", "most", "ticks"),
    [
        (2005, 2023, 6, [2005, 2010, 2015, 2020]),
        (2009, 2021, 6, [2009, 2012, 2015, 2018, 2021]),
        (2021, 2024, 6, [2021, 2022, 2023, 2024]),
        (2000, 2000, 6, [2000]),
    ],
)
def test_years_are_counted_as_readers_count(
    first: float, last: float, most: int, ticks: list[float]
) -> None:
    assert year_ticks(first, last, most) == ticks


def test_other_places_get_round_numbers() -> None:
    assert plain_ticks(0, 10, 6) == [0, 2, 4, 6, 8, 10]
    assert plain_ticks(3, 3, 6) == [3]


@pytest.mark.parametrize(
    ("found", "decimals"),
    [([261.421], 1), ([2.5, 0.123], 2), ([1234.567], 0), ([5.0], 0), ([1e-9], 9), ([0.0], 0)],
)
def test_decimals_follow_the_size(found: list[float], decimals: int) -> None:
    assert sensible_decimals(found) == decimals


@given(st.lists(st.floats(0, 100), min_size=1, max_size=10))
def test_pushed_labels_clear_each_other_and_the_frame(wanted: list[float]) -> None:
    placed = push_apart(wanted, [9.6] * len(wanted), 0, 100)
    in_order = sorted(placed)
    gaps = [below - above for above, below in pairwise(in_order)]
    assert all(gap >= 9.6 - 1e-6 for gap in gaps)
    assert in_order[0] >= 4.8 - 1e-6
    assert in_order[-1] <= 95.2 + 1e-6
