"""The words of a PDF page by page, for a comparison of two."""

from __future__ import annotations

from typing import Any

import pypdfium2


def page_words(pdf: bytes) -> tuple[str, ...]:
    """The words of each page, without their spacing; none where the PDF cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return ()
    try:
        return tuple(_words(document, index) for index in range(len(document)))
    finally:
        document.close()


def _words(document: Any, index: int) -> str:
    try:
        return "".join(document[index].get_textpage().get_text_range().split())
    except pypdfium2.PdfiumError:
        return ""  # a page that cannot be read says nothing
