"""Whether anything that the last build looked at is different now, and when to look again.

Content decides, never a date: an editor that saves what was there causes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from watchfiles import awatch

from briefgen.incremental.stamps import Digests
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
    digests: Digests = field(default_factory=Digests)

    def take(self, read: Read) -> None:
        """Look at these from now on, and expect them as they were read."""
        gone = dict.fromkeys(read.absent, "")
        self.known = {**read.reads, **gone, **read.listings}

    def changed(self) -> bool:
        """Whether anything is other than it was the last time; then that is what is known."""
        now = {path: self._now(path) for path in self.known}
        different = now != self.known
        self.known = now
        return different

    def folders(self) -> tuple[str, ...]:
        """The folders to watch: those of all that was looked at, as far as they are there."""
        root = self.files.root
        return tuple(sorted({str(root), *(str(_there(root, path)) for path in self.known)}))

    def _now(self, path: str) -> str:
        if "/*" in path:
            return listing_now(self.files, path)
        there = self.files.exists(path)
        return self.digests.of(self.files.root / path) or "" if there else ""


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
