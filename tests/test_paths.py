"""Outlines of straight lines: drawn as the engine itself would draw them, number by number."""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.svg.path import path as plain

from briefgen.outputs.tuning.paths import straight

NUMBERS = st.sampled_from(["0", "-0", "7", "12.3", "-4.5", ".6", "-.7", "100", "0.05", "33.333333"])
PAIRS = st.builds("{} {}".format, NUMBERS, NUMBERS)
STEPS = st.lists(PAIRS, min_size=1, max_size=6).map(" ".join)
SHAPES = st.builds(
    "M{}{}{}{}".format, PAIRS, st.sampled_from("lL"), STEPS, st.sampled_from(["z", ""])
)
OUTLINES = st.lists(SHAPES, min_size=1, max_size=4).map("".join)


class Stream:
    """What is drawn, in order."""

    def __init__(self) -> None:
        self.drawn: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *numbers: self.drawn.append((name, *map(repr, map(float, numbers))))


class Picture:
    """As much of a drawing as a path asks for."""

    def __init__(self) -> None:
        self.stream = Stream()

    def point(self, x: str, y: str, font_size: float) -> tuple[float, float]:
        return float(x), float(y)


class Node(dict[str, str]):
    """An element with the places of its corners."""

    def __init__(self, d: str, **more: str) -> None:
        super().__init__(d=d, **more)
        self.vertices: deque[Any] = deque()


def drawn(draw: Any, d: str, **more: str) -> list[tuple[Any, ...]]:
    picture = Picture()
    draw(picture, Node(d, **more), 10.0)
    return picture.stream.drawn


def refuse(*_: object) -> None:
    raise LookupError("the engine's own way")


@given(OUTLINES)
def test_an_outline_is_drawn_as_the_engine_does(outline: str) -> None:
    assert drawn(straight(refuse), outline) == drawn(plain, outline)


@pytest.mark.parametrize(
    "d",
    [
        "", "M1 2", "M1 2z", "m1 2l3 4", "M1 2 3 4l5 6", "M1,2l3,4", "M1 2l3-4", "M1 2l3 4 5",
        "M1 2l3  4", "M1 2l3 4Z", "M1 2h5", "M1 2c1 2 3 4 5 6", "M1 2a1 1 0 0 0 3 4",
        "M1 2l3 4z l5 6", "M1 2l1e3 4", "M1 2l3 4.5.6", "M1 2l3px 4", " M1 2l3 4", "M1 2l3 4 ",
        "M1 2l3 4zx", "M1 2l--3 4", "M1 2l3. 4",
    ],
)  # fmt: skip
def test_all_else_goes_the_way_of_the_engine(d: str) -> None:
    with pytest.raises(LookupError):
        drawn(straight(refuse), d)


@pytest.mark.parametrize("name", ["marker", "marker-start", "marker-mid", "marker-end"])
def test_corners_with_marks_are_left_to_the_engine(name: str) -> None:
    with pytest.raises(LookupError):
        drawn(straight(refuse), "M1 2l3 4z", **{name: "url(#a)"})
