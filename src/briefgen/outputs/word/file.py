"""The Word file of a brief: an edition composed for it, written, and packed alike each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.part import XmlPart
from docx.shared import Mm

from briefgen.edition.styled import look_of
from briefgen.edition.view import Edition
from briefgen.outputs.bench import Bench, Made
from briefgen.outputs.word.arranging import blocks_of
from briefgen.outputs.word.blocks import Paragraph, Run
from briefgen.outputs.word.elements import clean
from briefgen.outputs.word.families import Family, families_of
from briefgen.outputs.word.fonts import carry_fonts
from briefgen.outputs.word.furniture import feet, heads
from briefgen.outputs.word.logos import Logo, logo_of
from briefgen.outputs.word.medium import Editor
from briefgen.outputs.word.pictures import printed
from briefgen.outputs.word.places import lists_in, places_of, runs_in
from briefgen.outputs.word.sheets import numbering_xml, styles_xml
from briefgen.outputs.word.skeleton import empty
from briefgen.outputs.word.tongues import tongue
from briefgen.outputs.word.writing import Writer
from briefgen.settings import Settings

# Millimetres: width, height, margins at the top, right, bottom and left, as on the printed page.
PAGES: Mapping[str, tuple[float, ...]] = {
    "A4": (210.0, 297.0, 25.0, 17.0, 23.0, 20.0),
    "Letter": (215.9, 279.4, 23.0, 21.5, 21.0, 21.4),
}
FURNITURE = (10.0, 9.0)  # millimetres from the edge to the head and to the foot
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP knows; nothing else is the same twice


def word_file(bench: Bench) -> tuple[Made, ...]:
    """The Word file, alone: it carries its pictures."""
    edition = bench.composed(Editor)
    path = bench.settings.style.logo
    logo = logo_of(path, bench.files, edition.desk or edition.kind_name) if path else None
    families = families_of(bench.settings.style, bench.files)
    content = word_bytes(edition, bench.settings, families, logo)
    return (Made(f"{bench.stem}.docx", content),)


def word_bytes(
    edition: Edition,
    settings: Settings,
    families: Mapping[str, Family],
    logo: Logo | None = None,
) -> bytes:
    """An edition as a Word file."""
    blocks, turned = blocks_of(edition), edition.words.direction == "rtl"
    tokens, language = _colours(edition, settings), tongue(edition.language)
    tokens |= {name: family.name for name, family in families.items()}
    document = empty(
        styles_xml(tokens, language, rtl=turned),
        numbering_xml(tokens, lists_in(blocks)),
        language,
        tokens["paper"],
    )
    drawn = [run.picture for run in runs_in(blocks) if run.picture is not None]
    drawn += [logo.picture] if logo else []
    held = {logo.address: logo.content} if logo else {}
    writer = Writer(document, places_of(blocks), printed(drawn, edition.name, held), turned)
    writer.text(blocks)
    writer.notes(edition.endnotes)
    carry_fonts(document, families.values())
    _paper(document, edition)
    _furnish(writer, edition, Run(picture=logo.picture) if logo else None)
    _describe(document, edition)
    return _packed(document)


def _colours(edition: Edition, settings: Settings) -> dict[str, str]:
    """The colours that styles name, as Word writes them."""
    look = look_of(edition.accent, settings.style)
    told = {each.name: str(getattr(look, each.name)) for each in fields(look)}
    told |= {"black": "#000000", "marking": edition.marking_colour}
    return {name: colour.lstrip("#") for name, colour in told.items()}


def _paper(document: Document, edition: Edition) -> None:
    (section,) = document.sections
    width, height, top, right, bottom, left = map(Mm, PAGES[edition.page_size])
    section.page_width, section.page_height = width, height
    section.top_margin, section.bottom_margin = top, bottom
    section.left_margin, section.right_margin = left, right
    section.header_distance, section.footer_distance = map(Mm, FURNITURE)
    section.different_first_page_header_footer = True


def _furnish(writer: Writer, edition: Edition, logo: Run | None) -> None:
    """What stands at the head and the foot of pages."""
    (section,) = writer.document.sections
    first, later = heads(edition, logo)
    foot = feet(edition)
    for place, paragraph in (
        (section.first_page_header, first),
        (section.header, later),
        (section.first_page_footer, foot),
        (section.footer, foot),
    ):
        place.is_linked_to_previous = False
        _fill(writer, place.part, paragraph)


def _fill(writer: Writer, part: XmlPart, paragraph: Paragraph) -> None:
    root = part.element
    for each in list(root):
        root.remove(each)
    root.append(writer.paragraph(paragraph, part))


def _describe(document: Document, edition: Edition) -> None:
    """What a system for documents asks of a file; the time is that of the edition."""
    told = document.core_properties
    day = datetime.fromisoformat(edition.created)
    for name, value in _properties(edition):
        setattr(told, name, clean(value)[:255])
    told.created = told.modified = day
    told.revision = 1


def _properties(edition: Edition) -> Iterator[tuple[str, str]]:
    yield "title", edition.title
    yield "subject", edition.subtitle
    yield "author", edition.desk
    yield "last_modified_by", edition.desk
    yield "keywords", edition.keywords
    yield "category", edition.kind_name
    yield "comments", edition.marking
    yield "identifier", edition.reference
    yield "language", edition.language
    yield "version", str(edition.edition)


def _packed(document: Document) -> bytes:
    """The file with the same bytes each time: the library puts the time into it."""
    held, packed = BytesIO(), BytesIO()
    document.save(held)
    with ZipFile(held) as made, ZipFile(packed, "w", ZIP_DEFLATED) as again:
        for name in made.namelist():
            again.writestr(ZipInfo(name, _LONG_AGO), made.read(name), ZIP_DEFLATED, 9)
    return packed.getvalue()
