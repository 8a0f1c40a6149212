"""Hostile data: whatever the values and names, the words of a chart stay readable.

The sets with a name must be drawn by every chart. Of those made up at random a chart may refuse
some, with a message that says what to do; none may come out with words that cannot be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from briefgen.charts.drawing import (
    Bar,
    BarChart,
    Chart,
    DotChart,
    DotRow,
    Event,
    FigureError,
    GroupedBars,
    LineChart,
    LineEvent,
    Look,
    Mark,
    Multiples,
    RangeChart,
    RangeRow,
    Series,
    Slope,
    SlopeChart,
    Timeline,
    draw,
    shipped_metrics,
)
from well_set import assert_well_set

LOOK = Look("#0B5A66", "#E2EDEE", "#7FA9AF")
WIDTHS = (141.0, 234.0, 328.0, 490.0)
FIGURE_WIDTHS = WIDTHS[1:]
UNITS = ("none", "percent", "usd_bn", "mt", "people a year")
# What a chart may say instead of being drawn: the data leaves no room, and the author can mend it.
REFUSALS = ("no room", "too many", "too long", "Too many", "There is no room")

values = st.one_of(
    st.floats(-1e12, 1e12).map(lambda value: round(value, 9)),
    st.floats(-100, 100).map(lambda value: round(value, 2)),
    st.sampled_from([0.0, 1e-9, -1e-9, 1e12, -1e12, 5.0]),
)
positive = values.map(abs)
cells = st.none() | values
letters = st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])
names = st.one_of(
    st.text(letters, min_size=1, max_size=60),
    st.sampled_from(
        ["Kazakhstan", "Democratic Republic of the Congo", "Ш" * 40, "a", "Côte d’Ivoire (CI)"]
    ),
)
hostile = settings(
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


LONG = "Democratic Republic of the Congo, with the provinces of the east"
SETS: Mapping[str, tuple[float | None, ...]] = {
    "negative": (-5.0, -1.5, 3.0, -8.25),
    "all negative": (-5.0, -1.5, -8.25),
    "one point": (4.2,),
    "all equal": (5.0, 5.0, 5.0, 5.0),
    "nought": (0.0, 0.0, 0.0),
    "tiny": (1e-9, 3e-9, 2e-9),
    "huge": (1e12, 2.5e11, 7e11),
    "tiny to huge": (1e-9, 1.0, 1e6, 1e12),
    "missing": (None, 3.0, None, 1.0, None),
    "close together": (97.21, 97.22, 97.35),
}


def _line(values: Sequence[float | None], name: str) -> Series:
    return Series(name, tuple((2000.0 + n, value) for n, value in enumerate(values)))


def _charts(values: Sequence[float | None], name: str) -> dict[str, Chart]:
    """Every kind of chart of the same values, one name or more given."""
    called = [f"{name} {n}" for n in range(len(values))]
    line, other = _line(values, name), _line(values[::-1], "Another")
    pairs = [(value, value) for value in values]
    rows = tuple(Bar(*row) for row in zip(called, values, strict=True))
    years = tuple(Bar(str(2000 + n), value) for n, value in enumerate(values))
    groups = GroupedBars(tuple(called), (name, "Another"), tuple(pairs))
    whole = tuple((abs(value or 0.0), 1.0) for value in values)
    dots = tuple(DotRow(each, (value,)) for each, value in zip(called, values, strict=True))
    both = tuple(DotRow(each, pair) for each, pair in zip(called, pairs, strict=True))
    spans = tuple(
        RangeRow(each, value, value and value + abs(value) / 2)
        for each, value in zip(called, values, strict=True)
    )
    slopes = tuple(Slope(f"{each} {name}", each, each) for each in values if each is not None)
    return {
        "line": LineChart((line,), events=(LineEvent(2000.0, "What happened then"),)),
        "lines": LineChart((line, other, _line(values, "x"))),
        "rows": BarChart(rows),
        "columns": BarChart(years, direction="vertical"),
        "groups": groups,
        "columns in groups": structs.replace(
            groups, direction="vertical", names=("a",) * len(called)
        ),
        "stacks": structs.replace(groups, values=whole, stacked=True),
        "dots": DotChart(dots),
        "several dots": DotChart(both, (name, "Another")),
        "ranges": RangeChart(spans),
        "slopes": SlopeChart(slopes, ("2010", "2023")),
        "multiples": Multiples((line, other)),
        "multiples of bars": Multiples((line, other), bars=True, own_scales=True),
    }


KINDS = tuple(_charts((1.0,), "a"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("called", SETS)
def test_named_sets_are_drawn_by_every_chart(kind: str, called: str) -> None:
    for name in ("Kazakhstan", LONG):
        for width in (328.0, 490.0):
            chart = structs.replace(_charts(SETS[called], name)[kind], width=width)
            assert_well_set(draw(chart, LOOK, shipped_metrics()))


def drawn(chart: Chart) -> None:
    """The chart is well set, or says what keeps it from being drawn."""
    try:
        drawing = draw(chart, LOOK, shipped_metrics())
    except FigureError as error:
        assert any(words in str(error) for words in REFUSALS), str(error)
        return
    assert_well_set(drawing)
    assert draw(chart, LOOK, shipped_metrics()).svg == drawing.svg


@st.composite
def series(draw_from: st.DrawFn, name: str = "a", most: int = 40) -> Series:
    """A line with gaps that has at least one value and may be projected in part."""
    start = draw_from(st.integers(1900, 2020))
    found = [*draw_from(st.lists(cells, max_size=most - 1)), draw_from(values)]
    ahead = draw_from(st.none() | st.integers(start, start + len(found)))
    points = tuple((float(start + n), value) for n, value in enumerate(found))
    return Series(name, points, None if ahead is None else float(ahead))


@st.composite
def several_series(draw_from: st.DrawFn, least: int, most: int) -> tuple[Series, ...]:
    called = draw_from(st.lists(names, min_size=least, max_size=most, unique=True))
    return tuple(draw_from(series(name, 20)) for name in called)


def known(lines: Sequence[Series]) -> st.SearchStrategy[list[float]]:
    """Up to two years in which the first line has a value."""
    return st.lists(st.sampled_from([x for x, _ in lines[0].known]), max_size=2, unique=True)


def within(lines: Sequence[Series]) -> st.SearchStrategy[list[LineEvent]]:
    """Up to five events in the years drawn."""
    places = sorted({x for line in lines for x, _ in line.points})
    event = st.builds(LineEvent, st.sampled_from(places), st.text(letters, min_size=1, max_size=45))
    return st.lists(event, max_size=5)


@hostile
@given(st.data(), st.sampled_from(FIGURE_WIDTHS), st.sampled_from(UNITS))
def test_one_line(data: st.DataObject, width: float, unit: str) -> None:
    line = data.draw(series())
    marks = tuple(Mark(x, "What the source says of it") for x in data.draw(known([line])))
    labels, events = tuple(data.draw(known([line]))), tuple(data.draw(within([line])))
    drawn(LineChart((line,), labels=labels, marks=marks, events=events, width=width, unit=unit))


@hostile
@given(st.data(), several_series(2, 6), st.booleans(), st.sampled_from(FIGURE_WIDTHS))
def test_several_lines(
    data: st.DataObject, lines: tuple[Series, ...], leads: bool, width: float
) -> None:
    highlight = lines[0].name if leads else None
    events, labels = tuple(data.draw(within(lines))), tuple(data.draw(known(lines)))
    drawn(LineChart(lines, highlight=highlight, labels=labels, events=events, width=width))


@pytest.mark.parametrize("width", FIGURE_WIDTHS)
def test_two_hundred_points(width: float) -> None:
    points = tuple((1800.0 + n, (n * 7919) % 101 - 50.0) for n in range(200))
    drawn(LineChart((Series("a", points),), labels=(1900.0,), width=width))
    drawn(Multiples((Series("a", points), Series("b", points)), width=width))


bars = st.lists(st.builds(Bar, names, cells, st.booleans()), min_size=1, max_size=20)


@hostile
@given(bars, values, st.sampled_from(WIDTHS), st.sampled_from(UNITS))
def test_rows(rows: list[Bar], last: float, width: float, unit: str) -> None:
    drawn(BarChart((*rows, Bar("x", last)), width=width, unit=unit))


@hostile
@given(st.lists(cells, max_size=30), values, st.sampled_from(FIGURE_WIDTHS))
def test_columns(found: list[float | None], last: float, width: float) -> None:
    columns = tuple(Bar(str(1990 + n), value) for n, value in enumerate([*found, last]))
    drawn(BarChart(columns, direction="vertical", width=width))


@hostile
@given(bars, values, st.sampled_from(FIGURE_WIDTHS))
def test_columns_with_any_names(rows: list[Bar], last: float, width: float) -> None:
    drawn(BarChart((*rows[:6], Bar("x", last)), direction="vertical", width=width))


@st.composite
def grouped(draw_from: st.DrawFn, cell: st.SearchStrategy[float | None]) -> GroupedBars:
    parts = tuple(draw_from(st.lists(names, min_size=2, max_size=4, unique=True)))
    row = st.tuples(*[cell] * len(parts))
    found = draw_from(st.lists(st.tuples(names, row), min_size=1, max_size=12))
    last = tuple(draw_from(positive) for _ in parts)
    return GroupedBars(
        (*(name for name, _ in found), "x"),
        parts,
        (*(row for _, row in found), last),
        direction=draw_from(st.sampled_from(["horizontal", "vertical"])),
        width=draw_from(st.sampled_from(FIGURE_WIDTHS)),
        unit=draw_from(st.sampled_from(UNITS)),
    )


@hostile
@given(grouped(cells))
def test_groups(chart: GroupedBars) -> None:
    drawn(chart)


@hostile
@given(grouped(positive))
def test_stacks(chart: GroupedBars) -> None:
    drawn(
        GroupedBars(
            chart.names,
            chart.series,
            chart.values,
            stacked=True,
            direction=chart.direction,
            width=chart.width,
            unit=chart.unit,
        )
    )


@st.composite
def dots(draw_from: st.DrawFn) -> DotChart:
    parts = tuple(draw_from(st.lists(names, max_size=4, unique=True)))
    row = st.tuples(*[cells] * max(len(parts), 1))
    rows = draw_from(st.lists(st.builds(DotRow, names, row, st.booleans()), max_size=15))
    last = DotRow("x", tuple(draw_from(values) for _ in range(max(len(parts), 1))))
    return DotChart(
        (*rows, last),
        parts,
        width=draw_from(st.sampled_from(FIGURE_WIDTHS)),
        unit=draw_from(st.sampled_from(UNITS)),
    )


@hostile
@given(dots())
def test_dots(chart: DotChart) -> None:
    drawn(chart)


@st.composite
def ranges(draw_from: st.DrawFn) -> RangeRow:
    low, middle, high = sorted(draw_from(st.tuples(values, values, values)))
    kept = draw_from(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    low_, middle_, high_ = (
        value if keep else None for value, keep in zip((low, middle, high), kept, strict=True)
    )
    detail = draw_from(st.sampled_from(["", "June 2023, with families and a long remark"]))
    return RangeRow(draw_from(names), low_, high_, middle_, detail, draw_from(st.booleans()))


@hostile
@given(st.lists(ranges(), max_size=15), values, st.sampled_from(FIGURE_WIDTHS))
@example([RangeRow("a", None, 0.0), RangeRow("b", 0.0, None)], 0.0, 234.0)
def test_ranges(rows: list[RangeRow], last: float, width: float) -> None:
    drawn(RangeChart((*rows, RangeRow("x", last, last)), width=width))


@st.composite
def slopes(draw_from: st.DrawFn) -> Slope:
    first, last = draw_from(st.tuples(cells, cells))
    first = draw_from(values) if first is None and last is None else first
    return Slope(draw_from(names), first, last, draw_from(st.booleans()))


@hostile
@given(st.lists(slopes(), min_size=1, max_size=12), st.sampled_from(FIGURE_WIDTHS))
def test_slopes(found: list[Slope], width: float) -> None:
    drawn(SlopeChart(tuple(found), ("2010", "2023"), width=width))


@hostile
@given(several_series(1, 9), st.booleans(), st.booleans(), st.sampled_from(FIGURE_WIDTHS))
def test_multiples(panels: tuple[Series, ...], as_bars: bool, own: bool, width: float) -> None:
    drawn(Multiples(panels, as_bars, own, (panels[0].name,), width=width))


@hostile
@given(
    st.lists(st.builds(Event, names, st.text(max_size=90), st.booleans()), min_size=1, max_size=7)
)
def test_timelines(events: list[Event]) -> None:
    drawn(Timeline(tuple(events)))
