"""What the shells complete: by the protocol that they speak, and in the shells that are here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.kinds import kind_names
from pages import SRC, environment
from test_imports import WATCHED

# As the script does that pip installs, whose name says which variable asks for completion.
CALL = "import sys; sys.argv[0] = 'briefgen'; from briefgen.cli import main; main()"
COMMANDS = [
    "init", "build", "check", "diff", "doctor", "unpack", "verify", "explain", "ledger",
    "impact", "freshness", "list", "new", "preview", "publish", "editions", "refresh",
    "regenerate", "schema", "cache", "facts", "schedule", "sources", "templates",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of three briefs, with other files beside them."""
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefgen.toml").touch()
    for name in ("kazakhstan", "kyrgyzstan", "oman", ".hidden"):
        (tmp_path / f"briefs/{name}.yaml").touch()
    (tmp_path / "briefs/notes.txt").touch()
    return tmp_path


def completed(folder: Path, line: str, shell: str = "bash") -> list[str]:
    """What a shell is offered at the end of a line."""
    words = line.split(" ")
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "pwsh": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]},
    }[shell]
    done = subprocess.run(
        [sys.executable, "-c", CALL],
        cwd=folder,
        env=environment(_BRIEFGEN_COMPLETE=f"complete_{shell}", **asked),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1] if done.stdout.strip() else []


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("briefgen ", COMMANDS),
        ("briefgen build k", ["kazakhstan", "kyrgyzstan"]),
        ("briefgen check --strict o", ["oman"]),
        ("briefgen build ", ["kazakhstan", "kyrgyzstan", "oman"]),
        ("briefgen build oman k", ["kazakhstan", "kyrgyzstan"]),
        ("briefgen build oman ", ["kazakhstan", "kyrgyzstan"]),
        ("briefgen build x", []),
        ("briefgen new ", list(kind_names())),
        ("briefgen new sum", ["summit-brief"]),
        ("briefgen new summit-brief ", []),
        ("briefgen schema th", ["threat-assessment"]),
        ("briefgen build --str", ["--strict"]),
    ],
)
def test_bash_is_offered(folder: Path, line: str, offered: list[str]) -> None:
    assert completed(folder, line) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish", "pwsh"])
def test_other_shells_are_offered_the_same(folder: Path, shell: str) -> None:
    offered = "\n".join(completed(folder, "briefgen build k", shell))
    assert "kazakhstan" in offered
    assert "kyrgyzstan" in offered
    assert "oman" not in offered


def test_a_project_is_found_from_below(folder: Path) -> None:
    assert completed(folder / "briefs", "briefgen build o") == ["oman"]


def test_where_there_is_no_project_nothing_is_said(tmp_path: Path) -> None:
    assert completed(tmp_path, "briefgen build k") == []


LOADED = f"""
import sys
from types import SimpleNamespace
from briefgen.cli.completing import briefs
assert briefs(SimpleNamespace(params={{}}), "k") == ["kazakhstan", "kyrgyzstan"]
print(*[name for name in {WATCHED!r} if name in sys.modules])
"""


def test_names_are_completed_without_loading_anything(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []


# Shells that are here ------------------------------------------------------------------------


@pytest.fixture
def on_path(folder: Path) -> dict[str, str]:
    """The environment of a shell that finds this checkout as `briefgen`."""
    commands = folder / "bin"
    commands.mkdir()
    script = f'#!/bin/sh\nexec "{sys.executable}" -c "{CALL}" "$@"\n'
    (commands / "briefgen").write_text(script)
    (commands / "briefgen").chmod(0o755)
    return environment(PATH=f"{commands}{os.pathsep}{os.environ['PATH']}", PYTHONPATH=str(SRC))


# Each shell is taught by what --show-completion prints in it, and then asked as by Tab.
SHELLS = {
    "bash": """
        eval "$(briefgen --show-completion)"
        COMP_WORDS=(briefgen build k) COMP_CWORD=2
        _briefgen_completion briefgen
        printf '%s\\n' "${COMPREPLY[@]}"
    """,
    "zsh": """
        compdef() { : }
        _arguments() { print -r -- "$@" }
        eval "$(briefgen --show-completion)"
        words=(briefgen build k) CURRENT=3
        _briefgen_completion
    """,
    "fish": """
        briefgen --show-completion | source
        complete --do-complete "briefgen build k"
    """,
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_real_shell_completes_names_of_briefs(
    folder: Path, on_path: dict[str, str], shell: str
) -> None:
    if (found := shutil.which(shell)) is None:
        pytest.skip(f"there is no {shell} here")
    quiet = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run(
        [found, *quiet, "-c", SHELLS[shell]],
        cwd=folder,
        env={**on_path, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "kazakhstan" in done.stdout, done.stderr
    assert "kyrgyzstan" in done.stdout
    assert "oman" not in done.stdout
