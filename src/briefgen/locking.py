"""One process at a time. The system lets go of a lock when a process ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(Exception):  # noqa: N818  # what the place is
    """Another process is at work there."""


@contextmanager
def alone(path: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """This process alone at a folder or a file, which is made if need be and stays.

    Where another is at work, `waiting` is called once and then waited; without it that is Taken.
    """
    handle = _opened(path)
    try:
        if not _lock(handle, wait=False):
            if waiting is None:
                raise Taken
            waiting()
            _lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _opened(path: Path) -> int:
        return os.open(path / ".lock" if path.is_dir() else path, os.O_RDWR | os.O_CREAT)

    def _lock(handle: int, *, wait: bool) -> bool:
        import msvcrt

        while True:
            try:
                # It gives up after ten tries, a second apart.
                msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                return True

else:

    def _opened(path: Path) -> int:
        if path.is_dir():  # which can be locked itself, so nothing is left lying in it
            return os.open(path, os.O_RDONLY)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)

    def _lock(handle: int, *, wait: bool) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True
