"""Which line of a project or theme asks for an address: in a template or in a style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote

from msgspec import Struct

from briefgen.errors import Place
from briefgen.outputs.job import RenderJob

MOST_SAID = 200  # characters of an address; one that holds a picture has thousands
_WORKED_OUT = re.compile(r"\{\{.{0,300}?\}\}|\{%.{0,300}?%\}", re.DOTALL)  # may come to anything
_COMMENT = re.compile(r"\{#.{0,2000}?#\}|<!--.{0,2000}?-->", re.DOTALL)
_ADDRESS = re.compile(
    r"""(?:\b(?:src|href|data|poster)\s*=\s*|\burl\(\s*|@import\s+(?!url\())"""
    r"""(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^"'\s>)]+))"""
)
_GAP = "\0"  # in the place of a letter that a template works out


class Asked(Struct, frozen=True):
    """An address as a template writes it: what stands between the parts that it works out."""

    place: Place
    parts: tuple[str, ...]

    @property
    def said(self) -> int:
        """How much of it is in plain letters: the more, the surer it is meant."""
        return sum(map(len, self.parts))

    def may_be(self, address: str) -> bool:
        """Whether the template can have come to this address."""
        first, *between = self.parts
        if not between:
            return address == first
        *middle, last = between
        at = len(first) if address.startswith(first) and address.endswith(last) else -1
        for part in middle:
            found = address.find(part, at) if at >= 0 else -1
            at = found + len(part) if found >= 0 else -1
        return 0 <= at <= len(address) - len(last)


def place_asking(job: RenderJob, address: str) -> Place | None:
    """The line that asks for an address; None where no file of the project or theme does."""
    sheets = {
        origin: job.resources[url].decode("utf-8", "replace") for url, origin in job.origins.items()
    }
    return next(_places(job.templates, sheets, address), None)


def place_in(templates: Mapping[str, str], address: str) -> Place | None:
    """The line of a template that asks for an address."""
    return next(_places(templates, {}, address), None)


def lines_with(texts: Mapping[str, str], words: str) -> Iterator[Place]:
    """The first line of each text that has these words."""
    for path, text in texts.items():
        if words and (at := text.find(words)) >= 0:
            yield _place(path, text, at)


def _places(
    templates: Mapping[str, str], sheets: Mapping[str, str], address: str
) -> Iterator[Place]:
    """The surest first; last the lines that have only the end of it, as a relative address."""
    able = [each for each in _asked(templates) if each.may_be(unquote(address))]
    able.sort(key=lambda each: -each.said)
    yield from (each.place for each in able if len(each.parts) == 1)
    yield from lines_with(sheets, address)
    yield from (each.place for each in able if each.said)
    for texts in (sheets, templates):
        yield from lines_with(texts, address.rpartition("/")[2])
    yield from (each.place for each in able)


def _asked(templates: Mapping[str, str]) -> Iterator[Asked]:
    for path, text in templates.items():
        plain = _COMMENT.sub(lambda found: " " * len(found[0]), text)
        plain = _WORKED_OUT.sub(lambda found: _GAP * len(found[0]), plain)
        for found in _ADDRESS.finditer(plain):
            kind = str(found.lastgroup)
            parts = re.split(f"{_GAP}+", found[kind].strip())
            place = _place(path, text, found.start(kind))
            yield Asked(place, tuple(unquote(unescape(part)) for part in parts))


def _place(path: str, text: str, at: int) -> Place:
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
