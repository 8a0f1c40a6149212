"""The first page: dates and references, key figures, panel, opening, key judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from markupsafe import Markup, escape

from briefgen.addresses import address
from briefgen.charts.drawing import confidence_bars, likelihood_bar
from briefgen.charts.sentences import sentences_of
from briefgen.citations import Run
from briefgen.dates import words as date_words
from briefgen.edition.grounds import basis_keys
from briefgen.edition.grouping import grouped
from briefgen.edition.notes import Cited, Scope
from briefgen.edition.parts import make_parts
from briefgen.edition.sparks import spark_drawing
from briefgen.edition.view import DataCell, KeyFigureView, KeyJudgement, Panel, PanelLine, Part
from briefgen.edition.workshop import Workshop
from briefgen.labels import panel_words
from briefgen.language import confidence_words
from briefgen.maps.globe import draw_globe
from briefgen.model.brief import Brief, Judgement
from briefgen.model.facts_panel import DeclaredPanel, DeclaredRow
from briefgen.model.fields import Model
from briefgen.model.kind import Placed
from briefgen.prose import FactRef, Prose

GLOBE = 104.0
COLUMN = "main"  # the widest that stands beside the panel
BETWEEN_MARKS = "\u202f"  # narrow, and no line ends there


def opening_blocks(brief: Brief) -> tuple[Placed, ...]:
    """What the kind opens with, none of it wider than the column beside the panel."""
    return tuple(Placed(_narrowed(each.block), each.path) for each in brief.opening())


def _narrowed(block: object) -> object:
    if isinstance(block, Model) and getattr(block, "width", COLUMN) == "full":
        return block.model_copy(update={"width": COLUMN})
    return block


def opening_parts(opening: Iterable[Placed], shop: Workshop) -> tuple[Part, ...]:
    """The parts under the bottom line."""
    parts = (part for each in opening for part in make_parts(each.block, each.path, shop))
    return grouped(parts, "opening")


def data_cells(shop: Workshop, sources: int, number: int) -> tuple[DataCell, ...]:
    """The row under the title; `number` is that of the edition."""
    brief, words = shop.brief, shop.words
    edition = words.new.format(edition=number) if number == 1 else str(number)
    date = brief.date or brief.information_cutoff
    return (
        DataCell(words.edition, escape(edition)),
        DataCell(words.date, escape(date_words(date, brief.language))),
        DataCell(
            words.information_to, escape(date_words(brief.information_cutoff, brief.language))
        ),
        DataCell(words.reference, escape(brief.reference)),
        DataCell(words.sources, shop.notes.medium.listed(sources)),
    )


def key_figures(shop: Workshop) -> tuple[KeyFigureView, ...]:
    """The numbers above the bottom line."""
    scope, set_line = Scope(("key_figures",)), shop.typesetter.line
    return tuple(
        KeyFigureView(set_line(item.value, scope), set_line(item.label, scope))
        for item in shop.brief.key_figures
    )


def panel_of(shop: Workshop) -> Panel | None:
    """The key facts that the kind declares, with its countries on the globe."""
    declared = shop.brief.panel()
    if declared is None:
        return None
    marked: dict[tuple[Cited, ...], int] = {}  # one note may be marked by several rows
    rows = tuple(_panel_line(row, marked, shop) for row in declared.rows)
    return Panel(shop.words.key_facts, _globe(declared, shop), rows)


def _panel_line(
    declared: DeclaredRow, marked: dict[tuple[Cited, ...], int], shop: Workshop
) -> PanelLine:
    scope, row, setter = Scope(declared.path, marked), declared.row, shop.typesetter
    label = _label(declared, shop)
    value = setter.line(row.value, scope)
    note = setter.line(row.note, scope)
    if row.spark is None:
        valued = _with_mark(value, setter.cited(row.source, scope), row.value, shop)
        return PanelLine(label, valued, note, Markup(""), address(declared.path))
    cited = {*_cited_in(row.value, shop), *(citation.key for citation in row.source)}
    of_data = shop.easel.tables[row.spark.data].description.source
    more = tuple(citation for citation in of_data if citation.key not in cited)
    valued = _with_mark(value, setter.cited((*row.source, *more), scope), row.value, shop)
    drawn = spark_drawing(row.spark, label, (*declared.path, "spark"), shop)
    return PanelLine(label, valued, note, drawn, address(declared.path))


def _with_mark(value: Markup, mark: Markup, text: Prose, shop: Workshop) -> Markup:
    """A value with the mark of its source, apart from its own: 7 and 8 would be read as 78."""
    apart = BETWEEN_MARKS if mark and any(_cited_in(text, shop)) else ""
    return value + apart + mark


def panel_sparks(shop: Workshop) -> Iterator[Callable[[], Markup]]:
    """What draws each course of the panel, alone: the globe takes more time than all of them."""
    declared = shop.brief.panel()
    for row in declared.rows if declared else ():
        if row.row.spark is not None:
            path = (*row.path, "spark")
            yield partial(spark_drawing, row.row.spark, _label(row, shop), path, shop)


def _label(declared: DeclaredRow, shop: Workshop) -> str:
    return panel_words(declared.label, shop.brief.language, shop.brief.translations)


def _cited_in(text: Prose, shop: Workshop) -> Iterator[str]:
    """The keys of the sources that a text cites, by itself or with its facts."""
    yield from (citation.key for citation in text.citations())
    for inline in text.inlines():
        if isinstance(inline, FactRef):
            yield from (each.citation.key for each in shop.typesetter.facts[inline.id].cited)


def _globe(declared: DeclaredPanel, shop: Workshop) -> Markup:
    if not declared.countries:
        return Markup("")
    subject, *more = declared.countries
    also = (*more, *declared.others)
    return draw_globe(subject, shop.easel.look, GLOBE, also=also, language=shop.easel.language).svg


def key_judgements(shop: Workshop) -> Iterator[KeyJudgement]:
    """The judgements, each with a note on what it rests on."""
    for number, judgement in enumerate(shop.brief.key_judgements, 1):
        yield _judgement(number, judgement, shop)


def _judgement(number: int, judgement: Judgement, shop: Workshop) -> KeyJudgement:
    scope = Scope(("key_judgements", number - 1, "statement"))
    statement = shop.typesetter.line(judgement.statement, scope)
    term, easel = shop.term(judgement.likelihood), shop.easel
    level, said = judgement.confidence, sentences_of(easel.language)
    told = confidence_words(level, easel.language)
    return KeyJudgement(
        number,
        judgement.id,
        statement + _grounds_note(number, judgement, shop),
        easel.turned(likelihood_bar(term, easel.look, said=said)).svg,
        term.title,
        term.range_words,
        easel.turned(confidence_bars(level, easel.look, told, said)).svg,
        told,
        shop.confident(level),
    )


def _grounds_note(number: int, judgement: Judgement, shop: Workshop) -> Markup:
    keys = basis_keys(judgement, shop)
    runs: list[Run] = []
    said, elsewhere = shop.notes.medium.grounds(f"grounds-{judgement.id}")
    before, after = said.split("{sources}")
    for index, key in enumerate(keys):
        source = shop.notes.number(key)
        runs += [Run(shop.words.comma if index else before), Run(source, href=f"#src-{source}")]
    return shop.notes.remark(
        (*runs, Run(after)),
        keys,
        Scope(("key_judgements", number - 1, "rests_on")),
        elsewhere,
    )
