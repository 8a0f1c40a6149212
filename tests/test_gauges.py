"""The yardstick of likelihood and its marks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from briefgen.charts.drawing import FigureError, Look, confidence_bars, likelihood_bar, yardstick
from briefgen.charts.metrics import shipped_metrics
from briefgen.yardstick import FIRST_ROW, SECOND_ROW, TERMS, find_term, term_of_band

SPACE = "{http://www.w3.org/2000/svg}"
LOOK = Look("#0B5A66", "#E2EDEE", "#7FA9AF")


def test_the_bands_cover_the_line_from_one_to_ninety_nine() -> None:
    assert (FIRST_ROW[0].low, FIRST_ROW[-1].high) == (1, 99)
    assert all(lower.high == upper.low for lower, upper in pairwise(FIRST_ROW))
    assert [(t.key, t.low, t.high) for t in FIRST_ROW] == [
        (t.key, t.low, t.high) for t in SECOND_ROW
    ]


@pytest.mark.parametrize("term", TERMS)
def test_every_term_is_found_by_its_words(term: object) -> None:
    assert find_term(getattr(term, "words", "").upper().replace(" ", "-")) is term


def test_other_words_are_no_terms() -> None:
    assert find_term("quite likely") is None


def test_a_term_prints_its_odds() -> None:
    term = term_of_band("likely", row=2)
    assert (term.title, term.range_words) == ("Probable", "55–80%")


@pytest.mark.parametrize("number", range(7))
def test_the_bar_lights_one_band_true_to_width(number: int) -> None:
    term = FIRST_ROW[number]
    drawing = likelihood_bar(term.words, LOOK, 200.0)
    bars = ET.fromstring(drawing.svg).findall(f"{SPACE}rect")
    lit = [index for index, bar in enumerate(bars) if bar.get("fill") == LOOK.accent]
    assert lit == [number]
    assert float(bars[number].get("width", "0")) == pytest.approx(
        2 * (term.high - term.low) - 0.8, abs=0.1
    )
    assert drawing.alt == f"Likelihood: {term.words}, {term.low} to {term.high} per cent"


@pytest.mark.parametrize(("level", "count"), [("low", 1), ("moderate", 2), ("high", 3)])
def test_confidence_fills_one_two_or_three_bars(level: str, count: int) -> None:
    drawing = confidence_bars(level, LOOK)
    bars = ET.fromstring(drawing.svg).findall(f"{SPACE}rect")
    assert sum(bar.get("fill") == LOOK.accent for bar in bars) == count
    assert drawing.alt == f"Confidence: {level}"


def test_unknown_words_are_refused() -> None:
    with pytest.raises(FigureError, match="not a term"):
        likelihood_bar("perhaps", LOOK)
    with pytest.raises(FigureError, match="not a level"):
        confidence_bars("medium", LOOK)


def test_the_yardstick_lights_the_terms_used() -> None:
    drawing = yardstick(LOOK, shipped_metrics(), 328.0, used=["likely", "highly probable"])
    root = ET.fromstring(drawing.svg)
    bold = [text.text for text in root.iter(f"{SPACE}text") if text.get("font-weight") == "600"]
    assert bold == ["Likely", "55–80%", "Very likely, highly probable", "80–95%"]
    assert "likely 55 to 80" in drawing.alt
    assert drawing.alt.endswith("Used in this document: likely, very likely.")


def test_a_yardstick_without_room_says_so() -> None:
    with pytest.raises(FigureError, match="more room"):
        yardstick(LOOK, shipped_metrics(), 100.0)
