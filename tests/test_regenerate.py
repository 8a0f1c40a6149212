"""Regeneration: what is due, what is published, what stays, and what is told of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

import briefgen
from briefgen.errors import AlreadyRunning, ExitCode, UsageProblem
from briefgen.regenerated import Outcome
from briefgen.regenerating.alone import alone
from pages import run
from projects import DATA, NAME, SPEC, changed, minimal_project
from provider_server import sent, serving
from regenerations import UNPRINTABLE, due, moment, numbers, only, project, set_no_pages

MONDAY = "2026-11-30T06:00"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    set_no_pages(monkeypatch)


def test_what_was_never_looked_at_is_due_and_then_by_its_schedule(tmp_path: Path) -> None:
    folder = project(tmp_path)
    first = due(folder, "2026-11-26T12:00")
    assert only(first).outcome is Outcome.PUBLISHED
    assert only(first).why == "never looked at before"
    assert first.exit_code == ExitCode.CHANGED
    early = due(folder, "2026-11-30T05:59")
    assert early.exit_code == ExitCode.NOTHING_DUE and early.path == ""
    again = due(folder, "2026-11-30T06:00")
    assert only(again).outcome is Outcome.UNCHANGED
    assert only(again).why == "due since 2026-11-30 06:00 UTC"
    assert again.exit_code == ExitCode.DONE
    assert due(folder, "2026-11-30T06:01").exit_code == ExitCode.NOTHING_DUE
    assert numbers(folder) == [1]


def test_missed_runs_are_caught_up_once(tmp_path: Path) -> None:
    folder = project(tmp_path)
    due(folder, "2026-11-26T12:00")
    late = due(folder, "2027-02-04T09:00")
    assert only(late).why == "due since 2026-11-30 06:00 UTC"
    assert due(folder, "2027-02-04T09:01").exit_code == ExitCode.NOTHING_DUE
    assert due(folder, "2027-02-08T06:00").exit_code == ExitCode.DONE


def test_a_brief_without_a_schedule_is_never_due(tmp_path: Path) -> None:
    assert due(project(tmp_path, timing=""), MONDAY).exit_code == ExitCode.NOTHING_DUE


def test_the_settings_give_a_schedule_to_all_that_have_none(tmp_path: Path) -> None:
    settings = '[regenerate]\nevery = "quarter"\ntimezone = "Asia/Almaty"\n'
    folder = project(tmp_path, timing="", settings=settings)
    (folder / "briefs/other.yaml").write_text(minimal_project()[SPEC] + "every: never\n", "utf-8")
    due(folder, MONDAY)
    assert due(folder, "2027-01-01T00:59").exit_code == ExitCode.NOTHING_DUE
    assert only(due(folder, "2027-01-01T01:00")).why == "due since 2027-01-01 06:00 Asia/Almaty"


def test_one_that_fails_stops_no_other_and_leaves_its_last_edition(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "briefs/aaa.yaml").write_text(minimal_project()[SPEC] + "every: day\n", "utf-8")
    due(folder, MONDAY)
    broken = changed(minimal_project()[SPEC], "likelihood: likely\n", "likelihood: likley\n")
    (folder / "briefs/aaa.yaml").write_text(broken + "every: day\n", "utf-8")
    report = due(folder, "2026-12-07T07:00")
    failed, other = report.briefs
    assert (failed.name, failed.outcome, failed.edition) == ("aaa", Outcome.FAILED, 1)
    assert failed.problems[0].place.file == "briefs/aaa.yaml" and failed.problems[0].place.line
    assert (other.name, other.outcome) == (NAME, Outcome.UNCHANGED)
    assert report.exit_code == ExitCode.PROBLEMS
    assert numbers(folder, "aaa") == [1]
    unset = changed(minimal_project()[SPEC], "title: Tajikistan\n", f"title: {UNPRINTABLE}\n")
    (folder / "briefs/aaa.yaml").write_text(unset + "every: day\n", "utf-8")
    assert due(folder, "2026-12-08T07:00").exit_code == ExitCode.RENDERING
    assert numbers(folder, "aaa") == [1]


def test_a_report_says_what_was_done_and_why(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider)
        data = minimal_project()[DATA]
        provider.at("/growth.csv", sent(data), sent(changed(data, "2023,8.3", "2023,8.4")))
        first = due(folder, MONDAY)
        assert first.path == "runs/2026-11-30T06-00-00Z.json"
        second = due(folder, "2026-12-07T06:00")
    told = json.loads((folder / second.path).read_text("utf-8"))
    assert told == json.loads(json.dumps(second.as_dict()))
    (brief,) = told["briefs"]
    assert brief["outcome"] == "published" and brief["edition"] == 2
    assert brief["folder"] == f"editions/{NAME}/2"
    assert [each["fate"] for each in brief["data"]] == ["changed"]
    assert {each["about"] for each in brief["changes"]} == {"number", "data"}, brief["changes"]
    words = (folder / second.path.replace(".json", ".txt")).read_text("utf-8")
    assert words.startswith("2026-12-07 06:00 UTC: 1 published\n\ntajikistan: edition 2 published ")
    assert "    Tajikistan, 2023: value 8.3 → 8.4\n" in words


def test_data_that_cannot_be_fetched_are_reported_and_stay(tmp_path: Path) -> None:
    with serving() as provider:
        folder = project(tmp_path, provider)
        provider.at("/growth.csv", sent(b"", status=500))
        report = due(folder, MONDAY)
    brief = only(report)
    assert brief.outcome is Outcome.PUBLISHED and brief.is_stale
    assert report.exit_code == ExitCode.STALE
    assert "answered 500" in brief.problems[0].message
    assert (folder / DATA).read_text("utf-8") == minimal_project()[DATA]


def test_a_schedule_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    folder = project(tmp_path, timing='schedule: "0 6 * * FOO"\n')
    report = due(folder, MONDAY)
    (problem,) = report.misread
    assert problem.place.file == SPEC and problem.place.line > 100
    assert report.exit_code == ExitCode.PROBLEMS and report.briefs == ()


def test_two_runs_never_overlap(tmp_path: Path) -> None:
    folder = project(tmp_path)
    with alone(folder / "runs"), pytest.raises(AlreadyRunning):
        due(folder, MONDAY)
    assert due(folder, MONDAY).exit_code == ExitCode.CHANGED


def test_a_run_that_was_killed_is_made_up_for_last(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "briefs/zzz.yaml").write_text(minimal_project()[SPEC] + "every: day\n", "utf-8")
    (folder / "runs").mkdir()
    killed = {"briefs": {NAME: {"begun": "2026-11-30T06:00:00+00:00"}}}
    (folder / "runs/state.json").write_text(json.dumps(killed), "utf-8")
    assert [each.name for each in due(folder, MONDAY).briefs] == ["zzz", NAME]


@pytest.mark.parametrize("text", ["{", "[]", '{"briefs": {"x": {"begun": "2026-11-30"}}}'])
def test_a_broken_state_is_said_to_be_one(text: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "runs").mkdir()
    (folder / "runs/state.json").write_text(text, "utf-8")
    with pytest.raises(briefgen.InputProblems) as caught:
        due(folder, MONDAY)
    assert caught.value.problems[0].place.file == "runs/state.json"


def test_a_moment_without_offset_and_a_project_in_memory_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem):
        briefgen.regenerate(project(tmp_path), now=datetime(2026, 11, 30))
    with pytest.raises(UsageProblem):
        briefgen.regenerate(minimal_project(), now=moment(MONDAY))


def test_the_command(tmp_path: Path) -> None:
    folder = project(tmp_path, timing="")
    clock = {"BRIEFGEN_TODAY": MONDAY}
    idle = run(folder, "regenerate", "--due", env=clock)
    assert idle.returncode == ExitCode.NOTHING_DUE, idle.stderr
    assert idle.stdout == "2026-11-30 06:00 UTC: nothing was due\n"
    assert run(folder, "regenerate").returncode == ExitCode.USAGE
    assert run(folder, "regenerate", "--due", "--all").returncode == ExitCode.USAGE
    done = run(folder, "regenerate", NAME, "--json", env=clock)
    assert done.returncode == ExitCode.CHANGED, done.stderr
    assert json.loads(done.stdout)["briefs"][0]["edition"] == 1
    assert (folder / f"editions/{NAME}/1/{NAME}.pdf").read_bytes().startswith(b"%PDF")


def test_a_schedule_makes_no_edition(tmp_path: Path) -> None:
    folder = project(tmp_path)
    due(folder, MONDAY)
    spec = (folder / SPEC).read_text("utf-8")
    (folder / SPEC).write_text(changed(spec, "every: week\n", 'schedule: "5 4 * * *"\n'), "utf-8")
    assert only(due(folder, "2026-12-07T06:00")).outcome is Outcome.UNCHANGED


def test_only_the_last_reports_stay(tmp_path: Path) -> None:
    folder = project(tmp_path, settings="[regenerate]\nkeep = 3\n")
    others = ("notes.txt", "2020-01-01.json")
    (folder / "runs").mkdir()
    for name in others:
        (folder / "runs" / name).touch()
    for day in ("2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21"):
        due(folder, f"{day}T06:00")
    kept = {path.name for path in (folder / "runs").iterdir()} - {*others, "state.json", ".lock"}
    days = ("2026-12-07", "2026-12-14", "2026-12-21")
    assert kept == {f"{day}T06-00-00Z.{end}" for day in days for end in ("json", "txt")}
    assert all((folder / "runs" / name).exists() for name in others)
