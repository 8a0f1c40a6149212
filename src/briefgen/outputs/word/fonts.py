"""Fonts within a Word file, so that it looks the same where nobody has them.

Word wants them disguised: their first bytes are mixed with a key that is written beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID, uuid5

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from briefgen.outputs.word.elements import Element, element
from briefgen.outputs.word.families import Family

TABLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
DISGUISED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
MIXED = 32  # bytes
_OURS = UUID("2f1f3c7e-9d57-4a4c-9a64-6b1f5d7c2a10")


def carry_fonts(document: Document, families: Iterable[Family]) -> None:
    """Put families into a file, with the table that says which is which."""
    root = OxmlElement("w:fonts", nsdecls={"w": qn("w:x")[1:-2], "r": qn("r:x")[1:-2]})
    table = XmlPart(PackURI("/word/fontTable.xml"), TABLE, root, document.part.package)
    document.part.relate_to(table, RT.FONT_TABLE)
    written: set[str] = set()
    for family in families:
        if family.name not in written:
            written.add(family.name)
            told = (element("altName", val=family.stand_in), element("family", val=family.kind))
            carried = _carried(table, family, len(written))
            root.append(element("font", *told, *carried, name=family.name))


def _carried(table: XmlPart, family: Family, number: int) -> Iterator[Element]:
    for sign, content in family.cuts.items():
        key = uuid5(_OURS, f"{family.name} {sign}")
        place = PackURI(f"/word/fonts/{sign.removeprefix('embed').lower()}{number}.odttf")
        part = Part(place, DISGUISED, disguised(content, key), table.package)
        made = element(sign, fontKey=f"{{{str(key).upper()}}}")
        made.set(qn("r:id"), table.relate_to(part, RT.FONT))
        yield made


def disguised(content: bytes, key: UUID) -> bytes:
    """A font with its first bytes mixed with the key, read from its end; twice gives it back."""
    reversed_key = key.bytes[::-1] * (MIXED // len(key.bytes))
    start = bytes(one ^ other for one, other in zip(content, reversed_key, strict=False))
    return start + content[MIXED:]
