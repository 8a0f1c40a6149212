"""Many briefs at a time: made by whatever hands there are, published here, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefgen.building import settled
from briefgen.errors import BriefgenError
from briefgen.fleet.working import Fetch, Hands
from briefgen.printing import Order
from briefgen.progress import Progress
from briefgen.results import BuildResult


def build_many(
    names: Sequence[str], order: Order, hands: Hands, progress: Progress
) -> Iterator[BuildResult]:
    """Each brief built; what is published is published by this process, in the order of names."""
    try:
        with hands.at_work(names, order) as fetch:
            for name in names:
                yield _built(name, fetch, order, progress)
    finally:
        if order.memory is not None:
            order.memory.save()


def _built(name: str, fetch: Fetch, order: Order, progress: Progress) -> BuildResult:
    seconds = 0.0
    try:
        made, seconds = fetch(name)
        if isinstance(made, BriefgenError):
            raise made
        result = settled(made, order, progress)
    except BriefgenError as error:
        result = BuildResult(name, error.exit_code, error.problems)
    return replace(result, seconds=seconds)
