"""Bars of several series: figures where they belong, and nothing added up that is not whole."""

from __future__ import annotations

import re

import pytest
from msgspec import structs

from briefgen.charts.drawing import FigureError, GroupedBars, Look, draw, shipped_metrics
from projects import found, with_change

LOOK = Look("#7F4A0A", "#F3EADD", "#C4A273")
METRICS = shipped_metrics()
TRADE = GroupedBars(
    ("Egypt", "South Africa"),
    ("Exports", "Imports"),
    ((420.0, 120.0), (88.0, 310.0)),
    measure="Trade, 2024",
    unit="usd_m",
)


def words(chart: GroupedBars) -> list[str]:
    """All words of the drawing, in order."""
    return re.findall(r"<text[^>]*>([^<]+)<", str(draw(chart, LOOK, METRICS).svg))


@pytest.mark.parametrize("direction", ["horizontal", "vertical"])
def test_each_part_has_its_figure(direction: str) -> None:
    said = " ".join(words(structs.replace(TRADE, direction=direction)))
    assert all(figure in said for figure in ("420", "120", "88", "310"))
    assert said.startswith("Exports Imports")


@pytest.mark.parametrize("direction", ["horizontal", "vertical"])
def test_a_stack_has_its_sum(direction: str) -> None:
    said = " ".join(words(structs.replace(TRADE, stacked=True, direction=direction)))
    assert "540" in said
    assert "398" in said


def test_a_stack_that_lacks_a_part_is_not_summed() -> None:
    lacking = structs.replace(TRADE, values=((420.0, None), (88.0, 310.0)))
    assert "no data" in words(lacking)
    with pytest.raises(FigureError, match="its sum would be wrong"):
        draw(structs.replace(lacking, stacked=True), LOOK, METRICS)


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (structs.replace(TRADE, series=("Exports",), values=((1.0,), (2.0,))), "takes two to 4"),
        (structs.replace(TRADE, values=((None, None), (None, None))), "no values"),
        (
            structs.replace(TRADE, stacked=True, values=((1.0, -2.0), (1.0, 1.0))),
            "cannot be stacked",
        ),
    ],
)
def test_what_cannot_be_drawn_is_said(chart: GroupedBars, message: str) -> None:
    with pytest.raises(FigureError, match=message):
        draw(chart, LOOK, METRICS)


def test_the_alternative_text_has_every_value() -> None:
    assert draw(structs.replace(TRADE, stacked=True), LOOK, METRICS).alt == (
        "Stacked bar chart. Trade, 2024. Egypt: Exports $420 m, Imports $120 m, together $540 m; "
        "South Africa: Exports $88 m, Imports $310 m, together $398 m."
    )


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("series: contry", "has no column “contry”"),
        ("stacked: true", "bars are stacked by a second column"),
        ("series: year, highlight: Tajikistan", "has no bar to highlight"),
    ],
)
def test_mistakes_of_series(field: str, words: str) -> None:
    piece = "        where: {year: 2023}\n        highlight: Tajikistan\n"
    lines = "".join(f"        {each}\n" for each in field.split(", "))
    assert any(words in each for each in found(with_change(piece, lines)))
