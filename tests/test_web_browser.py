"""The web page in a Chromium: axe with all its rules, no sideways scroll, notes by the keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.outputs.web.page import web_page
from briefgen.project import MemoryFiles
from browsers import STRICTEST, missing, seen
from language_projects import project
from projects import NAME
from webs import bench, html_of, made, shipped, shipped_names

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")

WIDTHS = (1280, 768, 360)
WIDER = "[document.documentElement.scrollWidth, window.innerWidth]"
OPEN = "[...document.querySelectorAll('.fn:popover-open')].map(e => e.id)"
PLACE = """(() => { const [note] = document.querySelectorAll('.fn:popover-open');
  const box = note.getBoundingClientRect(), mark = document.querySelector('#ref-1');
  const at = mark.getBoundingClientRect();
  return {left: box.left, right: box.right, top: box.top, bottom: box.bottom,
          mark: [at.left, at.top, at.bottom], width: innerWidth, height: innerHeight}; })()"""
GAUGES = """[...document.querySelectorAll('.gauge')].map(gauge => {
  const [bars, word] = [...gauge.children].slice(-2).map(e => e.getBoundingClientRect());
  return Math.round(Math.abs(bars.top + bars.bottom - word.top - word.bottom)); })"""
# Whether titles begin at the right.
FIRST_RIGHT = "getComputedStyle(document.querySelector('h1')).direction === 'rtl'"
FACES = "[...document.fonts].filter(f => f.status === 'error').map(f => f.family)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Where a shipped page lies, with its data, for a browser."""
    folder = tmp_path_factory.mktemp("web")

    def placed(name: str) -> str:
        for each in shipped(name):
            target = folder / each.name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(each.content)
        return (folder / f"{name}.html").as_uri()

    return placed


@pytest.mark.parametrize("name", shipped_names())
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    name: str, address: Any, tmp_path: Path
) -> None:
    looks = [
        {
            "address": address(name),
            "width": width,
            "scheme": scheme,
            "scripts": True,
            "axe": STRICTEST,
            "steps": [
                {"ask": WIDER, "as": "wide"},
                {"ask": FACES, "as": "faces"},
                {"ask": GAUGES, "as": "gauges"},
            ],
        }
        for width, scheme in zip(WIDTHS, ("light", "light", "dark"), strict=True)
    ]
    for look, answer in zip(looks, seen(looks, tmp_path), strict=True):
        assert answer["axe"] == [], look
        assert answer["passes"] > 25  # it did look
        wide, window = answer["wide"]
        assert wide <= window, look
        assert answer["said"] == []
        assert answer["faces"] == []
        assert max(answer["gauges"], default=0) < 10  # bars of confidence beside their word
        assert [url for url in answer["requests"] if not url.startswith(("file:", "data:"))] == []


def test_axe_finds_nothing_in_a_theme_with_a_ground_of_its_own_by_night(tmp_path: Path) -> None:
    page = tmp_path / "small.html"
    page.write_text(html_of(made(settings='theme = "ledger"\n')), "utf-8")
    looks = [
        {
            "address": page.as_uri(),
            "width": 768,
            "scheme": scheme,
            "scripts": True,
            "axe": STRICTEST,
        }
        for scheme in ("light", "dark")
    ]
    for answer in seen(looks, tmp_path):
        assert answer["axe"] == []
        assert answer["passes"] > 25


@pytest.mark.parametrize("language", ["ar", "tr"])
def test_pages_in_other_languages_are_as_open_to_all(language: str, tmp_path: Path) -> None:
    files = MemoryFiles.of({**project(language), "briefgen.toml": ""})
    (page, *_) = web_page(bench(files, NAME, alone=True))
    (tmp_path / page.name).write_bytes(page.content)
    looks = [
        {
            "address": (tmp_path / page.name).as_uri(),
            "width": width,
            "scheme": scheme,
            "scripts": True,
            "axe": STRICTEST,
            "steps": [{"ask": WIDER, "as": "wide"}, {"ask": FIRST_RIGHT, "as": "right"}],
        }
        for width, scheme in ((1280, "light"), (360, "dark"))
    ]
    for answer in seen(looks, tmp_path):
        assert answer["axe"] == []
        assert answer["wide"][0] <= answer["wide"][1]
        assert answer["right"] == (language == "ar")
        assert answer["said"] == []


def test_a_note_opens_and_closes_by_the_keyboard_without_scripts(
    address: Any, tmp_path: Path
) -> None:
    steps = [
        {"focus": "#ref-1"},
        {"press": "Enter"},
        {"ask": OPEN, "as": "opened"},
        {"press": "Tab"},
        {"ask": "document.activeElement.getAttribute('href')", "as": "next"},
        {"press": "Escape"},
        {"ask": OPEN, "as": "closed"},
        {"ask": "document.activeElement.id", "as": "back"},
    ]
    look = {"address": address("kazakhstan"), "width": 1280, "steps": steps}
    (answer,) = seen([look], tmp_path)
    assert answer["opened"] == ["note-1"]
    assert answer["next"] == "#fn-1"
    assert answer["closed"] == []
    assert answer["back"] == "ref-1"


def test_a_note_opens_beside_its_mark_and_on_a_telephone_at_the_foot(
    address: Any, tmp_path: Path
) -> None:
    looks = [
        {
            "address": address("kazakhstan"),
            "width": width,
            "height": 800,
            "steps": [{"click": "#ref-1"}, {"ask": PLACE, "as": "place"}],
        }
        for width in (1280, 390)
    ]
    wide, narrow = (answer["place"] for answer in seen(looks, tmp_path))
    assert abs(wide["left"] - wide["mark"][0]) < 40 or wide["right"] <= wide["width"]
    assert 0 <= wide["top"] - wide["mark"][2] < 30
    assert narrow["bottom"] == pytest.approx(narrow["height"], abs=1)
    assert (narrow["left"], narrow["right"]) == (0, narrow["width"])


def test_the_skip_link_comes_first(address: Any, tmp_path: Path) -> None:
    steps = [{"press": "Tab"}, {"ask": "document.activeElement.className", "as": "first"}]
    look = {"address": address("gallery"), "width": 1280, "steps": steps}
    (answer,) = seen([look], tmp_path)
    assert answer["first"] == "skip"
