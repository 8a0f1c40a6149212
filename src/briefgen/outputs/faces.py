"""The faces that a page is set in, and which of them a text needs.

Each subset file has a family name of its own: several files under one name with unicode-range
print wrong letters in the engine this was tested with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

_EXTENDED = re.compile(
    "[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u02bd-\u02c5\u1e00-\u1eff\u2020\u20a0-\u20ab\u20ad-\u20c0\u2113\u2c60-\u2c7f\ua720-\ua7ff]"
)
_CYRILLIC = re.compile("[\u0400-\u045f\u0490-\u0491\u04b0-\u04b1\u2116]")
_CYRILLIC_EXTENDED = re.compile("[\u0460-\u048f\u0492-\u04af\u04b2-\u052f\u1c80-\u1c88\u20b4]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")


class Face(Struct, frozen=True):
    """One font file, the family name it goes by here, and the letters that call for it."""

    file: str
    family: str
    italic: bool = False
    letters: re.Pattern[str] | None = None

    def needed_for(self, text: str) -> bool:
        """Whether a text has letters of this face; the Latin faces are always there."""
        return self.letters is None or bool(self.letters.search(text))


def _family(stem: str, family: str, italic: bool, *subsets: str) -> list[Face]:
    named = {
        "latin": ("", None),
        "latin-ext": (" Ext", _EXTENDED),
        "cyrillic": (" Cyr", _CYRILLIC),
        "cyrillic-ext": (" CyrX", _CYRILLIC_EXTENDED),
    }
    style = "italic" if italic else "normal"
    return [
        Face(
            f"{stem}-{subset}-wght-{style}.woff2",
            family + named[subset][0],
            italic,
            named[subset][1],
        )
        for subset in subsets
    ]


FACES: tuple[Face, ...] = (
    *_family("source-serif-4", "BG Serif", False, "latin", "latin-ext", "cyrillic", "cyrillic-ext"),
    *_family("source-serif-4", "BG Serif", True, "latin", "latin-ext", "cyrillic", "cyrillic-ext"),
    Face("source-serif-4-latin-opsz-normal.woff2", "BG Display"),
    Face("source-serif-4-latin-ext-opsz-normal.woff2", "BG Display Ext", letters=_EXTENDED),
    *_family("source-sans-3", "BG Sans", False, "latin", "latin-ext", "cyrillic", "cyrillic-ext"),
    *_family("source-sans-3", "BG Sans", True, "latin", "latin-ext"),
    Face("noto-naskh-arabic-arabic-wght-normal.woff2", "BG Naskh", letters=_ARABIC),
)


def face_rules(faces: Iterable[Face], scheme: str) -> str:
    """@font-face rules; a weight range would be refused by the engine, weights work without."""
    return "\n".join(
        f'@font-face{{font-family:"{face.family}";'
        f"{'font-style:italic;' if face.italic else ''}src:url({scheme}{face.file})}}"
        for face in faces
    )
