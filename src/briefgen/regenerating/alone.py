"""One regeneration at a time: whoever comes second does nothing, and says so.

The system lets go of the lock when a process ends, however it ends.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from briefgen.errors import AlreadyRunning, Place, Problem, UsageProblem

LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The folder of runs, made if need be, for this process; AlreadyRunning where it is taken."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / LOCK).open("ab")
    except OSError as error:
        message = f"reports cannot be written here: {error.strerror or error}"
        hint = "see who may write there, or name another folder: [regenerate] runs"
        raise UsageProblem(Problem(Place(str(folder)), message, hint)) from None
    with stream:
        if not _taken(stream):
            message = "another regeneration is at work here"
            hint = "wait until it is done; what is due then is done by the next one"
            raise AlreadyRunning(Problem(Place(str(folder)), message, hint))
        yield


if sys.platform == "win32":

    def _taken(stream: BinaryIO) -> bool:
        import msvcrt

        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _taken(stream: BinaryIO) -> bool:
        import fcntl

        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
