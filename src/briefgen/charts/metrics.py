"""How wide words are in the fonts shipped, and where lines of a given width break."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from briefgen.assets import asset_text
from briefgen.charts.svg import REGULAR, clean

ELLIPSIS = "…"

# A line may break after a hyphen, dash or slash inside a word, if a letter follows.
# Short ones stay whole: “five-year” is better read on one line.
_LONG_WORD = 12
_INSIDE_WORDS = re.compile(r"(?<=\w[-–—/])(?=[^\W\d])")


class Metrics(Struct, frozen=True, eq=False):  # one table is as good as its fonts, and no other
    """Advance widths by face (``sans-400``) and covered characters by font stack (``sans``)."""

    units_per_em: int
    widths: Mapping[str, Mapping[int, int]]
    coverage: Mapping[str, frozenset[int]]

    @classmethod
    def from_json(cls, text: str) -> Metrics:
        """The metrics of a table written by tools/font_metrics.py."""
        table = json.loads(text)
        return cls(
            units_per_em=table["units_per_em"],
            widths={face: dict(_unrolled(runs)) for face, runs in table["widths"].items()},
            coverage={stack: _points(ranges) for stack, ranges in table["coverage"].items()},
        )

    def width(
        self,
        words: str,
        size: float,
        weight: int = REGULAR,
        *,
        family: str = "sans",
        spacing: float = 0.0,
    ) -> float:
        """Width of one line in points; letters the fonts lack count as a full em."""
        advances = self.widths[f"{family}-{weight}"]
        try:
            units = sum(map(advances.__getitem__, map(ord, words)))
        except KeyError:
            em = self.units_per_em
            units = sum(
                advances[ord(sign)] if ord(sign) in advances else _guess(sign, em) for sign in words
            )
        return units * size / self.units_per_em + spacing * len(words)

    def wrap(self, words: str, size: float, limit: float, weight: int = REGULAR) -> list[str]:
        """The words in lines no wider than the limit; a word too long for a line is cut."""
        return self._wrapped(list(_pieces(words)), size, limit, weight)

    def wrap_evenly(
        self, words: str, size: float, limit: float, weight: int = REGULAR
    ) -> list[str]:
        """As few lines as the limit allows, but of nearly the same width."""
        pieces = list(_pieces(words))
        best = self._wrapped(pieces, size, limit, weight)
        widest = max((self.width(piece, size, weight) for _, piece in pieces), default=limit)
        longest = max((self.width(line, size, weight) for line in best), default=limit)
        narrower = limit - size / 4
        while narrower > widest:
            if narrower < longest:  # else the lines are the same again
                lines = self._wrapped(pieces, size, narrower, weight)
                if len(lines) > len(best):
                    break
                best = lines
                longest = max(self.width(line, size, weight) for line in best)
            narrower -= size / 4
        return best

    def _wrapped(
        self, pieces: Sequence[tuple[str, str]], size: float, limit: float, weight: int
    ) -> list[str]:
        lines: list[str] = []
        current = ""
        for gap, piece in pieces:
            joined = current + gap + piece if current else piece
            if self.width(joined, size, weight) > limit:
                if current:
                    lines.append(current)
                *full, joined = self._cut(piece, size, limit, weight)
                lines.extend(full)
            current = joined
        return [*lines, current] if current else lines

    def shorten(self, words: str, size: float, limit: float, weight: int = REGULAR) -> str:
        """The words on one line, cut with an ellipsis when they are wider than the limit."""
        words = " ".join(_words(words))
        if self.width(words, size, weight) <= limit:
            return words
        words = words[: self._fitting(words, size, limit, weight)].rstrip(" ,;:-–")
        while words and self.width(words + ELLIPSIS, size, weight) > limit:
            words = words[:-1].rstrip(" ,;:-–")
        return words + ELLIPSIS

    def fit(
        self, words: str, size: float, limit: float, lines: int, weight: int = REGULAR
    ) -> list[str]:
        """The words in at most so many lines, the last one shortened if need be."""
        wrapped = self.wrap(words, size, limit, weight)
        if len(wrapped) <= lines:
            return self.wrap_evenly(words, size, limit, weight)
        rest = " ".join(wrapped[lines - 1 :])
        return [*wrapped[: lines - 1], self.shorten(rest, size, limit, weight)]

    def uncovered(self, words: str, stack: str) -> list[str]:
        """The characters that no font of the stack can print, in the order met."""
        known = self.coverage[stack]
        return [
            sign for sign in dict.fromkeys(words) if not _unseen(sign) and ord(sign) not in known
        ]

    def _cut(self, words: str, size: float, limit: float, weight: int) -> list[str]:
        lines = []
        while (length := self._fitting(words, size, limit, weight)) < len(words):
            lines.append(words[:length])
            words = words[length:]
        return [*lines, words]

    def _fitting(self, words: str, size: float, limit: float, weight: int) -> int:
        """How many characters a line holds, one at least; only so many are measured, and twice."""
        some, more = 1, 2
        while some < len(words) and self.width(words[:more], size, weight) <= limit:
            some, more = more, 2 * more
        more = min(more, len(words))
        while more - some > 1:
            middle = (some + more) // 2
            if self.width(words[:middle], size, weight) <= limit:
                some = middle
            else:
                more = middle
        return min(some, len(words))


@cache
def shipped_metrics() -> Metrics:
    """The metrics of the fonts that come with the program."""
    return Metrics.from_json(asset_text("fonts/metrics.json"))


def _words(text: str) -> list[str]:
    return [word for word in re.split("[ \t\r\n]+", clean(text)) if word]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each piece that stays whole, with what stands between it and the one before."""
    for word in _words(text):
        first, *others = _INSIDE_WORDS.split(word) if len(word) >= _LONG_WORD else [word]
        yield " ", first
        yield from (("", other) for other in others)


def _unrolled(runs: Mapping[str, list[int]]) -> Iterator[tuple[int, int]]:
    for start, widths in runs.items():
        yield from enumerate(widths, int(start, 16))


def _points(ranges: str) -> frozenset[int]:
    bounds = [item.split("-") for item in ranges.split()]
    return frozenset(
        point for bound in bounds for point in range(int(bound[0], 16), int(bound[-1], 16) + 1)
    )


def _unseen(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc")


def _guess(sign: str, em: int) -> int:
    return 0 if _unseen(sign) else em
