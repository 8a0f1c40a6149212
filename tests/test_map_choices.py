"""Places for a label: in the order of what they cost, and only as far as somebody looks."""

from __future__ import annotations

import random
from functools import partial
from itertools import islice

from briefgen.maps.choices import Choices, Offer
from briefgen.maps.geometry import Box
from briefgen.maps.labels import Block, Candidate, Label

WORDS = Block((), (10.0,), 0.0, 5.0, 6.0)


def label(number: int) -> Label:
    return Label(WORDS, Box(float(number), 0.0, number + 1.0, 1.0))


def weighed(extra: dict[int, float], label: Label, cost: float) -> float:
    return cost + extra[int(label.box.left)]


def test_the_order_is_that_of_sorting_all_by_their_whole_cost() -> None:
    dice = random.Random(3)
    for _ in range(200):
        costs = [float(dice.randint(0, 6)) for _ in range(dice.randint(1, 30))]
        extra = {number: float(dice.choice((0, 0, 1, 5))) for number in range(len(costs))}
        offers = [
            Offer(cost, partial(label, number), partial(weighed, extra))
            for number, cost in enumerate(costs)
        ]
        whole = [Candidate(label(n), cost + extra[n]) for n, cost in enumerate(costs)]
        choices = Choices(offers)
        assert [*choices] == sorted(whole, key=lambda candidate: candidate.cost)
        assert [*choices] == [*choices]


def test_a_place_is_worked_out_when_all_that_may_be_better_were_refused() -> None:
    made: list[int] = []

    def made_label(number: int) -> Label:
        made.append(number)
        return label(number)

    choices = Choices(Offer(float(n), partial(made_label, n)) for n in range(100))
    assert not made
    assert [candidate.cost for candidate in islice(choices, 3)] == [0.0, 1.0, 2.0]
    assert len(made) <= 4
    assert not Choices(())
