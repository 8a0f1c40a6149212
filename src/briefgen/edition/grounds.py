"""The grounds of a key judgement, and the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from briefgen.addresses import address
from briefgen.document import Path
from briefgen.edition.notes import Cited, Scope
from briefgen.edition.view import Part
from briefgen.edition.workshop import Workshop
from briefgen.language import confidence_words
from briefgen.model.blocks import JudgementBlock
from briefgen.model.brief import Ground, Judgement
from briefgen.prose import Citation


def missing_grounds(blocks: Iterable[object], shop: Workshop) -> Iterator[Part]:
    """Grounds of the judgements that no section sets out."""
    shown = {block.judgement for block in blocks if isinstance(block, JudgementBlock)}
    for number, judgement in enumerate(shop.brief.key_judgements, 1):
        if judgement.id not in shown:
            yield grounds_part(number, judgement, shop)


def grounds_part(number: int, judgement: Judgement, shop: Workshop) -> Part:
    """The grounds of a judgement: why this confidence, what it rests on, what would change it."""
    path: Path = ("key_judgements", number - 1)
    set_line = shop.typesetter.line
    reason = set_line(judgement.confidence_reason, Scope((*path, "confidence_reason")))
    basis = Markup(shop.words.comma).join(
        shop.short_reference(key) for key in basis_keys(judgement, shop)
    )
    assumptions = tuple(
        set_line(each, Scope((*path, "assumptions", index)))
        for index, each in enumerate(judgement.assumptions)
    )
    alternative = set_line(judgement.alternative, Scope((*path, "alternative")))
    changes = Markup(shop.words.semicolon).join(
        set_line(shop.indicators.get(item.plain(), item), Scope((*path, "would_change", index)))
        for index, item in enumerate(judgement.would_change)
    )
    term = shop.term(judgement.likelihood)
    return Part(
        "judgement",
        {
            "number": number,
            "statement": judgement.statement.plain(),
            "term": term.title,
            "range": term.range_words,
            "confidence": confidence_words(judgement.confidence, shop.brief.language),
            "confident": shop.confident(judgement.confidence),
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
