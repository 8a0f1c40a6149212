"""A space at the end of each line that goes on: to the eye a new line, to a reader of tags a gap.

The engine takes the space away on which it breaks a line. Without it, a program that follows the
tags and not the page would read the last word of a line and the first of the next as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefgen.outputs.tagging.branches import NOTE, Branch, leaves
from briefgen.outputs.tagging.content import Words
from briefgen.outputs.tagging.marking import Streams

SPACE = " "
_FONT = re.compile(rb"/(\S+) (\S+) Tf$")


def line_ends(branch: Branch) -> Iterator[Words]:
    """Words that end a line of a text which goes on."""
    text: list[Words] = []
    for kid in branch.kids:
        if isinstance(kid, Branch) and kid.is_block:
            yield from _going_on(text)
            yield from line_ends(kid)
            text = []
        elif isinstance(kid, Branch) and kid.role == NOTE:
            yield from line_ends(kid)
        else:
            text += leaves((kid,))
    yield from _going_on(text)


def _going_on(text: Sequence[Words]) -> Iterator[Words]:
    for words in text[:-1]:
        if words.text and words.heard != words.text:
            yield words


def add_spaces(streams: Streams, ends: Iterable[Words], fonts: Iterable[Any]) -> None:
    """Write a space after each of these, in its font or in another that has one."""
    wanted: dict[int, set[int]] = {}
    for words in ends:
        if not words.reversed:  # the text of these is told beside them
            wanted.setdefault(words.page, set()).add(words.number)
    spaces = {font.hash.encode(): code for font in fonts for code in _codes(font.to_unicode)}
    for page, numbers in wanted.items():
        for stream in streams.of(page):
            stream.stream = list(_spaced(stream.stream, numbers, spaces))


def _codes(to_unicode: Mapping[int, str]) -> Iterator[int]:
    yield from [code for code, text in to_unicode.items() if text == SPACE][:1]


def _spaced(
    operations: Sequence[Any], numbers: Collection[int], spaces: Mapping[bytes, int]
) -> Iterator[Any]:
    """The operations of a page; a space goes before the end of each text that wants one."""
    other = min(spaces, default=b"")
    font, size, wanted = b"", b"1", False
    for spot, operation in enumerate(operations):
        if operation == b"BDC":
            properties = operations[spot - 1]
            wanted = isinstance(properties, dict) and properties.get("MCID") in numbers
        elif isinstance(operation, bytes) and (match := _FONT.match(operation)):
            font, size = match.groups()
        elif operation == b"ET" and wanted and spaces:
            if font not in spaces:
                yield b"/%b %b Tf" % (other, size)
            yield b"[<%04x>] TJ" % spaces.get(font, spaces[other])
            wanted = False
        yield operation
