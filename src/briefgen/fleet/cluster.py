"""Briefs made on a Dask cluster that is already there; `distributed` is an extra.

What a brief needs of the project is sent once, ahead of the jobs; fonts and templates are the
program's own and are on the workers. So a worker must have the very program that runs here, and
the same engine and libraries under it: else its PDFs would be others, and it is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, structs

from briefgen import __version__
from briefgen.collecting import seldom
from briefgen.errors import Place, Problem, UsageProblem
from briefgen.fleet.carrying import carried
from briefgen.fleet.working import PATIENCE, Fetch, Outcome, lost, work
from briefgen.incremental.program import dressing, loaded_libraries, program_now
from briefgen.incremental.stamps import Digests
from briefgen.printing import Order

if TYPE_CHECKING:
    from distributed import Client

SCHEME = "dask://"
ANSWERS_WITHIN = 30.0  # seconds
RETRIES = 1  # by Dask, after an exception; a job whose worker is gone it begins anew by itself
SENT_AGAIN = 3  # times that what all jobs have in common may be lost
MOST_NAMED = 3  # files
_ALONE = Lock()  # a worker may have several threads, and what sets a page is not made for that


class State(NamedTuple):
    """A state of the program, as it is sent: plain, so that any other version can read it."""

    files: Mapping[str, str]
    tools: Mapping[str, str]


class Sent(Struct, frozen=True):
    """What all jobs of a run have in common."""

    order: Order
    libraries: tuple[str, ...]
    program: State


class OtherProgram(RuntimeError):  # noqa: N818  # what the worker has
    """A worker that joined later has another program."""


class Jobs:
    """Jobs of a run, which are begun again where what they have in common is lost.

    It is sent to all workers, but a cluster keeps no more copies of anything than it needs, and the
    worker with the last of them may be the one that ends.
    """

    def __init__(self, client: Any, sent: Sent, known: Mapping[str, str]) -> None:
        self._client, self._sent, self._known = client, sent, known
        self._executor: Executor = client.get_executor(pure=False, retries=RETRIES)
        self._left = SENT_AGAIN
        self.begun: dict[str, Future[Outcome]] = {}
        self._begin(known)

    def begin_again(self) -> bool:
        """Begin anew what was lost; no more than so often."""
        self._left -= 1
        if self._left >= 0:
            self._begin([name for name, future in self.begun.items() if future.cancelled()])
        return self._left >= 0

    def end(self) -> None:
        """Nobody asks any more."""
        self._executor.shutdown(wait=False)

    def _begin(self, names: Iterable[str]) -> None:
        # Under a name of its own each time: the old one is that of something lost.
        common = self._client.scatter(self._sent, broadcast=True, hash=False)
        for name in names:
            self.begun[name] = self._executor.submit(_made, name, common, self._known[name])


class Cluster(Struct, frozen=True):
    """A scheduler, and how long it may be until one more brief is done."""

    address: str
    patience: float = PATIENCE

    @contextmanager
    def at_work(self, names: Sequence[str], order: Order) -> Iterator[Fetch]:
        """All of these begun; results come as they are done."""
        with _client(self.address) as client:
            libraries = loaded_libraries()
            here = state(libraries)
            _require_same(client, libraries, here)
            sent = structs.replace(
                order, files=carried(order.files), target=None, memory=None, cache=None
            )
            jobs = Jobs(client, Sent(sent, libraries, here), {n: order.known(n) for n in names})
            try:
                yield partial(self._fetched, jobs)
            finally:
                jobs.end()

    def _fetched(self, jobs: Jobs, name: str) -> Outcome:
        """What came of a brief; it is given up when nothing at all was done for so long."""
        from distributed import KilledWorker

        self._wait_for(name, jobs)
        try:
            while jobs.begun[name].cancelled() and jobs.begin_again():
                self._wait_for(name, jobs)
            return jobs.begun[name].result()
        except KilledWorker:
            raise lost(name, "its worker ended before it was done, every time") from None
        except CancelledError:
            raise lost(name, "the cluster lost what it was to be made of") from None
        except OtherProgram as error:
            raise lost(name, f"{error}") from None

    def _wait_for(self, name: str, jobs: Jobs) -> None:
        while not jobs.begun[name].done():
            pending = [future for future in jobs.begun.values() if not future.done()]
            if not wait(pending, self.patience, FIRST_COMPLETED).done:
                jobs.begun[name].cancel()
                raise lost(name, f"the cluster did nothing for {self.patience:g} seconds")


def cluster_at(address: str, patience: float = PATIENCE) -> Cluster:
    """The cluster of an address as `dask://HOST:PORT`; UsageProblem where it is none."""
    host, _, port = address.removeprefix(SCHEME).rpartition(":")
    if not address.startswith(SCHEME) or not host or not port.isdigit():
        told = f"“{address}” is not the address of a cluster"
        raise UsageProblem(Problem(Place("--executor"), told, f"write {SCHEME}HOST:PORT"))
    return Cluster(f"{host}:{port}", patience)


def state(libraries: Sequence[str]) -> State:
    """The program in this process."""
    loaded_libraries()
    now = program_now(Digests(), libraries)
    return State(dict(now.files), {"briefgen": __version__, **dressing(), **now.tools})


@cache
def _state_once(libraries: tuple[str, ...]) -> State:
    return state(libraries)


def _made(name: str, sent: Sent, known: str) -> Outcome:
    """One brief, in a worker."""
    with _ALONE, seldom():
        if reasons := _differences(sent.program, _state_once(sent.libraries)):
            raise OtherProgram(f"a worker that joined later has another program: {reasons}")
        return work(name, sent.order, known)


def _differences(here: State, there: State) -> str:
    """What another program has that is not as it is here."""
    said = [
        f"{tool} {there.tools.get(tool, 'none')} instead of {here.tools.get(tool, 'none')}"
        for tool in sorted({*here.tools, *there.tools})
        if there.tools.get(tool) != here.tools.get(tool)
    ]
    files = {*here.files.items()} ^ {*there.files.items()}
    named = sorted({name for name, _ in files})
    return "; ".join(said + [f"another {name}" for name in named[:MOST_NAMED]])


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """A client of a scheduler that answers and has a worker."""
    try:
        from distributed import Client
    except ImportError:
        command = f'{sys.executable} -m pip install "briefgen[dask]"'
        raise _refused("what speaks to a Dask cluster is not installed", command) from None
    try:
        client = Client(  # type: ignore[no-untyped-call]
            address, timeout=ANSWERS_WITHIN, set_as_default=False
        )
    except (OSError, ValueError):
        told = f"no Dask scheduler answers at {address}"
        raise _refused(told, "begin one with “dask scheduler”, or see its address") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=ANSWERS_WITHIN)
        except TimeoutError:
            told = f"the Dask cluster at {address} has no worker"
            raise _refused(told, f"begin one with “dask worker {address} --nthreads 1”") from None
        yield client


def _require_same(client: Client, libraries: tuple[str, ...], here: State) -> None:
    """UsageProblem with every worker whose program is not the one that runs here."""
    told = client.run(state, libraries, on_error="return")
    hint = "install there what is installed here, in the same versions; nothing was built"
    found = []
    for worker, there in sorted(told.items()):
        if isinstance(there, Exception):
            why = f"has no briefgen of this version ({type(there).__name__}: {there})"
        elif reasons := _differences(here, there):
            why = f"has another program: {reasons}"
        else:
            continue
        found.append(Problem(Place("--executor"), f"the worker {worker} {why}", hint))
    if found:
        raise UsageProblem(found)


def _refused(told: str, hint: str) -> UsageProblem:
    return UsageProblem(Problem(Place("--executor"), told, hint))
