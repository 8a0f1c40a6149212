"""One regeneration at a time: whoever comes second does nothing, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefgen import locking
from briefgen.errors import AlreadyRunning, Place, Problem, UsageProblem

LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The folder of runs, made if need be, for this process; AlreadyRunning where it is taken."""
    _make(folder)
    try:
        with locking.alone(folder / LOCK):
            yield
    except locking.Taken:
        message = "another regeneration is at work here"
        hint = "wait until it is done; what is due then is done by the next one"
        raise AlreadyRunning(Problem(Place(str(folder)), message, hint)) from None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / LOCK).touch()
    except OSError as error:
        message = f"reports cannot be written here: {error.strerror or error}"
        hint = "see who may write there, or name another folder: [regenerate] runs"
        raise UsageProblem(Problem(Place(str(folder)), message, hint)) from None
