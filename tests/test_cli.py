"""The command as scripts and people meet it: exit codes, stdout and stderr, colour, progress."""

from __future__ import annotations

import errno
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import __version__
from briefgen.cli.guard import guarded
from briefgen.errors import ExitCode
from briefgen.terminal import colour_wanted
from pages import built, command, environment, on_disk, project, run, small, spec

BROKEN = spec().replace("likelihood: likely\n", "likelihood: perhaps\n")
# A warning: a source that nothing cites is none, but a heading that is too long is.
LONG = spec().replace(
    "Politics: one office", "Politics: one office and everything about it there is"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good brief, a broken one, and one with a warning."""
    made = on_disk(project(), tmp_path_factory.mktemp("project"))
    (made / "briefs/broken.yaml").write_text(BROKEN, "utf-8")
    (made / "briefs/long.yaml").write_text(LONG, "utf-8")
    return made


GOOD = "small: no problems; 9 of 9 claims sourced\n"
PROBLEM_KEYS = {"code", "page", "severity", "message", "hint", "file", "line", "column"}


# Building --------------------------------------------------------------------------------------


def test_a_build_says_what_it_made_and_where(folder: Path) -> None:
    done = run(folder, "build", "small")
    assert done.returncode == ExitCode.DONE, done.stderr
    assert re.fullmatch(
        r"small: 3 pages, \d+ notes, 3 sources, 1 figures?, \d+\.\d s, out/small\.pdf\n",
        done.stdout,
    )
    assert done.stderr == ""
    assert (folder / "out/small.pdf").read_bytes() == built()


def test_one_broken_brief_does_not_stop_the_others(folder: Path, tmp_path: Path) -> None:
    done = run(folder, "build", "broken", "small", "-o", str(tmp_path / "made"))
    assert done.returncode == ExitCode.PROBLEMS
    assert [entry.name for entry in (tmp_path / "made").iterdir()] == ["small.pdf"]
    assert "briefs/broken.yaml:" in done.stderr
    assert "perhaps" in done.stderr
    assert "broken: not built (1 error" in done.stderr
    assert "perhaps" not in done.stdout
    assert done.stdout.startswith("small: ")


def test_stdout_takes_the_pdf_alone(folder: Path) -> None:
    done = subprocess.run(
        command("build", "small", "-o", "-"),
        cwd=folder,
        env=environment(),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout == built()
    assert done.stderr == b""
    assert not (folder / "-").exists()


def test_a_file_may_be_named_and_results_may_be_json(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "a b/Brief.pdf"
    done = run(folder, "build", "small", "--json", "-o", str(target))
    assert done.returncode == 0
    (result,) = json.loads(done.stdout)
    assert target.read_bytes() == built()
    assert result["path"] == str(target)
    assert (result["name"], result["ok"], result["exit_code"]) == ("small", True, 0)
    assert (result["pages"], result["sources"], result["figures"]) == (3, 3, 1)
    assert result["notes"] == small().proof.notes
    assert result["problems"] == []
    assert len(result["page_fill"]) == 3
    assert {"layouts", "seconds"} <= set(result)


@pytest.mark.parametrize(
    "arguments",
    [
        ("-o", "-", "small", "long"),
        ("-o", "one.pdf", "small", "long"),
        ("-o", "-", "--json", "small"),
        (),
        ("small", "--all"),
        ("smal",),
        ("../small",),
        ("/etc/passwd",),
        ("--nonsense",),
    ],
)
def test_a_wrong_call_is_told_as_such(folder: Path, arguments: tuple[str, ...]) -> None:
    done = run(folder, "build", *arguments)
    assert done.returncode == ExitCode.USAGE, done.stderr
    assert done.stdout == ""
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_name_is_met_with_the_nearest(folder: Path) -> None:
    assert "did you mean “small”?" in run(folder, "check", "smal").stderr


# Checking and listing --------------------------------------------------------------------------


def test_a_check_prints_its_verdict_and_no_progress(folder: Path) -> None:
    done = run(folder, "check", "small")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        GOOD,
        "",
    )


def test_a_check_of_several_tells_each(folder: Path) -> None:
    done = run(folder, "check", "--all")
    assert done.returncode == ExitCode.PROBLEMS
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "broken",
        "long",
        "small",
    ]
    assert "1 error" in done.stdout


@pytest.mark.parametrize("command_name", ["check", "build"])
def test_strict_makes_warnings_errors(folder: Path, command_name: str, tmp_path: Path) -> None:
    more = ["-o", str(tmp_path)] if command_name == "build" else []
    strict = run(folder, command_name, "long", "--strict", *more)
    assert strict.returncode == ExitCode.PROBLEMS
    assert "warning" in strict.stderr
    assert not list(tmp_path.iterdir())


def test_a_warning_alone_stops_nothing(folder: Path) -> None:
    done = run(folder, "check", "long")
    assert (done.returncode, done.stdout) == (0, "long: 1 warning; 9 of 9 claims sourced\n")
    assert "warning" in done.stderr


def test_json_of_a_check(folder: Path) -> None:
    done = run(folder, "check", "broken", "small", "--json")
    broken, good = json.loads(done.stdout)
    assert done.returncode == ExitCode.PROBLEMS
    assert (good["name"], good["ok"], good["problems"]) == ("small", True, [])
    assert good["coverage"] == {"claims": 9, "sourced": 9}
    assert sum(part["claims"] for part in good["sections"].values()) == 9
    assert not broken["ok"]
    assert set(broken["problems"][0]) == PROBLEM_KEYS
    assert broken["problems"][0]["file"] == "briefs/broken.yaml"


def test_quiet_says_errors_alone(folder: Path) -> None:
    done = run(folder, "check", "small", "long", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = run(folder, "check", "broken", "-q")
    assert "perhaps" in done.stderr


def test_the_list_of_briefs(folder: Path) -> None:
    done = run(folder, "list")
    assert done.returncode == 0
    rows = done.stdout.splitlines()
    assert [row.split()[0] for row in rows] == ["broken", "long", "small"]
    assert all("Testland" in row and "2025-01-10" in row for row in rows)
    listed = json.loads(run(folder, "list", "--json").stdout)
    assert listed[0] == {
        "name": "broken",
        "kind": "country-profile",
        "title": "Testland",
        "information_cutoff": "2025-01-10",
    }


def test_the_version() -> None:
    done = run(Path("/"), "--version")
    assert (done.returncode, done.stdout) == (0, f"briefgen {__version__}\n")


def test_no_project_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "list")
    assert done.returncode == ExitCode.USAGE
    assert "briefgen.toml" in done.stderr


def test_a_project_is_found_from_below(folder: Path) -> None:
    assert run(folder / "briefs", "check", "small").returncode == 0


# Our own mistakes ------------------------------------------------------------------------------


def test_a_bug_is_one_line_and_70(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("BRIEFGEN_DEBUG", raising=False)
    with pytest.raises(SystemExit) as stopped, guarded():
        raise ZeroDivisionError("by zero")
    assert stopped.value.code == ExitCode.OUR_BUG
    said = capsys.readouterr().err
    assert "a bug of ours: ZeroDivisionError: by zero" in said
    assert "BRIEFGEN_DEBUG=1" in said


def test_what_the_machine_refuses_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped, guarded():
        raise OSError(errno.ENOSPC, "No space left on device", "editions/small/1")
    assert stopped.value.code == ExitCode.RENDERING
    said = capsys.readouterr().err
    assert "editions/small/1: error: the machine says: No space left on device" in said
    assert "bug" not in said


def test_debug_shows_the_whole_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError), guarded():
        raise ZeroDivisionError


# The end of the process ------------------------------------------------------------------------

ENDING = """
import atexit, sys, threading
from briefgen import cli
atexit.register(print, "put away")
def main():
    print("done", end=" ")
    if sys.argv[1] == "thread":
        threading.Thread(target=lambda: (threading.main_thread().join(), print("after"))).start()
    raise SystemExit({"none": None, "word": "a word"}.get(sys.argv[1], 10))
cli.main = main
class Witness:
    def __del__(self): sys.stderr.write("taken apart")
witness = Witness()
cli.command()
"""


@pytest.mark.parametrize(
    ("how", "code", "printed", "told"),
    [
        ("quick", 10, "done put away\n", ""),
        ("thread", 10, "done after\nput away\n", "taken apart"),
        ("none", 0, "done put away\n", "taken apart"),
        ("word", 1, "done put away\n", "a word\ntaken apart"),
    ],
)
def test_the_process_puts_away_what_it_must_and_is_gone(
    how: str, code: int, printed: str, told: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ENDING, how], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (code, printed, told)


# Terminals and pipes ---------------------------------------------------------------------------


def on_a_terminal(folder: Path, *arguments: str, **env: str) -> tuple[int, str, str]:
    """Exit code, stdout through a pipe, and what a terminal showed as stderr."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(*arguments),
        cwd=folder,
        env=environment(TERM="xterm", **env),
        stdout=subprocess.PIPE,
        stderr=theirs,
        text=True,
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 4096):
            shown += piece
    except OSError:
        pass  # the other end is closed
    out, _ = process.communicate(timeout=60)
    os.close(ours)
    return process.returncode, out, shown.decode()


