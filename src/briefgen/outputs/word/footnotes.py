"""The part of a Word file that holds its footnotes, which the library does not know."""

from __future__ import annotations

from collections.abc import Iterable

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from briefgen.outputs.word.elements import Element, element

SEPARATORS = {"separator": -1, "continuationSeparator": 0}
STYLE, MARK = "FootnoteText", "FootnoteReference"


def notes_part(document: Document) -> XmlPart:
    """An empty part for notes, tied to the document; it holds the lines that part them off."""
    root = OxmlElement("w:footnotes", nsdecls={"w": _W, "r": _R})
    for name, number in SEPARATORS.items():
        rule = element("p", element("r", element(name)))
        root.append(element("footnote", rule, type=name, id=number))
    part = XmlPart(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, root, document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    return part


def add_note(part: XmlPart, number: int, words: Iterable[Element]) -> None:
    """A note: its number, which Word counts, and its words."""
    sign = element("r", _styled("NoteNumber"), element("footnoteRef"))
    gap = element("r", element("tab"))
    style = element("pPr", element("pStyle", val=STYLE))
    part.element.append(element("footnote", element("p", style, sign, gap, *words), id=number))


def mark(number: int) -> Element:
    """The mark of a note in the text."""
    return element("r", _styled(MARK), element("footnoteReference", id=number))


def _styled(style: str) -> Element:
    return element("rPr", element("rStyle", val=style))


_W = qn("w:x")[1:-2]
_R = qn("r:x")[1:-2]
