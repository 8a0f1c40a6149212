"""Style sheets that the engine reads once: only what leaves no trace beside itself is kept."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen.outputs.engine import lay_out, loaded_faces, write
from briefgen.outputs.practice import practise
from briefgen.outputs.tuning.sheets import MOST, Sheets
from pages import Notes, sheet

LOGGER = logging.getLogger("test sheets")


class Reader:
    """The plain way to read, which counts and says what it is told to."""

    def __init__(self, warns: str = "") -> None:
        self.read: list[bytes] = []
        self.warns = warns

    def __call__(self, **asked: Any) -> SimpleNamespace:
        content = asked["url_fetcher"].resources[asked["url"]]
        self.read.append(content)
        if self.warns:
            LOGGER.warning(self.warns)
        asked["page_rules"].append(content)
        return SimpleNamespace(page_rules=asked["page_rules"], layers=asked["layers"], matcher=[])


def asking(content: bytes, **more: Any) -> dict[str, Any]:
    fetcher = SimpleNamespace(resources={"brief:a.css": content})
    asked = {"url": "brief:a.css", "url_fetcher": fetcher, "media_type": "print"}
    return {**asked, "page_rules": [], "layers": [], **more}


def test_a_sheet_is_read_once_and_each_document_has_its_own_lists() -> None:
    plain = Reader()
    sheets = Sheets(plain, LOGGER)
    first, second = asking(b"p{}"), asking(b"p{}", page_rules=["of another sheet"])
    one, two = sheets(**first), sheets(**second)
    assert plain.read == [b"p{}"]
    assert one.page_rules is first["page_rules"]
    assert two.page_rules is second["page_rules"]
    assert (one.page_rules, two.page_rules) == ([b"p{}"], ["of another sheet", b"p{}"])
    assert two.layers is second["layers"]
    assert one.matcher is two.matcher


def test_another_content_medium_or_address_is_another_sheet() -> None:
    plain = Reader()
    sheets = Sheets(plain, LOGGER)
    for asked in (asking(b"p{}"), asking(b"q{}"), asking(b"p{}", media_type="screen")):
        sheets(**asked)
    assert len(plain.read) == 3


@pytest.mark.parametrize(
    "content",
    [b"@font-face{}", b"@import 'a';", b"@LAYER x{}", b"@counter-style a{}", b"@color-profile a{}"],
)
def test_what_leaves_traces_beside_itself_is_read_each_time(content: bytes) -> None:
    plain = Reader()
    sheets = Sheets(plain, LOGGER)
    sheets(**asking(content))
    sheets(**asking(content))
    assert len(plain.read) == 2


def test_a_sheet_that_joins_another_is_read_each_time() -> None:
    plain = Reader()
    sheets = Sheets(plain, LOGGER)
    for _ in range(2):
        sheets(**asking(b"p{}", matcher=object()))
    assert len(plain.read) == 2


def test_a_complaint_is_heard_each_time_and_has_all_read_again() -> None:
    plain = Reader()
    sheets = Sheets(plain, LOGGER)
    sheets(**asking(b"p{}"))
    plain.warns = "bad"
    sheets(**asking(b"q{}"))
    sheets(**asking(b"q{}"))
    assert plain.read == [b"p{}", b"q{}", b"q{}"]
    plain.warns = ""
    LOGGER.info("nothing to complain of")
    sheets(**asking(b"p{}"))
    sheets(**asking(b"p{}"))
    assert plain.read[3:] == [b"p{}"]
    LOGGER.warning("of a page")
    sheets(**asking(b"p{}"))
    assert plain.read[3:] == [b"p{}", b"p{}"]


def test_no_more_are_kept_than_a_process_has_use_for() -> None:
    plain = Reader()
    sheets = Sheets(plain, LOGGER)
    for number in range(MOST + 1):
        sheets(**asking(b"p{top:%d}" % number))
    sheets(**asking(b"p{top:%d}" % MOST))
    sheets(**asking(b"p{top:0}"))
    assert len(plain.read) == MOST + 2


def test_each_layout_hears_its_own_complaints() -> None:
    job = sheet("<p>One</p>", Notes(), css=":root{--c:nothing} p{width:var(--c)}")
    told = [lay_out(job).said for _ in range(3)]
    assert told[0]
    assert told[1:] == [told[0]] * 2


def test_a_page_for_practice_changes_no_other() -> None:
    job = sheet("<p>One</p>", Notes(), css="p{color:red}")
    with loaded_faces(job) as faces:
        before = write(lay_out(job, faces), job)
    practise()
    with loaded_faces(job) as faces:
        assert write(lay_out(job, faces), job) == before
