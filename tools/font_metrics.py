"""Write assets/fonts/metrics.json: how wide each character is, and which ones the fonts have;
each face unpacked, so that no build has to; and SHA256SUMS, by which briefgen doctor sees that the
fonts are as they were shipped.

Run it after the font files change: PYTHONPATH=src python tools/font_metrics.py
The program itself reads only the table, so that it needs no font library.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont, woff2

from briefgen.outputs.tuning.unpacking import unpacked_name

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
TABLE = FONTS / "metrics.json"
SUMS = FONTS / "SHA256SUMS"
UNPACKED = FONTS / "unpacked"

NASKH = "noto-naskh-arabic-arabic-wght-normal"
SANS = [
    f"source-sans-3-{subset}-wght-normal"
    for subset in ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
]
SERIF = [name.replace("sans-3", "serif-4") for name in SANS]
DISPLAY = [f"source-serif-4-{subset}-opsz-normal" for subset in ("latin", "latin-ext")]

# The files of each font stack, in the order in which the style sheets name them.
STACKS: Mapping[str, list[str]] = {
    "sans": [*SANS, NASKH],
    "sans_italic": [
        "source-sans-3-latin-wght-italic",
        "source-sans-3-latin-ext-wght-italic",
        NASKH,
    ],
    "serif": [*SERIF, NASKH],
    "serif_italic": [*(name.replace("normal", "italic") for name in SERIF), NASKH],
    "display": [*DISPLAY, *SERIF[2:], NASKH],
}
FACES: Mapping[str, tuple[str, dict[str, float]]] = {
    "sans-400": ("sans", {"wght": 400}),
    "sans-600": ("sans", {"wght": 600}),
    "serif-400": ("serif", {"wght": 400}),
    "serif-600": ("serif", {"wght": 600}),
    "display-600": ("display", {"wght": 600, "opsz": 60}),
}


def main() -> None:
    """Write the table."""
    TABLE.write_text(table(), encoding="utf-8")
    UNPACKED.mkdir(exist_ok=True)
    for left in UNPACKED.glob("*.ttf"):
        left.unlink()
    for name, content in unpacked().items():
        (UNPACKED / name).write_bytes(content)
    SUMS.write_text(sums(), encoding="utf-8")
    sys.stdout.write(f"{TABLE} written, {TABLE.stat().st_size} bytes\n")


def sums() -> str:
    """The digests of the font files, as sha256sum writes them."""
    fonts = [*sorted(FONTS.glob("*.woff2")), *sorted(UNPACKED.glob("*.ttf"))]
    digests = (
        (hashlib.sha256(font.read_bytes()).hexdigest(), font.relative_to(FONTS).as_posix())
        for font in fonts
    )
    return "".join(f"{digest}  {name}\n" for digest, name in digests)


def unpacked() -> dict[str, bytes]:
    """Each face as the font tools unpack it, by the name of its file."""
    found = {}
    for font in sorted(FONTS.glob("*.woff2")):
        packed, out = font.read_bytes(), BytesIO()
        woff2.decompress(BytesIO(packed), out)
        found[unpacked_name(packed).rpartition("/")[2]] = out.getvalue()
    return found


def table() -> str:
    """The table as JSON, one line for each run of characters."""
    names = sorted({name for stack in STACKS.values() for name in stack})
    fonts = {name: TTFont(FONTS / f"{name}.woff2") for name in names}
    content = {
        "units_per_em": 1000,
        "coverage": {
            stack: ranges({point for name in names for point in points(fonts[name])})
            for stack, names in STACKS.items()
        },
        "widths": {
            face: runs(widths([fonts[name] for name in STACKS[stack]], location))
            for face, (stack, location) in FACES.items()
        },
    }
    return json.dumps(content, indent=1, sort_keys=True).replace(",\n    ", ",") + "\n"


def widths(fonts: Iterable[TTFont], location: Mapping[str, float]) -> dict[int, int]:
    """Advance width of each character, from the first font of the stack that has it."""
    found: dict[int, int] = {}
    for font in fonts:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        glyphs = font.getGlyphSet(location={tag: at for tag, at in location.items() if tag in axes})
        scale = 1000 / font["head"].unitsPerEm
        for point, name in points(font).items():
            found.setdefault(point, round(glyphs[name].width * scale))
    return found


def points(font: TTFont) -> dict[int, str]:
    """The characters of a font that print, each with the name of its glyph."""
    found: dict[int, str] = font.getBestCmap()
    return {point: name for point, name in found.items() if point >= 0x20}


def runs(found: Mapping[int, int]) -> dict[str, list[int]]:
    """Widths of characters that follow each other, under the first one's code in hexadecimal."""
    written: dict[str, list[int]] = {}
    start = previous = -2
    for point in sorted(found):
        if point != previous + 1:
            start = point
            written[f"{start:04x}"] = []
        written[f"{start:04x}"].append(found[point])
        previous = point
    return written


def ranges(found: set[int]) -> str:
    """Code points as hexadecimal ranges, such as ``0020-007e 00a0-017f``."""
    bounds: list[list[int]] = []
    for point in sorted(found):
        if bounds and point == bounds[-1][1] + 1:
            bounds[-1][1] = point
        else:
            bounds.append([point, point])
    return " ".join(
        f"{low:04x}" if low == high else f"{low:04x}-{high:04x}" for low, high in bounds
    )


if __name__ == "__main__":
    main()
