"""The page of figures in the documentation: its text, lines and pictures are those of today."""

from __future__ import annotations

import sys

import pytest

from pages import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from figure_pages import PAGE, PICTURES, digest_of, gallery, page

MADE_BY = "run: python tools/figure_pages.py"


def test_the_page_is_that_of_the_gallery() -> None:
    assert PAGE.read_text("utf-8") == page(), MADE_BY


def test_there_is_a_picture_of_each_figure_and_no_other() -> None:
    assert {shown.picture for shown in gallery()[1]} == set(PICTURES.glob("*.png")), MADE_BY


@pytest.mark.parametrize("shown", gallery()[1], ids=lambda shown: shown.part.id)
def test_a_picture_is_made_from_what_is_drawn_today(shown: object) -> None:
    (known,) = (each for each in gallery()[1] if each is shown)
    assert digest_of(known.picture) == known.job.identity(), MADE_BY
