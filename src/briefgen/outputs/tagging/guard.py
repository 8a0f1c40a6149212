"""Whether the engine is the one that tags and letters were written for and tested with."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.outputs.footnotes.guard import misfit

# What is replaced, and what the replacements take for granted, by the source of each.
KNOWN: Mapping[str, str] = {
    "weasyprint.pdf:generate_pdf": "626343ef25c396e8",
    "weasyprint.pdf.tags:add_tags": "446bcfaa7b712772",
    "weasyprint.pdf.tags:_build_box_tree": "f716251a83e7096e",
    "weasyprint.pdf.anchors:add_links": "da6b939534ebd89e",
    "weasyprint.pdf.stream:Stream.marked": "f1bbd92cb52769b7",
    "weasyprint.pdf.stream:Stream.artifact": "1c7333b64a586d9b",
    "weasyprint.pdf.stream:Stream.add_font": "3ddc29b42dd3df77",
    "weasyprint.pdf.stream:Stream.set_font_size": "460f5424e6065996",
    "weasyprint.draw:draw_inline_level": "af9f9189a6482a2c",
    "weasyprint.draw:draw_block_level": "3de9ec3ad4aaad3c",
    "weasyprint.draw.text:draw_text": "34d24f2cf3011267",
    "weasyprint.draw.text:draw_first_line": "72feff16da203ec9",
    "weasyprint.svg.text:text": "67a30c3e181b4a80",
    "weasyprint.pdf.fonts:build_fonts_dictionary": "bdf4852e66be09fa",
    "weasyprint.pdf.fonts:Font.__init__": "36a86549e69b988e",
    "weasyprint.pdf.fonts:Font.clean": "29bf071cf3f579bc",
    "weasyprint.pdf.fonts:Font.subset": "db510fc9d6f73038",
    "weasyprint.pdf.fonts:_build_vector_font_dictionary": "aa6eea312c6e3375",
    "weasyprint.formatting_structure.boxes:MarginBox.__init__": "6c44f760615b3b94",
    "pydyf:PDF.add_object": "36db6a08b2a724dd",
    "pydyf:Stream.begin_marked_content": "decaa5cc2fc54b6f",
    "pydyf:Stream.show_text": "8dc2b5908a6e8919",
}


def objection(version: str, digests: Mapping[str, str], known: Mapping[str, str] = KNOWN) -> str:
    """Why the engine's own tags must do, in one line; empty where ours fit it."""
    found = misfit(version, digests, known, "they are made")
    return without(found) if found else ""


def without(reason: str) -> str:
    """The warning that the engine's own tags were taken."""
    return f"the PDF has the tags and letters of its engine, since ours cannot be used: {reason}"
