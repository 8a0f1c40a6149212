"""Partial dates: reading, order, range and wording."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.catalogues import shipped
from briefgen.dates import PartialDate, words

DAYS = st.dates(min_value=date(1000, 1, 1))
PARTIAL = st.one_of(
    DAYS.map(PartialDate.of),
    DAYS.map(lambda d: PartialDate(d.year, d.month)),
    DAYS.map(lambda d: PartialDate(d.year)),
)


@pytest.mark.parametrize("text", ["2022", "2022-11", "2022-11-20", "2024-02-29"])
def test_written_text_is_kept(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20 November 2022", "is not a date"),
        ("2022-11-20T10:00", "is not a date"),
        ("22-11", "is not a date"),
        ("٢٠٢٢", "is not a date"),
        ("", "is not a date"),
        ("2022-13", "not a day of the calendar"),
        ("2023-02-29", "not a day of the calendar"),
        ("2022-00", "not a day of the calendar"),
        ("2022-11-00", "not a day of the calendar"),
        ("0000", "not a day of the calendar"),
    ],
)
def test_what_is_no_date_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        PartialDate.parse(text)


def test_a_day_without_month_is_refused() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(2022, None, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-11-20", date(2022, 11, 20), date(2022, 11, 20)),
    ],
)
def test_range(text: str, first: date, last: date) -> None:
    assert (PartialDate.parse(text).earliest(), PartialDate.parse(text).latest()) == (first, last)


def test_order_puts_the_wider_first() -> None:
    written = ["2023", "2022-12-01", "2022-11-20", "2022-11", "2022"]
    assert [str(d) for d in sorted(map(PartialDate.parse, written))] == written[::-1]


@pytest.mark.parametrize(
    ("language", "full", "month", "first"),
    [
        ("en", "20 November 2022", "November 2022", "1 November 2022"),
        ("en-GB", "20 November 2022", "November 2022", "1 November 2022"),
        ("en-US", "November 20, 2022", "November 2022", "November 1, 2022"),
        ("ru", "20 ноября 2022", "ноябрь 2022", "1 ноября 2022"),
        ("kk", "2022 жылғы 20 қараша", "2022 жылғы қараша", "2022 жылғы 1 қараша"),
        ("tr", "20 Kasım 2022", "Kasım 2022", "1 Kasım 2022"),
        ("fr", "20 novembre 2022", "novembre 2022", "1er novembre 2022"),
        ("uz", "2022-yil 20-noyabr", "2022-yil noyabr", "2022-yil 1-noyabr"),
        ("ar", "20 نوفمبر 2022", "نوفمبر 2022", "1 نوفمبر 2022"),
        ("xx", "20 November 2022", "November 2022", "1 November 2022"),
    ],
)
def test_wording(language: str, full: str, month: str, first: str) -> None:
    assert words(PartialDate(2022, 11, 20), language) == full
    assert words(PartialDate(2022, 11), language) == month
    assert words(PartialDate(2022, 11, 1), language) == first
    assert words(PartialDate(2022), language) == "2022"


@pytest.mark.parametrize("language", shipped())
def test_each_language_has_twelve_months(language: str) -> None:
    months = range(1, 13)
    for short in (False, True):
        for days in (
            [PartialDate(2022, month, 2) for month in months],
            [PartialDate(2022, month) for month in months],
        ):
            assert len({words(day, language, short=short) for day in days}) == 12


@given(PARTIAL)
def test_iso_text_reads_back(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day
    assert day.earliest() <= day.latest()


@given(PARTIAL, PARTIAL)
def test_order_agrees_with_the_calendar(one: PartialDate, other: PartialDate) -> None:
    if one.latest() < other.earliest():
        assert one < other
