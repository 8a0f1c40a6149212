"""The places that one label may take, looked at from the cheapest on and only as far as needed.

Hundreds of places are open to a name, and nearly always one of the first few is taken; so none
is worked out before all that may be better were refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

from briefgen.maps.labels import Candidate, Label

Weigh: TypeAlias = Callable[[Label, float], float]
"""What a label costs in its place, which is no less than what the place costs."""


def as_it_is(_label: Label, cost: float) -> float:
    """A label costs what its place costs."""
    return cost


class Offer(NamedTuple):
    """A place that a label may take, at this cost or more."""

    cost: float
    place: Callable[[], Label]
    weigh: Weigh = as_it_is

    def taken(self) -> Candidate:
        """The label in its place, with all that it costs."""
        label = self.place()
        return Candidate(label, self.weigh(label, self.cost))


class Choices:
    """Candidates in the order of their costs, equal ones in the order of the offers."""

    __slots__ = ("_coming", "_known", "_offers")

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers = sorted(enumerate(offers), key=lambda numbered: numbered[1][0])
        self._known: list[Candidate] = []
        self._coming = self._weighed()

    def __bool__(self) -> bool:
        return bool(self._offers)

    def __iter__(self) -> Iterator[Candidate]:
        number = 0
        while number < len(self._known) or self._more():
            yield self._known[number]
            number += 1

    def _more(self) -> bool:
        candidate = next(self._coming, None)
        if candidate is not None:
            self._known.append(candidate)
        return candidate is not None

    def _weighed(self) -> Iterator[Candidate]:
        waiting: list[tuple[float, int, Candidate]] = []
        for number, offer in self._offers:
            while waiting and waiting[0][0] < offer.cost:
                yield heappop(waiting)[2]
            candidate = offer.taken()
            heappush(waiting, (candidate.cost, number, candidate))
        while waiting:
            yield heappop(waiting)[2]
