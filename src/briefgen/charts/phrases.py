"""The few words that charts say by themselves."""

from __future__ import annotations

from msgspec import Struct

from briefgen.catalogues import spoken


class Phrases(Struct, frozen=True):
    """Words of one language; braces hold a printed value."""

    no_data: str = "no data"
    projected: str = "projected"
    own_scales: str = "Each panel has its own scale."
    at_most: str = "up to {}"
    at_least: str = "{} or more"


def phrases_of(language: str) -> Phrases:
    """The words of the language, or the English ones."""
    return spoken(Phrases, "charts", language)
