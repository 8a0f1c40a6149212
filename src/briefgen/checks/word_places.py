"""Where words of sentences stand in the file. What was found once is kept: texts may be long."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from msgspec import Struct

from briefgen.checks.claims import placed
from briefgen.checks.passages import Passage
from briefgen.document import Document, Path
from briefgen.errors import Place
from briefgen.sentences import FACT, REFERENCE, Sentence


class Placing(Struct):
    """The places of words in one file, in the order in which the file has them."""

    document: Document
    _begins: dict[Path, Mapping[Sentence, Place]] = {}
    _places: dict[tuple[Path, str], Sequence[Place]] = {}
    _ends: dict[tuple[str, str], Sequence[int]] = {}

    def of(self, passage: Passage, sentence: Sentence, start: int, end: int) -> Place:
        """Where these words of a sentence stand: as often as they stand before them in it."""
        begins = self._beginnings(passage).get(sentence)
        pattern = _pattern(sentence.text[start:end])
        before = bisect_right(self._ends_in(sentence.text, pattern), start)
        found = self._found(passage.path, pattern)
        nth = before + (bisect_left(found, begins) if begins is not None else 0)
        if nth < len(found):
            return found[nth]
        return begins or self.document.place(passage.path)

    def _beginnings(self, passage: Passage) -> Mapping[Sentence, Place]:
        if passage.path not in self._begins:
            begins: dict[Sentence, Place] = {}
            for place, sentence in placed(self.document, passage):
                begins.setdefault(sentence, place)
            self._begins[passage.path] = begins
        return self._begins[passage.path]

    def _ends_in(self, text: str, pattern: str) -> Sequence[int]:
        if (text, pattern) not in self._ends:
            self._ends[text, pattern] = [found.end() for found in re.finditer(pattern, text)]
        return self._ends[text, pattern]

    def _found(self, path: Path, pattern: str) -> Sequence[Place]:
        if (path, pattern) not in self._places:
            places = [place for place, _ in self.document.finds(path, pattern)]
            self._places[path, pattern] = places
        return self._places[path, pattern]


def _pattern(words: str) -> str:
    """What finds these words up to the first fact or reference, however they are set and broken."""
    run = re.split(f"[{FACT}{REFERENCE}]", words)[0]
    between = r"[\s*_-]+".join(map(re.escape, re.split(r"[\s-]+", run.strip())))
    return rf"(?<!\w){between}(?!\w)"
