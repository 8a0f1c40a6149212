"""Words as they are compared: whatever their case, and however they are spaced."""

from __future__ import annotations


def folded(words: str) -> str:
    """The same words in small letters, with one space between."""
    return " ".join(words.casefold().split())
