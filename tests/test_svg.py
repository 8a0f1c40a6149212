"""Drawing primitives: what they write is well-formed, escaped and rounded."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from briefgen.charts import svg

SPACE = "{http://www.w3.org/2000/svg}"


def parsed(*parts: Markup, alt: str = "Words") -> ET.Element:
    return ET.fromstring(svg.finish(parts, width=234, height=145.04, alt=alt).svg)


def test_a_drawing_has_its_words_first_and_its_size_in_points() -> None:
    root = parsed(svg.line(0, 0, 1, 1, stroke="#000"), alt="  Oil &\n gas ")
    assert root[0].tag == f"{SPACE}title"
    assert root[0].text == "Oil & gas"
    assert root.attrib == {
        "width": "234pt",
        "height": "145pt",
        "viewBox": "0 0 234 145",
        "role": "img",
    }


@given(st.text(), st.text())
def test_hostile_words_stay_words(words: str, colour: str) -> None:
    root = parsed(svg.text(0, 0, words, fill=colour), alt=words)
    assert [child.tag for child in root] == [f"{SPACE}title", f"{SPACE}text"]
    assert not list(root[1])


def test_font_properties_are_single_attributes() -> None:
    text = parsed(svg.text(1, 2, "a", weight=600, italic=True, anchor="end", spacing=0.8))[1]
    assert text.attrib == {
        "x": "1",
        "y": "2",
        "font-family": svg.SANS,
        "font-size": "7.4",
        "font-weight": "600",
        "font-style": "italic",
        "fill": "#15191E",
        "text-anchor": "end",
        "letter-spacing": "0.8",
    }


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.26, "1.3"), (-0.04, "0"), (0, "0"), (100, "100"), (-3.5, "-3.5"), (1e6, "1000000")],
)
def test_coordinates_are_rounded_to_a_tenth(value: float, written: str) -> None:
    assert svg.coordinate(value) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_place_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(svg.FigureError):
        svg.rect(value, 0, 1, 1, fill="#000")


def test_shapes_carry_what_they_are_given() -> None:
    root = parsed(
        svg.rect(0, 0, 2, 3, fill="#fff", stroke="#000", radius=2),
        svg.circle(1, 1, 2.4, fill="#fff"),
        svg.path("M0 0L1 1Z", fill="#eee", rule="evenodd"),
        svg.polyline([(0, 0), (1.04, 2)], stroke="#000", width=2),
        svg.group(svg.line(0, 0, 1, 1, stroke="#000", dash="4 2"), move=(1, 2)),
    )
    rect, circle, path, polyline, group = root[1:]
    assert (rect.get("stroke"), rect.get("rx")) == ("#000", "2")
    assert circle.get("stroke") is None
    assert path.get("fill-rule") == "evenodd"
    assert polyline.get("points") == "0,0 1,2"
    assert group.get("transform") == "translate(1,2)"
    assert group[0].get("stroke-dasharray") == "4 2"


def test_lines_of_text_stand_below_each_other() -> None:
    root = parsed(svg.text_lines(0, 10, ["one", "two"], leading=9))
    assert [(line.get("y"), line.text) for line in root[1:]] == [("10", "one"), ("19", "two")]
