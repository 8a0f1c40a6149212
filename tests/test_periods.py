"""Spans of time: what is read, where they lead, and that they never lead backwards."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.periods import MOST, UNITS, Period, next_day

SPANS = st.builds(Period.of, st.integers(1, MOST), st.sampled_from([*UNITS]))


@pytest.mark.parametrize(
    ("text", "day", "later"),
    [
        ("90 days", "2026-01-01", "2026-04-01"),
        ("1 day", "2024-02-28", "2024-02-29"),
        ("2 weeks", "2026-11-23", "2026-12-07"),
        ("month", "2026-01-31", "2026-02-28"),
        ("1 Month", "2024-01-31", "2024-02-29"),
        ("quarter", "2026-11-30", "2027-02-28"),
        ("18 months", "2022-12-31", "2024-06-30"),
        ("1 year", "2024-02-29", "2025-02-28"),
    ],
)
def test_a_span_leads_to_the_day_that_people_mean(text: str, day: str, later: str) -> None:
    assert Period.parse(text).after(date.fromisoformat(day)) == date.fromisoformat(later)


@pytest.mark.parametrize("text", ["", "90", "0 days", "soon", "1001 days", "90 dayss", "-1 day"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"span|counts"):
        Period.parse(text)


def test_never_and_the_end_of_the_calendar_lead_nowhere() -> None:
    assert Period.parse("never").after(date(2026, 1, 1)) is None
    assert Period.parse("1000 years").after(date(9000, 1, 1)) is None
    assert Period.parse("1 day").after(date.max) is None
    assert next_day(date.max) is None


@given(SPANS, st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_span_leads_forward_and_is_read_as_it_is_written(span: Period, day: date) -> None:
    later = span.after(day)
    assert later is not None and later > day
    assert abs((later - day) - timedelta(days=span.days)) <= timedelta(days=0.01 * span.days + 4)
    assert Period.parse(str(span)) == span


@given(SPANS, st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 400))
def test_later_days_never_lead_to_earlier_ones(span: Period, day: date, more: int) -> None:
    one, other = span.after(day), span.after(day + timedelta(days=more))
    assert one is not None and other is not None and one <= other
