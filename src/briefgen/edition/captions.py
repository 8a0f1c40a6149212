"""What stands above and below a figure or a table: number and title, sources and note."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.edition.notes import Scope
from briefgen.edition.workshop import Workshop
from briefgen.loading import Path
from briefgen.model.figure import Figure
from briefgen.prose import Citation, Prose

ELEMENTS = ("events", "points", "rows", "links")  # parts of a figure that have sources


def caption(block: object, title: Prose, path: Path, shop: Workshop) -> dict[str, object]:
    """“Figure 2”, the title and the line under it."""
    subtitle = getattr(block, "subtitle", None)
    scope = Scope(path)
    return {
        "label": shop.labels[id(block)],
        "title": shop.typesetter.line(title, scope),
        "subtitle": shop.typesetter.line(subtitle, scope),
    }


def sources_of(figure: Figure, shop: Workshop) -> tuple[Citation, ...]:
    """The sources of a figure: its own, else those of its elements and its data."""
    if figure.source:
        return figure.source
    named = [
        citation
        for field in ELEMENTS
        if isinstance(elements := getattr(figure, field, ()), tuple)
        for element in elements
        for citation in element.source
    ]
    if (data := getattr(figure, "data", None)) is not None:
        named += shop.easel.tables[data].description.source
    return tuple(dict.fromkeys(named))


def source_line(
    sources: tuple[Citation, ...],
    note: Prose | None,
    path: Path,
    shop: Workshop,
    anchor: str | None,
) -> Markup:
    """“Source: S4. Note.” under a figure or table; the sources enter the list of sources."""
    line = Markup("")
    if sources:
        for citation in sources:
            if anchor:
                shop.notes.anchor(citation.key, anchor)
        listed = Markup(", ").join(
            shop.short_reference(c.key) + (f", {c.locator}" if c.locator else "") for c in sources
        )
        label = shop.words.source if len(sources) == 1 else shop.words.sources
        line = Markup("{}: {}.").format(label, listed)
    if note is not None:
        line += (Markup(" ") if line else Markup("")) + shop.typesetter.line(
            note, Scope((*path, "note"))
        )
    return line
