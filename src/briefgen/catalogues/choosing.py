"""The words of a language: those of the project, else the shipped ones, else English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from gettext import NullTranslations
from typing import Any, TypeVar

from msgspec import Struct

from briefgen.catalogues.tongue import ENGLISH, Tongue, base_of, shipped_bytes

T = TypeVar("T")
KEPT = 32  # catalogues that a process remembers


class Plural(Struct, frozen=True):
    """Words for one thing and for several; other languages have further forms."""

    one: str
    several: str
    context: str = ""
    tongue: str = ENGLISH

    def of(self, count: int, **values: object) -> str:
        """The words for so many, with `{count}` and other values filled in."""
        chosen = catalogue_of(self.tongue).npgettext(self.context, self.one, self.several, count)
        return chosen.format(count=count, **values)


def catalogue_of(language: str) -> NullTranslations:
    """The catalogue of a language; that of English gives back what it is asked."""
    return _catalogue(base_of(language), getattr(language, "own", b""))


def said(context: str, words: str, language: str) -> str:
    """Words of the program in a language; words of others come back as they are."""
    return catalogue_of(language).pgettext(context, words) if words else words


def spoken(model: type[T], context: str, language: str) -> T:
    """A table of words with its English defaults in a language."""
    made: T = _spoken(model, context, base_of(language), getattr(language, "own", b""))  # type: ignore[arg-type]
    return made


@lru_cache(maxsize=KEPT)
def _catalogue(base: str, own: bytes) -> NullTranslations:
    found: NullTranslations = NullTranslations()
    for content in (shipped_bytes(base), own):
        if content:
            from briefgen.catalogues.reading import translations  # Babel: not for plain English

            read = translations(content)
            read.add_fallback(found)
            found = read
    return found


@lru_cache(maxsize=8 * KEPT)
def _spoken(model: Any, context: str, base: str, own: bytes) -> Any:
    plain, tongue = model(), Tongue(base, own)
    if not own and base == ENGLISH:
        return plain
    return model(
        **{
            name: _translated(getattr(plain, name), f"{context}.{name}", tongue)
            for name in worded(model)
        }
    )


def worded(model: type[Struct]) -> tuple[str, ...]:
    """The fields of a table that hold words; it names those that hold none as `wordless`."""
    wordless: frozenset[str] = getattr(model, "wordless", frozenset())
    return tuple(name for name in model.__struct_fields__ if name not in wordless)


def _translated(value: object, context: str, tongue: Tongue) -> object:
    """A word, a pair of forms, or a table of them."""
    if isinstance(value, str):
        return said(context, value, tongue)
    if isinstance(value, Plural):
        return Plural(value.one, value.several, context, tongue)
    if isinstance(value, Mapping):
        return {key: _translated(each, f"{context}.{key}", tongue) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_translated(each, f"{context}.{n}", tongue) for n, each in enumerate(value))
    return value
