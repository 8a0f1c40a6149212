"""Where the time of a brief goes: by stages, each without the stages within it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

REST = "all else"


@dataclass(frozen=True, slots=True)
class Spent:
    """The seconds of a stage and how often it was gone through."""

    seconds: float
    times: int


@dataclass
class Clock:
    """Seconds by stage, in the order in which each began for the first time."""

    seconds: dict[str, float] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    within: float = 0.0  # of the stage that is open: what the stages in it took

    def spent(self) -> Mapping[str, Spent]:
        """What each stage took so far."""
        return {name: Spent(took, self.times[name]) for name, took in self.seconds.items()}


_RUNNING: ContextVar[Clock | None] = ContextVar("briefgen_clock", default=None)


@contextmanager
def timed() -> Iterator[Clock]:
    """A clock for all that is done within."""
    clock = Clock()
    before = _RUNNING.set(clock)
    try:
        with stage(REST):
            yield clock
    finally:
        _RUNNING.reset(before)


def credit(spent: Mapping[str, Spent]) -> None:
    """What another process took, while this one waited for it, put down to the stages there."""
    clock = _RUNNING.get()
    if clock is None:
        return
    for name, each in spent.items():
        clock.seconds[name] = clock.seconds.get(name, 0.0) + each.seconds
        clock.times[name] = clock.times.get(name, 0) + each.times * (name != REST)
        clock.within += each.seconds


@contextmanager
def stage(name: str) -> Iterator[None]:
    """What is done within, under a name of its own; as a decorator, a function."""
    clock = _RUNNING.get()
    if clock is None:
        yield
        return
    clock.seconds.setdefault(name, 0.0)
    outer, clock.within = clock.within, 0.0
    began = time.perf_counter()
    try:
        yield
    finally:
        took = time.perf_counter() - began
        clock.seconds[name] += took - clock.within
        clock.times[name] = clock.times.get(name, 0) + 1
        clock.within = outer + took