def test_a_terminal_sees_progress_which_is_wiped(folder: Path) -> None:
    code, out, shown = on_a_terminal(folder, "check", "small")
    assert (code, out) == (0, GOOD)
    assert "checking …" in shown
    assert shown.endswith("\r\033[K")


def test_colour_is_for_terminals_and_for_those_who_ask(folder: Path) -> None:
    assert "\033[31m" in on_a_terminal(folder, "check", "broken")[2]
    assert "\033[31m" not in on_a_terminal(folder, "check", "broken", NO_COLOR="1")[2]
    assert "\033[" not in run(folder, "check", "broken").stderr
    assert "\033[31m" in run(folder, "check", "broken", env={"FORCE_COLOR": "1"}).stderr


class Screen:
    """A stream that says whether it is a terminal."""

    def __init__(self, live: bool) -> None:
        self.live = live

    def isatty(self) -> bool:
        return self.live


@pytest.mark.parametrize(
    ("live", "env", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_when_colour_is_wanted(live: bool, env: dict[str, str], wanted: bool) -> None:
    assert colour_wanted(Screen(live), env) is wanted  # type: ignore[arg-type]


def test_a_reader_that_leaves_is_no_error(folder: Path) -> None:
    process = subprocess.Popen(
        command("list"),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert said == ""
