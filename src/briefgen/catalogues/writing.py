"""Catalogues as files to be filled in: every message in its order, with what is translated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Protocol

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from briefgen.catalogues.reading import catalogue

# Lines are kept long, so that a change of one word is a change of one line.
WIDTH = 0
# Babel counts 11 to 99 in Arabic among the last form; the rule of gettext is this.
_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);"
}


class Wanted(Protocol):
    """A message as its table has it."""

    @property
    def context(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def several(self) -> str: ...


def filled(
    messages: Iterable[Wanted], language: str | None, head: str, before: bytes = b""
) -> bytes:
    """A catalogue of these messages; what `before` translates stays, what it has besides goes.

    Without a language it is a template for any.
    """
    old = catalogue(before) if before else Catalog(locale=language)
    made = Catalog(locale=language, fuzzy=False, project="briefgen", header_comment=head)
    forms = old.plural_forms if before else _FORMS.get(language or "", "")
    if forms:
        made.mime_headers = [("Plural-Forms", forms)]
    for message in messages:
        words: str | tuple[str, str] = message.words
        if message.several:
            words = (message.words, message.several)
        known = old.get(words, message.context)
        made.add(
            words,
            known.string if known is not None and not known.fuzzy else None,
            flags=["python-brace-format"] if "{" in f"{message.words}{message.several}" else [],
            context=message.context,
            user_comments=known.user_comments if known is not None else (),
        )
    return _written(made)


def translated(messages: Iterable[tuple[Wanted, Sequence[str]]], language: str, head: str) -> bytes:
    """A catalogue of messages with their translations, one or as many as there are forms."""
    pairs = list(messages)
    made = catalogue(filled((message for message, _ in pairs), language, head))
    for message, forms in pairs:
        words = (message.words, message.several) if message.several else message.words
        found = made.get(words, message.context)
        assert found is not None  # it was added above
        found.string = tuple(forms) if message.several else forms[0]
    return _written(made)


def _written(made: Catalog) -> bytes:
    """The file without dates and names, so that the same messages are the same bytes."""
    text = BytesIO()
    write_po(text, made, width=WIDTH, sort_output=False)
    volatile = (
        *("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team"),
        *("Report-Msgid-Bugs-To", "Generated-By", "Project-Id-Version"),
    )
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(
        line for line in lines if not any(line.startswith(f'"{name}:') for name in volatile)
    ).encode()
