"""The families of type in a Word file: the shipped ones, or those that a style names instead."""

from __future__ import annotations

import lzma
import struct
from collections.abc import Iterator, Mapping
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError
from msgspec import Struct

from briefgen import themes
from briefgen.assets import asset_bytes
from briefgen.model.style import Style
from briefgen.outputs.word.looks import DISPLAY, SANS, SERIF
from briefgen.project import Files

REGULAR, BOLD, ITALIC = "embedRegular", "embedBold", "embedItalic"
FORBIDDEN = 0x2  # a licence that lets nobody carry the font in a file
LONGEST = 31  # characters of a name that Windows knows

# Of each family: what a style calls it, its files, what stands in for it, and what kind it is.
_SHIPPED: Mapping[str, tuple[str, Mapping[str, str], str, str]] = {
    SERIF: (
        "serif",
        {REGULAR: "serif", BOLD: "serif-bold", ITALIC: "serif-italic"},
        "Georgia",
        "roman",
    ),
    SANS: ("sans", {REGULAR: "sans", BOLD: "sans-bold", ITALIC: "sans-italic"}, "Calibri", "swiss"),
    DISPLAY: ("display", {REGULAR: "display"}, "Georgia", "roman"),
}
_CUTS = {"": REGULAR, "_bold": BOLD, "_italic": ITALIC}


class Family(Struct, frozen=True):
    """A family: its name, what stands in for it, its kind, and its files as TrueType."""

    name: str
    stand_in: str
    kind: str
    cuts: Mapping[str, bytes]


def families_of(style: Style, files: Files) -> Mapping[str, Family]:
    """The family that is used for each of the shipped ones."""
    found = {}
    for name, (key, cuts, other, kind) in _SHIPPED.items():
        own = dict(_own(style, key, files))
        if own:
            names = [cut.name for cut in own.values()]
            held = {sign: cut.content for sign, cut in own.items() if cut.content}
            found[name] = Family(names[0], other, kind, held)
        else:
            held = {sign: _unpacked(file) for sign, file in cuts.items()}
            found[name] = Family(name, other, kind, held)
    return found


def _unpacked(file: str) -> bytes:
    return lzma.decompress(asset_bytes(f"fonts/word/{file}.ttf.xz"))


class _Cut(Struct, frozen=True):
    name: str
    content: bytes  # nothing where it may not or cannot be carried


def _own(style: Style, key: str, files: Files) -> Iterator[tuple[str, _Cut]]:
    """The cuts of a family that a style names; none where the first cannot be read."""
    paths = dict(style.faces)
    for ending, sign in _CUTS.items():
        if (path := paths.get(f"{key}{ending}")) is None:
            if not ending:
                return
            continue
        cut = _read(themes.read(files, path))
        if cut is None:
            return
        yield sign, cut


def _read(content: bytes) -> _Cut | None:
    """A font by its own name; it is carried if its licence and its outlines are such."""
    held = BytesIO()
    try:
        font = TTFont(BytesIO(content), recalcTimestamp=False)
        name = str(font["name"].getDebugName(1) or "")[:LONGEST]
        if "glyf" in font and not font["OS/2"].fsType & FORBIDDEN:
            font.flavor = None
            font.save(held)
    except (TTLibError, AssertionError, KeyError, OSError, ValueError, struct.error):
        return None
    return _Cut(name, held.getvalue()) if name else None
