"""Projects that grow in one respect at a time, made of the small project of the tests."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefgen.project import write_whole
from projects import LIBRARY, NAME, SPEC, changed, minimal_project
from random_notes import TEXT

HERE = "      - heading: Succession\n"
WORDS = 75  # of a paragraph
A_PAGE = 8  # paragraphs
BUILD = ("build", NAME, "--force", "--timings")
BAR = """\
      - figure: bar
        title: Growth number {0}
        data: growth
        category: country
        where: {{year: 2023}}
        highlight: Tajikistan
"""
SOURCE = """\
  source-{0}:
    type: report
    title: Report number {0}
    publisher: Agency on Statistics
    issued: 2021
    reliability: A
    reliability_reason: official count
"""


@dataclass(frozen=True)
class Series:
    """What grows, how far, and the command that is measured."""

    what: str
    sizes: tuple[int, ...]
    project: Callable[[int], Mapping[str, str]]
    command: tuple[str, ...] = BUILD
    before: tuple[str, ...] = ()  # a command that is run once beforehand


def prose(paragraphs: int, notes: int = 0) -> str:
    """Paragraphs, with notes on one source spread evenly over them."""
    chance = random.Random(7)
    words = TEXT.split()
    blocks = []
    for number in range(paragraphs):
        said = [chance.choice(words) for _ in range(WORDS)]
        first, end = (notes * at // paragraphs for at in (number, number + 1))
        for note in range(first, end):
            said[WORDS * (note - first + 1) // (end - first + 1)] += f".[@handbook, p. {note + 1}]"
        blocks.append(f"      - Text {' '.join(said)}.\n")
    return "".join(blocks)


def with_blocks(blocks: str) -> dict[str, str]:
    """The small project with these before one of its headings."""
    files = minimal_project()
    files[SPEC] = changed(files[SPEC], HERE, blocks + HERE)
    return files


def with_sources(count: int) -> dict[str, str]:
    """A library of so many sources more."""
    files = minimal_project()
    files[LIBRARY] += "".join(SOURCE.format(number) for number in range(count))
    return files


def with_briefs(count: int) -> dict[str, str]:
    """So many briefs with one library."""
    files = minimal_project()
    spec = files.pop(SPEC)
    return files | {f"briefs/{NAME}-{number:04}.yaml": spec for number in range(count)}


def written(files: Mapping[str, str], folder: Path) -> Path:
    """The project on disk."""
    for path, text in files.items():
        write_whole(folder / path, text.encode())
    return folder


ALL = (
    Series("pages", (1, 10, 50, 100, 200), lambda n: with_blocks(prose(n * A_PAGE))),
    Series("notes", (0, 50, 100, 200, 400), lambda n: with_blocks(prose(60, n))),
    Series("sources", (1, 100, 500, 1000, 2000), with_sources),
    Series(
        "figures",
        (0, 10, 25, 50),
        lambda n: with_blocks("".join(map(BAR.format, range(n))) or HERE.replace("Succ", "Acc")),
    ),
    Series("briefs, check", (1, 10, 100, 1000), with_briefs, ("check", "--all")),
)
