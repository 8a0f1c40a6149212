"""Timelines to scale: true to the calendar, as precise as dates are known, words clear."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.charts.drawing import FigureError
from briefgen.charts.labels import Box
from briefgen.charts.strip import Scenario, ScenarioStrip, draw_strip
from briefgen.charts.time_axis import TimeAxis, short_span, ticks
from briefgen.charts.time_rows import Moment, bar_of, laid_out
from briefgen.charts.timescale import TimeScale, axis_of, draw_timescale
from briefgen.dates import PartialDate
from briefgen.yardstick import FIRST_ROW, Term
from map_specimens import COUNTRY, DAYS, LANES, METRICS, STRIP, moment
from test_golden_maps import words_of

SPACE = "{http://www.w3.org/2000/svg}"


def assert_clear(spec: TimeScale) -> None:
    """Marks and words inside the frame, none upon another."""
    drawing = draw_timescale(spec, COUNTRY, METRICS)
    frame = Box(0.0, 0.0, drawing.width, drawing.height).grown(0.4)
    found = list(words_of(ET.fromstring(drawing.svg)))
    for words, box in found:
        assert frame.holds(box), words
    for (one, first), (other, second) in combinations(found, 2):
        assert not first.overlaps(second, -0.4), (one, other)
    lanes = laid_out(spec.moments, spec.lanes, axis_of(spec), 16.0, METRICS)
    placed = [each for lane in lanes for each in lane.placed]
    for one_placed, other_placed in combinations(placed, 2):
        assert not one_placed.bar.overlaps(other_placed.bar)
        assert not one_placed.bar.overlaps(other_placed.words)
        assert not other_placed.bar.overlaps(one_placed.words)


def test_a_date_stands_as_wide_as_it_is_known() -> None:
    axis = TimeAxis(date(2020, 1, 1), date(2023, 12, 31), 0.0, 400.0)
    year = bar_of(moment("2021", "x"), axis)
    month = bar_of(moment("2021-06", "x"), axis)
    day = bar_of(moment("2021-06-15", "x"), axis)
    assert year[1] - year[0] == pytest.approx(97, abs=0.5)
    assert year[0] < month[0] < day[0] < day[1] < month[1] < year[1]


def test_a_span_is_pale_where_its_ends_are_not_known_to_the_day() -> None:
    drawing = draw_timescale(TimeScale((moment("2016", "x", until="2019-11"),)), COUNTRY, METRICS)
    rects = [
        (float(r.get("width", "0")), r.get("fill"))
        for r in ET.fromstring(drawing.svg).iter(f"{SPACE}rect")
    ]
    assert [fill for _, fill in rects[:2]] == [COUNTRY.unlit, COUNTRY.grey]
    assert rects[1][0] / rects[0][0] == pytest.approx(1034 / 1430, abs=0.02)


def test_a_span_that_goes_on_has_a_head_at_the_edge() -> None:
    drawing = draw_timescale(
        TimeScale((moment("2016", "x", ongoing=True), moment("2019-05-01", "y"))), COUNTRY, METRICS
    )
    assert "<path" in drawing.svg
    assert "Since 2016: x" in drawing.alt


@pytest.mark.parametrize("spec", [LANES, DAYS])
def test_shipped_specimens_are_clear(spec: TimeScale) -> None:
    assert_clear(spec)


def test_the_words_tell_lanes_dates_and_turning_points() -> None:
    alt = draw_timescale(LANES, COUNTRY, METRICS).alt
    assert alt.startswith("Timeline to scale, 2014 to 2024. Organisation: 2014: Commanders leave")
    assert "2016 – Nov 2019: Strongholds in Nangarhar" in alt
    assert "26 Aug 2021: Bombing at Kabul airport (turning point)" in alt


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2022, 1, 1), date(2022, 1, 9), "1 Jan 2022"),
        (date(2022, 1, 1), date(2022, 11, 9), "Jan 2022"),
        (date(1991, 1, 1), date(2026, 1, 1), "1995"),
        (date(980, 1, 1), date(2026, 1, 1), "1000"),
        (date(1, 1, 1), date(9999, 12, 31), "1000"),
    ],
)
def test_ticks_suit_the_span(first: date, last: date, words: str) -> None:
    found = ticks(TimeAxis(first, last, 0.0, 490.0), METRICS, "en")
    assert words in [said for _, said in found]
    assert 2 <= len(found) <= 14


def test_a_span_of_days_is_written_once_by_month() -> None:
    first, last = PartialDate.parse("2022-11-11"), PartialDate.parse("2022-11-12")
    assert short_span(first, last, "en") == "11–12 Nov 2022"


def test_too_many_events_at_one_time_are_refused() -> None:
    crowd = tuple(moment("2022-01-05", f"Event {n} with a good many words") for n in range(30))
    with pytest.raises(FigureError, match="higher than a page"):
        draw_timescale(TimeScale(crowd, width=328), COUNTRY, METRICS)


days = st.dates(date(1900, 1, 1), date(2030, 12, 31))
texts = st.sampled_from(
    ("War", "A new constitution takes effect in the whole country", "Talks", "")
)


@st.composite
def moments(pick: st.DrawFn, lanes: int) -> Moment:
    first, last = sorted((pick(days), pick(days)))
    cut = pick(st.integers(1, 3))
    start = PartialDate(*(first.year, first.month, first.day)[:cut])
    until = PartialDate.of(last) if pick(st.booleans()) else None
    words = short_span(start, until, "en") if until else str(start)
    ongoing = until is None and pick(st.booleans())
    lane = pick(st.integers(0, max(lanes - 1, 0)))
    return Moment(start, words, pick(texts), until, ongoing, pick(st.booleans()), lane)


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(0, 4), st.sampled_from((328.0, 490.0)))
def test_any_timeline_is_clear_or_refused(data: st.DataObject, lanes: int, width: float) -> None:
    found = data.draw(st.lists(moments(lanes), min_size=1, max_size=14))
    spec = TimeScale(tuple(found), tuple(f"Lane {n}" for n in range(lanes)), width=width)
    try:
        assert_clear(spec)
    except FigureError:
        return


def test_bars_of_the_strip_are_true_to_their_ranges() -> None:
    drawing = draw_strip(STRIP, COUNTRY, METRICS)
    widths = [float(r.get("width", "0")) for r in ET.fromstring(drawing.svg).iter(f"{SPACE}rect")]
    assert widths[1] / widths[0] == pytest.approx(25 / 15, abs=0.02)
    assert widths[1] == pytest.approx(widths[2], abs=0.15)
    assert f'fill="{COUNTRY.accent}"' in drawing.svg
    assert drawing.alt == (
        "Scenarios by likelihood. Wider road: very unlikely, 5 to 20 per cent; "
        "Managed balance: likely, 55 to 80 per cent (base case); "
        "A squeeze by the neighbour in the north: unlikely, 20 to 45 per cent."
    )


@pytest.mark.parametrize("width", [234.0, 328.0, 490.0])
@given(st.lists(st.sampled_from(FIRST_ROW), min_size=1, max_size=12))
@settings(max_examples=20, deadline=None)
def test_any_strip_is_clear(width: float, terms: list[Term]) -> None:
    entries = tuple(
        Scenario(f"A scenario with rather a long name {number}", each, number == 1)
        for number, each in enumerate(terms)
    )
    try:
        drawing = draw_strip(ScenarioStrip(entries, width), COUNTRY, METRICS)
    except FigureError:
        assert width == 234.0
        return
    found = list(words_of(ET.fromstring(drawing.svg)))
    assert all(not a[1].overlaps(b[1], -0.4) for a, b in combinations(found, 2))


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(FigureError, match="no scenarios"):
        draw_strip(ScenarioStrip(()), COUNTRY, METRICS)
    with pytest.raises(FigureError, match="needs more room"):
        draw_strip(ScenarioStrip(STRIP.scenarios, 141.0), COUNTRY, METRICS)
    with pytest.raises(FigureError, match="no events"):
        draw_timescale(TimeScale(()), COUNTRY, METRICS)
