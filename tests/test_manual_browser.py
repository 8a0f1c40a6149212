"""The site of the manual in a Chromium: axe with all its rules, no sideways scroll, the search."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from browsers import STRICTEST, missing, seen
from manuals import made_site, needs_extra

pytestmark = [needs_extra, pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")]

PAGES = ("index", "tutorial", "reference", "rules/SPC106", "search")
WINDOWS = ((1280, "light"), (390, "dark"))
WIDER = "[document.documentElement.scrollWidth, window.innerWidth]"
GROUND = "getComputedStyle(document.body).backgroundColor"
FOUND = "[...document.querySelectorAll('ul.search li a')].map(each => each.textContent)"
REACHED = "[...document.querySelectorAll('article pre')].map(each => each.tabIndex)"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of what was asked for."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served, as on a web server of one's own."""
    site = made_site(tmp_path_factory)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing_and_nothing_comes_from_elsewhere(
    width: int, scheme: str, address: str, tmp_path: Path
) -> None:
    looks = [
        {
            "address": f"{address}/{page}.html",
            "width": width,
            "scheme": scheme,
            "scripts": True,
            "axe": STRICTEST,
            "steps": [{"ask": WIDER, "as": "wide"}, {"ask": GROUND, "as": "ground"}],
        }
        for page in PAGES
    ]
    for look, answer in zip(looks, seen(looks, tmp_path), strict=True):
        assert answer["axe"] == [], look
        assert answer["passes"] > 25  # it did look
        wide, window = answer["wide"]
        assert wide <= window, look
        assert (answer["ground"] == "rgb(255, 255, 255)") == (scheme == "light")
        assert answer["said"] == []
        outside = (url for url in answer["requests"] if not url.startswith((address, "data:")))
        assert list(outside) == []


def test_the_search_finds_and_what_scrolls_can_be_reached(address: str, tmp_path: Path) -> None:
    search = {
        "address": f"{address}/search.html?q=admiralty",
        "steps": [{"until": f"{FOUND}.length > 2"}, {"ask": FOUND, "as": "found"}],
        "axe": STRICTEST,
    }
    tutorial = {
        "address": f"{address}/tutorial.html",
        "steps": [{"until": f"{REACHED}.includes(0)"}, {"ask": REACHED, "as": "reached"}],
    }
    looks = [{"width": 1280, "scripts": True, **look} for look in (search, tutorial)]
    results, page = seen(looks, tmp_path)
    assert "Checks" in results["found"]
    assert results["axe"] == []
    assert set(page["reached"]) == {0, -1}


def test_drawers_of_a_narrow_window_open_and_close_by_the_keyboard(
    address: str, tmp_path: Path
) -> None:
    focused = "document.activeElement.className || document.activeElement.tagName"
    closed = "[...document.querySelectorAll('aside')].map(each => each.inert)"
    steps = [
        {"ask": closed, "as": "at first"},
        *({"press": "Tab"} for _ in range(2)),  # after the link past all this
        {"ask": focused, "as": "sign"},
        {"press": "Enter"},
        {"ask": closed, "as": "open"},
        {"ask": focused, "as": "within"},
        {"press": "Escape"},
        {"ask": closed, "as": "at last"},
        {"ask": focused, "as": "back"},
    ]
    look = {"address": f"{address}/manual.html", "scripts": True}
    narrow, wide = seen(
        [
            {**look, "width": 390, "steps": steps, "axe": STRICTEST},
            {**look, "width": 1400, "steps": [{"ask": closed, "as": "closed"}]},
        ],
        tmp_path,
    )
    assert narrow["at first"] == narrow["at last"] == [True, True]
    assert narrow["open"] == [False, True]
    assert narrow["sign"] == narrow["back"] == "icon"
    assert narrow["within"] == "sidebar-brand"
    assert narrow["axe"] == []
    assert wide["closed"] == [False, False]
