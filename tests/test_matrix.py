"""The matrix: a table that can be read aloud, with drawn marks, rows told where they are wrong."""

from __future__ import annotations

import re

import pytest

from briefgen.charts.drawing import FigureError, Look, stance_dot
from briefgen.printing import Order, prepare
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from briefgen.validation import check
from kind_projects import kind_project, said_of
from projects import changed

LOOK = Look("#3A3B8C", "#E8E8F3", "#9A9BC9")


def matrix(replaced: str = "", by: str = "") -> str:
    """The HTML of the matrix of the small summit brief."""
    files = kind_project("summit")
    if replaced:
        spec = "briefs/summit.yaml"
        files[spec] = changed(files[spec], replaced, by)
    project = MemoryFiles.of(files)
    order = Order(project, read_settings(project), lambda name: pytest.fail("nothing is written"))
    html = prepare(check(project, "summit"), order)[1].html
    return re.search(r'<figure class="matrix.*?</figure>', html, re.S)[0]  # type: ignore[index]


def test_heads_have_their_scope() -> None:
    html = matrix()
    assert re.findall(r'<th scope="col"[^>]*>([^<]+)', html) == [
        "Proposal",
        "Tajikistan",
        "Kyrgyzstan",
        "What came of it",
    ]
    assert '<th scope="rowgroup" colspan="4">Water</th>' in html
    assert re.findall(r'<th scope="row">([^<]+)', html) == ["A fund", "A court"]


def test_every_mark_says_what_it_means() -> None:
    cells = re.findall(r'<td class="party"><svg.*?<title>([^<]+)</title>', matrix())
    assert cells == ["Proposed", "Endorsed or mentioned", "No mention", "Proposed"]


def test_the_legend_can_be_reworded() -> None:
    html = matrix("columns: [Tajik", "legend: {none: Silent}\n        columns: [Tajik")
    assert "<title>Silent</title>" in html
    assert "No mention" not in html


def test_sources_of_rows_enter_the_source_line() -> None:
    html = matrix()
    line = html.split('<p class="source-line">', 1)[1]
    assert len(re.findall(r'class="sref"', line)) == 1


def test_a_column_without_outcomes_is_left_out() -> None:
    html = matrix(
        """outcome: Agreed, source: report}
          - {item: A court, cells: [none, proposed], outcome: "Put off.[@speech]"}""",
        """source: report}
          - {item: A court, cells: [none, proposed]}""",
    )
    assert "What came of it" not in html


def test_marks_differ_by_more_than_colour() -> None:
    drawn = [stance_dot(stance, "x", LOOK).svg for stance in ("proposed", "endorsed", "none")]
    assert ["<circle" in each for each in drawn] == [True, True, False]
    assert [f'fill="{LOOK.accent}"' in each for each in drawn] == [True, False, False]
    with pytest.raises(FigureError, match="no stance"):
        stance_dot("perhaps", "x", LOOK)


@pytest.mark.parametrize(
    ("piece", "by", "words"),
    [
        ("[proposed, endorsed]", "[proposed]", "this row has 1 cell, the matrix has 2 columns"),
        ("[proposed, endorsed]", "[propose, endorsed]", "did you mean “proposed”?"),
        ("- group: Water", "- {group: Water, outcome: None}", "a group has no cells"),
        ("- group: Water", "- {outcome: None}", "a group or an item"),
        ("columns: [Tajikistan, Kyrgyzstan]", "columns: [Tajikistan]", "at least 2 entries"),
        (
            "columns: [Tajik",
            "legend: {nothing: x}\n        columns: [Tajik",
            "not among the choices",
        ),
    ],
)
def test_mistakes_of_rows(piece: str, by: str, words: str) -> None:
    assert any(words in each for each in said_of("summit", piece, by))
