"""Blocks of the spec into parts of the page, one maker for each block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup
from msgspec import structs

from briefgen.addresses import address
from briefgen.charts.drawing import likelihood_bar
from briefgen.charts.sentences import sentences_of
from briefgen.charts.svg import FigureError
from briefgen.citations import words_for
from briefgen.document import Path
from briefgen.edition.captions import caption, figure_line
from briefgen.edition.drawing import DRAWERS
from briefgen.edition.grounds import grounds_part
from briefgen.edition.notes import Scope
from briefgen.edition.rating import rating_part, strip_part
from briefgen.edition.showing import shown
from briefgen.edition.stretching import draw_stretched
from briefgen.edition.strip import overlong
from briefgen.edition.tables import table_part
from briefgen.edition.tabling import indicators_part, matrix_part
from briefgen.edition.view import Part
from briefgen.edition.workshop import Workshop
from briefgen.errors import InputProblems, Problem
from briefgen.model import blocks as spec
from briefgen.model.diagrams import MatrixFigure
from briefgen.model.figure import Figure
from briefgen.model.map_figures import MapGround
from briefgen.model.rating import RatingStrip
from briefgen.model.tables import Table
from briefgen.prose import Prose

CARD_BAR = 128.0


def make_parts(block: object, path: Path, shop: Workshop) -> list[Part]:
    """The parts of the page that a block becomes; prose is a part for each paragraph."""
    if isinstance(block, Prose):
        scope = Scope(path)
        return [
            Part("prose", {"text": shop.typesetter.block(each, scope), "held": False})
            for each in block.blocks
        ]
    part = MAKERS[type(block)](block, path, shop)
    part = part if part.spec else structs.replace(part, spec=address(path))
    return [shown(part, block, path, shop.document)]


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
    if faults := tuple(overlong(block.key_figures, (*path, "key_figures"), shop)):
        raise InputProblems(faults)
    scope = Scope(path)
    figures = tuple(
        {
            "value": shop.typesetter.line(item.value, scope),
            "label": shop.typesetter.line(item.label, scope),
        }
        for item in block.key_figures
    )
    return Part("key_figures", {"figures": figures})


def _figure(figure: Figure, path: Path, shop: Workshop) -> Part:
    captioned = caption(figure, figure.title, path, shop)
    try:
        drawing = draw_stretched(figure, shop.easel, shop.stretch.get(address(path), 0))
        drawing = shop.easel.turned(drawing, sides=not isinstance(figure, MapGround))
    except FigureError as error:
        problem: Problem = shop.document.problem(
            path, f"the figure cannot be drawn: {error}", "correct its data or what it selects"
        )
        raise InputProblems(problem) from None
    source = figure_line(figure, path, shop)
    remarks = [*drawing.remarks]
    key: tuple[Mapping[str, object], ...] = ()
    if isinstance(figure, MapGround):
        remarks.append(shop.words.geometry)
        key = _map_key(figure, drawing.key, path, shop)
    source = Markup(" ").join([*([source] if source else []), *remarks])
    data = {
        **captioned,
        "drawing": drawing.svg,
        "height": float(drawing.height),
        "alt": drawing.alt,
        "width": figure.width,
        "source": source,
        "key": key,
    }
    return Part("figure", data, figure.id or "")


def _map_key(
    figure: MapGround, keyed: Iterable[tuple[int, str]], path: Path, shop: Workshop
) -> tuple[Mapping[str, object], ...]:
    """What the numbers on a map stand for: events, and places without room for their names."""
    scope = Scope((*path, "points"))
    events = [
        {"number": n, "name": event.name, "text": shop.typesetter.line(event.text, scope)}
        for n, event in sorted(figure.events(), key=lambda each: each[0])
    ]
    names = [{"number": n, "name": name, "text": Markup("")} for n, name in keyed]
    return (*events, *names)


def _judgement(block: spec.JudgementBlock, path: Path, shop: Workshop) -> Part:
    number, judgement = shop.judgement(block.judgement)
    return grounds_part(number, judgement, shop)


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
            "quotes": words_for(shop.easel.language).quotes,
            "speaker": block.speaker,
            "occasion": shop.typesetter.line(block.occasion, scope),
            "mark": mark,
        },
    )


def _scenarios(block: spec.Scenarios, path: Path, shop: Workshop) -> Part:
    scope, set_line = Scope(path), shop.typesetter.line
    said = sentences_of(shop.easel.language)
    cards = tuple(
        {
            "name": card.name,
            "base": card.base,
            "term": term.title,
            "range": term.range_words,
            "bar": shop.easel.turned(likelihood_bar(term, shop.easel.look, CARD_BAR, said)).svg,
            "text": set_line(card.text, scope),
            "needs": set_line(card.needs, scope),
        }
        for card, term in ((card, shop.term(card.likelihood)) for card in block.scenarios)
    )
    return Part("scenarios", {"cards": cards, "note": set_line(block.note, scope)})


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
    MatrixFigure: matrix_part,
    spec.Heading: _heading,
    spec.Listing: _listing,
    spec.KeyFigures: _key_figures,
    Table: table_part,
    spec.JudgementBlock: _judgement,
    spec.Note: _note,
    spec.Quotation: _quotation,
    spec.Scenarios: _scenarios,
    spec.Indicators: indicators_part,
    spec.RatingBlock: rating_part,
    RatingStrip: strip_part,
    spec.Implications: _implications,
}
