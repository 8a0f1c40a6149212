"""One warm process that checks and prints; what is no longer wanted ends with its process."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from briefgen.errors import Place, Problem
from briefgen.fleet.local import RECYCLED_AFTER, warm_context
from briefgen.fleet.working import PATIENCE
from briefgen.preview.looking import look, print_pages
from briefgen.preview.values import Errand, Looked, Pages, Read

if TYPE_CHECKING:
    from pebble import ProcessPool

WARM = "briefgen.preview.looking"
T = TypeVar("T")


class Worker:
    """The process, begun anew from a warm server whenever it is stopped."""

    def __init__(self) -> None:
        from pebble import ProcessPool

        self._pool: ProcessPool = ProcessPool(
            1, max_tasks=2 * RECYCLED_AFTER, context=warm_context(WARM)
        )

    async def look(self, errand: Errand) -> Looked:
        """The check of a brief."""
        from pebble import ProcessExpired

        try:
            return await _done(self._pool.schedule(look, args=(errand,), timeout=PATIENCE))
        except (ProcessExpired, TimeoutError):
            return Looked(Read(), (_lost(errand),))

    async def print_pages(self, errand: Errand, checked: bytes) -> Pages:
        """Its pages."""
        from pebble import ProcessExpired

        arguments = (errand, checked)
        try:
            return await _done(self._pool.schedule(print_pages, args=arguments, timeout=PATIENCE))
        except (ProcessExpired, TimeoutError):
            return Pages(Read(), (_lost(errand),))

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


async def _done(begun: Future[T]) -> T:
    """What comes of it; who stops waiting stops the process, for nobody else waits for it."""
    return await asyncio.wrap_future(begun)


def _lost(errand: Errand) -> Problem:
    told = "the process that was setting its pages ended before it was done"
    return Problem(Place(f"briefs/{errand.name}.yaml"), told, "save it again to try once more")
