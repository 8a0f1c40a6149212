"""What a brief refers to by number or by id, known before its first text is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from briefgen.charts.strip import Scenario
from briefgen.language import Words
from briefgen.model import blocks as spec
from briefgen.model.brief import Brief
from briefgen.model.figure import Figure
from briefgen.model.kind import Placed
from briefgen.model.outlook_figures import ScenarioStripFigure
from briefgen.model.tables import Table
from briefgen.prose import Prose
from briefgen.yardstick import Term, term_in


class Numbering(Struct, frozen=True):
    """Labels of figures and tables by block, and words for everything that has an id."""

    labels: dict[int, str]  # by identity of the block: “Figure 2”
    targets: dict[str, str]  # by id: “Figure 2”, or the title of a section


def all_blocks(opening: Iterable[Placed], brief: Brief) -> tuple[object, ...]:
    """The blocks of a brief in the order of the page."""
    sections = (block for section in brief.sections.values() for block in section.blocks)
    return (*(each.block for each in opening), *sections)


def numbering(blocks: Iterable[object], brief: Brief, words: Words) -> Numbering:
    """Figures and tables numbered, each kind for itself."""
    labels: dict[int, str] = {}
    targets = {f"sec-{key}": section.title for key, section in brief.sections.items()}
    counts = {words.figure: 0, words.table: 0}
    for block in blocks:
        if isinstance(block, Figure | Table | spec.Indicators):
            kind = words.figure if isinstance(block, Figure) else words.table
            counts[kind] += 1
            labels[id(block)] = f"{kind}\u00a0{counts[kind]}"
            if block.id:
                targets[block.id] = labels[id(block)]
    return Numbering(labels, targets)


def indicators_by_id(blocks: Iterable[object]) -> dict[str, Prose]:
    """The indicators that a judgement may name."""
    return {
        row.id: row.indicator
        for block in blocks
        if isinstance(block, spec.Indicators)
        for row in block.rows
        if row.id
    }


def scenarios_of(blocks: Iterable[object], language: str) -> tuple[Scenario, ...]:
    """The scenarios that the brief sets out."""
    return tuple(
        Scenario(card.name, term_in(card.likelihood, language), card.base)
        for block in blocks
        if isinstance(block, spec.Scenarios)
        for card in block.scenarios
    )


def terms_used(blocks: Iterable[object], brief: Brief) -> frozenset[Term]:
    """The terms of likelihood that the brief uses."""
    return frozenset(term_in(term, brief.language) for term in _terms(blocks, brief))


def _terms(blocks: Iterable[object], brief: Brief) -> Iterator[Term]:
    yield from (judgement.likelihood for judgement in brief.key_judgements)
    for block in blocks:
        if isinstance(block, spec.Scenarios):
            yield from (card.likelihood for card in block.scenarios)
        elif isinstance(block, ScenarioStripFigure):
            yield from (each.likelihood for each in block.scenarios)
