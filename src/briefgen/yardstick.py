"""The words of likelihood of ICD 203 and the odds each of them stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word of likelihood; ``key`` names its band, which both rows of words share."""

    key: str
    words: str
    low: int
    high: int
    row: int

    @property
    def range_words(self) -> str:
        """The odds as printed: ``55–80%``."""
        return f"{self.low}–{self.high}%"

    @property
    def title(self) -> str:
        """The words as they begin a line."""
        return self.words[0].upper() + self.words[1:]


_BANDS = (
    ("almost_no_chance", "almost no chance", "remote", 1, 5),
    ("very_unlikely", "very unlikely", "highly improbable", 5, 20),
    ("unlikely", "unlikely", "improbable", 20, 45),
    ("roughly_even", "roughly even chance", "roughly even odds", 45, 55),
    ("likely", "likely", "probable", 55, 80),
    ("very_likely", "very likely", "highly probable", 80, 95),
    ("almost_certain", "almost certain", "nearly certain", 95, 99),
)

FIRST_ROW = tuple(Term(key, words, low, high, 1) for key, words, _, low, high in _BANDS)
SECOND_ROW = tuple(Term(key, words, low, high, 2) for key, _, words, low, high in _BANDS)
TERMS = FIRST_ROW + SECOND_ROW

CONFIDENCE_LEVELS = ("low", "moderate", "high")


def find_term(words: str) -> Term | None:
    """The term of those words, in either row; case and spacing do not matter."""
    wanted = " ".join(words.casefold().replace("-", " ").replace("_", " ").split())
    return next((term for term in TERMS if wanted == term.words), None)


def term_of_band(key: str, row: int = 1) -> Term:
    """The term of a band in one of the two rows."""
    return next(term for term in TERMS if term.key == key and term.row == row)
