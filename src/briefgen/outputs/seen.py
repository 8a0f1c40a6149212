"""What another program sees on a page: its letters, each where it stands."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any

import pypdfium2.raw as raw
from msgspec import Struct

from briefgen.outputs.spelling import letters


class Letter(Struct, frozen=True):
    """A letter or digit that can be seen, and where on its page it is drawn from."""

    x: float
    y: float
    text: str


def sheet_of(document: Any, index: int) -> tuple[Any, Any]:
    """A page and its text."""
    page = document[index]
    return page, page.get_textpage()


def visible(page: Any, held: Any) -> list[Letter]:
    """The letters inside the sheet, by their origins: boxes of letters reach into other lines."""
    width, height = page.get_size()
    text = held.raw
    code_of, is_guessed, origin_of = (
        raw.FPDFText_GetUnicode,
        raw.FPDFText_HasUnicodeMapError,
        raw.FPDFText_GetCharOrigin,
    )
    x, y = ctypes.c_double(), ctypes.c_double()
    across, up = ctypes.byref(x), ctypes.byref(y)
    found: list[Letter] = []
    for index in range(raw.FPDFText_CountChars(text)):
        shown = _letters_of(code_of(text, index))
        if shown and not is_guessed(text, index):
            origin_of(text, index, across, up)
            if 0.0 <= x.value <= width and 0.0 <= y.value <= height:
                found.append(Letter(x.value, y.value, shown))
    return found


@lru_cache(2048)
def _letters_of(code: int) -> str:
    return letters(chr(code))
