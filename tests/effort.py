"""How much work something is: counted, not timed, so that it is the same on every machine."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

# Far beyond what any of it takes, and far below what a square or a power of the length would.
PATIENCE = 60.0


def calls(work: Callable[[], object]) -> int:
    """How many functions are called by it, of Python and of C, once it has been done before."""
    counted = 0

    def count(_: FrameType, event: str, __: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    work()
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


@contextmanager
def ending() -> Iterator[None]:
    """Fails where the work inside has not ended after a minute of this process's own time."""

    def stop(*_: object) -> None:
        raise AssertionError(f"has not ended after {PATIENCE:.0f} seconds of work")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
