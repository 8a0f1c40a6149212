"""What the program says on a page, by language: gettext catalogues, and what Babel knows."""

from __future__ import annotations

from briefgen.catalogues.choosing import Plural, catalogue_of, said, spoken, worded
from briefgen.catalogues.tongue import ENGLISH, Tongue, base_of, in_capitals, is_english, shipped

__all__ = [
    "ENGLISH",
    "Plural",
    "Tongue",
    "base_of",
    "catalogue_of",
    "in_capitals",
    "is_english",
    "said",
    "shipped",
    "spoken",
    "worded",
]
