"""Safe corrections carried out: the edits that problems bring, in files whose layout stays."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from briefgen.errors import Edit, Problem
from briefgen.project import Files

_BOM = b"\xef\xbb\xbf"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


class Fix(Struct, frozen=True):
    """One file as it is and as it is to be, byte for byte but for what is corrected."""

    path: str
    before: bytes
    after: bytes
    edits: int

    def diff(self) -> str:
        """The change as a unified diff."""
        old, new = (
            content.decode("utf-8-sig").splitlines(keepends=True)
            for content in (self.before, self.after)
        )
        lines = difflib.unified_diff(old, new, f"a/{self.path}", f"b/{self.path}")
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def fixes(files: Files, problems: Iterable[Problem]) -> Iterator[Fix]:
    """Every file that these problems bring edits for; what overlaps waits for another run."""
    wanted: dict[str, set[Edit]] = defaultdict(set)
    for problem in problems:
        if problem.edits:
            wanted[problem.edits[0].file].update(problem.edits)
    for path, edits in sorted(wanted.items()):
        before = files.read(path)
        apart = _apart(edits)
        yield Fix(path, before, corrected(before, apart), len(apart))


def corrected(content: bytes, edits: Iterable[Edit]) -> bytes:
    """A file after edits that do not overlap; its ends of lines and its mark of order stay.

    Edits count characters as a file is read: each end of a line is one.
    """
    text = content.decode("utf-8-sig")
    lines = _LINE.findall(text)
    places = [*accumulate(map(len, lines), initial=0)]
    shorter = [*accumulate((len(line) - line.endswith("\r\n") for line in lines), initial=0)]
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        start, end = (_in_file(spot, places, shorter) for spot in (edit.start, edit.end))
        text = text[:start] + edit.text + text[end:]
    return (_BOM if content.startswith(_BOM) else b"") + text.encode()


def _in_file(spot: int, places: list[int], shorter: list[int]) -> int:
    """Where a spot lies in the file, which may end its lines with two characters."""
    line = bisect_right(shorter, spot) - 1
    return places[line] + spot - shorter[line]


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
