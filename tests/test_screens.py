"""Pictures of the preview and the web page in the documentation: they show what is shown today."""

from __future__ import annotations

import re
import sys
from io import BytesIO

import pytest
from PIL import Image

from browsers import missing
from doc_examples import DOCS
from pages import ROOT

pytest.importorskip("starlette")
pytest.importorskip("watchfiles")

sys.path.insert(0, str(ROOT / "tools"))
from screens import DESCRIPTION, PICTURES, SCREENS, fresh, take

MADE_BY = "run: python tools/screens.py"


def test_every_picture_shows_what_is_shown_today() -> None:
    assert [screen.name for screen in SCREENS if not fresh(screen)] == [], MADE_BY


def test_there_is_no_picture_besides_and_all_are_small() -> None:
    kept = set(PICTURES.iterdir())
    assert kept == {screen.picture for screen in SCREENS}, MADE_BY
    assert sum(picture.stat().st_size for picture in kept) < 1_500_000


def test_every_picture_is_on_a_page_and_has_words() -> None:
    pages = "".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))
    shown = dict(re.findall(r"!\[([^\]]{30,})\]\(images/screens/([\w-]+\.webp)\)", pages))
    assert sorted(shown.values()) == sorted(screen.picture.name for screen in SCREENS)


@pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")
def test_a_browser_draws_them() -> None:
    wanted = tuple(screen for screen in SCREENS if screen.name in ("tutorial", "web-phone"))
    taken = dict(take(wanted))
    assert set(taken) == set(wanted)
    for screen, picture in taken.items():
        with Image.open(BytesIO(picture)) as image:
            assert image.size == screen.size
            assert image.getexif()[DESCRIPTION] == screen.digest()
            assert len(image.convert("L").getcolors() or ()) > 100  # there is something on it
