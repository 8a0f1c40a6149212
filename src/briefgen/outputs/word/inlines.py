"""Pictures in the text of a Word file: dots for every program, outlines for those that can."""

from __future__ import annotations

from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.shape import CT_Inline
from docx.shared import Length

from briefgen.digests import digest_of
from briefgen.outputs.word.elements import Element, element
from briefgen.outputs.word.pictures import Printed

SVG_TYPE = "image/svg+xml"
_OUTLINES = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def drawing(
    number: int, printed: Printed, size: tuple[Length, Length], words: str, part: XmlPart
) -> Element:
    """A picture of a size, told in words, in a part that may hold pictures."""
    related, _ = part.get_or_add_image(BytesIO(printed.png))  # type: ignore[attr-defined]
    inline = CT_Inline.new_pic_inline(number, related, f"{number}.png", *size)
    for side in "TBLR":  # left out, some programs take an eighth of an inch
        inline.set(f"dist{side}", "0")
    inline.docPr.set("name", f"Picture {number}")
    inline.docPr.set("descr", words)
    if printed.svg:
        (blip,) = inline.iter(qn("a:blip"))
        blip.append(_outlines(part.relate_to(_svg_part(printed.svg, part), RT.IMAGE)))
    return element("drawing", inline)


def _outlines(related: str) -> Element:
    listed, extension = OxmlElement("a:extLst"), OxmlElement("a:ext", {"uri": _EXTENSION})
    shown = extension.makeelement(f"{{{_OUTLINES}}}svgBlip", nsmap={"asvg": _OUTLINES})
    shown.set(qn("r:embed"), related)
    extension.append(shown)
    listed.append(extension)
    return listed


def _svg_part(svg: str, part: XmlPart) -> Part:
    """The part of an SVG, once in each part that shows it, by its digest."""
    content = svg.encode()
    name = PackURI(f"/word/media/{digest_of(content)[:16]}.svg")
    known = (each.target_part for each in part.rels.values() if not each.is_external)
    same: Part | None = next((each for each in known if each.partname == name), None)
    return same or Part(name, SVG_TYPE, content, part.package)
