"""What stands above and below a figure or a table: number and title, sources and note."""

from __future__ import annotations

from markupsafe import Markup, escape

from briefgen.data.asking import data_files
from briefgen.data.sheets import measure_words
from briefgen.data.statements import statement
from briefgen.document import Path
from briefgen.edition.crediting import credited, credits_of, reference
from briefgen.edition.notes import Scope
from briefgen.edition.workshop import Workshop
from briefgen.language import calculation_words
from briefgen.model.data_figure import DataFigure
from briefgen.model.figure import Figure
from briefgen.prose import Citation, Prose


def caption(block: object, title: Prose, path: Path, shop: Workshop) -> dict[str, object]:
    """“Figure 2”, the title and the line under it."""
    subtitle = getattr(block, "subtitle", None)
    scope = Scope(path)
    under = shop.typesetter.line(subtitle, scope)
    if subtitle is None and isinstance(block, DataFigure):
        words = calculation_words(shop.easel.language)
        under = escape(measure_words(block, shop.easel.tables, words))
    stale = shop.stale.blocks.get(path)
    return {
        "label": shop.labels[id(block)],
        "title": shop.typesetter.line(title, scope) + shop.notes.dagger(stale),
        "subtitle": under,
    }


def sources_of(figure: Figure, shop: Workshop) -> tuple[Citation, ...]:
    """The sources of a figure as a whole: its own, else those of its data."""
    if figure.source or not isinstance(figure, DataFigure):
        return figure.source
    tables = (shop.easel.tables[name] for name in data_files(figure))
    return tuple(dict.fromkeys(c for table in tables for c in table.description.source))


def source_line(
    sources: tuple[Citation, ...],
    note: Prose | None,
    path: Path,
    shop: Workshop,
    anchor: str | None,
    listed: Markup | None = None,
) -> Markup:
    """“Source: S4. Note.” under a figure or table; the sources enter the list of sources.

    ``listed`` are the sources in the words of `crediting`, where each stands for a part.
    """
    line = Markup("")
    if sources:
        for citation in sources:
            if anchor:
                shop.notes.anchor(citation.key, anchor)
        listed = listed or Markup(shop.words.comma).join(reference(each, shop) for each in sources)
        line = Markup("{} {}.").format(shop.words.sourced.of(len(sources)), listed)
    if note is not None:
        line += (Markup(" ") if line else Markup("")) + shop.typesetter.line(
            note, Scope((*path, "note"))
        )
    return line


def figure_line(figure: Figure, path: Path, shop: Workshop) -> Markup:
    """What stands under a figure: sources by what each stands for, what was worked out, its note.

    Without a note of its own it has that of its data.
    """
    whole = sources_of(figure, shop)
    by_part = [source for _, each in credits_of(figure, shop.brief.language) for source in each]
    cited = tuple(dict.fromkeys((*whole, *by_part)))
    listed = credited(figure, whole, shop) if by_part else None
    line = source_line(cited, None, path, shop, figure.id, listed)
    parts = [each for each in (line, shop.told_age(path)) if each]
    tables = shop.easel.tables
    if isinstance(figure, DataFigure):
        words = calculation_words(shop.easel.language)
        parts += [escape(said)] if (said := statement(figure, tables, words)) else []
    if figure.note is not None:
        parts.append(shop.typesetter.line(figure.note, Scope((*path, "note"))))
    elif isinstance(figure, DataFigure) and (note := tables[figure.data].description.note):
        parts.append(escape(note))
    return Markup(" ").join(parts)
