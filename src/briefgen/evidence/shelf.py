"""The folder of editions on disk: one is put there whole or not at all, and stays as it is.

One publisher at a time holds the folder of a brief. The system lets go of it when a process ends,
however it ends, so what lies unfinished in a folder that is held was left by one that was killed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from briefgen.locking import alone
from briefgen.project import write_whole

UNFINISHED = ".unfinished-"


@contextmanager
def held(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """The folder of a brief, made if need be, for this process alone; others wait, and say so."""
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, waiting):
        for left in folder.glob(f"{UNFINISHED}*"):
            shutil.rmtree(left, ignore_errors=True)
        for part in folder.glob(".*.part"):  # of `latest`, which only who holds the folder writes
            part.unlink(missing_ok=True)
        yield


def put(target: Path, files: Mapping[str, bytes]) -> None:
    """A new folder with these files, in one step; FileExistsError where there is one already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=target.parent))
    try:
        for path, content in files.items():
            write_whole(made / path, content)
        for folder in (*(each for each in made.rglob("*") if each.is_dir()), made):
            _settle(folder)
        made.chmod(target.parent.stat().st_mode & 0o777)
        _rename(made, target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    _settle(target.parent)


def point(folder: Path, name: str, number: int) -> None:
    """Say in a file of the folder which edition is the last."""
    write_whole(folder / name, f"{number}\n".encode())
    _settle(folder)


def _rename(made: Path, target: Path) -> None:
    """A folder that is not empty is never replaced, and an empty one is no edition."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    try:
        made.rename(target)
    except OSError as error:
        if target.exists():
            raise FileExistsError(target) from error
        raise


def _settle(folder: Path) -> None:
    """What a folder lists survives the loss of power; elsewhere folders cannot be told so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
