"""Glyphs put together from others, added to the font that is embedded."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import (
    ARGS_ARE_XY_VALUES,
    UNSCALED_COMPONENT_OFFSET,
    Glyph,
    GlyphComponent,
)

from briefgen.outputs.tagging.letters import THOUSAND, Composed, Piece

Clean = Callable[[Any, Mapping[int, str], bool], None]


def clean(plain: Clean, font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
    """Cut a font down to what is used, and add the glyphs that were put together."""
    composed = getattr(font, "composed", None)
    if composed is None:
        plain(font, to_unicode, hinting)
        return
    parts = {glyph: "" for pieces, _ in composed.codes for glyph, _, _ in pieces}
    kept = {glyph: text for glyph, text in to_unicode.items() if glyph < composed.first}
    plain(font, {**parts, **kept}, hinting)
    font.file_content = _with_glyphs(font, composed)


def _with_glyphs(font: Any, composed: Composed) -> bytes:
    with TTFont(io.BytesIO(font.file_content)) as file:
        names = list(file.getGlyphOrder())
        last = composed.first + composed.taken
        names += [f"glyph{number:05d}" for number in range(len(names), last)]
        table, metrics = file["glyf"], file["hmtx"].metrics
        for name in names[len(table.glyphs) :]:
            table.glyphs[name], metrics[name] = Glyph(), (0, 0)
        file.setGlyphOrder(names)
        table.glyphOrder = names
        for (pieces, _), codes in composed.codes.items():
            glyph = table.glyphs[names[codes[0]]] = _glyph(pieces, names)
            glyph.recalcBounds(table)
            for code in codes:
                width = round(font.widths[code] * font.upem / THOUSAND)
                metrics[names[code]] = (width, glyph.xMin if code == codes[0] else 0)
        out = io.BytesIO()
        file.save(out)
        return out.getvalue()


def _glyph(pieces: tuple[Piece, ...], names: list[str]) -> Any:
    glyph = Glyph()
    glyph.numberOfContours, glyph.components = -1, []
    for number, x, y in pieces:
        part = GlyphComponent()
        part.glyphName, part.x, part.y = names[number], x, y
        part.flags = ARGS_ARE_XY_VALUES | UNSCALED_COMPONENT_OFFSET
        glyph.components.append(part)
    return glyph
