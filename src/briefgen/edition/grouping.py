"""Parts that belong together on the page: figures side by side, a note beside its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from msgspec import structs

from briefgen.edition.view import Part

MARGIN = frozenset({"note", "judgement"})
# Letters in a line, its height, and the space around a paragraph, by the style sheet.
BODY_TEXT = (67, 13.5, 6.75)
MARGIN_TEXT = (36, 11.2, 34.0)
SHORT = 3.5  # lines that may come out as less than four, so that a heading would stand lonely
_NOTE = re.compile(r'<span class="fn".*?</span>', re.S)
_TAG = re.compile(r"<[^>]+>")


def grouped(parts: Iterable[Part], key: str) -> tuple[Part, ...]:
    """The parts of one place, grouped, each with a name by which it is found and moved."""
    found = enumerate(_led(_paired(_held(parts))), 1)
    return tuple(structs.replace(part, key=f"{key}-{number}") for number, part in found)


def _held(parts: Iterable[Part]) -> Iterator[Part]:
    """A text too short to stand under its heading alone is held together with what follows."""
    headed = True
    for part in parts:
        if headed and part.kind == "prose" and _lines(part) < SHORT:
            part = structs.replace(part, data={**part.data, "held": True})
        headed = part.kind == "heading" or (headed and part.kind in MARGIN)
        yield part


def _paired(parts: Iterable[Part]) -> Iterator[Part]:
    """Two half-width figures in a row stand side by side."""
    waiting: Part | None = None
    for part in parts:
        if part.data.get("width") == "half" and waiting is not None:
            yield Part("pair", {"halves": (waiting, part)}, pieces=waiting.pieces + part.pieces)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = part if part.data.get("width") == "half" else None
        if waiting is None:
            yield part
    if waiting is not None:
        yield waiting


def _led(parts: Iterable[Part]) -> Iterator[Part]:
    """Each margin note with the paragraphs it stands beside, as one part.

    The engine cuts a float in two although it is told not to; a plain block it keeps whole, so
    where a note is cut the next layout keeps this part together. It has as many paragraphs as
    the note is long, or else a hole would be kept beside it.
    """
    margin: list[Part] = []
    beside: list[Part] = []
    for part in parts:
        if part.kind in MARGIN and not beside:
            margin.append(part)
        elif part.kind == "prose" and margin and _height(beside) < _height(margin):
            beside.append(part)
        else:
            yield from _joined(margin, beside)
            margin, beside = ([part], []) if part.kind in MARGIN else ([], [])
            if not margin:
                yield part
    yield from _joined(margin, beside)


def _joined(margin: list[Part], beside: list[Part]) -> Iterator[Part]:
    if beside:
        parts = (*margin, *beside)
        pieces = tuple(piece for part in parts for piece in part.pieces)
        yield Part("lead", {"parts": parts}, pieces=pieces)
    else:
        yield from margin


def _height(parts: Iterable[Part]) -> float:
    """About how high parts are when they are set, in points; a margin note has a label as well."""
    total = 0.0
    for part in parts:
        _, height, space = _measures(part)
        total += ceil(_lines(part)) * height + space
    return total


def _lines(part: Part) -> float:
    """About how many lines a part takes."""
    return sum(map(len, _texts(part.data))) / _measures(part)[0]


def _measures(part: Part) -> tuple[int, float, float]:
    return MARGIN_TEXT if part.kind in MARGIN else BODY_TEXT


def _texts(data: Mapping[str, object]) -> Iterator[str]:
    for value in data.values():
        if isinstance(value, str):
            yield _TAG.sub("", _NOTE.sub("", value))
        elif isinstance(value, tuple):
            yield from (_TAG.sub("", each) for each in value if isinstance(each, str))
