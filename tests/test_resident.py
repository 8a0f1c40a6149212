"""The resident runner as a real process, which is told to stop in the middle of a build."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.errors import ExitCode
from pages import command, environment
from projects import NAME
from regenerations import due, numbers, project, set_no_pages

MONDAY = "2026-11-30T06:00"
PATIENCE = 120


def until(there: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for something that a process is about to do."""
    end = time.monotonic() + PATIENCE
    while not there():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def begun(folder: Path) -> bool:
    """Whether a run has begun the brief."""
    state = folder / "runs/state.json"
    return state.is_file() and NAME in json.loads(state.read_text("utf-8"))["briefs"]


@pytest.mark.parametrize(
    ("words", "code"),
    [(["schedule", "run"], 0), (["regenerate", "--due"], int(ExitCode.INTERRUPTED))],
)
def test_it_stops_cleanly_in_the_middle_of_a_build(
    words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path)
    process = subprocess.Popen(
        command(*words),
        cwd=folder,
        env=environment(BRIEFGEN_TODAY=MONDAY),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: begun(folder), process)
    time.sleep(0.7)  # well into the build
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=PATIENCE)
    assert process.returncode == code, said
    assert "Traceback" not in said[1]
    left = [path.name for path in folder.rglob(".*") if path.name not in (".lock",)]
    assert left == []
    assert not (folder / f"editions/{NAME}/1").exists()
    set_no_pages(monkeypatch)
    assert [each.name for each in due(folder, MONDAY).briefs] == [NAME]
    assert numbers(folder) == [1]


def test_it_waits_and_stops_where_nothing_is_due(tmp_path: Path) -> None:
    folder = project(tmp_path, timing="")
    process = subprocess.Popen(
        command("schedule", "run"),
        cwd=folder,
        env=environment(BRIEFGEN_TODAY=MONDAY),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: (folder / "runs/.lock").exists(), process)
    process.send_signal(signal.SIGTERM)
    said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said[1].splitlines()[-1]) == (0, "stopped")
