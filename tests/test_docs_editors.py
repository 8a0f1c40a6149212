"""The page on editors: its lines lead to schemas, its settings and scripts do what it says."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import lupa
import pytest

from briefgen.errors import ExitCode
from briefgen.project import SETTINGS_FILE, MemoryFiles
from briefgen.starting import new_project
from briefgen.starting.beginning import EDITOR, TASKS
from doc_examples import ROOT, claimed, ended, page, said
from language_server import CURSOR, SETTINGS, running
from projects import changed
from test_editor import FILE, FOUND, HEAD, with_server

LINE, SCHEMA, OFFERING, TASK, LUA, BOTH = claimed("editors.md", "test_docs_editors")
SPEC = "briefs/uzbekistan.yaml"

Say = Callable[[str], str]


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Runs a command where a brief was begun, and gives what it prints."""
    said("briefgen new country-profile uzbekistan", tmp_path, monkeypatch, capsys)
    return lambda command: said(command, tmp_path, monkeypatch, capsys)


def test_the_lines_of_the_page_lead_to_what_its_command_writes(say: Say, tmp_path: Path) -> None:
    spec = (tmp_path / SPEC).read_text("utf-8")
    assert spec.startswith(LINE)
    shutil.rmtree(tmp_path / "schemas")
    (command,) = SCHEMA.splitlines()
    written = say(command).splitlines()
    for named in re.findall(r"schema[=:] ?(\S+)", LINE + BOTH):
        assert (tmp_path / SPEC).parent.joinpath(named).resolve().is_file()
    table = page("editors.md").split("\n## ")[0]
    assert {f"schemas/{name}" for name in re.findall(r"`([\w-]+\.json)`", table)} <= {*written}
    # For JetBrains: with both lines a brief is what it was.
    (tmp_path / SPEC).write_text(changed(spec, LINE, BOTH), "utf-8")
    assert "uzbekistan: no problems" in say("briefgen check uzbekistan")


def test_the_task_marks_what_its_command_finds(
    say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (task,) = json.loads(TASK)["tasks"]
    spec = (tmp_path / SPEC).read_text("utf-8")
    (tmp_path / SPEC).write_text(spec.replace("\ntitle: ", "\ntitel: "), "utf-8")
    command = " ".join([task["command"], *task["args"]])
    code, printed = ended(command, tmp_path, monkeypatch, capsys)
    (pattern,) = task["problemMatcher"]["pattern"]
    found = [match for line in printed.splitlines() if (match := re.match(pattern["regexp"], line))]
    assert code == ExitCode.PROBLEMS and found
    line = spec[: spec.index("\ntitle: ") + 1].count("\n") + 1
    told = {(each[pattern["file"]], int(each[pattern["line"]])) for each in found}
    assert (SPEC, line) in told and {file for file, _ in told} == {SPEC}
    assert {each[pattern["severity"]] for each in found} <= {"error", "warning"}
    assert all(each[pattern["message"]] for each in found)


def test_a_project_that_is_begun_has_the_files_of_the_page() -> None:
    made = {each.path: each.text for each in new_project(MemoryFiles(), "2025-01-15").made}
    assert json.loads(made[EDITOR]) == json.loads(OFFERING)
    assert json.loads(made[TASKS]) == json.loads(TASK)


@with_server
def test_an_empty_place_offers_whole_blocks() -> None:
    settings: dict[str, Any] = {"yaml": dict(SETTINGS["yaml"])}
    for name, value in json.loads(OFFERING).items():
        section, *keys = name.split(".")
        part = settings.setdefault(section, {})
        for key in keys[:-1]:
            part[key] = dict(part.get(key, {}))
            part = part[key]
        part[keys[-1]] = value
    with running([str(FOUND), "--stdio"], ROOT, settings) as server:
        judgements = f"{HEAD}key_judgements:\n  - {CURSOR}"
        assert [*server.completions(FILE, judgements)] == ["judgement"]
        begun = judgements.replace(CURSOR, f"id: kj-one\n    {CURSOR}")
        assert {"statement", "likelihood"} <= server.completions(FILE, begun).keys()


# Neovim ---------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A table of Lua as a list or a mapping."""
    if lupa.lua_type(value) != "table":
        return value
    keys = list(value.keys())
    if keys == list(range(1, len(keys) + 1)):
        return [plain(each) for each in value.values()]
    return {key: plain(each) for key, each in value.items()}


def configured() -> dict[str, Any]:
    """What the script tells Neovim of the server, which it must switch on by the same name."""
    lua = lupa.LuaRuntime()
    told: dict[str, Any] = {}
    switched: list[str] = []
    lsp = lua.table(config=lambda name, table: told.update({name: plain(table)}))
    lsp.enable = switched.append
    lua.globals().vim = lua.table(lsp=lsp)
    lua.execute(LUA)
    assert switched == [*told]
    return dict(told[switched[0]])


def test_the_script_for_neovim_names_the_project_and_its_files() -> None:
    config = configured()
    assert config["root_markers"] == [SETTINGS_FILE]
    assert config["filetypes"] == ["yaml"]
    assert set(config) == {"cmd", "filetypes", "root_markers", "settings"}


@with_server
def test_the_server_that_the_script_starts_underlines(say: Say, tmp_path: Path) -> None:
    config = configured()
    command, *words = config["cmd"]
    assert Path(str(FOUND)).name == command
    spec = (tmp_path / SPEC).read_text("utf-8")
    with running([str(FOUND), *words], tmp_path, config["settings"]) as server:
        assert server.problems(SPEC, spec) == []
        (told,) = (
            each
            for each in server.problems(SPEC, spec.replace("\ntitle: ", "\ntitel: "))
            if "titel" in each
        )
        assert told.endswith("Property titel is not allowed.")
