"""The yardstick of likelihood and its marks."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from briefgen.charts.drawing import FigureError, Look, confidence_bars, likelihood_bar, yardstick
from briefgen.charts.metrics import shipped_metrics
from briefgen.yardstick import FIRST_ROW, ICD203, PHIA, SECOND_ROW, YARDSTICKS, Term, Yardstick

SPACE = "{http://www.w3.org/2000/svg}"
LOOK = Look("#0B5A66", "#E2EDEE", "#7FA9AF")


def test_the_bands_cover_the_line_from_one_to_ninety_nine() -> None:
    assert (FIRST_ROW[0].low, FIRST_ROW[-1].high) == (1, 99)
    assert all(lower.high == upper.low for lower, upper in pairwise(FIRST_ROW))
    assert [(t.key, t.low, t.high) for t in FIRST_ROW] == [
        (t.key, t.low, t.high) for t in SECOND_ROW
    ]


def test_the_bands_of_phia_leave_gaps() -> None:
    assert [(term.low, term.high) for term in PHIA.bands] == [
        (0, 5), (10, 20), (25, 35), (40, 50), (55, 75), (80, 90), (95, 100),
    ]  # fmt: skip
    assert [term.key for term in PHIA.bands] == [term.key for term in ICD203.bands]


@pytest.mark.parametrize(
    ("scale", "term"), [(scale, term) for scale in YARDSTICKS.values() for term in scale.terms]
)
def test_every_term_is_found_by_its_words(scale: Yardstick, term: Term) -> None:
    assert scale.find(term.words.upper().replace(" ", "-")) is term
    assert term.scale == scale.key


def test_other_words_are_no_terms() -> None:
    assert ICD203.find("quite likely") is None
    assert ICD203.find("highly likely") is None
    assert PHIA.find("very likely") is None
    assert PHIA.find("likely or probable") is PHIA.find("likely")


@pytest.mark.parametrize(
    ("scale", "odds", "words"),
    [
        (ICD203, 0, "almost no chance"),
        (ICD203, 20, "very unlikely"),
        (ICD203, 98, "almost certain"),
        (PHIA, 53, "likely"),
        (PHIA, 97, "almost certain"),
    ],
)
def test_odds_have_a_term(scale: Yardstick, odds: int, words: str) -> None:
    assert scale.of_odds(odds).words == words


def test_a_term_prints_its_odds() -> None:
    assert (SECOND_ROW[4].title, SECOND_ROW[4].range_words) == ("Probable", "55–80%")
    assert [term.range_words for term in PHIA.bands[::3]] == [">0–5%", "40–<50%", "95–<100%"]


@pytest.mark.parametrize("number", range(7))
def test_the_bar_lights_one_band_true_to_width(number: int) -> None:
    term = FIRST_ROW[number]
    drawing = likelihood_bar(term, LOOK, 200.0)
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
    with pytest.raises(FigureError, match="not a level"):
        confidence_bars("medium", LOOK)


def test_the_yardstick_lights_the_terms_used() -> None:
    drawing = yardstick(LOOK, shipped_metrics(), 328.0, [FIRST_ROW[4], SECOND_ROW[5]])
    root = ET.fromstring(drawing.svg)
    bold = [text.text for text in root.iter(f"{SPACE}text") if text.get("font-weight") == "600"]
    assert bold == ["Likely", "55–80%", "Very likely, highly probable", "80–95%"]
    assert "likely 55 to 80" in drawing.alt
    assert drawing.alt.endswith("Used in this document: likely, very likely.")


def test_the_yardstick_of_phia_has_its_own_terms() -> None:
    drawing = yardstick(LOOK, shipped_metrics(), 328.0, [*PHIA.others, PHIA.bands[3]], PHIA)
    root = ET.fromstring(drawing.svg)
    texts = [text.text for text in root.iter(f"{SPACE}text")]
    assert {"Remote chance", "Likely, probable", "Realistic possibility", "40–<50%"} <= {*texts}
    assert drawing.alt.endswith("Used in this document: realistic possibility, likely.")


def test_a_bar_of_phia_leaves_the_gaps_open() -> None:
    drawing = likelihood_bar(PHIA.bands[4], LOOK, 200.0)
    bars = ET.fromstring(drawing.svg).findall(f"{SPACE}rect")
    assert [float(bar.get("x", "0")) for bar in bars][:3] == pytest.approx([0.4, 20.4, 50.4])
    assert drawing.alt == "Likelihood: likely, 55 to 75 per cent"


def test_a_yardstick_without_room_says_so() -> None:
    with pytest.raises(FigureError, match="more room"):
        yardstick(LOOK, shipped_metrics(), 100.0)
