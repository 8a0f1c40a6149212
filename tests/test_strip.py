"""Key figures in a row: a number that has no room is told at its line, and one that has is not."""

from __future__ import annotations

import pytest

from briefgen.edition.compose import unmade
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.validation import check
from projects import NAME, SPEC, minimal_project

LONG, SHORT = "10.3 million tonnes", "10.3 Mt"


def told(spec: str) -> list[str]:
    """What is said of key figures, with the column and the line's words."""
    lines = spec.split("\n")
    read = check(MemoryFiles.of(minimal_project() | {SPEC: spec}), NAME)
    assert read.errors == ()
    found = unmade(read, Settings())
    return [f"{lines[each.place.line - 1].strip()} {each.message}" for each in found]


def row(value: str, count: int, indent: str = "") -> str:
    each = f'{indent}  - {{value: "{value} [desk: own count]", label: a year}}\n'
    return f"{indent}key_figures:\n{each * count}"


@pytest.mark.parametrize(("value", "count"), [(SHORT, 4), (LONG, 2)])
def test_what_has_room_is_not_told(value: str, count: int) -> None:
    assert told(row(value, count) + minimal_project()[SPEC]) == []


@pytest.mark.parametrize("count", [3, 4])
def test_what_has_no_room_above_the_bottom_line_is_told_at_its_line(count: int) -> None:
    said = told(row(LONG, count) + minimal_project()[SPEC])
    assert len(said) == count
    assert f"“{LONG}” is too long for one of {count} key figures in a row" in said[0]
    assert said[0].startswith("- {value:")


def test_a_row_within_the_text_is_told_as_well() -> None:
    block = "      - " + row(LONG, 4, "        ").lstrip()
    spec = minimal_project()[SPEC].replace("    blocks:\n", f"    blocks:\n{block}", 1)
    assert len(told(spec)) == 4
