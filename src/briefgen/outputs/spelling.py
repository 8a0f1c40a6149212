"""Words as the proof compares them: letter by letter, and word by word from right to left."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+")

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")


def letters(text: str) -> str:
    """Letters and digits alone: spaces, hyphens and quotes change with line breaks and readers."""
    folded = unicodedata.normalize("NFKD", text)
    return "".join(character for character in folded if character.isalnum())


def _words(text: str) -> Iterator[str]:
    """Words from right to left, in the pieces that a sign of a vowel leaves: at it, some turn."""
    for run in _RIGHT_TO_LEFT.findall(text):
        yield from "".join(" " if unicodedata.combining(sign) else sign for sign in run).split()


class Spelling(Struct, frozen=True):
    """The letters of a note, and whether they can be expected in their order.

    A reader of PDFs turns words from right to left round one by one, so each comes out as it is
    written, but a row of them may not. `spelt` is false for a PDF that has not a code for each of
    their letters, as the engine makes it; there they are left out. A note that is `turned` has its
    number at the other end of its first line, and its words of left and right in their own orders.
    """

    text: str
    spelt: bool = True
    turned: bool = False

    @property
    def ordered(self) -> bool:
        """Whether all letters come out in the order of the text."""
        return not self.turned and not _RIGHT_TO_LEFT.search(self.text)

    @property
    def letters(self) -> str:
        """What must be found."""
        return letters(self.text if self.spelt else _RIGHT_TO_LEFT.sub("", self.text))

    def opens(self, found: str) -> bool:
        """Whether the letters that were found begin with these, or hold all their words."""
        if self.ordered:
            return found.startswith(self.letters)
        if Counter(self.letters) - Counter(found):
            return False
        if self.turned and not all(letters(word) in found for word in _LATIN.findall(self.text)):
            return False
        return not self.spelt or all(letters(word) in found for word in _words(self.text))
