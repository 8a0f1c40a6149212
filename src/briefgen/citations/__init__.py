"""Sources in words: notes in the style a brief asks for, and the list of sources."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from briefgen.citations.chicago import CHICAGO
from briefgen.citations.kind_names import kind_of
from briefgen.citations.numbered import NUMBERED
from briefgen.citations.parts import Mention
from briefgen.citations.runs import Run, Runs, join, plain
from briefgen.citations.style import Style
from briefgen.citations.words import Words, words_for

# A new style is a file with a Style in it, and its line here.
STYLES: Mapping[str, Style] = MappingProxyType(
    {
        CHICAGO.name: CHICAGO,
        NUMBERED.name: NUMBERED,
    }
)

__all__ = [
    "STYLES", "Mention", "Run", "Runs", "Style", "Words", "join", "kind_of", "plain", "words_for",
]  # fmt: skip
