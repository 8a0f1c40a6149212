"""Whether anything that the last build looked at is different now, and when to look again.

Content decides, never a date: an editor that saves what was there causes nothing.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from contextlib import aclosing
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from watchfiles import awatch

from briefgen.incremental.stamps import Digests, walk
from briefgen.incremental.watching import listing_now
from briefgen.preview.values import Read
from briefgen.project import DiskFiles

QUIET = 50  # milliseconds without a change after which changes are taken as one
GATHERED = 400  # milliseconds for which changes are gathered at most
AT_LEAST = 1000  # milliseconds after which to look, for disks that tell nobody of changes


class Eye(Struct):
    """What the last build looked at, as it is known to be."""

    files: DiskFiles
    known: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)  # folders outside, by full paths
    digests: Digests = field(default_factory=Digests)

    def take(self, read: Read) -> None:
        """Look at these from now on, and expect them as they were read.

        Of a check that did not come to its end nothing is known: then at the same as before.
        """
        if read == Read():
            return
        gone = dict.fromkeys(read.absent, "")
        self.known = {**read.reads, **gone, **read.listings}
        # A theme that cannot be read is not named any more, and is to be looked at all the same.
        self.elsewhere |= read.elsewhere

    def begin(self, path: str) -> None:
        """Look at this file until a check has said what there is to be looked at."""
        self.known = {path: self._now(path)}

    def changed(self) -> bool:
        """Whether anything is other than it was the last time; then that is what is known."""
        now = {path: self._now(path) for path in self.known}
        outside = {path: self.digests.whole(path) or "" for path in self.elsewhere}
        different = (now, outside) != (self.known, self.elsewhere)
        self.known, self.elsewhere = now, outside
        return different

    def folders(self) -> tuple[str, ...]:
        """The folders to watch: those of all that was looked at, as far as they are there."""
        root = self.files.root
        own = (str(_there(root, path)) for path in self.known)
        return tuple(sorted({str(root), *own, *_folders(self.elsewhere)}))

    def _now(self, path: str) -> str:
        if "/*" in path:
            return listing_now(self.files, path)
        there = self.files.exists(path)
        return self.digests.of(self.files.root / path) or "" if there else ""


def _folders(paths: Iterable[str]) -> Iterator[str]:
    """Folders, those in them, and those of files."""
    for path in filter(os.path.exists, paths):
        inner = walk(path) if Path(path).is_dir() else (path,)
        yield from (str(Path(each).parent) for each in inner)


def _there(root: Path, path: str) -> Path:
    for above in PurePosixPath(path).parents:
        if (folder := root / above).is_dir():
            return folder
    return root


async def changes(eye: Eye, stop: asyncio.Event) -> AsyncIterator[None]:
    """One item whenever something is different, after it has come to rest."""
    while not stop.is_set():
        folders = eye.folders()
        async with aclosing(_ticks(folders, stop)) as ticks:
            async for _ in ticks:
                if await asyncio.to_thread(eye.changed):
                    yield
                if eye.folders() != folders:
                    break


async def _ticks(folders: tuple[str, ...], stop: asyncio.Event) -> AsyncGenerator[None, None]:
    watching = awatch(
        *folders,
        watch_filter=None,
        debounce=GATHERED,
        step=QUIET,
        stop_event=stop,
        rust_timeout=AT_LEAST,
        yield_on_timeout=True,
        recursive=False,
    )
    async for _ in watching:
        yield
