"""What a style of notes consists of."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from briefgen.citations.parts import Mention
from briefgen.citations.runs import Runs
from briefgen.citations.words import Words
from briefgen.model.source import Source


class Style(Struct, frozen=True):
    """How sources are cited: in a first note, in later ones, and in the list of sources."""

    name: str
    about: str
    first: Callable[[Mention, Words], Runs]
    later: Callable[[Mention, Words, int | None], Runs]
    entry: Callable[[Source, Words], Runs]
