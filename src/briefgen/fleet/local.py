"""Briefs made on several cores of this machine, each in a worker process.

Workers are forked from a server that has loaded the engine and done nothing else, so each is warm
from its first brief on; a process in which threads run is never forked. Where there is no such
server, they are begun anew. A worker that dies or hangs costs its own brief a second try, and then
a clear failure; the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, structs

from briefgen.collecting import collect_now, collect_seldom
from briefgen.fleet.working import PATIENCE, Fetch, Outcome, lost, work
from briefgen.machine import cores
from briefgen.printing import Order

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

    from pebble import ProcessPool

Begin: TypeAlias = Callable[[str], Future[Outcome]]

WARM = "briefgen.warm"
RECYCLED_AFTER = 25  # briefs; the engine keeps a little of each
WORKER_BYTES = 400_000_000  # what a worker may need; 250 MB were seen
FEWEST = 3  # briefs from which on workers earn what their start costs


class Crew(Struct, frozen=True):
    """How many workers, and how long they may take for a brief."""

    workers: int
    patience: float = PATIENCE

    @contextmanager
    def at_work(self, names: Sequence[str], order: Order) -> Iterator[Fetch]:
        """All of these begun, by whichever worker is free."""
        bare = structs.replace(order, target=None, memory=None)

        def begin(name: str) -> Future[Outcome]:
            arguments = (name, bare, order.known(name))
            begun: Future[Outcome] = pool.schedule(_work, args=arguments, timeout=self.patience)
            return begun

        with _pool(self.workers) as pool:
            begun = {name: begin(name) for name in names}
            yield partial(self._fetched, begun, begin)

    def _fetched(self, begun: dict[str, Future[Outcome]], begin: Begin, name: str) -> Outcome:
        """What came of it, at the second try if the first lost its worker."""
        from pebble import ProcessExpired

        try:
            return begun.pop(name).result()
        except (ProcessExpired, TimeoutError):
            pass
        try:
            return begin(name).result()
        except ProcessExpired:
            raise lost(name, "its process ended before it was done, twice") from None
        except TimeoutError:
            told = f"it was not done after {self.patience:g} seconds, twice"
            raise lost(name, told) from None


def crew_for(briefs: int, wanted: int | None = None, patience: float = PATIENCE) -> Crew:
    """A worker for each core that is free to us, as far as memory goes and there is work."""
    if wanted is None:
        wanted = min(cores(), _room()) if briefs >= FEWEST else 1
    return Crew(max(1, min(wanted, briefs)), patience)


def _work(name: str, order: Order, known: str) -> Outcome:
    """One brief in a process that does nothing else."""
    collect_seldom()
    outcome = work(name, order, known)
    collect_now()
    return outcome


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPool]:
    """A pool that ends with its work, or at once where the work is broken off."""
    from pebble import ProcessPool

    pool = ProcessPool(workers, max_tasks=RECYCLED_AFTER, context=warm_context())
    try:
        yield pool
        pool.close()  # type: ignore[no-untyped-call]
    except BaseException:
        pool.stop()  # type: ignore[no-untyped-call]
        raise
    finally:
        pool.join()


def warm_context(*modules: str) -> BaseContext:
    """How workers begin: forked from a server that has loaded what a build needs, and these."""
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARM, *modules])
    return context


def _room() -> int:
    """How many workers the free memory holds, where the system tells."""
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return cores()
    return max(1, free // WORKER_BYTES)
