"""Whether the words of a drawing are well set, read from the SVG alone.

Nothing here asks the layout what it meant to do. The boxes of words are measured with the metrics
of the fonts shipped; then no two may overlap, none may leave the frame, lie on a rule, a line of
the data, a mark or the edge of a bar, be smaller than the floor, or be hard to read on its ground.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from briefgen.charts.colours import contrast
from briefgen.charts.drawing import Drawing, shipped_metrics
from briefgen.charts.labels import Box, text_box
from briefgen.charts.svg import SANS

SPACE = "{http://www.w3.org/2000/svg}"
METRICS = shipped_metrics()
SMALLEST = 6.8
LEAST_CONTRAST = 4.5
PAPER = "#FFFFFF"
# Coordinates are rounded to a tenth; boxes may touch by as much as that makes.
_ROUNDING = 0.3


@dataclass(frozen=True)
class Word:
    """A line of text with the box it takes up, and its place in the order of drawing."""

    text: str
    box: Box
    size: float
    fill: str
    order: int


@dataclass(frozen=True)
class Shape:
    """A filled or outlined form: its box, its fill, and its place in the order of drawing."""

    box: Box
    fill: str
    order: int


def root_of(drawing: Drawing) -> ET.Element:
    """The elements of a drawing, none in a group."""
    return flattened(ET.fromstring(drawing.svg))


def words_in(drawing: Drawing) -> list[str]:
    """The lines of text in the order drawn, no-break spaces read as spaces."""
    return [word.text.replace("\u00a0", " ") for word in words_of(root_of(drawing))]


def number(element: ET.Element, name: str) -> float:
    return float(element.get(name, "0"))


def flattened(root: ET.Element) -> ET.Element:
    """The drawing with every moved group's offset worked into the places of its elements."""
    flat = ET.Element(root.tag, root.attrib)
    _flatten(root, flat, 0.0, 0.0)
    return flat


_ACROSS, _DOWN = ("x", "x1", "x2", "cx"), ("y", "y1", "y2", "cy")


def _flatten(element: ET.Element, flat: ET.Element, dx: float, dy: float) -> None:
    for child in element:
        moved = re.fullmatch(r"translate\((\S+),(\S+)\)", child.get("transform", ""))
        if child.tag == f"{SPACE}g":
            ahead = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
            _flatten(child, flat, dx + ahead[0], dy + ahead[1])
            continue
        copy = ET.SubElement(flat, child.tag, dict(child.attrib))
        copy.text = child.text
        for names, by in ((_ACROSS, dx), (_DOWN, dy)):
            for name in names:
                if name in copy.attrib:
                    copy.set(name, str(number(copy, name) + by))
        if "points" in copy.attrib:
            pairs = (pair.split(",") for pair in copy.attrib["points"].split())
            copy.set("points", " ".join(f"{float(x) + dx},{float(y) + dy}" for x, y in pairs))


def words_of(root: ET.Element) -> list[Word]:
    return [
        Word(
            element.text or "",
            _text_box(element),
            number(element, "font-size"),
            element.get("fill", ""),
            order,
        )
        for order, element in enumerate(root.iter())
        if element.tag == f"{SPACE}text"
    ]


def _text_box(element: ET.Element) -> Box:
    size = number(element, "font-size")
    width = METRICS.width(element.text or "", size, int(element.get("font-weight", "400")))
    anchor = element.get("text-anchor", "start")
    return text_box(number(element, "x"), number(element, "y"), width, size, anchor)


def shapes_of(root: ET.Element) -> Iterator[Shape]:
    """Bars, marks and closed forms; open paths are strokes."""
    for order, element in enumerate(root.iter()):
        fill = element.get("fill", "")
        if element.tag == f"{SPACE}rect":
            left, top = number(element, "x"), number(element, "y")
            width, height = number(element, "width"), number(element, "height")
            yield Shape(Box(left, top, left + width, top + height), fill, order)
        elif element.tag == f"{SPACE}circle":
            x, y, reach = number(element, "cx"), number(element, "cy"), number(element, "r")
            yield Shape(Box(x - reach, y - reach, x + reach, y + reach), fill, order)
        elif element.tag == f"{SPACE}path" and fill != "none":
            places = [float(each) for each in re.findall(r"-?\d+\.?\d*", element.get("d", ""))]
            xs, ys = places[::2], places[1::2]
            yield Shape(Box(min(xs), min(ys), max(xs), max(ys)), fill, order)


def strokes_of(root: ET.Element) -> Iterator[tuple[tuple[tuple[float, float], ...], int]]:
    """Every stroke as its points: rules, leaders, lines of data."""
    for order, element in enumerate(root.iter()):
        if element.tag == f"{SPACE}line":
            ends = (
                (number(element, "x1"), number(element, "y1")),
                (number(element, "x2"), number(element, "y2")),
            )
            yield ends, order
        elif element.tag == f"{SPACE}polyline":
            pairs = (pair.split(",") for pair in element.get("points", "").split())
            yield tuple((float(x), float(y)) for x, y in pairs), order


def assert_well_set(drawing: Drawing) -> None:
    """Insist that every word of the drawing can be read."""
    root = root_of(drawing)
    words, shapes = words_of(root), list(shapes_of(root))
    frame = Box(0.0, 0.0, drawing.width, drawing.height).grown(_ROUNDING)
    for word in words:
        assert frame.holds(word.box), f"“{word.text}” leaves the frame"
        assert word.size >= SMALLEST, f"“{word.text}” is too small"
    for one, other in combinations(words, 2):
        assert not one.box.overlaps(other.box, -_ROUNDING), f"“{one.text}” is on “{other.text}”"
    for word in words:
        _assert_clear_of_strokes(word, root, shapes)
        _assert_clear_of_edges(word, shapes)
    for element in root.iter(f"{SPACE}text"):
        assert element.get("font-family") == SANS, "a font that is not shipped"


def _assert_clear_of_strokes(word: Word, root: ET.Element, shapes: list[Shape]) -> None:
    """No stroke runs through the words, unless a plate of paper lies between."""
    inner = word.box.grown(-_ROUNDING)
    for points, order in strokes_of(root):
        if not any(inner.is_cut_by(step) for step in pairwise(points)):
            continue
        plated = any(
            shape.fill == PAPER
            and order < shape.order < word.order
            and shape.box.grown(_ROUNDING).holds(word.box)
            for shape in shapes
        )
        assert plated, f"“{word.text}” lies on a line"


def _assert_clear_of_edges(word: Word, shapes: list[Shape]) -> None:
    """The words are wholly inside a form or wholly outside; on their ground they can be read."""
    ground = PAPER
    for shape in shapes:
        if shape.order > word.order or not word.box.grown(-_ROUNDING).overlaps(shape.box):
            continue
        if shape.box.grown(_ROUNDING).holds(word.box):
            ground = shape.fill
            continue
        assert _covered(shape, word, shapes), f"“{word.text}” lies on the edge of a form"
    assert contrast(word.fill, ground) >= LEAST_CONTRAST, f"“{word.text}” is hard to read"


def _covered(shape: Shape, word: Word, shapes: list[Shape]) -> bool:
    """Whether a plate of paper under the words hides the form."""
    return any(
        plate.fill == PAPER
        and shape.order < plate.order < word.order
        and plate.box.grown(_ROUNDING).holds(word.box)
        for plate in shapes
    )
