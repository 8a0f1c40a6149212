"""What each byte of a PDF of ours belongs to, so that a difference can be told in words."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

_OBJECT = re.compile(rb"(?:(?<=\n)|\A)(\d+) 0 obj\n")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_PARENT = re.compile(rb"/(?:Parent|P|Prev) \d+ 0 R")
_NAME = re.compile(rb"/Desc \((?P<path>[^\n]*?): this document was made from it\.\)|/UF \((.*?)\)")
HEAD, TABLE = "the first lines of the file", "the table of its objects"
FRAME = "the frame of the document: pages, links, tags and bookmarks"


class Parts(Struct, frozen=True):
    """A PDF taken apart: its objects by number, and what stands before and behind them."""

    head: bytes
    objects: Mapping[int, bytes]
    tail: bytes


def parts_of(pdf: bytes) -> Parts:
    """The parts of a PDF, found by how objects begin; a damaged one keeps all its others."""
    starts = [(match.start(), int(match[1])) for match in _OBJECT.finditer(pdf)]
    ends = [start for start, _ in starts[1:]]
    tail = max(pdf.rfind(b"startxref"), starts[-1][0]) if starts else len(pdf)
    objects = {
        number: pdf[start:end] for (start, number), end in zip(starts, [*ends, tail], strict=False)
    }
    return Parts(pdf[: starts[0][0]] if starts else pdf, objects, pdf[tail:])


def differences(pdf: bytes, rebuilt: bytes) -> tuple[str, ...]:
    """The parts of a PDF that differ from those of its rebuilt self, in words, each once."""
    return tuple(dict.fromkeys(_differences(parts_of(pdf), parts_of(rebuilt))))


def _differences(given: Parts, ours: Parts) -> Iterator[str]:
    if given.head != ours.head:
        yield HEAD
    names = _names(ours)
    for number, content in ours.objects.items():
        if given.objects.get(number) != content:
            yield names.get(number) or _kind(content)
    if given.objects.keys() - ours.objects.keys():
        yield "objects that are not of this document"
    if given.tail != ours.tail:
        yield TABLE


def _kind(content: bytes) -> str:
    """What an object is by its own words."""
    said = content.partition(b"stream\n")[0]
    kinds = {
        b"/Type /ObjStm": FRAME,
        b"/Type /XRef": TABLE,
        b"/Type /Metadata": "the metadata",
        b"/N 3": "the colour profile",
        b"/Subtype /Image": "an image",
        b"/Length1": "a font",
        b"/Type0C": "a font",
        b"/OpenType": "a font",
        b"/EmbeddedFile": "an attachment",
    }
    return next((words for mark, words in kinds.items() if mark in said), "a font or drawing")


def _names(ours: Parts) -> Mapping[int, str]:
    """Objects that belong to one page or are a file, by number."""
    known = dict(_said(ours))
    found: dict[int, str] = {}
    for page, number in enumerate(_pages(known), start=1):
        for reached in _within(number, known):
            found[reached] = f"page {page}" if reached not in found else _kind(known[reached])
    for said in known.values():
        if b"/Filespec" in said and (name := _NAME.search(said)) is not None:
            file = (name["path"] or name[2]).decode("latin-1")
            found |= dict.fromkeys(map(int, _REFERENCE.findall(said)), f"the attachment {file}")
    return found


def _said(ours: Parts) -> Iterator[tuple[int, bytes]]:
    """What each object says of itself and of others, also those that are packed together."""
    for number, content in ours.objects.items():
        said, _, packed = content.partition(b"stream\n")
        yield number, said
        if b"/Type /ObjStm" in said and (first := re.search(rb"/First (\d+)", said)) is not None:
            whole = zlib.decompressobj().decompress(packed)
            table = list(map(int, whole[: int(first[1])].split()))
            inner = whole[int(first[1]) :]
            offsets = [*table[1::2], len(inner)]
            for index, each in enumerate(table[::2]):
                yield each, inner[offsets[index] : offsets[index + 1]]


def _pages(known: Mapping[int, bytes]) -> list[int]:
    """The numbers of the pages in their order."""
    for said in known.values():
        if b"/Type /Pages" in said and (kids := re.search(rb"/Kids \[(.*?)\]", said)) is not None:
            return list(map(int, _REFERENCE.findall(kids[1])))
    return []


def _within(page: int, known: Mapping[int, bytes]) -> set[int]:
    """All that a page leads to, and not what it belongs to itself."""
    found, waiting = set[int](), [page]
    while waiting:
        number = waiting.pop()
        if number not in found and number in known:
            found.add(number)
            waiting += map(int, _REFERENCE.findall(_PARENT.sub(b"", known[number])))
    return found
