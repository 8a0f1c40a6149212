"""The checker of drawings finds what it is for: each fault, made on purpose, is told."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from briefgen.charts.svg import SANS, finish, line, path, polyline, rect, text
from well_set import assert_well_set

INK = "#15191E"
WORDS = text(50, 30, "Kazakhstan", size=7.4)


def assert_told(words: str, *parts: Markup) -> None:
    with pytest.raises(AssertionError, match=words):
        assert_well_set(finish(parts, width=100, height=60, alt="x"))


def test_what_is_well_set_passes() -> None:
    plate = rect(49, 23, 40, 10, fill="#FFFFFF")
    under = line(0, 28, 100, 28, stroke=INK)
    bar = rect(40, 20, 60, 20, fill="#0B5A66")
    on_bar = text(50, 30, "Kazakhstan", size=7.4, fill="#FFFFFF")
    for parts in ([WORDS], [under, plate, WORDS], [bar, on_bar]):
        assert_well_set(finish(parts, width=100, height=60, alt="x"))


def test_words_on_words() -> None:
    assert_told("is on", WORDS, text(60, 34, "Russia", size=7.4))


def test_words_outside_the_frame() -> None:
    assert_told("leaves the frame", text(80, 30, "Kazakhstan", size=7.4))
    assert_told("leaves the frame", text(50, 4, "Kazakhstan", size=7.4))


def test_words_on_a_rule_a_line_or_an_edge() -> None:
    assert_told("lies on a line", line(0, 28, 100, 28, stroke=INK), WORDS)
    assert_told("lies on a line", WORDS, line(0, 28, 100, 28, stroke=INK))
    assert_told("lies on a line", polyline([(50, 0), (80, 60)], stroke=INK, width=1), WORDS)
    assert_told("edge of a form", rect(60, 20, 20, 20, fill="#DCDFE2"), WORDS)
    assert_told("edge of a form", path("M60 20L70 40L60 40Z", fill="#DCDFE2"), WORDS)


def test_a_plate_hides_only_what_was_drawn_before_it() -> None:
    plate = rect(49, 23, 40, 10, fill="#FFFFFF")
    assert_told("lies on a line", plate, line(0, 28, 100, 28, stroke=INK), WORDS)


def test_words_too_small_or_too_faint() -> None:
    assert_told("too small", text(50, 30, "a", size=6.7))
    assert_told("hard to read", text(50, 30, "a", fill="#8A9097"))
    assert_told("hard to read", rect(40, 20, 60, 20, fill="#0B5A66"), WORDS)


def test_a_font_that_is_not_shipped() -> None:
    assert_told("font", Markup(WORDS.replace(SANS, "Helvetica")))


def test_moved_groups_are_read_where_they_stand() -> None:
    moved = Markup('<g transform="translate(60,0)">') + WORDS + Markup("</g>")
    assert_told("leaves the frame", moved)
