"""The output of a command that the settings declare; a data file can only name it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from briefgen.errors import did_you_mean
from briefgen.refreshing.failing import Unfetched

_QUOTED = 200  # characters of what a command complains of


def output_of(
    name: str,
    commands: Mapping[str, Sequence[str]],
    root: Path | None,
    timeout: int,
    most: int,
) -> bytes:
    """What a command prints; Unfetched where it is not declared, fails, or prints too much."""
    words = commands.get(name)
    if words is None:
        hint = did_you_mean(name, commands, f"add it in briefgen.toml: [refresh.commands] {name}")
        raise Unfetched(f"no command is called “{name[:40]}” in the settings", hint)
    if root is None or not words:
        raise Unfetched(f"the command “{name}” cannot be run here", "it needs words and a folder")
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
        code = _run(name, words, root, timeout, out.fileno(), complaints.fileno())
        if code != 0:
            complaints.seek(0)
            said = " ".join(complaints.read(4096).decode("utf-8", "replace").split())
            message = f"the command “{name}” ended with {code}: {said[:_QUOTED]}"
            raise Unfetched(message, "run it by hand to see more")
        if out.tell() == 0:
            out.seek(0, os.SEEK_END)
        if out.tell() > most:
            raise Unfetched(f"the command “{name}” prints more than {most:,} bytes")
        out.seek(0)
        return out.read(most)


def _run(
    name: str, words: Sequence[str], root: Path, timeout: int, out: int, complaints: int
) -> int:
    try:
        started = subprocess.Popen(
            [*words],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=complaints,
            start_new_session=os.name == "posix",
        )
    except OSError as error:
        message = f"the command “{name}” cannot be started ({error.strerror or error})"
        raise Unfetched(message, "check its first word in [refresh.commands]") from None
    with started:
        try:
            return started.wait(timeout)
        except subprocess.TimeoutExpired:
            _stop(started)
            message = f"the command “{name}” took more than {timeout} seconds"
            raise Unfetched(message, "raise [refresh] timeout") from None


def _stop(started: subprocess.Popen[bytes]) -> None:
    """End a command with all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(started.pid, signal.SIGKILL)
        started.kill()
