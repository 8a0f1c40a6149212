"""What a PDF must hold: notes, which are looked for on its pages, and files inside it."""

from __future__ import annotations

from msgspec import Struct

from briefgen.document import Path


class NoteRecord(Struct, frozen=True):
    """A note that must be on the page of its marks: number, words, and place in the spec."""

    number: int
    text: str
    marks: int
    path: Path
    turned: bool = False  # stands between lines that run to the left, with its number at the right


class Attachment(Struct, frozen=True):
    """A file inside the PDF, as the data of one figure, which is known by its words."""

    name: str
    description: str
    media_type: str
    content: bytes
    figure: str = ""
    relationship: str = "Data"  # to the document, in the terms of PDF/A-3
    label: str = ""  # “Figure 2”
