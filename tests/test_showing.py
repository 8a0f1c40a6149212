"""Figures with the lines that make them: the lines are those of the spec, whole and no others."""

from __future__ import annotations

import re

import pytest

from briefgen.document import Path
from briefgen.edition.showing import OPTION, lines_of
from briefgen.loading import load
from briefgen.model.blocks import BLOCKS
from briefgen.model.figures import FIGURES
from briefgen.printing import Order, prepare
from briefgen.project import DiskFiles, MemoryFiles
from briefgen.settings import read_settings
from briefgen.structure import blocks_of, mapping_of
from briefgen.validation import check, require
from pages import ROOT
from projects import NAME, SPEC, changed, found, minimal_project

HOOK = "      - figure: bar\n"
SHOWN = """\
      - figure: bar
        # What follows is chosen by hand.
        id: fig-shown
        title: "Tajikistan < Kyrgyzstan & others"
        show_yaml: true
        data: growth
        category: country
        where:
          year: 2023
        width: half

      # The next one is the old one.
"""


def html_with(block: str) -> str:
    """The HTML of the small brief with a block before its bar chart."""
    project = minimal_project()
    project[SPEC] = changed(project[SPEC], HOOK, block + HOOK)
    assert found(project) == []
    files = MemoryFiles.of(project)
    order = Order(files, read_settings(files), None)
    return prepare(check(files, NAME), order)[1].html


def shown_lines(html: str) -> list[tuple[str, str]]:
    (lines,) = re.findall(r'<div class="lines" dir="ltr">(.*?)</div>', html, re.S)
    return [(step, words) for step, words in re.findall(r'<p class="(in-\d)">(.*?)</p>', lines)]


def test_the_lines_stand_beside_a_figure_that_leaves_room() -> None:
    html = html_with(SHOWN)
    assert shown_lines(html) == [
        ("in-0", "- <b>figure:</b> bar"),
        ("in-1", "# What follows is chosen by hand."),
        ("in-1", "<b>id:</b> fig-shown"),
        ("in-1", "<b>title:</b> &#34;Tajikistan &lt; Kyrgyzstan &amp; others&#34;"),
        ("in-1", "<b>data:</b> growth"),
        ("in-1", "<b>category:</b> country"),
        ("in-1", "<b>where:</b>"),
        ("in-2", "<b>year:</b> 2023"),
        ("in-1", "<b>width:</b> half"),
    ]
    assert '<div class="shown beside wide"' in html


def test_the_lines_stand_under_one_that_is_full() -> None:
    html = html_with(SHOWN.replace("width: half", "width: full"))
    assert '<div class="shown" data-part=' in html
    assert '<div class="yaml wide">' in html


def test_a_figure_that_does_not_ask_stands_alone() -> None:
    html = html_with(SHOWN.replace("show_yaml: true", "show_yaml: false"))
    assert 'class="yaml' not in html


@pytest.mark.parametrize(
    ("text", "path", "lines"),
    [
        ("a:\n  - {b: 1, c: [2]}\n  - d\n", ("a", 0), ["- {b: 1, c: [2]}"]),
        ("a:\n  - {b: 1,\n     c: 2} # so\n", ("a", 0), ["- {b: 1,", "   c: 2}"]),
        ("a:\n  - b: 1\n    c: 2", ("a", 0), ["- b: 1", "  c: 2"]),
        ("a:\n  - b: 1\n    c:\n      - d\nz: 1\n", ("a", 0), ["- b: 1", "  c:", "    - d"]),
        (
            "a:\n  - b: |\n      x\n\n      y\n\n  - c\n",
            ("a", 0),
            ["- b: |", "    x", "  ", "    y"],
        ),
        ("a:\n- b: 1\n  show_yaml: true\n- c\n", ("a", 0), ["- b: 1"]),
    ],
)
def test_lines_end_where_the_block_ends(text: str, path: Path, lines: list[str]) -> None:
    assert [line.rstrip() for line in lines_of(load("x.yaml", text.encode()), path)] == [
        line.rstrip() for line in lines
    ]


def test_the_lines_of_the_gallery_make_its_figures() -> None:
    checked = check(DiskFiles(ROOT), "gallery")
    document = checked.document
    blocks = blocks_of(mapping_of(document.tree), type(require(checked)))
    shown = [(path, block) for path, block in blocks if OPTION in block]
    for path, block in shown:
        text = "\n".join(["blocks:", *lines_of(document, path)])
        read = load("x.yaml", text.encode())
        assert not read.problems
        assert mapping_of(read.tree)["blocks"] == [
            {key: value for key, value in block.items() if key != OPTION}
        ]
    kinds = {block.get("figure") for _, block in shown}
    assert kinds - {None} == set(FIGURES)
    assert "table" in BLOCKS
    assert sum("table" in block for _, block in shown) == 2
