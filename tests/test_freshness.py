"""Freshness: ages against limits, what goes stale next, daggers on the page, exit codes."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import briefgen
from briefgen.ageing import FreshnessResult
from briefgen.dates import PartialDate
from briefgen.edition.daggers import DAGGER
from briefgen.errors import ExitCode
from briefgen.periods import UNITS, Period, next_day
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from pages import SRC, on_disk, run
from projects import DESCRIPTOR, LIBRARY, NAME, SPEC, changed, minimal_project

SETTINGS = "briefgen.toml"
LATE = date(2030, 1, 1)
YEAR = "freshness: {warn_after: 1 year}"


def with_limits(toml: str, **changes: tuple[str, str]) -> dict[str, str]:
    """The small project with limits in its settings, and further changes file by file."""
    files = minimal_project()
    files[SETTINGS] = f"{files.get(SETTINGS, '')}\n[freshness]\n{toml}\n"
    for path, (old, new) in changes.items():
        files[PATHS[path]] = changed(files[PATHS[path]], old, new)
    return files


PATHS = {"spec": SPEC, "library": LIBRARY, "data": DESCRIPTOR}


def fresh(files: Mapping[str, str], day: date) -> FreshnessResult:
    (result,) = briefgen.freshness(files, names=NAME, as_of=day)
    return result


def stale(files: Mapping[str, str], day: date) -> set[tuple[str, str, str]]:
    return {(each.sort, each.name, each.state) for each in fresh(files, day).stale}


# Of each kind of thing: where its limits are set, how, what is dated, and by what date.
THINGS = {
    "fact": ("spec", "    about: Population\n", "    about: Population\n    {}\n", "population"),
    "source": ("library", "  report:\n", "  report:\n    {}\n", "report"),
    "data": ("data", "retrieved:", "{}\nretrieved:", "growth"),
}
LIMITS = [("1 day", "3 days"), ("90 days", "180 days"), ("1 month", "1 year"), ("1 year", "never")]


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("limits", LIMITS)
def test_each_age_against_each_limit(thing: str, limits: tuple[str, str]) -> None:
    warn, fail = limits
    where, old, new, name = THINGS[thing]
    own = f"freshness: {{warn_after: {warn}, error_after: {fail}}}"
    files = with_limits("", **{where: (old, new.format(own))})
    since = fresh(files, LATE).ageing[0].since
    first = {
        state: _first_day(since, span)
        for state, span in zip(("warn", "error"), limits, strict=True)
    }
    for state, before in (("warn", "fresh"), ("error", "warn")):
        day = first[state]
        if day is not None:
            assert (thing, name, state) in stale(files, day)
            earlier = stale(files, day - timedelta(days=1))
            assert (thing, name, before) in earlier or before == "fresh"
            assert (thing, name, state) not in earlier


def _first_day(since: str, span: str) -> date | None:
    last = Period.parse(span).after(PartialDate.parse(since).latest())
    return next_day(last) if last is not None else None


SPANS = st.builds(Period.of, st.integers(1, 60), st.sampled_from([*UNITS]))


@cache
def _checked(warn: str, fail: str) -> dict[str, str]:
    limits = f'{{warn_after = "{warn}", error_after = "{fail}"}}'
    return with_limits(f"sources = {limits}\ndata = {limits}\nfigures = {limits}")


@settings(max_examples=25, deadline=None)
@given(SPANS, SPANS, st.dates(date(2024, 1, 1), date(2040, 1, 1)))
def test_what_goes_stale_next_is_stale_on_that_day_and_not_before(
    one: Period, other: Period, day: date
) -> None:
    warn, fail = sorted((one, other), key=lambda each: each.days)
    files = _checked(str(warn), str(fail))
    for each in fresh(files, day).upcoming:
        assert each.next_on is not None and each.next_on > day
        then = (each.sort, each.name, each.next_state)
        assert then in stale(files, each.next_on)
        assert then not in stale(files, each.next_on - timedelta(days=1))


def test_what_is_not_upcoming_never_changes() -> None:
    files = _checked("1 month", "1 year")
    listed = {(each.sort, each.name) for each in fresh(files, LATE).upcoming}
    at_last = {each[:2]: each[2] for each in stale(files, date(2999, 1, 1))}
    for sort, name, state in stale(files, LATE):
        assert (sort, name) in listed or at_last[sort, name] == state


def test_limits_that_stand_closer_go_before() -> None:
    files = with_limits(
        'figures = {warn_after = "1 year"}\n[freshness.indicators]\n'
        'people = {warn_after = "9 years"}',
        spec=("    about: Population\n", "    about: Population\n    indicator: people\n"),
    )
    assert ("fact", "population", "warn") not in stale(files, date(2026, 6, 1))
    assert ("fact", "growth_2023", "warn") in stale(files, date(2026, 6, 1))
    own = changed(files[SPEC], "    indicator: people\n", f"    indicator: people\n    {YEAR}\n")
    assert ("fact", "population", "warn") in stale({**files, SPEC: own}, date(2026, 6, 1))
    never = own.replace("warn_after: 1 year", "warn_after: never")
    assert ("fact", "population", "warn") not in stale({**files, SPEC: never}, date(2099, 6, 1))


def test_an_older_figure_beside_a_newer_of_its_series_is_history() -> None:
    older = (
        "  growth_2022:\n    data: growth\n    where: {country: Tajikistan, year: 2022}\n"
        "    about: Real growth\n    as_of: 2022\n  growth_2023:\n"
    )
    files = with_limits('figures = {warn_after = "1 year"}', spec=("  growth_2023:\n", older))
    names = {name for sort, name, _ in stale(files, LATE) if sort == "fact"}
    assert names == {"growth_2023", "population"}


def test_a_chart_that_leaves_newer_years_out_is_history() -> None:
    files = with_limits('figures = {warn_after = "1 year"}', spec=("from: 2021", "to: 2022"))
    assert "fig-growth" not in {name for _, name, _ in stale(files, LATE)}


def test_what_hangs_on_a_stale_source_a_file_and_a_fact_is_listed() -> None:
    files = with_limits('sources = {warn_after = "1 day"}\ndata = {warn_after = "1 day"}')
    hanging = {(each.sort, each.name): each.hanging for each in fresh(files, LATE).stale}
    assert {one.what for one in hanging["data", "growth"]} >= {"claim", "judgement", "figure"}
    bank = hanging["source", "bank"]
    assert any(one.what == "judgement" and not one.alone for one in bank)
    assert all(one.place.file == SPEC and one.place.line for one in bank)


@pytest.mark.parametrize(
    ("review", "due"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        ("every 6 months", date(2027, 5, 23)),
        ("every year", date(2027, 11, 23)),
    ],
)
def test_a_review_is_due_on_its_day(review: str, due: date) -> None:
    files = with_limits("", spec=("reference:", f"review: {review}\nreference:"))
    assert ("review", NAME, "warn") in stale(files, due)
    assert ("review", NAME, "warn") not in stale(files, due - timedelta(days=1))
    (result,) = briefgen.check(files, names=NAME, as_of=due)
    assert [each.code for each in result.problems if each.code == "FRS105"] == ["FRS105"]


def test_rules_report_at_the_date_of_the_brief_and_not_at_that_of_the_clock() -> None:
    limits = 'figures = {warn_after = "1 month", error_after = "23 months"}'
    (result,) = briefgen.check(with_limits(limits), names=NAME)
    codes = {(each.code, each.place.line) for each in result.problems if "FRS10" in each.code}
    assert {code for code, _ in codes} >= {"FRS103", "FRS104"}
    assert result.exit_code is ExitCode.PROBLEMS


def html(files: Mapping[str, str], day: date | None = None) -> str:
    held = MemoryFiles.of(files)
    order = Order(held, read_settings(held), None)
    return prepare(check(held, NAME, as_of=day), order)[1].html


def test_a_stale_figure_has_a_dagger_with_words_and_its_date_in_the_note() -> None:
    files = with_limits('figures = {warn_after = "1 year"}')
    page = html(files, LATE)
    assert 'aria-label="stale figure, as of 2023"' in page
    assert "8.3% as of 2023" in page
    assert "Source: " in page and "As of 2023." in page
    assert "The oldest is “" in page and "on 1 January 2030" in page
    assert DAGGER not in html(with_limits('figures = {warn_after = "9 years"}'), LATE)


def test_data_not_looked_at_say_when_somebody_last_looked() -> None:
    page = html(with_limits('data = {warn_after = "1 month"}'), LATE)
    assert "as of 2023, last looked at on 20 November 2026" in page


def test_daggers_in_the_pdf_are_those_of_the_list() -> None:
    files = with_limits('figures = {warn_after = "1 year"}\nsources = {warn_after = "10 years"}')
    (built,) = briefgen.build(files, names=NAME, as_of=LATE)
    listed = fresh(files, LATE).figures
    assert built.pdf is not None and len(listed) == 4
    legend = 1
    pages = pypdfium2.PdfDocument(built.pdf)
    words = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert words.count(DAGGER) == sum(each.printed for each in listed) + legend
    assert briefgen.verify(built.pdf).ok  # the day of looking travels with it


def test_the_same_brief_is_the_same_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    files = with_limits('figures = {warn_after = "1 year"}')
    pages = set()
    for day in ("2026-11-26", "2031-01-01"):
        monkeypatch.setenv("BRIEFGEN_TODAY", day)
        pages.add(html(files))
    assert len(pages) == 1


def test_as_json_it_is_the_same_for_machines() -> None:
    result = fresh(with_limits('figures = {warn_after = "1 year"}'), LATE)
    told = json.loads(json.dumps(result.as_dict(), default=str))
    assert told["exit_code"] == ExitCode.STALE
    assert [each["name"] for each in told["stale"]] == [each.name for each in result.stale]
    assert told["stale"][0]["warn_on"] == "2025-01-01"


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ("", ExitCode.DONE),
        ('figures = {warn_after = "1 year"}', ExitCode.STALE),
        ('figures = {warn_after = "1 year", error_after = "2 years"}', ExitCode.TOO_STALE),
    ],
)
def test_the_command_tells_monitors_by_its_exit_code(
    limits: str, code: ExitCode, tmp_path: Path
) -> None:
    folder = on_disk(with_limits(limits), tmp_path)
    today = {"BRIEFGEN_TODAY": "2026-11-26"}
    told = run(folder, "freshness", "--all", env=today)
    assert told.returncode == code, told.stderr
    assert told.stdout.startswith(f"{NAME} on 2026-11-26: ")
    (as_json,) = json.loads(run(folder, "freshness", NAME, "--json", env=today).stdout)
    assert as_json["exit_code"] == code and as_json["day"] == "2026-11-26"


def test_the_command_says_what_hangs_on_it_and_what_comes_next(tmp_path: Path) -> None:
    folder = on_disk(with_limits('figures = {warn_after = "2 years"}'), tmp_path)
    told = run(folder, "freshness", NAME, "--as-of", "2026-11-26").stdout
    assert "warn   fact growth_2023: as of 2023, warning after 2 years" in told
    assert "judgement: Real growth will stay above 5% in 2027.  (line 33)" in told
    assert "    2027-01-01  warn   fact population" in told


@pytest.mark.parametrize(
    ("arguments", "env"),
    [(["--as-of", "2026"], {}), (["--as-of", "soon"], {}), ([], {"BRIEFGEN_TODAY": "2026-13-01"})],
)
def test_a_day_that_is_none_is_refused(
    arguments: list[str], env: dict[str, str], tmp_path: Path
) -> None:
    told = run(on_disk(with_limits(""), tmp_path), "freshness", "--all", *arguments, env=env)
    assert told.returncode == ExitCode.USAGE
    assert "is no day" in told.stderr and "Traceback" not in told.stderr


# What asks for the day; the age of a file and the time a build takes are asked for elsewhere.
CLOCKS = {"today", "now", "utcnow", "gmtime", "localtime"}


def test_the_day_is_read_in_one_place() -> None:
    readers = {
        path.relative_to(SRC / "briefgen").as_posix()
        for path in (SRC / "briefgen").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in ("date", "datetime", "time")
    }
    assert readers == {"cli/clock.py"}
