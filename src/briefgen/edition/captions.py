"""What stands above and below a figure or a table: number and title, sources and note."""

from __future__ import annotations

from markupsafe import Markup, escape

from briefgen.data.asking import data_files
from briefgen.data.sheets import measure_words
from briefgen.data.statements import statement
from briefgen.document import Path
from briefgen.edition.notes import Scope
from briefgen.edition.workshop import Workshop
from briefgen.language import calculation_words
from briefgen.model.data_figure import DataFigure
from briefgen.model.figure import Figure
from briefgen.prose import Citation, Prose

ELEMENTS = ("events", "points", "rows", "links")  # parts of a figure that have sources


def caption(block: object, title: Prose, path: Path, shop: Workshop) -> dict[str, object]:
    """“Figure 2”, the title and the line under it."""
    subtitle = getattr(block, "subtitle", None)
    scope = Scope(path)
    under = shop.typesetter.line(subtitle, scope)
    if subtitle is None and isinstance(block, DataFigure):
        words = calculation_words(shop.easel.language)
        under = escape(measure_words(block, shop.easel.tables, words))
    return {
        "label": shop.labels[id(block)],
        "title": shop.typesetter.line(title, scope),
        "subtitle": under,
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
    if isinstance(figure, DataFigure):
        for name in data_files(figure):
            named += shop.easel.tables[name].description.source
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


def figure_line(figure: Figure, path: Path, shop: Workshop) -> Markup:
    """What stands under a figure: sources, what was worked out, its note or that of its data."""
    line = source_line(sources_of(figure, shop), None, path, shop, figure.id)
    parts = [line] if line else []
    tables = shop.easel.tables
    if isinstance(figure, DataFigure):
        words = calculation_words(shop.easel.language)
        parts += [escape(said)] if (said := statement(figure, tables, words)) else []
    if figure.note is not None:
        parts.append(shop.typesetter.line(figure.note, Scope((*path, "note"))))
    elif isinstance(figure, DataFigure) and (note := tables[figure.data].description.note):
        parts.append(escape(note))
    return Markup(" ").join(parts)
