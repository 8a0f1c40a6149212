"""Schedules: what is refused, and what a clock that is moved does to them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, takewhile

import pytest

from briefgen.timing import EVERY, Schedule, fault_of
from projects import NAME, SPEC, changed, found, minimal_project

YEAR = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
MOVED = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]


def runs(schedule: Schedule) -> list[datetime]:
    return list(takewhile(lambda run: run < YEAR[1], schedule.coming(YEAR[0])))


@pytest.mark.parametrize("zone", [*MOVED, "UTC", "Asia/Almaty"])
@pytest.mark.parametrize("time", ["30 2 * * *", "0 3 * * *", "0 0 * * *", "59 1 * * *"])
def test_a_clock_that_is_moved_neither_skips_nor_doubles_a_day(time: str, zone: str) -> None:
    days = [run.date() for run in runs(Schedule(time, zone))]
    assert len(days) in (364, 365, 366) and len(set(days)) == len(days)
    assert all(second - first == timedelta(days=1) for first, second in pairwise(days))


@pytest.mark.parametrize("zone", MOVED)
def test_looked_at_at_any_time_a_run_is_due_once(zone: str) -> None:
    """A scheduler that asks every ten minutes finds each run of a year, and none twice."""
    schedule = Schedule("30 2 * * *", zone)
    expected, done, last = runs(schedule), list[datetime](), YEAR[0]
    moment = YEAR[0]
    while moment < YEAR[1]:
        due = schedule.after(last)
        assert due is not None
        if due > moment:  # nothing can be due before
            moment += -(-(due - moment) // timedelta(minutes=10)) * timedelta(minutes=10)
            continue
        done.append(due)
        last = moment
        moment += timedelta(minutes=10)
    assert [each for each in done if each < YEAR[1]] == expected


def test_what_the_words_stand_for() -> None:
    numbers = {word: len(runs(Schedule(cron))) for word, cron in EVERY.items()}
    assert numbers == {"day": 365, "week": 52, "month": 12, "quarter": 4, "year": 1}


@pytest.mark.parametrize(
    "cron", ["", "0 6 * *", "0 0 6 * * *", "0 6 * * FOO", "60 6 * * *", "0 6 30 2 *", "@daily"]
)
def test_what_is_no_schedule(cron: str) -> None:
    assert fault_of(cron) is not None


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('schedule: "0 6 * *"', "has 4 fields and not 5"),
        ("schedule: never", "has 1 field and not 5"),
        ("every: fortnight", "“fortnight”"),
        ("every: week\ntimezone: Europe/Berln", "there is no time zone “Europe/Berln” = did you"),
        ("every: week\ntimezone: ../../etc/passwd", "there is no time zone"),
        ('every: week\nschedule: "0 6 * * MON"', "say the same thing twice"),
    ],
)
def test_a_wrong_schedule_of_a_spec_is_told_with_its_line(lines: str, said: str) -> None:
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], "gaps:\n", f"{lines}\ngaps:\n")
    (problem,) = found(files, NAME)
    assert said in problem
    assert problem.startswith(f"{SPEC}:")
