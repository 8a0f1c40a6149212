"""Fewer rounds of the garbage collector: nearly all that a build makes is kept until its end."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (1_500_000, 20, 50)  # the pages of eight make fewer objects


def collect_seldom() -> None:
    """For the whole of a process that is ours; what is left at its end goes with it."""
    if gc.get_threshold() != SELDOM:
        gc.set_threshold(*SELDOM)
        atexit.register(gc.freeze)


def collect_now() -> None:
    """Where nobody waits: nearly all that a brief was made of is of no use after it."""
    gc.collect()


def keep() -> None:
    """What is loaded stays, and is not looked at again."""
    gc.collect()
    gc.freeze()


@contextmanager
def seldom() -> Iterator[None]:
    """Collect seldom within, and as before afterwards."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
