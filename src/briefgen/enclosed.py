"""What a PDF must hold: notes, which are looked for on its pages, and files inside it."""

from __future__ import annotations

from msgspec import Struct

from briefgen.document import Path


class NoteRecord(Struct, frozen=True):
    """A note that must be on the page of its marks: number, words, and place in the spec."""

    number: int  # Its number.
    text: str  # Its words, as the proof reads them on the page.
    marks: int  # How often it is marked.
    path: Path  # Where in the spec it comes from.
    # Whether it stands between lines that run to the left, with its number at the right.
    turned: bool = False


class Attachment(Struct, frozen=True):
    """A file inside the PDF, as the data of one figure, which is known by its words."""

    name: str  # Name of the file.
    description: str  # What it holds.
    media_type: str  # What kind of file it is.
    content: bytes  # Its bytes.
    figure: str = ""  # The words of the figure it is the data of; empty for those of a table.
    relationship: str = "Data"  # What it is to the document, as PDF/A-3 calls it: `Data`.
    label: str = ""  # The figure or table itself, as “Figure 2”.
    columns: tuple[str, ...] = ()  # Of CSV: what fills each column, the same in all languages.
