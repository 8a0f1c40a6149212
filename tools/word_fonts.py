"""Writes assets/fonts/word: the shipped faces as Word carries them, one file for each cut.

Word knows no variable fonts and no subsets, so a weight is taken out of each and its subsets are
put together. Semibold stands for bold, as on the page.
"""

from __future__ import annotations

import lzma
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).resolve().parents[1] / "assets/fonts"
LAYOUT = ("STAT", "GSUB", "GDEF", "BASE", "GPOS", "GlyphOrder", "gasp", "prep")
LATIN, CYRILLIC = ("latin", "latin-ext"), ("cyrillic", "cyrillic-ext")
BOLD = 600
MADE = 3_500_000_000  # a time that is always the same, in the seconds of such files


@dataclass(frozen=True, slots=True)
class Cut:
    """A file to be made: its name, its family, and what it is taken from."""

    name: str
    family: str
    stem: str
    subsets: tuple[str, ...]
    axes: str = "wght-normal"
    weight: float = 400.0

    @property
    def style(self) -> str:
        """As a program that sets type calls it."""
        return (
            "Bold"
            if self.name.endswith("-bold")
            else "Italic"
            if "italic" in self.axes
            else "Regular"
        )


SERIF = ("Source Serif 4", "source-serif-4")
SANS = ("Source Sans 3", "source-sans-3")
CUTS = (
    Cut("serif", *SERIF, LATIN + CYRILLIC),
    Cut("serif-bold", *SERIF, LATIN + CYRILLIC, weight=BOLD),
    Cut("serif-italic", *SERIF, LATIN + CYRILLIC, "wght-italic"),
    Cut("sans", *SANS, LATIN + CYRILLIC),
    Cut("sans-bold", *SANS, LATIN + CYRILLIC, weight=BOLD),
    Cut("sans-italic", *SANS, LATIN, "wght-italic"),
    Cut("display", "Source Serif 4 Display", "source-serif-4", LATIN, "opsz-normal", BOLD),
)


def made(cut: Cut, folder: Path) -> bytes:
    """The file of a cut, packed small."""
    parts = [_part(cut, subset, folder) for subset in cut.subsets]
    font = Merger().merge([str(each) for each in parts])
    _name(font, cut)
    held = BytesIO()
    font.save(held)
    return lzma.compress(held.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def _part(cut: Cut, subset: str, folder: Path) -> Path:
    font = TTFont(FONTS / f"{cut.stem}-{subset}-{cut.axes}.woff2", recalcTimestamp=False)
    for table in LAYOUT:
        if table in font:
            del font[table]
    axes = {axis.axisTag for axis in font["fvar"].axes}
    place = {"wght": cut.weight, "opsz": 60.0}
    font = instantiateVariableFont(font, {axis: place[axis] for axis in axes}, inplace=True)
    font.flavor = None
    target = folder / f"{cut.name}-{subset}.ttf"
    font.save(target)
    return target


def _name(font: TTFont, cut: Cut) -> None:
    """Names and signs by which a system finds the cut in its family."""
    bold, italic = cut.style == "Bold", cut.style == "Italic"
    names = font["name"]
    full = cut.family if cut.style == "Regular" else f"{cut.family} {cut.style}"
    kept = {each.nameID: each.toUnicode() for each in names.names if each.nameID in (0, 13, 14)}
    names.names = []
    told = {1: cut.family, 2: cut.style, 4: full, 6: full.replace(" ", ""), **kept}
    for number, words in told.items():
        names.setName(words, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if bold else 400
    font["OS/2"].fsSelection = 0x01 * italic | 0x20 * bold | 0x40 * (not bold and not italic)
    font["OS/2"].fsType = 0
    font["head"].macStyle = 0x01 * bold | 0x02 * italic
    font["head"].created = font["head"].modified = MADE
    font.recalcTimestamp = False


def main() -> None:
    target = FONTS / "word"
    target.mkdir(exist_ok=True)
    for cut in CUTS:
        with TemporaryDirectory() as folder:
            content = made(cut, Path(folder))
        (target / f"{cut.name}.ttf.xz").write_bytes(content)
        print(f"{cut.name}: {len(content):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
