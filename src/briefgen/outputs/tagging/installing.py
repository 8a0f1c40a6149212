"""Setting tags and letters into the engine's modules, beside what is there."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import weasyprint
from weasyprint import pdf as engine
from weasyprint import svg as drawings
from weasyprint.draw import text as drawing
from weasyprint.logger import LOGGER
from weasyprint.pdf import fonts

from briefgen.outputs.footnotes.guard import digests_of
from briefgen.outputs.tagging import composing, letters
from briefgen.outputs.tagging.branches import Branch, silent_images
from briefgen.outputs.tagging.content import Element
from briefgen.outputs.tagging.guard import KNOWN, objection, without
from briefgen.outputs.tagging.marking import Streams
from briefgen.outputs.tagging.reading import read
from briefgen.outputs.tagging.spaces import add_spaces, line_ends
from briefgen.outputs.tagging.tree import tree
from briefgen.outputs.tagging.writing import Writer

SPEC = "data-spec"  # the place in the spec that an element of the page comes from


class Writing(dict[Any, Any]):
    """The fonts of a document while it is written, and what is found out on the way."""

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[int, str] = {}


def refusal() -> str:
    """Why this engine is used as it is; empty where tags and letters fit it."""
    return objection(weasyprint.__version__, digests_of(KNOWN))


def failure(error: Exception) -> str:
    """Why this document has the engine's own tags, after ours failed on it."""
    return without(f"{type(error).__name__}: {error}")


def write(document: Any, **options: Any) -> tuple[bytes, Mapping[int, str]]:
    """The PDF of a document, and for its objects the places in the spec they come from."""
    _install()
    document.fonts = writing = Writing()
    pdf = document.write_pdf(**options)
    assert isinstance(pdf, bytes)
    return pdf, writing.places


def write_plain(document: Any, **options: Any) -> bytes:
    """The PDF of a document as the engine tags it."""
    document.fonts = {}
    pdf = document.write_pdf(**options)
    assert isinstance(pdf, bytes)
    return pdf


def _install() -> None:
    """Once for the process: each function then asks the document which way to go."""
    if hasattr(engine.add_tags, "__wrapped__"):
        return
    engine.add_tags = _tagged(engine.add_tags)
    drawing.draw_first_line = _lettered(drawing.draw_first_line)
    fonts.Font.clean = _cleaned(fonts.Font.clean)
    plain, drawings.text = drawings.text, _joined(drawings.text)
    drawings.TAGS.update(
        (tag, drawings.text) for tag, draw in drawings.TAGS.items() if draw is plain
    )


def _tagged(plain: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(plain)
    def add_tags(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
        if not isinstance(document.fonts, Writing):
            plain(pdf, document, version, streams)
            return
        reading = read(document.pages, [stream._tags for stream in streams])
        drawn = Streams(streams, pdf.objects)
        writer = Writer(pdf, pdf.page_references, drawn)
        writer.drop(reading.doubled)
        root = tree(reading.root)
        writer.write(root)
        _complain(pdf, root)
        drawn.set_apart(writer.owners, reading.furniture)
        add_spaces(drawn, line_ends(root), document.fonts.values())
        document.fonts.places.update(_places(writer.elements, reading.parents))

    return add_tags


def _complain(pdf: Any, root: Branch) -> None:
    """Say what the engine says where a template leaves out what tags need."""
    if "Lang" not in pdf.catalog:
        LOGGER.error('Missing required "lang" attribute at the root of the document')
    for source in silent_images(root):
        LOGGER.error('Image "%s" has no required alt description', source)


def _places(elements: Mapping[int, Element], parents: Mapping[Element, Element]) -> dict[int, str]:
    """For each object the nearest place in the spec, of its element or one around it."""
    found: dict[int, str] = {}
    for number, element in elements.items():
        while element is not None and not element.get(SPEC):
            element = parents.get(element)
        if element is not None:
            found[number] = element.get(SPEC)
    return found


def _lettered(plain: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(plain)
    def draw_first_line(stream: Any, box: Any, overflow: str, ellipsis: str, matrix: Any) -> Any:
        if isinstance(stream._fonts, Writing) and letters.is_ours(box, overflow, ellipsis):
            letters.write_line(stream, box, matrix)
            return []  # no emoji is written from right to left
        return plain(stream, box, overflow, ellipsis, matrix)

    return draw_first_line


def _joined(plain: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(plain)
    def draw(svg: Any, node: Any, font_size: float) -> None:
        if isinstance(svg.stream._fonts, Writing):
            letters.join(node)
        plain(svg, node, font_size)

    return draw


def _cleaned(plain: composing.Clean) -> composing.Clean:
    @functools.wraps(plain)
    def clean(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        composing.clean(plain, font, to_unicode, hinting)

    return clean
