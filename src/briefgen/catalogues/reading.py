"""Catalogues of gettext as files: read through Babel, and what is wrong with them, by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import GNUTranslations
from io import BytesIO
from string import Formatter

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from msgspec import Struct

OF_KINDS = frozenset({"kind", "key facts"})
_BARE = re.compile(r"\w*", re.ASCII)


class Flaw(Struct, frozen=True):
    """What is wrong with a catalogue, where, and what to do."""

    line: int
    message: str
    hint: str


class Unused(Struct, frozen=True):
    """A translation without effect, with what the page does say."""

    line: int
    context: str
    words: str
    contexts: tuple[str, ...]  # that there are
    said: tuple[str, ...]  # in this context; none where there is no such context


def translations(content: bytes) -> GNUTranslations:
    """The translations of a catalogue that has no flaws."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(content))
    compiled.seek(0)
    return GNUTranslations(compiled)


def catalogue(content: bytes) -> Catalog:
    """A catalogue as Babel has it; PoFileError with its line where it is none."""
    return read_po(BytesIO(content), charset="utf-8", abort_invalid=True)


def flaws(content: bytes) -> Iterator[Flaw]:
    """Everything that forbids the use of a catalogue."""
    try:
        found = catalogue(content)
    except PoFileError as error:
        yield Flaw(error.lineno + 1, f"it is no catalogue of gettext: {error}", "correct this line")
    except (ValueError, UnknownLocaleError, LookupError) as error:
        yield Flaw(1, f"it is no catalogue of gettext in UTF-8: {error}", "save it as UTF-8")
    else:
        lines = list(_lines(content))
        for message in found:
            if message.id and not message.fuzzy:
                yield from _flaws_of(message, _line_of(message, lines))


def unused(content: bytes, template: bytes) -> Iterator[Unused]:
    """Translations that no page asks for, by the template of all messages.

    Names and labels of kinds are not told: a package may bring others than are shipped.
    """
    wanted = catalogue(template)
    by_context: dict[str, list[str]] = {}
    for message in wanted:
        by_context.setdefault(message.context or "", []).append(_forms(message.id)[0])
    lines = list(_lines(content))
    for message in catalogue(content):
        context = message.context or ""
        idle = not message.id or message.fuzzy or not any(_forms(message.string))
        if idle or context in OF_KINDS or wanted.get(message.id, message.context) is not None:
            continue
        line, words = _line_of(message, lines), _forms(message.id)[0]
        yield Unused(line, context, words, tuple(by_context), tuple(by_context.get(context, ())))


def _flaws_of(message: Message, line: int) -> Iterator[Flaw]:
    """Fields that a translation has and the original has not, or that reach into something."""
    wanted = {name for words in _forms(message.id) for name in fields_of(words)}
    for words in _forms(message.string):
        try:
            named = fields_of(words)
        except ValueError as error:
            yield Flaw(line, f"“{words[:60]}”: {error}", "write { and } only round a name")
            continue
        if strange := sorted(named - wanted):
            fields = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "none"
            message_ = f"“{words[:60]}” has {{{strange[0]}}}, which the original does not have"
            yield Flaw(line, message_, f"it may have: {fields}")


def fields_of(words: str) -> set[str]:
    """The names in braces; ValueError where braces do not pair or hold more than a name."""
    names = set()
    for _, name, form, conversion in Formatter().parse(words):
        if name is None:
            continue
        if form or conversion or not _BARE.fullmatch(name):
            raise ValueError("there is more than a name in its braces")
        names.add(name)
    return names


def _forms(words: object) -> Sequence[str]:
    return [words] if isinstance(words, str) else [each for each in words or () if each]  # type: ignore[attr-defined]


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """The lines at which messages begin, by their words."""
    for number, line in enumerate(content.decode("utf-8-sig").splitlines(), start=1):
        if line.startswith("msgid "):
            yield number, line


def _line_of(message: Message, lines: Sequence[tuple[int, str]]) -> int:
    """The line of the message: Babel has that of its first line, of context or of a comment."""
    return next((number for number, _ in lines if number >= (message.lineno or 1)), 1)
