"""The logo of a project as a drawing for the masthead."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

from msgspec import Struct

from briefgen import themes
from briefgen.model.style import own_address
from briefgen.outputs.word.blocks import Picture
from briefgen.project import Files

HIGH, WIDEST = 22.0, 198.4  # points, as on the printed page


class Logo(Struct, frozen=True):
    """A logo as it stands in the masthead, and its bytes by their address."""

    picture: Picture
    address: str
    content: bytes


def logo_of(path: str, files: Files, words: str) -> Logo:
    """A logo; it has been looked at by the check."""
    content, address = themes.read(files, path), own_address(path)
    wide, high = _png_size(content) if path.lower().endswith(".png") else _svg_size(content)
    width = min(HIGH * wide / high, WIDEST)
    height = width * high / wide
    drawn = f'<img src="{address}" alt="" style="display:block;width:{width}pt;height:{height}pt">'
    return Logo(Picture(drawn, words, width, height), address, content)


def _png_size(content: bytes) -> tuple[float, float]:
    wide, high = struct.unpack(">II", content[16:24])
    return float(wide), float(high)


def _svg_size(content: bytes) -> tuple[float, float]:
    box = ElementTree.fromstring(content).get("viewBox", "")
    try:
        *_, wide, high = (float(each) for each in box.replace(",", " ").split())
    except ValueError:
        return WIDEST, HIGH
    return (wide, high) if wide > 0 and high > 0 else (WIDEST, HIGH)
