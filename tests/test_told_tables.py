"""Tables that are made from the comments beside the code stand in their pages as they are today."""

from __future__ import annotations

import enum
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pages import ROOT

sys.path.insert(0, str(ROOT / "tools"))
from remarks import of_class, of_constants
from tables import CODES, made, variables, with_table

PAGE = f"Before.\n\n{CODES}\n|---|---|---|\n| 0 | old | Old. |\n\nAfter.\n"


@pytest.mark.parametrize("path", made(), ids=lambda path: path.name)
def test_the_tables_are_up_to_date(path: Path) -> None:
    assert path.read_text("utf-8") == made()[path], "run: python tools/tables.py"


def test_every_variable_that_is_known_is_found() -> None:
    found = {row.split("`")[1] for row in variables()}
    assert {"BRIEFGEN_TODAY", "BRIEFGEN_MANUAL", "NO_COLOR", "FORCE_COLOR"} < found


class Colour(enum.Enum):
    """For the test below."""

    RED = 1  # That of blood.
    # That of grass,
    # of which there is much.
    GREEN = 2
    BLUE = 3


@dataclass
class Shape:
    """The same for fields."""

    edges: int  # How many.
    colour: Colour = Colour.RED


def test_what_is_said_of_a_name_is_on_its_line_or_above() -> None:
    said = of_class(Colour)
    assert said == {"RED": "That of blood.", "GREEN": said["GREEN"], "BLUE": ""}
    assert said["GREEN"] == "That of grass, of which there is much."
    assert of_class(Shape) == {"edges": "How many.", "colour": ""}
    assert dict(of_constants('A = "x"  # first\nB = 2\n# second\nC = "y"\n')) == {
        "x": "first",
        "y": "second",
    }


def test_a_table_is_replaced_and_what_stands_around_it_stays() -> None:
    new = with_table(PAGE, CODES, ["| 1 | new | New. |"])
    assert new == PAGE.replace("| 0 | old | Old. |", "| 1 | new | New. |")
    with pytest.raises(SystemExit, match="no table"):
        with_table("Nothing.", CODES, [])
