"""Our entries in the schedulers of this machine: put there, and taken away again, and no others."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from briefgen.errors import Place, Problem, UsageProblem
from briefgen.project import write_whole
from briefgen.schedulers import WORKFLOW, crontab_with, crontab_without, units, workflow

PATIENCE = 30  # seconds for a command of the system


def install_units(root: Path, command: Sequence[str]) -> list[str]:
    """Write our units and start the timer; the paths."""
    folder, written = _unit_folder(), units(root, command)
    for name, text in written.items():
        write_whole(folder / name, text.encode())
    _systemctl("daemon-reload")
    _systemctl("enable", "--now", next(name for name in written if name.endswith(".timer")))
    return [str(folder / name) for name in written]


def remove_units(root: Path) -> list[str]:
    """Stop the timer and take our units away; the paths of those that were there."""
    folder = _unit_folder()
    there = [folder / name for name in units(root, ()) if (folder / name).is_file()]
    if there:
        timers = [path.name for path in there if path.suffix == ".timer"]
        _systemctl("disable", "--now", *timers)
        for path in there:
            path.unlink()
        _systemctl("daemon-reload")
    return [str(path) for path in there]


def _unit_folder() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "systemd" / "user"


def _systemctl(*words: str) -> None:
    _run("systemctl", "--user", *words)


def install_line(root: Path, command: Sequence[str]) -> list[str]:
    """Put our line into the crontab of this user."""
    before = _crontab()
    after = crontab_with(before, root, command)
    if after != before:
        _run("crontab", "-", given=after)
    return ["crontab"]


def remove_line(root: Path) -> list[str]:
    """Take our line out of the crontab of this user."""
    before = _crontab()
    after = crontab_without(before, root)
    if after == before:
        return []
    _run("crontab", "-", given=after)
    return ["crontab"]


def _crontab() -> str:
    """The crontab as it is; a user who has none has an empty one."""
    done = _started("crontab", "-l")
    if done.returncode and "no crontab" not in done.stderr:
        raise _failed("crontab", done.stderr)
    return "" if done.returncode else done.stdout


def install_workflow(root: Path) -> list[str]:
    """Write our workflow; one of that name that is another stays."""
    path = root / WORKFLOW
    if path.is_file() and path.read_text("utf-8") != workflow():
        message, hint = "this is there already, and is not as we write it", "move it away"
        raise UsageProblem(Problem(Place(WORKFLOW), message, hint))
    write_whole(path, workflow().encode())
    return [WORKFLOW]


def remove_workflow(root: Path) -> list[str]:
    """Take our workflow away, unless it was changed since."""
    path = root / WORKFLOW
    if not path.is_file() or path.read_text("utf-8") != workflow():
        return []
    path.unlink()
    return [WORKFLOW]


def _run(program: str, *words: str, given: str = "") -> None:
    done = _started(program, *words, given=given)
    if done.returncode:
        raise _failed(program, done.stderr)


def _started(program: str, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    found = shutil.which(program)
    if found is None:
        hint = "print what it would be given with --dry-run, or choose another scheduler"
        raise UsageProblem(Problem(Place("schedule"), f"there is no {program} here", hint))
    try:
        return subprocess.run(
            [found, *words],
            input=given,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _failed(program, "it gave no answer") from None


def _failed(program: str, said: str) -> UsageProblem:
    words = " ".join(said.split())[:200] or "it did not say why"
    hint = "print what it is given with --dry-run"
    return UsageProblem(Problem(Place("schedule"), f"{program} failed: {words}", hint))
