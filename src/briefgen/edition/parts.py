"""Blocks of the spec into parts of the page, one maker for each block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from briefgen.addresses import address
from briefgen.charts.drawing import level_bar, likelihood_bar, stance_dot
from briefgen.charts.svg import FigureError
from briefgen.edition.drawing import DRAWERS, Easel, draw_figure
from briefgen.edition.notes import Cited, NoteBook, Scope
from briefgen.edition.typesetting import Typesetter
from briefgen.edition.view import Part, RatedLine, RatingView
from briefgen.errors import InputProblems, Problem
from briefgen.language import Words
from briefgen.loading import Document, Path
from briefgen.model import blocks as spec
from briefgen.model.brief import Ground, Judgement
from briefgen.model.diagrams import MatrixFigure, MatrixRow
from briefgen.model.figure import Figure
from briefgen.model.figures import MapFigure
from briefgen.model.rating import LEVELS, Rating
from briefgen.prose import Citation, Prose

NBSP = "\u00a0"
CARD_BAR = 128.0
KEPT_MATRIX = 22  # rows with the heads of groups, up to which a matrix is not broken
ELEMENTS = ("events", "points", "rows", "links")  # parts of a figure that have sources
KEPT_WHOLE = 8  # rows up to which a table is not broken over pages


@dataclass(frozen=True)
class Workshop:
    """Everything that making a part draws on."""

    typesetter: Typesetter
    notes: NoteBook
    easel: Easel
    words: Words
    document: Document
    labels: Mapping[int, str]  # figure or table, by identity of its block: “Figure 2”
    judgements: Mapping[str, tuple[int, Judgement]]
    indicators: Mapping[str, Prose]
    rating: Rating | None
    language: str

    def short_reference(self, key: str) -> Markup:
        """The number of a source, linked to the list."""
        number = self.notes.number(key)
        return Markup('<a class="sref" href="#src-{0}">{0}</a>').format(number)


def make_parts(block: object, path: Path, shop: Workshop) -> list[Part]:
    """The parts of the page that a block becomes; prose is a part for each paragraph."""
    if isinstance(block, Prose):
        scope = Scope(path)
        return [
            Part("prose", {"text": shop.typesetter.block(each, scope)}) for each in block.blocks
        ]
    part = MAKERS[type(block)](block, path, shop)
    return [part if part.spec else replace(part, spec=address(path))]


def _heading(block: spec.Heading, path: Path, shop: Workshop) -> Part:
    return Part("heading", {"title": block.heading})


def _listing(block: spec.Listing, path: Path, shop: Workshop) -> Part:
    items = tuple(
        shop.typesetter.blocks(item, Scope((*path, "list", index)))
        for index, item in enumerate(block.list)
    )
    title = shop.typesetter.line(block.title, Scope((*path, "title")))
    return Part("list", {"title": title, "items": items, "ordered": block.ordered})


def _key_figures(block: spec.KeyFigures, path: Path, shop: Workshop) -> Part:
    scope = Scope(path)
    figures = tuple(
        {
            "value": shop.typesetter.line(item.value, scope),
            "label": shop.typesetter.line(item.label, scope),
        }
        for item in block.key_figures
    )
    return Part("key_figures", {"figures": figures})


def _table(block: spec.Table, path: Path, shop: Workshop) -> Part:
    kept = len(block.rows) <= KEPT_WHOLE
    whole = Scope(path)
    set_line = shop.typesetter.line
    caption = _caption(block, block.table, path, shop)
    head = tuple(
        {"title": set_line(column.title, whole), "width": column.width, "align": column.align}
        for column in block.columns
    )
    rows = []
    for number, row in enumerate(block.rows):
        scope = whole if kept else Scope((*path, "rows", number))
        rows.append(tuple(set_line(cell, scope) if cell else Markup("–") for cell in row))
    return Part(
        "table",
        {
            **caption,
            "columns": head,
            "rows": tuple(rows),
            "wide": block.width == "full",
            "kept": kept,
            "source": _source_line(block.source, block.note, path, shop, block.id),
        },
        block.id or "",
    )


def _indicators(block: spec.Indicators, path: Path, shop: Workshop) -> Part:
    scope, set_line, words = Scope(path), shop.typesetter.line, shop.words
    caption = _caption(block, block.indicators, path, shop)
    rows = tuple(
        (
            set_line(row.indicator, scope),
            set_line(row.now, scope),
            set_line(row.threshold, scope),
            set_line(row.points_to, scope),
        )
        for row in block.rows
    )
    titles = (words.indicator, words.now, words.threshold, words.points_to)
    columns = tuple(
        {"title": title, "width": width, "align": "left"}
        for title, width in zip(titles, (50, 44, 48, None), strict=True)
    )
    return Part(
        "table",
        {
            **caption,
            "columns": columns,
            "rows": rows,
            "wide": True,
            "kept": len(rows) <= KEPT_WHOLE,
            "source": _source_line(block.source, block.note, path, shop, block.id),
        },
        block.id or "",
    )


def _caption(block: object, title: Prose, path: Path, shop: Workshop) -> dict[str, object]:
    subtitle = getattr(block, "subtitle", None)
    scope = Scope(path)
    return {
        "label": shop.labels[id(block)],
        "title": shop.typesetter.line(title, scope),
        "subtitle": shop.typesetter.line(subtitle, scope),
    }


def _figure(figure: Figure, path: Path, shop: Workshop) -> Part:
    caption = _caption(figure, figure.title, path, shop)
    try:
        drawing = draw_figure(figure, shop.easel)
    except FigureError as error:
        problem: Problem = shop.document.problem(
            path, f"the figure cannot be drawn: {error}", "correct its data or what it selects"
        )
        raise InputProblems(problem) from None
    source = _source_line(_sources_of(figure, shop), figure.note, path, shop, figure.id)
    key: tuple[Mapping[str, object], ...] = ()
    if isinstance(figure, MapFigure):
        source += (Markup(" ") if source else Markup("")) + shop.words.geometry
        key = _map_key(figure, path, shop)
    data = {**caption, "drawing": drawing.svg, "width": figure.width, "source": source, "key": key}
    return Part("figure", data, figure.id or "")


def _map_key(figure: MapFigure, path: Path, shop: Workshop) -> tuple[Mapping[str, object], ...]:
    """What the numbered marks of a map stand for."""
    scope = Scope((*path, "points"))
    return tuple(
        {"number": n, "name": event.name, "text": shop.typesetter.line(event.text, scope)}
        for n, event in sorted(figure.events(), key=lambda each: each[0])
    )


def _matrix(figure: MatrixFigure, path: Path, shop: Workshop) -> Part:
    caption, words = _caption(figure, figure.title, path, shop), shop.words
    legend = {"proposed": words.proposed, "endorsed": words.endorsed, "none": words.not_mentioned}
    legend |= figure.legend
    dots = {
        stance: stance_dot(stance, said, shop.easel.look).svg for stance, said in legend.items()
    }
    kept = len(figure.rows) <= KEPT_MATRIX
    whole = Scope(path)
    rows = []
    for number, row in enumerate(figure.rows):
        scope = whole if kept else Scope((*path, "rows", number))
        rows.append(_matrix_row(row, dots, scope, shop))
    return Part(
        "matrix",
        {
            **caption,
            "columns": figure.columns,
            "rows": tuple(rows),
            "item_head": figure.item_head or words.proposal,
            "outcome_head": figure.outcome_head or words.outcome,
            "outcomes": any(row.outcome for row in figure.rows),
            "legend": tuple((dots[stance], said) for stance, said in legend.items()),
            "kept": kept,
            "width": figure.width,
            "source": _source_line(_sources_of(figure, shop), figure.note, path, shop, figure.id),
        },
        figure.id or "",
    )


def _matrix_row(
    row: MatrixRow, dots: Mapping[str, Markup], scope: Scope, shop: Workshop
) -> Mapping[str, object]:
    set_line = shop.typesetter.line
    return {
        "group": row.group or "",
        "item": set_line(row.item, scope),
        "cells": tuple(dots[cell] for cell in row.cells),
        "outcome": set_line(row.outcome, scope),
    }


def _sources_of(figure: Figure, shop: Workshop) -> tuple[Citation, ...]:
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


def _source_line(
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


def _judgement(block: spec.JudgementBlock, path: Path, shop: Workshop) -> Part:
    number, judgement = shop.judgements[block.judgement]
    return grounds_part(number, judgement, shop)


def grounds_part(number: int, judgement: Judgement, shop: Workshop) -> Part:
    """The grounds of a judgement: why this confidence, what it rests on, what would change it."""
    path: Path = ("key_judgements", number - 1)
    set_line = shop.typesetter.line
    reason = set_line(judgement.confidence_reason, Scope((*path, "confidence_reason")))
    basis = Markup(", ").join(shop.short_reference(key) for key in basis_keys(judgement, shop))
    assumptions = tuple(
        set_line(each, Scope((*path, "assumptions", index)))
        for index, each in enumerate(judgement.assumptions)
    )
    alternative = set_line(judgement.alternative, Scope((*path, "alternative")))
    changes = Markup("; ").join(
        set_line(shop.indicators.get(item.plain(), item), Scope((*path, "would_change", index)))
        for index, item in enumerate(judgement.would_change)
    )
    return Part(
        "judgement",
        {
            "number": number,
            "statement": judgement.statement.plain(),
            "term": judgement.likelihood.title,
            "range": judgement.likelihood.range_words,
            "confidence": judgement.confidence,
            "reason": reason,
            "basis": basis,
            "assumptions": assumptions,
            "alternative": alternative,
            "changes": changes if changes.endswith(".") else changes + ".",
        },
        f"grounds-{judgement.id}",
        spec=address(path),
    )


def _basis(grounds: tuple[Ground, ...], shop: Workshop) -> list[Cited]:
    """The sources under a judgement, each once, without the caveats of single facts."""
    cited: dict[str, Cited] = {}
    for ground in grounds:
        if ground.citation is not None:
            cited[ground.citation.key] = Cited(ground.citation)
        elif ground.fact is not None:
            for each in shop.typesetter.facts[ground.fact].cited:
                cited.setdefault(each.citation.key, Cited(Citation(each.citation.key)))
    return list(cited.values())


def basis_keys(judgement: Judgement, shop: Workshop) -> tuple[str, ...]:
    """The keys of the sources under a judgement."""
    return tuple(cited.citation.key for cited in _basis(judgement.rests_on, shop))


def _note(block: spec.Note, path: Path, shop: Workshop) -> Part:
    text = shop.typesetter.blocks(block.text, Scope((*path, "text")))
    return Part("note", {"title": block.note, "text": text})


def _quotation(block: spec.Quotation, path: Path, shop: Workshop) -> Part:
    scope = Scope(path)
    mark = shop.typesetter.cited(block.source, scope)
    return Part(
        "quotation",
        {
            "words": shop.typesetter.line(block.quotation, scope),
            "speaker": block.speaker,
            "occasion": shop.typesetter.line(block.occasion, scope),
            "mark": mark,
        },
    )


def _scenarios(block: spec.Scenarios, path: Path, shop: Workshop) -> Part:
    scope, set_line = Scope(path), shop.typesetter.line
    cards = tuple(
        {
            "name": card.name,
            "base": card.base,
            "term": card.likelihood.title,
            "range": card.likelihood.range_words,
            "bar": likelihood_bar(card.likelihood.words, shop.easel.look, CARD_BAR).svg,
            "text": set_line(card.text, scope),
            "needs": set_line(card.needs, scope),
        }
        for card in block.scenarios
    )
    return Part("scenarios", {"cards": cards, "note": set_line(block.note, scope)})


def _rating(block: spec.RatingBlock, path: Path, shop: Workshop) -> Part:
    assert shop.rating is not None  # validation has seen to it
    title = shop.typesetter.line(block.rating, Scope((*path, "rating")))
    view = rating_lines(shop.rating, shop, reasons=True)
    return Part("rating", {"title": title, "rating": view})


def rating_lines(rating: Rating, shop: Workshop, *, reasons: bool = False) -> RatingView:
    """The rating as it is drawn; its reasons carry notes, so they are set in one place only."""

    def line(name: str, level: str, reason: Markup) -> RatedLine:
        label = str(getattr(shop.words, name))
        bar = level_bar(LEVELS.index(level), len(LEVELS), f"{label}: {level}", shop.easel.look)
        return RatedLine(label, bar.svg, level, reason)

    parts = []
    for name, part in rating.parts():
        scope = Scope(("rating", name, "reason"))
        reason = shop.typesetter.line(part.reason, scope) if reasons else Markup("")
        parts.append(line(name, part.level, reason))
    overall = line("overall", rating.overall, Markup(shop.words.overall_rule))
    return RatingView(rating.against, tuple(parts), overall)


def _implications(block: spec.Implications, path: Path, shop: Workshop) -> Part:
    entries = tuple(
        {
            "audience": each.audience,
            "text": shop.typesetter.blocks(
                each.text, Scope((*path, "implications", number, "text"))
            ),
        }
        for number, each in enumerate(block.implications)
    )
    return Part("implications", {"entries": entries})


MAKERS: Mapping[type, Callable[..., Part]] = {
    **dict.fromkeys(DRAWERS, _figure),
    MatrixFigure: _matrix,
    spec.Heading: _heading,
    spec.Listing: _listing,
    spec.KeyFigures: _key_figures,
    spec.Table: _table,
    spec.JudgementBlock: _judgement,
    spec.Note: _note,
    spec.Quotation: _quotation,
    spec.Scenarios: _scenarios,
    spec.Indicators: _indicators,
    spec.RatingBlock: _rating,
    spec.Implications: _implications,
}
