"""Characters that no shipped font can print: they would fall back to a foreign font or vanish."""

from __future__ import annotations

from functools import cache

from briefgen.charts.metrics import shipped_metrics
from briefgen.errors import Place, Problem


def unprintable(text: str) -> list[str]:
    """The characters of a text that one of the fonts lacks, in the order of their numbers."""
    strange = set(text).difference(_covered())
    if not strange:
        return []
    words, metrics = "".join(strange), shipped_metrics()
    return sorted({*metrics.uncovered(words, "serif"), *metrics.uncovered(words, "sans")} - {"\n"})


@cache
def _covered() -> frozenset[str]:
    coverage = shipped_metrics().coverage
    return frozenset(map(chr, coverage["serif"] & coverage["sans"]))


def no_glyph(place: Place, character: str, excerpt: str) -> Problem:
    """What to say of such a character."""
    return Problem(
        place,
        f"the fonts have no letter for “{character}” (U+{ord(character):04X})",
        "write it in words, or with another sign",
        excerpt=excerpt,
    )
