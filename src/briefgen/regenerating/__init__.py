"""Regeneration: fetched, checked, built, published where it says something new, and reported."""

from briefgen.regenerating.running import Wanted, run
from briefgen.regenerating.words import line_of, text_of

__all__ = ["Wanted", "line_of", "run", "text_of"]
