"""Golden maps and diagrams: the same bytes as when they were looked at, their words clear."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations

import pytest

from briefgen.charts.labels import Box, text_box
from effort import calls
from map_specimens import FOLDER, METRICS, SUMMIT, TURKIC, pretty, specimens

SPACE = "{http://www.w3.org/2000/svg}"
SMALLEST = 6.8
DRAWN = specimens()


def words_of(element: ET.Element, down: float = 0.0) -> Iterator[tuple[str, Box]]:
    """The lines of text of an element with their boxes, whatever group they stand in."""
    for child in element:
        if child.tag == f"{SPACE}g":
            moved = (child.get("transform") or "translate(0,0)")[10:-1].split(",")
            yield from words_of(child, down + float(moved[1]))
        elif child.tag == f"{SPACE}text":
            words, size = child.text or "", float(child.get("font-size", "0"))
            assert size >= SMALLEST, words
            spacing = float(child.get("letter-spacing", "0"))
            weight = int(child.get("font-weight", "400"))
            width = METRICS.width(words, size, weight, spacing=spacing) - spacing
            x, y = float(child.get("x", "0")), float(child.get("y", "0")) + down
            yield words, text_box(x, y, width, size, child.get("text-anchor", "start"))


@pytest.mark.parametrize("name", DRAWN)
def test_a_specimen_is_drawn_as_it_was_looked_at(name: str) -> None:
    golden = (FOLDER / f"{name}.svg").read_text("utf-8")
    assert pretty(DRAWN[name]) == golden, "look at the new drawing, then run tests/map_specimens.py"


def test_there_is_no_golden_drawing_without_a_specimen() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_words_are_in_the_frame_and_clear_of_each_other(name: str) -> None:
    drawing = DRAWN[name]
    frame = Box(0.0, 0.0, drawing.width, drawing.height).grown(0.4)
    found = list(words_of(ET.fromstring(drawing.svg)))
    assert found
    for words, box in found:
        assert frame.holds(box), words
    for (one, first), (other, second) in combinations(found, 2):
        assert not first.overlaps(second, -0.4), (one, other)


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_lean_and_has_its_words_first(name: str) -> None:
    drawing = DRAWN[name]
    root = ET.fromstring(drawing.svg)
    assert root[0].tag == f"{SPACE}title"
    assert root[0].text == drawing.alt
    assert " id=" not in drawing.svg
    assert len(drawing.svg) < 100_000


def test_a_drawing_takes_no_more_work_than_it_did() -> None:
    from briefgen.maps.locator import draw_locator

    assert calls(lambda: draw_locator(TURKIC, SUMMIT, METRICS)) < 1_300_000
