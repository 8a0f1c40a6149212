"""Many briefs on several cores: each made in a worker process, published here, in their order.

Workers are forked from a server that has loaded the engine and done nothing else, so each is warm
from its first brief on; a process in which threads run is never forked. Where there is no such
server, they are begun anew. A worker that dies or hangs costs its own brief a second try, and then
a clear failure; the others go on.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext
from typing import TypeAlias

from briefgen.building import Made, make, settled
from briefgen.collecting import collect_seldom
from briefgen.errors import BriefgenError, Place, Problem, RenderingFailed
from briefgen.printing import Order, Progress
from briefgen.results import BuildResult

Outcome: TypeAlias = tuple[Made | BriefgenError, float]  # and the seconds it took

WARM = "briefgen.warm"
RECYCLED_AFTER = 25  # briefs; the engine keeps a little of each
WORKER_BYTES = 400_000_000  # what a worker may need; 250 MB were seen
PATIENCE = 600.0  # seconds for one brief
FEWEST = 3  # briefs from which on workers earn what their start costs


@dataclass(frozen=True)
class Crew:
    """How many workers, and how long they may take for a brief."""

    workers: int
    patience: float = PATIENCE


def crew_for(briefs: int, wanted: int | None = None, patience: float = PATIENCE) -> Crew:
    """A worker for each core that is free to us, as far as memory goes and there is work."""
    if wanted is None:
        wanted = min(_cores(), _room()) if briefs >= FEWEST else 1
    return Crew(max(1, min(wanted, briefs)), patience)


def build_many(
    names: Sequence[str], order: Order, crew: Crew, progress: Progress
) -> Iterator[BuildResult]:
    """Each brief built; what is published is published by this process, in the order of names."""
    with _Workers(order, crew) as workers:
        begun = [(name, workers.begin(name)) for name in names]
        for name, first in begun:
            seconds = 0.0
            try:
                made, seconds = workers.outcome(name, first)
                if isinstance(made, BriefgenError):
                    raise made
                result = settled(made, order, progress)
            except BriefgenError as error:
                result = BuildResult(name, error.exit_code, error.problems)
            yield replace(result, seconds=seconds)


def work(name: str, order: Order, known: str) -> Outcome:
    """One brief in a worker; what is wrong with it is a value, so that it is not tried again."""
    collect_seldom()
    started = time.perf_counter()
    made: Made | BriefgenError
    try:
        made = make(name, order, _unheard, known)
    except BriefgenError as error:
        made = error
    return made, time.perf_counter() - started


class _Workers:
    """The pool for one run. Workers return values and never write."""

    def __init__(self, order: Order, crew: Crew) -> None:
        from pebble import ProcessPool

        self.order, self.crew = order, crew
        self.bare = replace(order, target=None, memory=None)
        self.pool = ProcessPool(crew.workers, max_tasks=RECYCLED_AFTER, context=warm_context())

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None:
            self.pool.close()  # type: ignore[no-untyped-call]
        else:
            self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()
        if self.order.memory is not None:
            self.order.memory.save()

    def begin(self, name: str) -> Future[Outcome]:
        """Hand a brief to whichever worker is free."""
        arguments = (name, self.bare, self.order.known(name))
        begun: Future[Outcome] = self.pool.schedule(
            work, args=arguments, timeout=self.crew.patience
        )
        return begun

    def outcome(self, name: str, first: Future[Outcome]) -> Outcome:
        """What came of it, at the second try if the first lost its worker."""
        from pebble import ProcessExpired

        try:
            return first.result()
        except (ProcessExpired, TimeoutError):
            pass
        try:
            return self.begin(name).result()
        except ProcessExpired:
            raise _lost(name, "its process ended before it was done, twice") from None
        except TimeoutError:
            told = f"it was not done after {self.crew.patience:g} seconds, twice"
            raise _lost(name, told) from None


def _lost(name: str, told: str) -> RenderingFailed:
    hint = "build it alone to see what it does; its last good PDF is as it was"
    return RenderingFailed(Problem(Place(f"briefs/{name}.yaml"), told, hint))


def _unheard(name: str, stage: str) -> None:
    """A worker has nobody to tell of its progress."""


def warm_context(*modules: str) -> BaseContext:
    """How workers begin: forked from a server that has loaded what a build needs, and these."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARM, *modules])
    return context


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _room() -> int:
    """How many workers the free memory holds, where the system tells."""
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError, AttributeError):
        return _cores()
    return max(1, free // WORKER_BYTES)
