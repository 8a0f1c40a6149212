"""Pictures and fonts of a project, looked at before they may go onto a page."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from xml.etree import ElementTree

Fault = tuple[str, str]  # what is wrong, what to do

MOST_BYTES = {"logo": 1_000_000, "font": 5_000_000}
MOST_PIXELS = 4000
_PNG = b"\x89PNG\r\n\x1a\n"
_FONTS = {".woff2": (b"wOF2",), ".ttf": (b"\0\1\0\0", b"true"), ".otf": (b"OTTO",)}
_DRAWN = frozenset(
    (
        *("svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line"),
        *("polyline", "polygon", "linearGradient", "radialGradient", "stop", "clipPath", "use"),
    )
)
_SVG = "{http://www.w3.org/2000/svg}"
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def font_faults(path: str, content: bytes) -> Iterator[Fault]:
    """What forbids a font."""
    yield from _too_large(content, MOST_BYTES["font"])
    marks = _FONTS[f".{path.lower().rpartition('.')[2]}"]
    if not content.startswith(marks):
        yield "this is no font of the kind that its name says", "save it as WOFF2, TrueType or OTF"


def logo_faults(path: str, content: bytes) -> Iterator[Fault]:
    """What forbids a logo."""
    large = list(_too_large(content, MOST_BYTES["logo"]))
    yield from large
    if not large:
        yield from _png(content) if path.lower().endswith(".png") else _svg(content)


def _too_large(content: bytes, most: int) -> Iterator[Fault]:
    if len(content) > most:
        yield f"{len(content):,} bytes; {most:,} are the most", "make the file smaller"


def _png(content: bytes) -> Iterator[Fault]:
    if not content.startswith(_PNG) or len(content) < 33 or content[12:16] != b"IHDR":
        yield "this is no PNG", "save the picture as PNG or SVG"
        return
    wide, high = struct.unpack(">II", content[16:24])
    if not (0 < wide <= MOST_PIXELS and 0 < high <= MOST_PIXELS):
        yield f"{wide} by {high} pixels; {MOST_PIXELS} are the most", "make the picture smaller"


def _svg(content: bytes) -> Iterator[Fault]:
    if _DECLARED.search(content):
        yield "it declares a document type or entities", "take the line with “<!DOCTYPE” out"
        return
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        yield f"it cannot be read as SVG ({error})", "save the picture as SVG again, or as PNG"
        return
    if root.tag != f"{_SVG}svg":
        yield "this is no SVG", 'begin it with <svg xmlns="http://www.w3.org/2000/svg">'
        return
    if not root.get("viewBox"):
        yield "it has no viewBox, so that it has no size", 'add one, as viewBox="0 0 120 40"'
    yield from dict.fromkeys(each for node in root.iter() for each in _strange(node))


def _strange(node: ElementTree.Element) -> Iterator[Fault]:
    name = str(node.tag).removeprefix(_SVG)
    if name not in _DRAWN:
        hint = "turn words into paths, and take out scripts, pictures, styles and filters"
        yield f"<{name[:40]}> is not allowed in a logo", hint
    for key, value in node.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on"):
            yield f"a script in “{plain[:40]}” is not allowed", "take it out"
        elif (plain == "href" and not value.startswith("#")) or _OUTSIDE.search(value):
            yield f"“{value[:40]}” leads out of the picture", "draw it within the file"
