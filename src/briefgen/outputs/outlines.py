"""Pages of a PDF as SVG of outlines: letters become shapes, so that it needs no fonts.

It is for drawings of ours: paths, and words that run from left to right, with nothing cut off.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeAlias
from unicodedata import bidirectional

import pypdfium2
import pypdfium2.raw as raw
from msgspec import Struct

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
_CAPS, _JOINS = ("butt", "round", "square"), ("miter", "round", "bevel")


class _Letter(Struct, frozen=True):
    """A letter: what it is, how it is sized, turned and placed."""

    code: int
    placed: Matrix


def outlines(pdf: bytes, foot: float) -> tuple[str, ...]:
    """Each page as SVG in points, without its foot; empty where a page cannot be drawn so."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_outlined(page, foot) for page in document)
    finally:
        document.close()


def _outlined(page: pypdfium2.PdfPage, foot: float) -> str:
    width, height = page.get_size()
    down: Matrix = (1.0, 0.0, 0.0, -1.0, 0.0, height)
    words = {each: list(_words(*told, down)) for each, told in _letters(page).items()}
    drawn: list[str] = []
    for number in range(raw.FPDFPage_CountObjects(page)):
        shapes = list(_shapes(raw.FPDFPage_GetObject(page, number), down, words))
        if "" in shapes:
            return ""
        drawn += shapes
    box = f"{_short(width)} {_short(height - foot)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_short(width)}pt" '
        f'height="{_short(height - foot)}pt" viewBox="0 0 {box}">{"".join(drawn)}</svg>'
    )


def _letters(page: pypdfium2.PdfPage) -> Mapping[int, tuple[Any, list[_Letter]]]:
    """Each object that is text with its letters on the page, by its address."""
    text = raw.FPDFText_LoadPage(page)
    found: dict[int, tuple[Any, list[_Letter]]] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, index):
            continue
        x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index)  # outlines come as large as one point
        turned = (each * size for each in (matrix.a, matrix.b, matrix.c, matrix.d))
        own = _Letter(raw.FPDFText_GetUnicode(text, index), (*turned, x.value, y.value))
        thing = raw.FPDFText_GetTextObject(text, index)
        found.setdefault(_address(thing), (thing, []))[1].append(own)
    raw.FPDFText_ClosePage(text)
    return found


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


def _shapes(thing: Any, outer: Matrix, words: Mapping[int, list[str]]) -> Iterator[str]:
    """An object as paths of SVG; an empty one stands for what has none."""
    kind = raw.FPDFPageObj_GetType(thing)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        inner = _times(_matrix(thing), outer)
        for number in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _shapes(raw.FPDFFormObj_GetObject(thing, number), inner, words)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        yield _path(thing, _times(_matrix(thing), outer))
    elif kind == raw.FPDF_PAGEOBJ_TEXT:
        yield from words.get(_address(thing), [])
    else:
        yield ""


def _words(thing: Any, letters: list[_Letter], outer: Matrix) -> Iterator[str]:
    font, colour = raw.FPDFTextObj_GetFont(thing), _fill(thing)
    pieces = []
    for each in letters:
        if chr(each.code).isspace():
            continue
        # Letters that join have shapes that are not known by what they are.
        plain = bidirectional(chr(each.code)) not in ("R", "AL", "NSM")
        glyph = raw.FPDFFont_GetGlyphPath(font, each.code, 1.0) if plain else None
        count = raw.FPDFGlyphPath_CountGlyphSegments(glyph) if glyph else 0
        if count <= 0:
            yield ""
            return
        segment = partial(raw.FPDFGlyphPath_GetGlyphPathSegment, glyph)
        pieces.append(_drawn(segment, count, _times(each.placed, outer)))
    if pieces:
        yield f'<path d="{"".join(pieces)}"{colour}/>'


def _path(thing: Any, placed: Matrix) -> str:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, mode, stroked)
    count = raw.FPDFPath_CountSegments(thing)
    way = _drawn(partial(raw.FPDFPath_GetPathSegment, thing), count, placed)
    rule = ' fill-rule="evenodd"' if mode.value == raw.FPDF_FILLMODE_ALTERNATE else ""
    fill = f"{_fill(thing)}{rule}" if mode.value else ' fill="none"'
    return f'<path d="{way}"{fill}{_stroke(thing, placed) if stroked.value else ""}/>'


def _drawn(segment: Callable[[int], Any], count: int, placed: Matrix) -> str:
    """Segments as the data of a path."""
    found: list[str] = []
    bend: list[str] = []
    for number in range(count):
        each = segment(number)
        x, y = ctypes.c_float(), ctypes.c_float()
        raw.FPDFPathSegment_GetPoint(each, x, y)
        point = _point(placed, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(each)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            bend.append(point)
            if len(bend) == 3:
                found.append(f"C{' '.join(bend)}")
                bend = []
        else:
            found.append(f"{'M' if kind == raw.FPDF_SEGMENT_MOVETO else 'L'}{point}")
        if raw.FPDFPathSegment_GetClose(each):
            found.append("Z")
    return "".join(found)


def _fill(thing: Any) -> str:
    return _colour(raw.FPDFPageObj_GetFillColor, thing, "fill")


def _stroke(thing: Any, placed: Matrix) -> str:
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(thing, width)
    scale = abs(placed[0] * placed[3] - placed[1] * placed[2]) ** 0.5
    told = _colour(raw.FPDFPageObj_GetStrokeColor, thing, "stroke")
    told += f' stroke-width="{_short(width.value * scale)}"'
    cap, join = raw.FPDFPageObj_GetLineCap(thing), raw.FPDFPageObj_GetLineJoin(thing)
    told += f' stroke-linecap="{_CAPS[cap]}"' if cap else ""
    told += f' stroke-linejoin="{_JOINS[join]}"' if join else ""
    count = raw.FPDFPageObj_GetDashCount(thing)
    if count > 0:
        dashes = (ctypes.c_float * count)()
        raw.FPDFPageObj_GetDashArray(thing, dashes, count)
        told += f' stroke-dasharray="{" ".join(_short(each * scale) for each in dashes)}"'
    return told


def _colour(ask: Callable[..., Any], thing: Any, name: str) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    ask(thing, *parts)
    red, green, blue, alpha = (each.value for each in parts)
    shown = "" if alpha == 255 else f' {name}-opacity="{_short(alpha / 255)}"'
    return f' {name}="#{red:02X}{green:02X}{blue:02X}"{shown}'


def _matrix(thing: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(one: Matrix, other: Matrix) -> Matrix:
    """The one, then the other."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _point(placed: Matrix, x: float, y: float) -> str:
    a, b, c, d, e, f = placed
    return f"{_short(a * x + c * y + e)} {_short(b * x + d * y + f)}"


def _short(value: float) -> str:
    return f"{round(value, 2):g}"
