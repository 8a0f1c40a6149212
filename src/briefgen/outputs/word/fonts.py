"""The faces of the page within a Word file, so that it looks the same where nobody has them.

Word wants them disguised: their first bytes are mixed with a key that is written beside them.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Mapping
from uuid import UUID, uuid5

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from briefgen.assets import asset_bytes
from briefgen.outputs.word.elements import Element, element
from briefgen.outputs.word.looks import DISPLAY, SANS, SERIF

TABLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
DISGUISED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
MIXED = 32  # bytes
_OURS = UUID("2f1f3c7e-9d57-4a4c-9a64-6b1f5d7c2a10")

# The files of each family by the cut, what kind it is, and what stands in where files are refused.
CUTS: Mapping[str, Mapping[str, str]] = {
    SERIF: {"embedRegular": "serif", "embedBold": "serif-bold", "embedItalic": "serif-italic"},
    SANS: {"embedRegular": "sans", "embedBold": "sans-bold", "embedItalic": "sans-italic"},
    DISPLAY: {"embedRegular": "display"},
}
STAND_INS = {SERIF: ("Georgia", "roman"), SANS: ("Calibri", "swiss"), DISPLAY: ("Georgia", "roman")}


def carry_fonts(document: Document) -> None:
    """Put the faces into a file, with the table that says which is which."""
    root = OxmlElement("w:fonts", nsdecls={"w": qn("w:x")[1:-2], "r": qn("r:x")[1:-2]})
    table = XmlPart(PackURI("/word/fontTable.xml"), TABLE, root, document.part.package)
    document.part.relate_to(table, RT.FONT_TABLE)
    for family, cuts in CUTS.items():
        other, kind = STAND_INS[family]
        told = (element("altName", val=other), element("family", val=kind))
        root.append(element("font", *told, *_carried(table, cuts), name=family))


def _carried(table: XmlPart, cuts: Mapping[str, str]) -> Iterator[Element]:
    for sign, name in cuts.items():
        content = lzma.decompress(asset_bytes(f"fonts/word/{name}.ttf.xz"))
        key = uuid5(_OURS, name)
        place = PackURI(f"/word/fonts/{name}.odttf")
        part = Part(place, DISGUISED, disguised(content, key), table.package)
        made = element(sign, fontKey=f"{{{str(key).upper()}}}")
        made.set(qn("r:id"), table.relate_to(part, RT.FONT))
        yield made


def disguised(content: bytes, key: UUID) -> bytes:
    """A font with its first bytes mixed with the key, read from its end; twice gives it back."""
    reversed_key = key.bytes[::-1] * (MIXED // len(key.bytes))
    start = bytes(one ^ other for one, other in zip(content, reversed_key, strict=False))
    return start + content[MIXED:]
