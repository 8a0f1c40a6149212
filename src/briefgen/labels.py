"""The words of a kind of brief in a language: its name, its labels, its choices."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.catalogues import base_of, said

# Words in other languages by the code of each, as a kind gives them.
Given = Mapping[str, Mapping[str, str]]
NOTHING: Given = {}


def kind_words(kind: str, language: str, own: Given = NOTHING) -> str:
    """The name of a kind of brief as it is printed; `own` is what the kind itself translates."""
    return _labelled("kind", kind, language, own)


def panel_words(label: str, language: str, own: Given = NOTHING) -> str:
    """The label of a row of the key facts as it is printed."""
    return _labelled("key facts", label, language, own)


def choice_words(choice: str, language: str, own: Given = NOTHING) -> str:
    """One of the words that a field may be, as it is printed."""
    return _labelled("choice", choice, language, own)


def _labelled(context: str, words: str, language: str, own: Given) -> str:
    """What a catalogue has for a label, else what its kind has for it."""
    found = said(context, words, language)
    return own.get(base_of(language), {}).get(words, words) if found == words else found
