"""The note above the list of sources: the day most addresses were opened is said once."""

from __future__ import annotations

import pytest

from briefgen.edition.view import Edition
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from projects import LIBRARY, NAME, changed, minimal_project

ONLINE = "type: webpage\n    url: https://example.org/{key}\n    accessed: {day}"


def edition(**days: str) -> Edition:
    """The edition of the small brief; the sources named are web pages opened on a day."""
    files = minimal_project()
    for key, day in days.items():
        head, rest = files[LIBRARY].split(f"  {key}:\n    ", 1)
        kept = rest.split("\n", 1)[1]
        page = ONLINE.format(key=key, day=day)
        files[LIBRARY] = f"{head}  {key}:\n    {page}\n{kept}"
    files[LIBRARY] = changed(
        files[LIBRARY], "    accessed: 2026-11-20\n", "    accessed: 2026-11-21\n"
    )
    project = MemoryFiles.of(files)
    order = Order(project, read_settings(project), lambda name: pytest.fail("nothing is written"))
    return prepare(check(project, NAME), order)[0]


def entry(made: Edition, title: str) -> str:
    """The entry of a source in the list."""
    return next(str(row.entry) for row in made.sources if title in str(row.entry))


def test_one_day_for_all_is_said_above_the_list_alone() -> None:
    made = edition()
    assert "All sources were opened on 21 November 2026." in made.sources_note
    assert "21 November 2026" not in entry(made, "Trade Partners")


def test_a_source_opened_on_another_day_keeps_it() -> None:
    made = edition(census="2026-11-21", bank="2026-11-02")
    assert "Sources were opened on 21 November 2026 unless an entry" in made.sources_note
    assert "21 November 2026" not in entry(made, "Population Census")
    assert "2 November 2026" in entry(made, "Country Outlook")


def test_days_without_a_majority_stay_with_their_entries() -> None:
    made = edition(bank="2026-11-02")
    assert "opened" not in made.sources_note
    assert "21 November 2026" in entry(made, "Trade Partners")
    assert "2 November 2026" in entry(made, "Country Outlook")
