"""Rules on judgements, with their places in the spec: words, grounds, alternatives, indicators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from msgspec import structs

from briefgen.catalogues import is_english
from briefgen.checks.claims import Claim, Kind
from briefgen.checks.judgement_rules import (
    MIXED,
    ONE_SOURCE,
    OUTSIDE,
    RULES,
)
from briefgen.checks.origins import independent
from briefgen.checks.passages import Passage, Voice
from briefgen.checks.subject import Subject
from briefgen.checks.word_places import Placing
from briefgen.checks.wording import (
    JUDGED,
    Around,
    Context,
    Fault,
    Heard,
    faults,
    hear,
    mixed,
    text_faults,
)
from briefgen.document import Path
from briefgen.errors import Place, Problem, Severity
from briefgen.model.rating import Rating
from briefgen.yardstick import ICD203, Term, Yardstick, yardstick_of

__all__ = ["CHECKS", "RULES"]

_BY_CODE = {rule.code: rule for rule in RULES}
_FIELDS: Mapping[str, Context] = {
    "confidence_reason": Context.REASON,
    "alternative": Context.ALTERNATIVE,
    "would_change": Context.CHANGE,
    "threshold": Context.CHANGE,
}
_SAME = re.compile(
    r"\bsame\s+(?:assessment\s+of\s+)?(?:odds|probabilit|likelihood|chance|range|band)"
)


def worded(subject: Subject) -> Iterator[Problem]:
    """What is wrong with the words of judgements, sentence by sentence."""
    if not is_english(subject.brief.language):  # the words that are looked for are English
        return
    scale = yardstick_of(subject.brief.yardstick or subject.settings.yardstick)
    rating = getattr(subject.brief, "rating", None)
    plain = Around(
        scale=scale,
        rating=rating if isinstance(rating, Rating) else None,
        year=subject.brief.information_cutoff.year,
    )
    heard: list[tuple[Passage, Heard]] = []
    for passage, sentence in subject.sentences:
        around = _around(subject, passage, plain)
        if around is not None:
            cited = bool(sentence.citations or passage.cover)
            heard.append((passage, hear(sentence, structs.replace(around, cited=cited))))
    placing = Placing(subject.document)
    for passage, each in heard:
        for fault in faults(each):
            yield _problem(placing, passage, each, fault)
    yield from _mixed(subject, scale, heard, placing)


def _around(subject: Subject, passage: Passage, plain: Around) -> Around | None:
    """What holds for the sentences of a text; None where nothing is judged in it."""
    if passage.voice in (Voice.METHOD, Voice.LABEL):
        return None
    context = _context(passage)
    beside = subject.document.tree_beside(passage.path) if context in _WITH_FIELDS else {}
    return structs.replace(
        plain,
        context=context,
        likelihood=plain.scale.find(str(beside.get("likelihood", ""))),
        confidence=str(beside.get("confidence", "")),
    )


_WITH_FIELDS = (Context.STATEMENT, Context.SCENARIO, Context.REASON)


def _context(passage: Passage) -> Context:
    if passage.voice is Voice.JUDGEMENT:
        return Context.STATEMENT
    names = [step for step in passage.path if isinstance(step, str)]
    if passage.voice is not Voice.DESK:
        return Context.PROSE
    if "implications" in names:
        return Context.ADVICE
    if names[-1] in ("text", "needs") and "scenarios" in names:
        return Context.SCENARIO
    return _FIELDS.get(names[-1], Context.PROSE)


def _problem(placing: Placing, passage: Passage, heard: Heard, fault: Fault) -> Problem:
    place = placing.of(passage, heard.sentence, fault.start, fault.end)
    problem = _BY_CODE[fault.code].found(placing.document, place, fault.message, fault.hint)
    if fault.code == OUTSIDE.code and heard.around.context not in JUDGED:
        return replace(problem, severity=Severity.WARNING)
    return problem


def _mixed(
    subject: Subject, scale: Yardstick, heard: list[tuple[Passage, Heard]], placing: Placing
) -> Iterator[Problem]:
    """Terms in the row that is used less, unless the method says that they mean the same."""
    if scale is not ICD203 or any(_SAME.search(text) for text in _method(subject)):
        return
    document = subject.document
    for place, term, row in mixed(_terms(placing, scale, heard)):
        other = next(each for each in scale.terms if (each.key, each.row) == (term.key, row))
        yield MIXED.found(
            document,
            place,
            f"“{term.words}” is of another row of ICD 203 than the other terms of this brief",
            f"write “{other.words}”, or say in “method:” that both rows stand for the same odds",
        )


def _terms(
    placing: Placing, scale: Yardstick, heard: list[tuple[Passage, Heard]]
) -> Iterator[tuple[Place, Term]]:
    """Every term of the brief with its place: those of fields, and those in texts."""
    document = placing.document
    for path, text in document.scalars():
        if path and path[-1] == "likelihood" and (term := scale.find(text)) is not None:
            yield document.place(path), term
    for passage, each in heard:
        for found in each.found:
            if found.term is not None:
                yield placing.of(passage, each.sentence, found.start, found.end), found.term


def _method(subject: Subject) -> Iterator[str]:
    for passage in subject.passages:
        if passage.voice is Voice.METHOD:
            yield passage.prose.plain()


def named(subject: Subject) -> Iterator[Problem]:
    """Reasons, alternatives and indicators that name nothing."""
    if not is_english(subject.brief.language):  # the words that are looked for are English
        return
    for passage in subject.passages:
        if passage.voice is Voice.DESK:
            around = Around(_context(passage))
            for code, message, hint in text_faults(passage.prose.plain(), around):
                yield _BY_CODE[code].at(subject.document, passage.path, message, hint)


def one_source(subject: Subject) -> Iterator[Problem]:
    """Judgements on one source, or on sources that all repeat one."""
    for claim in subject.claims:
        if claim.kind is Kind.JUDGEMENT:
            yield from _one_source(subject, claim)


def _one_source(subject: Subject, claim: Claim) -> Iterator[Problem]:
    keys = list(dict.fromkeys(citation.key for citation in claim.citations))
    first = independent(keys, subject.checked.sources)
    path: Path = (*claim.path[:2], "rests_on")
    if len(keys) == 1:
        message = f"the judgement rests on one source alone: “{keys[0]}”"
    elif len(first) == 1:
        message = f"all {len(keys)} sources of the judgement go back to one: “{min(first)}”"
    else:
        return
    hint = "add a source that stands for itself, or silence the rule with the reason"
    yield ONE_SOURCE.at(subject.document, path, message, hint, key=True)


CHECKS = (worded, named, one_source)
