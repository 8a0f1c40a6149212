"""Characters that no shipped font can print: they would fall back to a foreign font or vanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.charts.metrics import shipped_metrics
from briefgen.document import Document
from briefgen.errors import Place, Problem

MAX_RUNS = 8  # told of one text


def glyph_problems(document: Document) -> Iterator[Problem]:
    """All such characters in the texts of a document."""
    for path, text in document.scalars():
        for signs in unprintable(text):
            place = document.place_within(path, signs)
            yield no_glyph(place, signs, document.excerpt(place))


def unprintable(text: str) -> list[str]:
    """The runs of characters in a text that one of the fonts lacks, each once, in their order."""
    strange = set(text).difference(_covered())
    if not strange:
        return []
    words, metrics = "".join(strange), shipped_metrics()
    lacking = {*metrics.uncovered(words, "serif"), *metrics.uncovered(words, "sans")} - {"\n"}
    if not lacking:
        return []
    signs = "".join(map(re.escape, sorted(lacking)))
    return list(dict.fromkeys(re.findall(f"[{signs}]+", text)))[:MAX_RUNS]


@cache
def _covered() -> frozenset[str]:
    coverage = shipped_metrics().coverage
    return frozenset(map(chr, coverage["serif"] & coverage["sans"]))


def no_glyph(place: Place, signs: str, excerpt: str) -> Problem:
    """What to say of such characters."""
    number = f" (U+{ord(signs):04X})" if len(signs) == 1 else ""
    return Problem(
        place,
        f"the fonts have no letters for “{signs[:40]}”{number}",
        "write it in Latin, Cyrillic, Greek or Arabic letters, or in words",
        excerpt=excerpt,
    )
