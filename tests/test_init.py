"""`briefgen init`: what it writes into an empty folder and into one that has files."""

from __future__ import annotations

import json
import re

from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.starting import new_project
from briefgen.starting.beginning import RUNS, TASKS
from briefgen.validation import check
from pages import ROOT

DAY = "2025-01-15"


def begun(files: dict[str, str]) -> tuple[MemoryFiles, tuple[str, ...]]:
    """A folder after init, and what it left as it was."""
    held = MemoryFiles.of(files)
    beginning = new_project(held, DAY)
    for each in beginning.made:
        held.write(each.path, each.text.encode())
    return held, beginning.kept


def test_an_empty_folder_becomes_a_project_that_builds() -> None:
    files, kept = begun({})
    assert not kept
    read_settings(files)
    checked = check(files, "example")
    assert checked.brief is not None
    assert not checked.problems
    assert {".gitignore", TASKS, RUNS, "sources/example.yaml"} <= {*files.content}
    assert json.loads(files.read(TASKS))["tasks"][0]["args"] == ["check", "--all"]


def test_nothing_is_overwritten_and_a_second_time_nothing_is_written() -> None:
    files, kept = begun({"briefgen.toml": 'desk = "Ours"\n', TASKS: "{}", ".gitignore": "*.tmp"})
    assert kept == (TASKS,)
    assert files.read("briefgen.toml") == b'desk = "Ours"\n'
    assert files.read(TASKS) == b"{}"
    assert files.read(".gitignore") == b"*.tmp\n/out/\n/.briefgen/\n"
    assert not new_project(files, DAY).made


def test_a_folder_with_briefs_gets_no_example() -> None:
    files, _ = begun({"briefgen.toml": "", "briefs/oman.yaml": "kind: x\n"})
    assert "briefs/example.yaml" not in files.content


def test_a_folder_with_briefs_and_no_settings_becomes_a_project() -> None:
    files, _ = begun({"briefs/oman.yaml": "kind: x\n"})
    assert read_settings(files) == read_settings(begun({})[0])
    assert "schemas/settings.json" in files.content
    assert "briefs/example.yaml" not in files.content


def test_the_task_and_the_action_are_those_of_the_manual() -> None:
    files, _ = begun({})
    shown = re.findall(r"```json\n(.*?)```", (ROOT / "docs/editors.md").read_text("utf-8"), re.S)
    assert json.loads(files.read(TASKS)) in [json.loads(each) for each in shown]
    action = (ROOT / "docs/ci.md").read_text("utf-8")
    steps = files.read(RUNS).decode().partition("jobs:")[2].replace("--strict", "")
    assert all(line in action for line in steps.splitlines())
