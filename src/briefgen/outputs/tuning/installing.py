"""Setting what is faster into the engine's modules, once for the process."""

from __future__ import annotations

import fontTools
import pydyf
from fontTools.varLib import instancer
from tinyhtml5 import inputstream
from weasyprint import css, svg
from weasyprint.css import computed_values, tokens, units
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import (
    absolute,
    block,
    column,
    float,
    grid,
    inline,
    page,
    percent,
    preferred,
    table,
)
from weasyprint.logger import LOGGER
from weasyprint.svg import defs, utils
from weasyprint.svg import text as lettering
from weasyprint.text import fonts, line_break

from briefgen.outputs.tuning import guard
from briefgen.outputs.tuning.lengths import resolving
from briefgen.outputs.tuning.letters import sharing
from briefgen.outputs.tuning.lines import remembering
from briefgen.outputs.tuning.paths import straight
from briefgen.outputs.tuning.reading import knowing, sized
from briefgen.outputs.tuning.sheets import Sheets
from briefgen.outputs.tuning.styles import computed, flowing, strut
from briefgen.outputs.tuning.unpacking import UNPACKED_BY, instancing, unpacking
from briefgen.outputs.tuning.variables import naming, solving
from briefgen.outputs.tuning.writing import keeping, quickly


def install() -> None:
    """Where the engine is the one that this fits; else it stays as it is."""
    if not guard.is_tuned() or hasattr(line_break.split_first_line, "__wrapped__"):
        return
    _hasten_text()
    _hasten_boxes()
    _hasten_reading()
    pydyf._to_bytes = quickly(pydyf._to_bytes)
    pydyf.PDF.write = keeping(pydyf.PDF.write)


def _hasten_text() -> None:
    split = remembering(line_break.split_first_line)
    lowest = strut(line_break.strut)
    for module in (line_break, inline, preferred):
        module.split_first_line = split
    for module in (line_break, inline, units, computed_values):
        module.strut = lowest
    line_break.Layout.setup = sharing(line_break.Layout.setup)


def _hasten_boxes() -> None:
    resolve = resolving(percent.resolve_percentages)
    for module in (percent, absolute, block, column, float, grid, inline, page, table):
        module.resolve_percentages = resolve
    Box.is_in_normal_flow = flowing(Box.is_in_normal_flow)
    css.ComputedStyle.__missing__ = computed(css.ComputedStyle.__missing__)
    css.resolve_var = naming(css.resolve_var)
    tokens.Pending.solve = solving(tokens.Pending.solve)


def _hasten_reading() -> None:
    css.CSS = Sheets(css.CSS, LOGGER)
    known = inputstream.characters_until_regex
    stream = inputstream.HTMLUnicodeInputStream
    stream.chars_until = knowing(stream.chars_until, known)
    svg.TAGS["path"] = straight(svg.TAGS["path"])
    size = sized(utils.size)
    for module in (svg, defs, lettering, utils):
        module.size = size
    fonts.woff2 = unpacking(fonts.woff2, fontTools.version)
    if fontTools.version == UNPACKED_BY:
        instancer._instantiateGvarGlyph = instancing(instancer._instantiateGvarGlyph)
