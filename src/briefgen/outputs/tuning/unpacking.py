"""Faces that come unpacked: the outlines of a WOFF2 file take a fiftieth of a second to put back.

The shipped faces lie beside their packed selves, named by the digest of those, as the font tools of
one version unpack them (`tools/font_metrics.py` writes them, a test compares). Other faces, and all
where the tools are of another version, are unpacked once for the process.
"""

from __future__ import annotations

import functools
import hashlib
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from briefgen.assets import asset_path

UNPACKED_BY = "4.68.0"  # of fontTools
FACES = 32  # faces that a process keeps, a tenth of a megabyte each


def unpacked_name(packed: bytes) -> str:
    """The asset that holds an unpacked face."""
    return f"fonts/unpacked/{hashlib.sha256(packed).hexdigest()[:16]}.ttf"


def unpacking(woff2: Any, version: str) -> Any:
    """The engine's unpacking of fonts by tools of a version, which remembers and looks first."""

    @functools.lru_cache(FACES)
    def unpacked(content: bytes) -> bytes:
        if version == UNPACKED_BY and (found := _shipped(content)) is not None:
            return found
        out = BytesIO()
        woff2.decompress(BytesIO(content), out)
        return out.getvalue()

    def decompress(packed: Any, out: Any) -> None:
        out.write(unpacked(packed.read()))

    return SimpleNamespace(decompress=decompress)


def _shipped(packed: bytes) -> bytes | None:
    try:
        return asset_path(unpacked_name(packed)).read_bytes()
    except FileNotFoundError:
        return None


def instancing(plain: Any) -> Any:
    """The tools' way to make a glyph of a variable font static; most are empty once it is cut down.

    An empty glyph has no outline that could vary, and its advance is as it was.
    """

    @functools.wraps(plain)
    def instantiate(name: str, glyf: Any, gvar: Any, *more: Any, **named: Any) -> None:
        if gvar.variations.get(name) or glyf[name].numberOfContours != 0:
            plain(name, glyf, gvar, *more, **named)
        else:
            gvar.variations.pop(name, None)

    return instantiate
