"""A year of weekly runs by a hand-set clock: editions, changes and reports come out as told."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import briefgen
from briefgen.changes import Changes
from briefgen.errors import ExitCode
from projects import DATA, LIBRARY, NAME, SPEC, changed, minimal_project
from provider_server import Provider, Reply, sent, serving
from regenerations import due, numbers, only, project, set_no_pages

FIRST = date(2027, 1, 4)  # a Monday
OLD = minimal_project()[DATA]
NEW = changed(OLD, "Tajikistan,2023,8.3", "Tajikistan,2023,8.4")
NEWER = changed(OLD, "Tajikistan,2023,8.3", "Tajikistan,2023,8.5")
CHANGES = {8: NEW, 20: NEWER}  # week, data
NONSENSE, ASLEEP, EDITED, DEAD, GONE = 12, range(26, 31), 35, range(40, 44), range(48, 52)
PAGE = sent("<p>Partners of trade</p>", "text/html")


def answers(provider: Provider, week: int, data: str) -> None:
    """What the provider of the data and the page of a source answer in a week."""
    answer: Reply = sent(b"", status=503) if week in DEAD else sent(data)
    provider.at("/growth.csv", sent("<html>sign in", "text/html") if week == NONSENSE else answer)
    provider.at("/partners", sent(b"", status=404) if week in GONE else PAGE)


def edit(folder: Path) -> None:
    """Somebody writes another subtitle."""
    text = (folder / SPEC).read_text("utf-8")
    text = changed(text, "subtitle: A small project", "subtitle: A brief")
    (folder / SPEC).write_text(text, "utf-8")


def watched(folder: Path, provider: Provider) -> Path:
    """The project with a source of which the page is looked at."""
    path, before = folder / LIBRARY, "    url: https://trade-desk.int/partners\n"
    text = path.read_text("utf-8")
    looked = f"{before}    provider: {{page: '{provider.base}/partners'}}\n"
    path.write_text(changed(text, before, looked), "utf-8")
    return folder


PUBLISHED, UNCHANGED = "edition {} published", "nothing new since edition {}"
DATA_SAME, SOURCE_SAME = "  data growth: unchanged\n", "  source report: as it was read\n"
NOT_FETCHED = "  data growth: not fetched; the old data stay\n"


def revised(old: str, new: str) -> str:
    """What is told where the data have another number: the cell, and what draws on it."""
    return (
        f"  data growth: 1 cell changed\n    Tajikistan, 2023: value {old} → {new}\n{SOURCE_SAME}\n"
        f"  Numbers\n    revised         Real growth (2023): {old}% → {new}%\n"
        f"    revised         Real growth (percent), Tajikistan, 2023, value: {old} → {new} (in\n"
        "                    growth_2023, fig-growth, Tajikistan grew faster)\n"
    )


def unfetched(why: str) -> str:
    """What is told where the data stay as they are."""
    return (
        f"{NOT_FETCHED}{SOURCE_SAME}  data/growth.yaml:9:1: error: data/growth.csv is not "
        f"refreshed: {why}\n    = the old data stay\n"
    )


DIED = (
    f"{DATA_SAME}  source report: not seen; what was written of it stays\n"
    "  stale: source report: gone 2027-12-06, localhost answered 404 Not Found\n"
    "  sources/tajikistan.yaml:29:5: error: “report” is not seen: "
    "localhost answered 404 Not Found\n"
    "    = what you wrote of it stays; look for it elsewhere, or for a copy\n"
)
REWRITTEN = (
    f"{DATA_SAME}{SOURCE_SAME}\n  The brief itself\n    changed         subtitle: "
    "A small project for tests → A brief for tests\n"
)


def expected(week: int) -> tuple[str, ExitCode]:
    """The report of a week, as this story has it, and the exit code."""
    editions = {0: 1, 8: 2, 20: 3, EDITED: 4}
    edition = max(number for since, number in editions.items() if since <= week)
    stale = week == NONSENSE or week in DEAD or week in GONE
    counted = "1 published" if week in editions else f"1 unchanged{', 1 stale' if stale else ''}"
    day = FIRST + timedelta(weeks=week)
    since = FIRST + timedelta(weeks=ASLEEP.start) if week == ASLEEP.stop else day
    why = f"due since {since} 06:00 UTC" if week else "never looked at before"
    came = (PUBLISHED if week in editions else UNCHANGED).format(edition)
    told = {8: revised("8.3", "8.4"), 20: revised("8.4", "8.5"), EDITED: REWRITTEN}
    told |= {NONSENSE: unfetched("a web page came (text/html) where CSV is expected")}
    told |= dict.fromkeys(DEAD, unfetched("localhost answered 503 Service Unavailable"))
    told |= dict.fromkeys(GONE, DIED)
    head = f"{day} 06:00 UTC: {counted}\n\n{NAME}: {came} ({why})\n"
    code = ExitCode.CHANGED if week in editions else ExitCode.STALE if stale else ExitCode.DONE
    return head + told.get(week, DATA_SAME + SOURCE_SAME), code


def test_a_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_no_pages(monkeypatch)
    with serving() as provider:
        folder, data = watched(project(tmp_path, provider), provider), OLD
        for week in range(52):
            data = CHANGES.get(week, data)
            answers(provider, week, data)
            if week == EDITED:
                edit(folder)
            if week not in ASLEEP:
                report = due(folder, f"{FIRST + timedelta(weeks=week)}T06:00")
                path = folder / report.path
                text, code = expected(week)
                assert path.with_suffix(".txt").read_text("utf-8") == text
                assert json.loads(path.read_text("utf-8")) == json.loads(
                    json.dumps(report.as_dict())
                )
                assert report.exit_code is code
    assert numbers(folder, NAME) == [1, 2, 3, 4]
    assert (folder / "editions" / NAME / "latest").read_text("utf-8").strip() == "4"
    base = folder / "editions" / NAME
    held = [(base / str(number) / DATA).read_text("utf-8") for number in (1, 2, 3, 4)]
    assert held == [OLD, NEW, NEWER, NEWER]
    assert len(list((folder / "runs").glob("2*.json"))) == 52 - len(ASLEEP)


def said(changes: Changes) -> list[tuple[object, ...]]:
    """The list without where it stands, which is another folder."""
    return [(each.about, each.what, each.name, each.old, each.new) for each in changes.listed]


def test_the_lists_of_a_year_are_those_that_diff_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_no_pages(monkeypatch)
    with serving() as provider:
        folder = project(tmp_path, provider)
        for week, data in ((0, OLD), (8, NEW), (20, NEWER)):
            answers(provider, week, data)
            report = due(folder, f"{FIRST + timedelta(weeks=week)}T06:00")
            if week:
                told = only(report).changes
                number = only(report).edition
                again = briefgen.diff(folder, f"{NAME}@{number - 1}", f"{NAME}@{number}")
                assert told is not None and said(told) == said(again)
