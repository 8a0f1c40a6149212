"""Where the time of a brief goes, and how it is told."""

from __future__ import annotations

import json
import time
from itertools import count
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefgen.cli.commands import app
from briefgen.project import write_whole
from briefgen.spending import REST, Spent, stage, timed
from projects import NAME, minimal_project

STAGES = {
    "checking", "composing", "filling templates", "loading the engine", "loading fonts",
    "laying out pages", "writing the PDF", "proving notes", REST,
}  # fmt: skip


def test_a_stage_is_counted_without_those_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = count()
    monkeypatch.setattr(time, "perf_counter", lambda: float(next(ticks)))

    @stage("inner")
    def inner() -> None:
        """Takes one tick."""

    with timed() as clock, stage("outer"):
        inner()
        inner()
    assert clock.spent() == {REST: Spent(2, 1), "outer": Spent(3, 1), "inner": Spent(2, 2)}
    with stage("unheard"):
        assert "unheard" not in clock.spent()


def test_a_stage_that_fails_is_counted_too() -> None:
    with timed() as clock, pytest.raises(ValueError, match="no"), stage("failing"):
        raise ValueError("no")
    assert clock.spent()["failing"].times == 1


def test_a_build_says_where_its_time_went(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, text in {**minimal_project(), "briefgen.toml": ""}.items():
        write_whole(tmp_path / path, text.encode())
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["build", NAME, "--timings"])
    assert said.exit_code == 0
    lines = said.stderr.splitlines()
    assert lines[0].startswith(f"{NAME}: ")
    assert {line.split("  ")[-1].partition(",")[0] for line in lines[1:]} == STAGES
    assert said.stdout.count("\n") == 1
    told = CliRunner().invoke(app, ["build", NAME, "--timings", "--force", "--json"])
    (brief,) = json.loads(told.stdout)
    assert set(brief["timings"]) == STAGES
    assert brief["timings"]["laying out pages"]["times"] == brief["layouts"]
    parts = sum(each["seconds"] for each in brief["timings"].values())
    assert parts == pytest.approx(brief["seconds"], rel=0.2)
    unchanged = CliRunner().invoke(app, ["build", NAME, "--timings"])
    assert unchanged.stderr == ""
