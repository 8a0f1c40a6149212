"""Our notes against those of another program: every difference is listed and has its reason.

`tests/oracle/notes.json` has what citeproc-js wrote of the sources beside it, in the Chicago style
of CSL and, for numbers and places, in that of the IEEE; tools/citation_oracle.py asks it. What
differs in the same way everywhere is rewritten here, all else stands in differences.yaml with both
texts. Each reason has its row in docs/citations.md.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefgen.citations import STYLES, Mention, Runs, join, words_for
from briefgen.exchange.shelf import sources_of
from briefgen.loading import load
from briefgen.model.source import Source

ROOT = Path(__file__).resolve().parents[1]
ORACLE = ROOT / "tests" / "oracle"
WORDS = words_for("en-US")  # the dates of the manual
PLACES = {
    "page": "p. {}", "section": "sec. {}", "timestamp": "{}", "table": "table {}",
    "paragraph": "para. {}",
}  # fmt: skip
FIRST_NOTE = 3


@dataclass(frozen=True)
class Rewrite:
    """A difference that is the same in every note: what they write, and what we do."""

    reason: str
    theirs: str
    ours: str

    def applied(self, text: str) -> str:
        return re.sub(self.theirs, self.ours, text)


CHICAGO = (
    Rewrite("address", r"https?://", ""),
    Rewrite("labels", r"§ ", "sec. "),
    Rewrite("labels", r"\btbl\. ", "table "),
)
NUMBERED = (
    Rewrite("brackets", r"^\[(\d+)(.*)\]$", r"S\1\2."),
    Rewrite("labels", r", Sec\. ", ", sec. "),
    Rewrite("labels", r", Para\. ", ", para. "),
    Rewrite("labels", r", tbl\. ", ", table "),
    Rewrite("labels", r", (\d+:\d\d)", r", at \1"),
)


@cache
def sources() -> Mapping[str, Source]:
    document = load("sources.yaml", (ORACLE / "sources.yaml").read_bytes())
    return {key: held.source for key, held in sources_of(document).items()}


@cache
def answers() -> Any:
    return json.loads((ORACLE / "notes.json").read_text("utf-8"))


def theirs(style: str, key: str, which: str) -> str:
    """A note of the other program, italics between stars."""
    said: str = answers()["notes"][style][key][which]
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</?i>", "*", said)))


def ours(style: str, key: str, which: str, label: str = "S4") -> str:
    place = answers()["places"][key]
    locator = PLACES[place["label"]].format(place["locator"]) if place else ""
    mention = Mention(sources()[key], locator, label)
    made = STYLES[style]
    runs = made.first(mention, WORDS) if which == "first" else made.later(mention, WORDS, None)
    return shown(join([runs], WORDS))


def shown(runs: Runs) -> str:
    text = "".join(f"*{run.text}*" if run.style == "italic" else run.text for run in runs)
    return text.replace("**", "")


def test_a_later_note_says_where_the_first_is() -> None:
    for style in STYLES.values():
        mention = Mention(sources()["book-one"], "12", "S4")
        alone, back = (shown(style.later(mention, WORDS, note)) for note in (None, FIRST_NOTE))
        assert back == f"{alone} (n. {FIRST_NOTE})"  # the reason “back” of the page


def rewritten(text: str, rewrites: tuple[Rewrite, ...]) -> str:
    for rewrite in rewrites:
        text = rewrite.applied(text)
    return text


def differences() -> Iterator[tuple[str, str, str, str]]:
    """Source, which note, our text and theirs, wherever the two differ."""
    for key in sources():
        for which in ("first", "later"):
            mine = ours("chicago-notes", key, which)
            other = rewritten(theirs("chicago-notes", key, which), CHICAGO)
            if mine != other:
                yield key, which, mine, other


def listed() -> list[dict[str, Any]]:
    tree: Any = load("differences.yaml", (ORACLE / "differences.yaml").read_bytes()).tree
    return list(tree["differences"])


def reasons() -> dict[str, str]:
    """The rows of the page: a reason and what it says."""
    page = (ROOT / "docs" / "citations.md").read_text("utf-8")
    return dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", page, re.M))


def test_there_are_sources_enough_of_types_enough() -> None:
    types = Counter(source.type for source in sources().values())
    assert len(sources()) >= 60
    assert sum(count >= 4 for count in types.values()) >= 15
    assert list(answers()["places"]) == list(sources())


def test_every_difference_from_chicago_is_listed() -> None:
    found = [
        {"source": key, "note": which, "ours": mine, "theirs": other}
        for key, which, mine, other in differences()
    ]
    known = [
        {name: each[name] for name in ("source", "note", "ours", "theirs")} for each in listed()
    ]
    assert found == known


def test_most_notes_do_not_differ() -> None:
    notes = 2 * len(sources())
    assert len(listed()) < 0.35 * notes, f"{len(listed())} of {notes}"


def test_every_difference_has_a_reason_and_every_reason_a_difference() -> None:
    named = {name for each in listed() for name in each["why"]}
    named |= {rewrite.reason for rewrite in (*CHICAGO, *NUMBERED)} | {"back", "short-note"}
    assert all(each["why"] for each in listed())
    assert reasons().keys() == named


def test_the_page_has_the_numbers() -> None:
    page = " ".join((ROOT / "docs" / "citations.md").read_text("utf-8").split())
    types = len({source.type for source in sources().values()})
    notes, others = 2 * len(sources()), len(listed())
    assert f"{len(sources())} invented sources of {types} types" in page
    assert f"Of {notes} notes in Chicago style {notes - others} are the same" in page
    assert f"the other {others} stands" in page


@pytest.mark.parametrize("rewrite", CHICAGO, ids=lambda rewrite: rewrite.theirs)
def test_each_rewrite_of_chicago_is_needed(rewrite: Rewrite) -> None:
    notes = [theirs("chicago-notes", k, w) for k in sources() for w in ("first", "later")]
    assert any(rewrite.applied(note) != note for note in notes)


def test_a_note_of_all_kinds_is_the_same_but_for_its_address() -> None:
    for key in ("book-one", "chapter-one", "journal-two", "news-one", "page-four", "thesis-one"):
        for which in ("first", "later"):
            other = rewritten(theirs("chicago-notes", key, which), CHICAGO)
            assert ours("chicago-notes", key, which) == other


# Numbered -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sources())
def test_numbers_and_places_are_those_of_the_other_program(key: str) -> None:
    number = list(sources()).index(key) + 1
    other = rewritten(theirs("numbered", key, "later"), NUMBERED)
    assert ours("numbered", key, "later", f"S{number}") == other


# No author is named: we say who brought it out or where it stands, they begin with the title.
WITHOUT_AUTHOR = {"book-unsigned", "data-three", "report-three", "video-four"}
WORDS_OF_PLACE = {"": 0, "page": 1, "section": 2, "table": 2, "paragraph": 2, "timestamp": 3}
OTHERWISE = {"entry-one", "entry-three", "book-three"}  # “s.v.” before the title; “2:12”


@pytest.mark.parametrize("key", sources())
def test_a_first_numbered_note_says_what_their_short_note_says(key: str) -> None:
    """After the number stand who and the short title, as in a later note of Chicago."""
    said = words_of(ours("numbered", key, "first"))[1:]
    note = words_of(rewritten(theirs("chicago-notes", key, "later"), CHICAGO))
    short = note[: len(note) - WORDS_OF_PLACE[answers()["places"][key].get("label", "")]]
    assert (said[: len(short)] == short) != (key in WITHOUT_AUTHOR | OTHERWISE), (said, short)


def words_of(note: str) -> list[str]:
    return re.findall(r"[\w’]+", note)
