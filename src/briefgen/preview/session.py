"""One brief that is being looked at: what is known of it, and who is told."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from msgspec import Struct, field, structs

from briefgen.errors import Problem, Severity
from briefgen.preview.values import Errand, Looked, Pages, Read
from briefgen.preview.watching import Eye, changes
from briefgen.preview.worker import Worker
from briefgen.project import BRIEFS, SUFFIX, DiskFiles

LINGERS = 5.0  # seconds for which a brief is kept up to date after its last reader left
BEATS = 15.0  # seconds after which a silent reader is asked whether it is still there

CHECKING, SETTING, DONE, BROKEN, GONE = "checking", "setting", "done", "broken", "gone"


class Shown(Struct, frozen=True):
    """What a browser shows; `build` counts the pages that were made."""

    phase: str = CHECKING
    looked: Looked = field(default_factory=lambda: Looked(Read()))
    found: tuple[Problem, ...] = ()  # by printing
    pages: Pages = field(default_factory=lambda: Pages(Read()))
    build: int = 0

    @property
    def stale(self) -> bool:
        """Whether the pages are those of an earlier spec, which could be printed."""
        return self.phase in (BROKEN, GONE) and bool(self.build)

    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong, each once."""
        return tuple(dict.fromkeys((*self.looked.problems, *self.found)))


class Session:
    """Keeps one brief up to date while somebody looks at it."""

    def __init__(self, errand: Errand, root: Path, worker: Worker) -> None:
        self.shown = Shown()
        self._errand, self._root, self._worker = errand, root, worker
        self._told = asyncio.Condition()
        self._version = 0
        self._readers = 0
        self._eye = Eye(DiskFiles(root))
        self._eye.begin(f"{BRIEFS}/{errand.name}{SUFFIX}")
        self._stop = asyncio.Event()
        self._living: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Keep it up to date from now on."""
        if self._living is None or self._living.done():
            self._stop = asyncio.Event()
            self._living = asyncio.create_task(self._live())

    async def end(self) -> None:
        """Stop, and let all readers go."""
        self._stop.set()
        if self._living is not None:
            self._living.cancel()
            with suppress(asyncio.CancelledError):
                await self._living
        async with self._told:
            self._told.notify_all()

    async def events(self) -> AsyncIterator[str]:
        """What a browser is sent: all that is known, and then whatever is new."""
        self.begin()
        self._readers += 1
        sent, build = -1, -1
        try:
            while not self._stop.is_set():
                if sent == self._version:
                    yield ": still there\n\n"
                else:
                    sent = self._version
                    yield event("state", state_of(self._errand, self.shown, self._root))
                if build != self.shown.build:
                    build = self.shown.build
                    yield event("pages", pages_of(self.shown))
                await self._news(sent)
        finally:
            self._readers -= 1
            if not self._readers and not self._stop.is_set():
                asyncio.get_running_loop().call_later(LINGERS, self._rest)

    async def _news(self, sent: int) -> None:
        async def waited() -> None:
            async with self._told:
                await self._told.wait_for(lambda: self._version != sent or self._stop.is_set())

        with suppress(TimeoutError):
            await asyncio.wait_for(waited(), BEATS)

    def _rest(self) -> None:
        if not self._readers and self._living is not None:
            self._living.cancel()

    async def _tell(self, shown: Shown) -> None:
        async with self._told:
            self.shown = shown
            self._version += 1
            self._told.notify_all()

    async def _live(self) -> None:
        """Look at once, and again whenever something changed; a newer change ends an older look."""
        eye = self._eye
        looking = asyncio.create_task(self._begin(eye))
        try:
            async for _ in changes(eye, self._stop):
                await _ended(looking)
                looking = asyncio.create_task(self._look(eye.take))
        finally:
            await _ended(looking)

    async def _begin(self, eye: Eye) -> None:
        """Look, unless the pages are there and nothing was changed while nobody looked."""
        if self.shown.phase != DONE or await asyncio.to_thread(eye.changed):
            await self._look(eye.take)

    async def _look(self, take: Callable[[Read], None]) -> None:
        await self._tell(structs.replace(self.shown, phase=CHECKING))
        looked = await self._worker.look(self._errand)
        take(looked.read)
        broken = GONE if looked.gone else BROKEN
        if not looked.checked:
            before = self.shown.looked
            looked = replace(
                looked,
                title=looked.title or before.title,
                editor=looked.editor or before.editor,
            )
            await self._tell(structs.replace(self.shown, phase=broken, looked=looked, found=()))
            return
        await self._tell(structs.replace(self.shown, phase=SETTING, looked=looked, found=()))
        pages = await self._worker.print_pages(self._errand, looked.checked)
        take(looked.read.and_then(pages.read))
        if not pages.pdf:
            await self._tell(structs.replace(self.shown, phase=BROKEN, found=pages.problems))
            return
        build = self.shown.build + 1
        await self._tell(Shown(DONE, looked, pages.problems, pages, build))


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def event(name: str, told: object) -> str:
    """One event as browsers read it."""
    return f"event: {name}\ndata: {json.dumps(told, ensure_ascii=False)}\n\n"


def state_of(errand: Errand, shown: Shown, root: Path) -> dict[str, Any]:
    """All but the pages."""
    problems = [each.as_dict() | {"excerpt": each.excerpt} for each in shown.problems()]
    return {
        "name": errand.name,
        "title": shown.looked.title,
        "phase": shown.phase,
        "stale": shown.stale,
        "root": root.as_posix(),
        "editor": shown.looked.editor,
        "problems": problems,
        "errors": sum(each.severity is Severity.ERROR for each in shown.problems()),
        **shown.looked.panel(),
    }


def pages_of(shown: Shown) -> dict[str, Any]:
    """The pages, without their pictures, which are fetched one by one."""
    pages = shown.pages
    return {
        "build": shown.build,
        "sizes": [list(size) for size in pages.sizes],
        "spots": [spot.as_list() for spot in pages.spots],
        "file": pages.file,
        "text": pages.text,
    }
