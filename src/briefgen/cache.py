"""Finished PDFs by what they are made of, in a folder that projects, people and CI runs may share.

An entry is a file named by its key, with the digest of its content on the first line: whatever is
damaged, cut short or half written is a miss. Entries are written in one step and never changed; the
longest unused go first when the folder is over its size. Nothing in it is executed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefgen.digests import digest_of
from briefgen.incremental.program import loaded_libraries, program_now
from briefgen.incremental.stamps import Digests
from briefgen.project import write_whole

SUFFIX = ".made"
MEGABYTE = 1_000_000
DEFAULT_MEGABYTES = 2000


class Cached(Struct, frozen=True):
    """A finished PDF and what was found out about it."""

    pdf: bytes
    told: Mapping[str, Any]


class Cache(Struct, frozen=True):
    """A folder of finished PDFs; `maker` is the state of everything that makes them."""

    folder: Path
    maker: str
    most: int = DEFAULT_MEGABYTES * MEGABYTE

    def find(self, job: str) -> Cached | None:
        """The PDF of a job, if it is there and whole."""
        path = self._path(job)
        try:
            head, _, content = path.read_bytes().partition(b"\n")
            if digest_of(content) != head.decode("ascii", "replace"):
                return None
            told, _, pdf = content.partition(b"\n")
            kept = Cached(pdf, json.loads(told))
        except (OSError, ValueError, RecursionError):
            return None
        with suppress(OSError):  # a folder that may only be read serves as well
            os.utime(path)
        return kept

    def keep(self, job: str, kept: Cached) -> None:
        """Put a PDF there; where that cannot be, the build is none the worse."""
        told = json.dumps(kept.told, ensure_ascii=False, sort_keys=True).encode()
        content = told + b"\n" + kept.pdf
        with suppress(OSError):
            write_whole(self._path(job), digest_of(content).encode() + b"\n" + content)
            prune(self.folder, self.most)

    def _path(self, job: str) -> Path:
        key = digest_of(f"{job}\0{self.maker}".encode())
        return self.folder / key[:2] / f"{key}{SUFFIX}"


def cache_at(folder: str | None, megabytes: str | None = None) -> Cache | None:
    """The cache in this folder; None where none is wanted or the system cannot tell its libraries.

    A PDF depends on the libraries that set its page. Where a process cannot see which files those
    are, two machines cannot be told apart, so nothing is shared.
    """
    if not folder:
        return None
    libraries = loaded_libraries()
    if not libraries:
        return None
    most = int(megabytes) if megabytes and megabytes.isdigit() else DEFAULT_MEGABYTES
    maker = program_now(Digests(), libraries).maker
    return Cache(Path(folder).expanduser().resolve(), maker, most * MEGABYTE)


class Size(Struct, frozen=True):
    """How many entries a cache has, and their bytes."""

    entries: int
    bytes: int


def size_of(folder: Path) -> Size:
    """What is in a cache."""
    sizes = [size for _, size, _ in _entries(folder)]
    return Size(len(sizes), sum(sizes))


def prune(folder: Path, most: int) -> Size:
    """Remove the longest unused entries until `most` bytes are left; what was removed."""
    entries = sorted(_entries(folder))
    over = sum(size for _, size, _ in entries) - most
    count = removed = 0
    for _, size, path in entries:
        if over <= removed:
            break
        with suppress(OSError):  # another process may have removed it
            path.unlink()
            count, removed = count + 1, removed + size
    return Size(count, removed)


def _entries(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """When each was last used, its size and its path."""
    for path in folder.glob(f"??/*{SUFFIX}"):
        with suppress(OSError):
            found = path.stat()
            yield found.st_mtime_ns, found.st_size, path
