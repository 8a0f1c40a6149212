"""What is worked out from data: exact, and told in words where it cannot be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.data import Row, Table, read_table
from briefgen.data.deriving import derive
from briefgen.data.query import Query, Underivable
from briefgen.model.calculation import Calculation, FactCalculation
from briefgen.model.references import Names
from briefgen.project import MemoryFiles

DESCRIPTOR = """\
title: Output
source: bank
columns:
  country: {type: text, title: Country}
  bloc: {type: text, title: Bloc}
  year: {type: year, title: Year}
  value: {type: number, title: Output}
"""
DATA = """\
country,bloc,year,value
A,north,2020,10
A,north,2021,12
A,north,2022,18
B,north,2020,30
B,north,2021,30
B,north,2022,27
C,south,2020,60
C,south,2022,15
"""
PEOPLE = """\
country,year,people
A,2020,2
A,2021,3
A,2022,4
B,2020,10
B,2021,10
B,2022,0
"""
PEOPLE_DESCRIPTOR = """\
title: People
source: bank
columns:
  country: {type: text}
  year: {type: year}
  people: {type: number, title: People}
"""


def tables(data: str = DATA) -> dict[str, Table]:
    files = MemoryFiles.of(
        {
            "data/output.csv": data,
            "data/output.yaml": DESCRIPTOR,
            "data/people.csv": PEOPLE,
            "data/people.yaml": PEOPLE_DESCRIPTOR,
        }
    )
    found = {}
    for name in ("output", "people"):
        table, problems = read_table(files, name, Names(sources=frozenset({"bank"})))
        assert problems == []
        assert table is not None
        found[name] = table
    return found


def derived(
    labels: tuple[str, ...] | None = ("country", "year"),
    where: dict[str, tuple[str, ...]] | None = None,
    start: int | None = None,
    data: str = DATA,
    **how: object,
) -> dict[str, str]:
    calculation = Calculation.model_validate(how) if how else None
    query = Query("output", "value", where or {}, labels, start, None, calculation)
    return shown(derive(query, tables(data)), labels or ("country", "year"))


def shown(rows: tuple[Row, ...], labels: tuple[str, ...]) -> dict[str, str]:
    return {" ".join(row.cells[name] for name in labels): row.cells["value"] for row in rows}


def test_without_a_calculation_values_are_as_they_were_written() -> None:
    assert derived(where={"country": ("A",)}, start=2021) == {"A 2021": "12", "A 2022": "18"}


def test_sums_and_means_of_what_falls_on_one_place() -> None:
    assert derived(("bloc", "year"), combine="sum")["north 2021"] == "42"
    assert derived(("bloc", "year"), combine="mean")["north 2021"] == "21"


def test_a_sum_that_lacks_a_part_is_not_known() -> None:
    data = DATA.replace("B,north,2021,30", "B,north,2021,")
    assert derived(("bloc", "year"), data=data, combine="sum")["north 2021"] == ""


def test_an_index_is_100_in_its_base_year() -> None:
    values = derived(index=2020)
    assert values["A 2020"] == values["B 2020"] == "100"
    assert values["A 2022"] == "180"
    assert values["C 2022"] == "25"


def test_the_base_year_may_lie_outside_the_years_that_are_shown() -> None:
    assert derived(start=2022, index=2020) == {"A 2022": "180", "B 2022": "90", "C 2022": "25"}
    assert derived(("country",), {"year": ("2022",)}, growth=2020) == {
        "A": "80",
        "B": "-10",
        "C": "-75",
    }


def test_growth_on_the_year_before_leaves_gaps_where_a_year_is_missing() -> None:
    assert derived(growth="yearly") == {
        "A 2021": "20",
        "A 2022": "50",
        "B 2021": "0",
        "B 2022": "-10",
        "C 2022": "",
    }


def test_growth_of_sums() -> None:
    assert derived(("bloc", "year"), {"bloc": ("north",)}, combine="sum", growth=2020) == {
        "north 2020": "0",
        "north 2021": "5",
        "north 2022": "12.5",
    }


def test_shares_of_the_total_and_of_each_year() -> None:
    assert derived(("country",), {"year": ("2020",)}, share_of="total") == {
        "A": "10",
        "B": "30",
        "C": "60",
    }
    values = derived(share_of="year")
    assert values["A 2020"] == "10"
    assert values["A 2022"] == "30"


def test_ratios_are_of_matching_rows_and_sums_of_sums() -> None:
    per = {"data": "people", "column": "people"}
    north: dict[str, tuple[str, ...]] = {"country": ("A", "B"), "year": ("2020", "2021")}
    assert derived(where=north, per=per)["A 2021"] == "4"
    together = derived(("year",), north, combine="sum", per=per)
    assert together == {"2020": "3.33333333333", "2021": "3.23076923077"}
    assert derived(where=north, per=per, index=2020)["A 2021"] == "80"


FAILING = [
    (
        {"labels": ("bloc",), "combine": "sum", "growth": 2020},
        "3 years fall on one place",
        "growth",
    ),
    ({"index": 2019}, "data/output.csv has no value for A in 2019, the base year", "index"),
    ({"index": 2021}, "has no value for C in 2021", "index"),
    ({"labels": ("bloc", "year"), "index": 2020}, "2 rows of data/output.csv fall on one", "where"),
    ({"share_of": "counry"}, "“counry” is no column that is shown here", "share_of"),
    (
        {"where": {"country": ("B",)}, "per": {"data": "people", "column": "people"}},
        "“people” is 0 for B, 2022",
        "per",
    ),
    (
        {"where": {"country": ("C",)}, "per": {"data": "people", "column": "people"}},
        "data/people.csv has no row for C, 2020, to divide by",
        "per",
    ),
]


@pytest.mark.parametrize(("asked", "words", "at"), FAILING)
def test_what_cannot_be_worked_out_says_why(asked: dict[str, object], words: str, at: str) -> None:
    with pytest.raises(Underivable) as caught:
        derived(**asked)  # type: ignore[arg-type]  # each case has its own keys
    assert words in caught.value.message
    assert at in caught.value.at
    assert caught.value.hint


@pytest.mark.parametrize(
    ("value", "how", "words"),
    [
        ("0", {"index": 2020}, "is 0 (A, 2020): a change from nought has no percentage"),
        ("-3", {"growth": "yearly"}, "is -3 (A, 2020): a change from a negative value"),
        ("", {"index": 2020}, "the value of the base year is not known (A, 2020)"),
        ("", {"share_of": "total"}, "a value is not known (A, 2020), so there is no total"),
        ("-3", {"share_of": "total"}, "-3 is negative (A, 2020), so there are no shares"),
    ],
)
def test_bases_and_totals_that_give_no_percentage(
    value: str, how: dict[str, object], words: str
) -> None:
    with pytest.raises(Underivable) as caught:
        derived(data=DATA.replace("A,north,2020,10", f"A,north,2020,{value}"), **how)  # type: ignore[arg-type]
    assert words in caught.value.message


def test_a_total_of_nought_has_no_shares() -> None:
    with pytest.raises(Underivable, match="the total is 0"):
        derived(
            ("country",),
            {"year": ("2020",), "country": ("A",)},
            data=DATA.replace("A,north,2020,10", "A,north,2020,0"),
            share_of="total",
        )


def test_a_fact_is_a_share_of_named_rows_that_include_its_own() -> None:
    def share(of: dict[str, object]) -> str:
        how = FactCalculation.model_validate({"share_of": of})
        where = {"country": ("A",), "year": ("2022",)}
        query = Query("output", "value", where, (), calculation=how)
        return derive(query, tables())[0].cells["value"]

    assert share({"year": "2022"}) == "30"
    assert share({"year": "2022", "bloc": "north"}) == "40"
    with pytest.raises(Underivable, match="not among those"):
        share({"year": "2020"})


numbers = st.decimals(
    min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=6, allow_nan=False
)


@given(st.lists(numbers, min_size=2, max_size=8))
def test_sums_are_exact(values: list[Decimal]) -> None:
    rows = "".join(f"A,b{n},2020,{value:f}\n" for n, value in enumerate(values))
    got = derived(("year",), data=f"country,bloc,year,value\n{rows}", combine="sum")["2020"]
    exact = sum((Fraction(value) for value in values), Fraction(0))
    assert abs(Fraction(got) - exact) <= abs(exact) / 10**11


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=9))
def test_shares_add_up_to_a_hundred(values: list[int]) -> None:
    rows = "".join(f"c{n},b,2020,{value}\n" for n, value in enumerate(values))
    got = derived(("country",), data=f"country,bloc,year,value\n{rows}", share_of="total")
    assert abs(sum(map(Decimal, got.values()), Decimal(-100))) < Decimal("1e-8")
