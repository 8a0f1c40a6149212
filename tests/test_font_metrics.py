"""The table of widths: up to date with the fonts, and what is measured with it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import fontTools
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.assets import asset_bytes, asset_path, asset_text
from briefgen.charts.metrics import Metrics, shipped_metrics
from briefgen.outputs.tuning.unpacking import UNPACKED_BY
from effort import calls

METRICS = shipped_metrics()
TOOL = Path(__file__).resolve().parents[1] / "tools" / "font_metrics.py"


def test_the_table_is_up_to_date_with_the_fonts() -> None:
    spec = importlib.util.spec_from_file_location("font_metrics", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.table() == asset_text("fonts/metrics.json"), "run tools/font_metrics.py"
    assert tool.sums() == asset_text("fonts/SHA256SUMS"), "run tools/font_metrics.py"
    there = {path.name: path.read_bytes() for path in asset_path("fonts/unpacked").iterdir()}
    assert fontTools.version == UNPACKED_BY
    assert tool.unpacked() == there, "run tools/font_metrics.py"


def test_every_font_and_its_licence_are_there() -> None:
    folder = asset_path("fonts")
    assert len(list(folder.glob("*.woff2"))) == 17
    assert len(list(folder.glob("OFL-*.txt"))) == 3
    assert asset_bytes("fonts/source-sans-3-latin-wght-normal.woff2").startswith(b"wOF2")


@pytest.mark.parametrize(
    ("face", "weight", "width"), [("sans", 400, 4.97), ("sans", 600, 5.28), ("serif", 400, 5.41)]
)
def test_digits_are_as_wide_as_in_the_font(face: str, weight: int, width: float) -> None:
    ten = METRICS.width("0", 10, weight, family=face)
    assert ten == pytest.approx(width, abs=0.5)
    assert METRICS.width("0000", 10, weight, family=face) == pytest.approx(4 * ten)


def test_semibold_is_wider_and_spacing_adds_up() -> None:
    assert METRICS.width("Astana", 10, 600) > METRICS.width("Astana", 10, 400)
    assert METRICS.width("AB", 10, spacing=1.0) == pytest.approx(METRICS.width("AB", 10) + 2)


def test_signs_the_fonts_lack_are_named() -> None:
    words = "Қазақстан → Türkiye ≈ Azərbaycan, ₸ العربية →"
    assert METRICS.uncovered(words, "sans") == ["→", "≈"]
    assert METRICS.uncovered("Астана", "sans_italic") == list("Астан")
    assert METRICS.uncovered("e\u0301\u2060", "sans") == []


def test_lines_break_at_spaces_and_inside_long_compounds() -> None:
    assert METRICS.wrap("Refuses to recognise Russian-held Ukraine", 7.5, 62) == [
        "Refuses to",
        "recognise Russian-",
        "held Ukraine",
    ]
    assert METRICS.wrap("a five-year plan", 7.5, 32) == ["a", "five-year", "plan"]
    assert METRICS.wrap("1\u00a0March", 7.5, 26) == ["1\u00a0March"]
    assert METRICS.wrap("", 7.5, 26) == []


def test_a_word_without_end_is_cut_with_no_more_work_than_its_length() -> None:
    def cut(word: str) -> None:
        assert "".join(METRICS.wrap(word, 8.0, 60.0)) == word
        assert METRICS.shorten(word, 8.0, 60.0).startswith("abab")

    assert calls(lambda: cut("ab" * 8_000)) < 5 * calls(lambda: cut("ab" * 2_000))


def test_shortened_words_end_in_an_ellipsis() -> None:
    short = METRICS.shorten("Commonwealth of Independent States", 7.6, 80)
    assert short.endswith("…")
    assert METRICS.width(short, 7.6) <= 80
    assert METRICS.shorten("CIS", 7.6, 80) == "CIS"


def test_a_table_is_read_as_written() -> None:
    table = '{"units_per_em": 1000, "coverage": {"sans": "0041-0042 0044"}, "widths": '
    read = Metrics.from_json(table + '{"sans-400": {"0041": [500, 600]}}}')
    assert read.width("AB", 10) == pytest.approx(11)
    assert read.uncovered("ACD", "sans") == ["C"]


@given(st.text(), st.floats(20, 200))
def test_wrapped_lines_fit_and_lose_nothing(words: str, limit: float) -> None:
    lines = METRICS.wrap(words, 7.5, limit)
    assert all(METRICS.width(line, 7.5) <= limit for line in lines)
    joined = "".join(METRICS.wrap(words, 7.5, 10_000)).replace(" ", "")
    assert "".join(lines).replace(" ", "") == joined


@given(st.text(alphabet="abc def-", max_size=80), st.floats(30, 90))
def test_even_lines_are_no_more_than_needed(words: str, limit: float) -> None:
    even = METRICS.wrap_evenly(words, 7.5, limit)
    assert len(even) == len(METRICS.wrap(words, 7.5, limit))
    assert all(METRICS.width(line, 7.5) <= limit for line in even)


@given(st.text(), st.floats(30, 90), st.integers(1, 3))
def test_fitted_words_take_no_more_lines_than_given(words: str, limit: float, most: int) -> None:
    lines = METRICS.fit(words, 7.5, limit, most)
    assert len(lines) <= most
    assert all(METRICS.width(line, 7.5) <= limit for line in lines)
