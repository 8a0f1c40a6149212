"""Digests of files, and when one may be believed without reading the file again.

A file whose size, times, inode and device are what they were is taken to have the content it had.
That is safe on POSIX, where the time of the last change (ctime) is set by the system at every write
and cannot be set back by a program, with one exception: a file written twice within one tick of
that clock. So a digest is believed only if the file had rested for SETTLED when it was taken; until
then, and on Windows, which keeps no such time, the file is read.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from briefgen.digests import digest_of

SETTLED = 2_000_000_000  # nanoseconds; the coarsest clock of a file system in use, that of FAT
TRUSTED = os.name == "posix"


class Stamp(NamedTuple):
    """A digest, what the file looked like when it was taken, and when that was."""

    digest: str
    size: int
    modified: int
    changed: int
    inode: int
    device: int
    taken: int

    def holds(self, now: os.stat_result) -> bool:
        """Whether a file that looks like this needs not be read again."""
        same = (self.size, self.modified, self.changed, self.inode, self.device) == _look(now)
        return TRUSTED and same and self.taken - self.changed > SETTLED


@dataclass
class Digests:
    """The digest of any file, read only where it must be; remembers what it read, and when."""

    known: dict[str, Stamp] = field(default_factory=dict)
    read: int = 0  # files that were read
    settled: int = 0  # of these, those that need not be read the next time

    def of(self, path: Path | str) -> str | None:
        """The digest of a file; None where there is none that can be read."""
        name = str(path)
        try:
            now = os.stat(name)  # noqa: PTH116  # a Path costs more than the call
            stamp = self.known.get(name)
            if stamp is not None and stamp.holds(now):
                return stamp.digest
            return self._taken(name)
        except OSError:
            return None

    def whole(self, path: str) -> str | None:
        """One digest of a folder with all that is in it, or that of a file; None if it is gone."""
        try:
            told = [f"{name[len(path) :]}={self.of(name)}" for name in sorted(walk(path))]
        except NotADirectoryError:
            return self.of(path)
        except OSError:
            return None
        return digest_of("\0".join(told).encode())

    def _taken(self, name: str) -> str:
        taken = time.time_ns()
        with open(name, "rb") as stream:  # noqa: PTH123
            looked = os.fstat(stream.fileno())
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            unmoved = _look(looked) == _look(os.fstat(stream.fileno()))
        self.read += 1
        if unmoved:
            stamp = self.known[name] = Stamp(digest, *_look(looked), taken)
            self.settled += stamp.holds(looked)
        else:
            self.known.pop(name, None)  # somebody is writing it
        return digest

    def kept(self, paths: Iterable[str]) -> Mapping[str, Stamp]:
        """What is known of these files alone."""
        return {path: self.known[path] for path in sorted(paths) if path in self.known}


def walk(folder: str) -> Iterator[str]:
    """The files under a folder but for hidden ones and those that the interpreter writes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not entry.is_dir(follow_symlinks=False):
                yield entry.path
            elif entry.name != "__pycache__":
                yield from walk(entry.path)


def _look(now: os.stat_result) -> tuple[int, int, int, int, int]:
    return now.st_size, now.st_mtime_ns, now.st_ctime_ns, now.st_ino, now.st_dev
