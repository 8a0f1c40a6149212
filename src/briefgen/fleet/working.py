"""What is done for one brief wherever it is made, and what those who do it have in common."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias

from briefgen.building import Made, make
from briefgen.errors import BriefgenError, Place, Problem, RenderingFailed
from briefgen.printing import Order
from briefgen.progress import unheard

Outcome: TypeAlias = tuple[Made | BriefgenError, float]  # and the seconds it took
Fetch: TypeAlias = Callable[[str], Outcome]  # waits for a brief; RenderingFailed if it was lost

PATIENCE = 600.0  # seconds for one brief


class Hands(Protocol):
    """Those who make briefs. They return values, and write nothing."""

    def at_work(self, names: Sequence[str], order: Order) -> AbstractContextManager[Fetch]:
        """All of these begun; what came of each can be fetched, in any order."""


def work(name: str, order: Order, known: str) -> Outcome:
    """One brief in a worker; what is wrong with it is a value, so that it is not tried again."""
    started = time.perf_counter()
    made: Made | BriefgenError
    try:
        made = make(name, order, unheard, known)
    except BriefgenError as error:
        made = error
    return made, time.perf_counter() - started


def lost(name: str, told: str) -> RenderingFailed:
    """A brief whose worker was lost as often as it was tried."""
    hint = "build it alone to see what it does; its last good PDF is as it was"
    return RenderingFailed(Problem(Place(f"briefs/{name}.yaml"), told, hint))
