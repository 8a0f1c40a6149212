"""Lines with letters from right to left, written so that each letter is one code of its font.

The shipped face draws a letter as a base and its dots, and the engine maps glyphs back one by one,
so that a reader of the PDF gets neither the letters nor their order. Here the glyphs of a letter
become one glyph of the embedded font, with a code that maps back to this letter alone. They are
written from left to right as they are seen, which is what readers expect, and turn round.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from briefgen.outputs.tagging.reading import RIGHT_TO_LEFT

OLDEST_PANGO = 14802  # before it, the size of a font is not what it says
THOUSAND = 1000  # units of a PDF to the size of the font

Piece = tuple[int, int, int]  # a glyph, and where it stands, in units of the font


class Composed(Struct):
    """The codes that were made for one font: each from its glyphs and for its letters."""

    first: int  # codes from here on are ours
    codes: dict[tuple[tuple[Piece, ...], str], tuple[int, ...]] = field(default_factory=dict)
    taken: int = 0

    def take(self, count: int) -> tuple[int, ...]:
        """Codes that are free."""
        start = self.first + self.taken
        self.taken += count
        return tuple(range(start, start + count))


class _Cluster(Struct, frozen=True):
    """Glyphs that belong together and the text they stand for."""

    text: str
    pieces: tuple[Piece, ...]
    advance: float  # in thousandths of the size


def is_ours(box: Any, overflow: str, ellipsis: str) -> bool:
    """Whether a line is to be written here; one that is cut off is left to the engine."""
    return (
        bool(RIGHT_TO_LEFT.search(box.text))
        and overflow != "ellipsis"
        and ellipsis == "none"
        and box.style["font_size"] >= 1e-6
        and bool(pango.pango_version() >= OLDEST_PANGO)
    )


def write_line(stream: Any, box: Any, matrix: Any) -> None:
    """Write the line of a box, each of its runs in its font."""
    pango.pango_layout_set_single_paragraph_mode(box.pango_layout.layout, True)
    line, _ = box.pango_layout.get_first_line()
    text = box.pango_layout.text.encode()
    stream.set_text_matrix(*matrix.values)
    for run in _runs(line):
        font, size = stream.add_font(run.item.analysis.font)
        stream.set_font_size(font.hash, size)
        backwards = bool(run.item.analysis.level % 2)
        clusters = _clusters(run, text, size, font.upem)
        stream.show_text("".join(_shown(font, cluster, backwards) for cluster in clusters))


class _Whole(str):
    """The text of a label that is drawn as one, where the engine draws letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def join(node: Any) -> None:
    """Have the letters of a label in a drawing joined, if they are written from right to left."""
    if node.text and RIGHT_TO_LEFT.search(node.text):
        node._etree_node.text = _Whole(node.text)


def _runs(line: Any) -> Iterator[Any]:
    run = line.runs[0]
    while run != ffi.NULL:
        yield run.data
        run = run.next


def _clusters(run: Any, text: bytes, size: float, upem: int) -> Iterator[_Cluster]:
    """What a run is made of, from left to right."""
    glyphs, logical = run.glyphs, run.glyphs.log_clusters
    begins = [logical[index] for index in range(glyphs.num_glyphs)]
    ends = dict(zip(bounds := sorted(set(begins)), [*bounds[1:], run.item.length], strict=True))
    index = 0
    while index < len(begins):
        begin, pen, pieces = begins[index], 0, []
        while index < len(begins) and begins[index] == begin:
            glyph = glyphs.glyphs[index]
            if glyph.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                raise LookupError("a letter that no font has")
            if glyph.glyph != pango.PANGO_GLYPH_EMPTY:
                x, y = pen + glyph.geometry.x_offset, -glyph.geometry.y_offset
                scale = FROM_UNITS / size * upem
                pieces.append((glyph.glyph, round(x * scale), round(y * scale)))
            pen += glyph.geometry.width
            index += 1
        stretch = slice(run.item.offset + begin, run.item.offset + ends[begin])
        yield _Cluster(text[stretch].decode(), tuple(pieces), pen * FROM_UNITS / size * THOUSAND)


def _shown(font: Any, cluster: _Cluster, backwards: bool) -> str:
    """A cluster in the terms of a text operator: its codes, and what corrects their widths."""
    if not cluster.pieces:
        return f"{-cluster.advance:.2f} " if cluster.advance else ""
    codes = _codes(font, cluster, backwards)
    excess = sum(font.widths[code] for code in codes) - cluster.advance
    return f"<{''.join(f'{code:04x}' for code in codes)}>" + (f"{excess:.2f} " if excess else "")


def _codes(font: Any, cluster: _Cluster, backwards: bool) -> tuple[int, ...]:
    """A code for each letter; the first of them draws the glyphs of all."""
    letters = cluster.text[::-1] if backwards else cluster.text
    composed = _composed(font)
    key = (cluster.pieces, letters)
    if key not in composed.codes:
        composed.codes[key] = codes = composed.take(len(letters))
        for code, letter in zip(codes, letters, strict=True):
            font.to_unicode[code] = letter
            font.widths[code] = round(cluster.advance / len(letters))
    return composed.codes[key]


def _composed(font: Any) -> Composed:
    made = getattr(font, "composed", None)
    if made is None:
        made = font.composed = Composed(font.glyph_count)
    assert isinstance(made, Composed)
    return made
