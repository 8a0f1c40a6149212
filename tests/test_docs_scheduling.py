"""The page on scheduling: its report is that of a run, its commands install what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from bank_project import BANK, SPEC, answer, at_loopback, bank_project
from doc_examples import claimed, said, written
from projects import SPEC as OTHER_SPEC
from projects import minimal_project
from provider_server import serving
from regenerations import due, set_no_pages
from shown import aside, runs
from test_schedule import FAKE

MODULE = "test_docs_scheduling"
PAGE = "scheduling.md"
LAST = {("Kazakhstan", 2024): 288000000000}


def test_schedules_that_are_shown_give_the_runs_that_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    by_word, by_cron, shown, *_ = claimed(PAGE, MODULE)
    files = {"briefgen.toml": "", SPEC: by_word, OTHER_SPEC: by_cron}
    written(files, tmp_path)
    monkeypatch.setenv("BRIEFGEN_TODAY", "2026-11-26T12:00")
    ((command, listed),) = runs(shown)
    assert said(command, tmp_path, monkeypatch, capsys) == listed


def test_the_report_reads_as_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = (each for each in claimed(PAGE, MODULE) if "published" in each)
    at_loopback(monkeypatch)
    set_no_pages(monkeypatch)
    with serving() as provider:
        files = {**minimal_project(), **bank_project(provider)}
        for spec in (SPEC, OTHER_SPEC):
            files[spec] += "every: week\n"
        written(files, tmp_path)
        provider.at(BANK, answer({}))
        for monday in ("2026-11-16", "2026-11-23", "2026-11-30"):
            of_the_week = files[SPEC].replace("\nsubtitle: ", f"\nsubtitle: By {monday}, ")
            (tmp_path / SPEC).write_text(of_the_week, "utf-8")
            due(tmp_path, f"{monday}T06:00")
        provider.at(BANK, answer(LAST))
        report = due(tmp_path, "2026-12-07T06:00")
    assert (tmp_path / report.path.replace(".json", ".txt")).read_text("utf-8") == shown


def test_what_is_installed_is_what_stands_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With schedulers of the test’s own: those of the machine are nobody’s business."""
    folder, home = tmp_path / "project", tmp_path / "home"
    fakes = {"home/crontab": FAKE, "home/systemctl": "#!/bin/sh\n"}
    written({"project/briefgen.toml": "", **fakes}, tmp_path)
    for name in ("crontab", "systemctl"):
        (home / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}:/usr/bin:/bin")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    done = {
        beside: said(command, folder, monkeypatch, capsys).removeprefix("installed: ")
        for command, beside in aside(claimed(PAGE, MODULE)[-1]).items()
    }
    units = home / "systemd/user"
    assert done.pop("a timer for this user").startswith(f"{units}/briefgen-project-")
    assert {path.suffix for path in units.iterdir()} == {".timer", ".service"}
    assert done.pop("a line in the crontab of this user") == "crontab\n"
    assert f"cd {folder} && " in (home / "tab").read_text("utf-8")
    ((path, printed),) = done.items()
    assert printed == f"{path}\n" and (folder / path).is_file()
