"""One warm process that checks and prints; what is no longer wanted ends with its process."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from briefgen.errors import Place, Problem, our_bug
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
        begun = self._pool.schedule(look, args=(errand,), timeout=PATIENCE)
        done = await _done(begun, errand)
        return Looked(Read(), (done,)) if isinstance(done, Problem) else done

    async def print_pages(self, errand: Errand, checked: str) -> Pages:
        """Its pages."""
        begun = self._pool.schedule(print_pages, args=(errand, checked), timeout=PATIENCE)
        done = await _done(begun, errand)
        return Pages(Read(), (done,)) if isinstance(done, Problem) else done

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


async def _done(begun: Future[T], errand: Errand) -> T | Problem:
    """What comes of it, or why nothing did, which else would be waited for without end.

    Who stops waiting stops the process, for nobody else waits for it.
    """
    from pebble import ProcessExpired

    answer = asyncio.wrap_future(begun)
    try:
        await asyncio.wait([answer])
    finally:
        answer.cancel()
    error = answer.exception()
    if isinstance(error, ProcessExpired | TimeoutError):
        told = "the process that was setting its pages ended before it was done"
        return Problem(Place(f"briefs/{errand.name}.yaml"), told, "save it again to try once more")
    return our_bug(error) if isinstance(error, Exception) else answer.result()
