"""The pages of the PDF as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from briefgen.outputs.bench import Bench, Made

INCH = 72.0  # points


def page_pictures(bench: Bench) -> tuple[Made, ...]:
    """A PNG of each page, drawn by the same program that proves the notes."""
    document = pypdfium2.PdfDocument(bench.pdf())
    try:
        return tuple(
            Made(f"{bench.stem}-{number}.png", _png(page, bench.scale))
            for number, page in enumerate(document, start=1)
        )
    finally:
        document.close()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_size() for page in document)
    finally:
        document.close()


def page_picture(pdf: bytes, number: int, scale: float) -> bytes:
    """A PNG of one page, made quickly rather than small."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return _png(document[number - 1], scale, quickly=True)
    finally:
        document.close()


def drawn_pages(pdf: bytes, dots: Sequence[float], foot: float) -> tuple[bytes, ...]:
    """A PNG of each page on no ground, with so many dots to its inch; the foot is cut off."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = zip(document, dots, strict=True)
        return tuple(_drawn(page, each, foot) for page, each in pages)
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage, dots: float, foot: float) -> bytes:
    bare = {"fill_color": (255, 255, 255, 0), "crop": (0, foot, 0, 0)}
    written = BytesIO()
    page.render(scale=dots / INCH, **bare).to_pil().save(written, "PNG", compress_level=6)
    return written.getvalue()


def _png(page: pypdfium2.PdfPage, scale: float, *, quickly: bool = False) -> bytes:
    written = BytesIO()
    how = {"compress_level": 1} if quickly else {"optimize": True}
    page.render(scale=scale).to_pil().save(written, "PNG", **how)
    return written.getvalue()
