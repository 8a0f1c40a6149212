"""Numbers of a column on their decimal signs: what each cell needs after it to stand there.

The engine knows no alignment on a character. Figures have one width in the faces used, so a cell
is set flush right with as much room after it as its decimals, unit and marks fall short of those
of the widest; its text stays in one piece for those who copy it or hear it read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markupsafe import Markup

from briefgen.charts.metrics import Metrics
from briefgen.charts.svg import REGULAR, SEMIBOLD
from briefgen.numbers import marks_of

SIZE = 8.3  # of tables in the style sheet
MARK_SIZE, MARK_GAP = 6.6, 0.5
_JOINER = "\u2060"


@dataclass
class _Reader(HTMLParser):
    """The words of a cell, those of its marks apart and its notes left out."""

    words: str = ""
    marks: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._note, self._mark = 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("class") or ""
        if self._note:
            self._note += tag == "span"
        elif tag == "span" and kind == "fn":
            self._note = 1
        elif kind in ("ref", "cell-note", "stale"):
            self._mark = True

    def handle_endtag(self, tag: str) -> None:
        if self._note:
            self._note -= tag == "span"
        else:
            self._mark = False

    def handle_data(self, data: str) -> None:
        if self._note:
            return
        if self._mark:
            self.marks.append(data.replace(_JOINER, ""))
        else:
            self.words += data


def paddings(
    cells: Sequence[Markup], metrics: Metrics, language: str, bold: Sequence[int] = ()
) -> tuple[float, ...]:
    """The room after each cell, in points; `bold` are the numbers of the cells set so."""
    after = [
        _after(cell, metrics, language, SEMIBOLD if number in bold else REGULAR)
        for number, cell in enumerate(cells)
    ]
    widest = max(after, default=0.0)
    return tuple(round(widest - each, 2) for each in after)


def printed_width(cell: Markup, metrics: Metrics, weight: int = REGULAR) -> float:
    """How wide a cell is on one line, with its marks."""
    reader = _read(cell)
    return metrics.width(reader.words, SIZE, weight) + _marks_width(reader, metrics)


def _read(cell: Markup) -> _Reader:
    reader = _Reader()
    reader.feed(str(cell))
    reader.close()
    return reader


def _marks_width(reader: _Reader, metrics: Metrics) -> float:
    return sum(metrics.width(mark, MARK_SIZE, SEMIBOLD) + MARK_GAP for mark in reader.marks)


def _after(cell: Markup, metrics: Metrics, language: str, weight: int) -> float:
    """How wide a cell is from its decimal sign on, or from the end of its number."""
    reader = _read(cell)
    width = metrics.width(_fraction(reader.words, language), SIZE, weight)
    return width + _marks_width(reader, metrics)


def _fraction(words: str, language: str) -> str:
    """What stands after the whole part of the number; nothing where there is no number."""
    marks = marks_of(language)
    group = re.escape(marks.group)
    found = re.search(rf"\d+(?:{group}\d{{3}})*", words)
    return words[found.end() :].rstrip() if found is not None else ""
