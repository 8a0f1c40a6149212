"""The pages of the PDF as pictures."""

from __future__ import annotations

from io import BytesIO

import pypdfium2

from briefgen.outputs.bench import Bench, Made


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


def _png(page: pypdfium2.PdfPage, scale: float) -> bytes:
    written = BytesIO()
    page.render(scale=scale).to_pil().save(written, "PNG", optimize=True)
    return written.getvalue()
