"""What providers ask of those who show their data: told where it is lacking, and only then."""

from __future__ import annotations

import pytest

from briefgen.checks.running import examine
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from projects import DESCRIPTOR, LIBRARY, NAME, changed, minimal_project

ACLED = "https://acleddata.com/data-export-tool/"


def told(library: str, descriptor: str) -> list[str]:
    files = MemoryFiles.of(
        {"briefgen.toml": "", **minimal_project(), LIBRARY: library, DESCRIPTOR: descriptor}
    )
    found = examine(check(files, NAME), read_settings(files)).problems
    assert not [problem for problem in found if problem.code.startswith("SPC1")]
    return [f"{p.place.file}: {p.message}" for p in found if p.code == "SRC306"]


def library(url: str) -> str:
    """The library with an address for the source of the data."""
    return changed(minimal_project()[LIBRARY], "  bank:\n", f"  bank:\n    url: {url}\n")


def descriptor(note: str = "", dated: bool = True) -> str:
    without = ("note:", "description:") if dated else ("note:", "description:", "retrieved:")
    lines = [
        line for line in minimal_project()[DESCRIPTOR].splitlines() if not line.startswith(without)
    ]
    return "\n".join([*lines, *([f"note: {note}"] if note else [])]) + "\n"


@pytest.mark.parametrize(
    ("url", "note", "count"),
    [
        (ACLED, "", 1),
        (ACLED, "Battles in Kunduz from 2021 to 2023", 0),
        ("https://notacleddata.com/", "", 0),
        ("https://example.net/", "", 0),
        ("https://api.acleddata.com/x", "", 1),
    ],
)
def test_filters_are_asked_for(url: str, note: str, count: int) -> None:
    found = told(library(url), descriptor(note))
    assert found == [f"{DESCRIPTOR}: ACLED asks what was chosen of its data"] * count


def test_the_day_of_access_is_asked_for() -> None:
    undated = descriptor("Battles in Kunduz", dated=False)
    assert told(library(ACLED), undated) == [
        f"{DESCRIPTOR}: ACLED asks for the day of access, and “bank” has none"
    ]
    assert told(library("https://example.net/"), undated) == []
