"""Yardsticks of likelihood: the terms of ICD 203 and of PHIA, and the odds they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from msgspec import Struct, structs

from briefgen.catalogues import base_of, is_english, said
from briefgen.folding import folded


@dataclass(frozen=True, slots=True)
class Term:
    """A word of likelihood; ``key`` names its band, which several words may share."""

    key: str
    words: str
    low: int
    high: int
    row: int
    scale: str = "icd203"
    per_cent: str = field(default="{}%", repr=False)

    @property
    def range_words(self) -> str:
        """The odds as printed: ``55–80%``; PHIA leaves out what is ruled out and what is sure."""
        open_ends = self.scale == PHIA.key
        low = ">0" if open_ends and not self.low else str(self.low)
        high = f"<{self.high}" if open_ends and self.high in _NEVER_REACHED else str(self.high)
        return self.per_cent.format(f"{low}–{high}")

    @property
    def title(self) -> str:
        """The words as they begin a line."""
        return self.words[0].upper() + self.words[1:]


class Yardstick(Struct, frozen=True):
    """One scale: its name, its bands from the lowest up, and every word for them."""

    key: str  # as a spec names it
    name: str  # as a reader knows it
    bands: tuple[Term, ...]  # one term for each, in order
    others: tuple[Term, ...]  # further words for the same bands
    printed: tuple[int, ...]  # per cents that a line from 0 to 100 has room to print

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term."""
        return self.bands + self.others

    def find(self, words: str) -> Term | None:
        """The term of those words; case, hyphens and spacing do not matter."""
        wanted = folded(words.replace("-", " ").replace("_", " "))
        wanted = _ALSO.get((self.key, wanted), wanted)
        return next((term for term in self.terms if wanted == term.words), None)

    def of_odds(self, per_cent: int) -> Term:
        """The term whose band a per cent lies in, or is nearest to; of two, the lower."""
        return min(self.bands, key=lambda term: max(term.low - per_cent, per_cent - term.high, 0))

    def words_of_band(self, key: str) -> tuple[str, ...]:
        """The words that stand for a band."""
        return tuple(term.words for term in self.terms if term.key == key)


_NEVER_REACHED = (50, 100)
_ALSO = {
    ("phia", "likely or probable"): "likely",
    ("phia", "likely/probable"): "likely",
}
_BANDS = (
    ("almost_no_chance", "almost no chance", "remote", 1, 5),
    ("very_unlikely", "very unlikely", "highly improbable", 5, 20),
    ("unlikely", "unlikely", "improbable", 20, 45),
    ("roughly_even", "roughly even chance", "roughly even odds", 45, 55),
    ("likely", "likely", "probable", 55, 80),
    ("very_likely", "very likely", "highly probable", 80, 95),
    ("almost_certain", "almost certain", "nearly certain", 95, 99),
)
# The edges are about right, to five per cent; the gaps between the bands are meant.
_PHIA_BANDS = (
    ("almost_no_chance", "remote chance", 0, 5),
    ("very_unlikely", "highly unlikely", 10, 20),
    ("unlikely", "unlikely", 25, 35),
    ("roughly_even", "realistic possibility", 40, 50),
    ("likely", "likely", 55, 75),
    ("very_likely", "highly likely", 80, 90),
    ("almost_certain", "almost certain", 95, 100),
)

FIRST_ROW = tuple(Term(key, words, low, high, 1) for key, words, _, low, high in _BANDS)
SECOND_ROW = tuple(Term(key, words, low, high, 2) for key, _, words, low, high in _BANDS)
_PHIA = tuple(Term(key, words, low, high, 1, "phia") for key, words, low, high in _PHIA_BANDS)

ICD203 = Yardstick("icd203", "ICD 203", FIRST_ROW, SECOND_ROW, (0, 20, 45, 55, 80, 100))
PHIA = Yardstick(
    "phia",
    "the PHIA yardstick",
    _PHIA,
    (Term("likely", "probable", 55, 75, 1, "phia"),),
    (0, 20, 40, 55, 80, 100),
)
YARDSTICKS: Mapping[str, Yardstick] = {scale.key: scale for scale in (ICD203, PHIA)}

CONFIDENCE_LEVELS = ("low", "moderate", "high")


def term_in(term: Term, language: str) -> Term:
    """A term with its words in a language; key, scale and odds stay what they are."""
    if is_english(language):
        return term
    from briefgen.catalogues.locales import local  # Babel: not for English

    known = local(base_of(language))
    per_cent = known.percent if known is not None else term.per_cent
    words = said(f"likelihood.{term.scale}", term.words, language)
    return replace(term, words=words, per_cent=per_cent)


def yardstick_in(scale: Yardstick, language: str) -> Yardstick:
    """A scale with its terms in a language."""
    bands = tuple(term_in(term, language) for term in scale.bands)
    others = tuple(term_in(term, language) for term in scale.others)
    return structs.replace(scale, bands=bands, others=others)


def yardstick_of(key: str | None) -> Yardstick:
    """The yardstick of that key; that of ICD 203 where none is named."""
    return YARDSTICKS[key or ICD203.key]
