"""What stands above and below a figure or a table: number and title, sources and note."""

from __future__ import annotations

from markupsafe import Markup

from briefgen.edition.crediting import credited, credits_of, reference
from briefgen.edition.notes import Scope
from briefgen.edition.workshop import Workshop
from briefgen.loading import Path
from briefgen.model.figure import Figure
from briefgen.prose import Citation, Prose


def caption(block: object, title: Prose, path: Path, shop: Workshop) -> dict[str, object]:
    """“Figure 2”, the title and the line under it."""
    subtitle = getattr(block, "subtitle", None)
    scope = Scope(path)
    return {
        "label": shop.labels[id(block)],
        "title": shop.typesetter.line(title, scope),
        "subtitle": shop.typesetter.line(subtitle, scope),
    }


def figure_line(figure: Figure, path: Path, shop: Workshop) -> Markup:
    """“Sources: S4 (2019), S9. Note.” under a figure, by the parts that each stands for."""
    whole = sources_of(figure, shop)
    parts = [source for _, each in credits_of(figure, shop.brief.language) for source in each]
    cited = tuple(dict.fromkeys((*whole, *parts)))
    listed = credited(figure, whole, shop) if parts else None
    return source_line(cited, figure.note, path, shop, figure.id, listed)


def sources_of(figure: Figure, shop: Workshop) -> tuple[Citation, ...]:
    """The sources of a figure as a whole: its own, else those of its data."""
    data = getattr(figure, "data", None)
    if figure.source or data is None:
        return figure.source
    return shop.easel.tables[data].description.source


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
        listed = listed or Markup(", ").join(reference(each, shop) for each in sources)
        label = shop.words.source if len(sources) == 1 else shop.words.sources
        line = Markup("{}: {}.").format(label, listed)
    if note is not None:
        line += (Markup(" ") if line else Markup("")) + shop.typesetter.line(
            note, Scope((*path, "note"))
        )
    return line
