"""Rules on the words of judgements, applied sentence by sentence to what the desk says itself."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from briefgen.checks.estimates import CLAUSES, Estimate, Level, estimates, levels, vague
from briefgen.checks.grounds import gives_reason, names_ground, no_alternative, no_indicator
from briefgen.checks.own_words import own_words
from briefgen.model.rating import Rating
from briefgen.sentences import Sentence
from briefgen.yardstick import ICD203, Term, Yardstick

Thing = TypeVar("Thing")


class Context(enum.Enum):
    """What a text is for, which decides what its words may be."""

    STATEMENT = "statement"
    SCENARIO = "scenario"
    REASON = "reason"  # of a level of confidence
    ALTERNATIVE = "alternative"
    CHANGE = "change"  # what would change the view
    ADVICE = "implication"
    PROSE = "prose"


JUDGED = (Context.STATEMENT, Context.SCENARIO, Context.ALTERNATIVE, Context.CHANGE)


class Around(Struct, frozen=True):
    """What holds for a sentence besides its own words."""

    context: Context = Context.PROSE
    cited: bool = False
    scale: Yardstick = ICD203
    likelihood: Term | None = None  # the field beside it
    confidence: str = ""  # the field beside it
    rating: Rating | None = None
    year: int = 9999  # of the cut-off


class Fault(Struct, frozen=True):
    """One thing that is wrong with a sentence: which rule, which words, what to do."""

    code: str
    start: int
    end: int
    message: str
    hint: str = ""


class Heard(Struct, frozen=True):
    """A sentence with what is found in it."""

    sentence: Sentence
    around: Around
    own: str
    found: tuple[Estimate, ...]
    levels: tuple[Level, ...]


# Most sentences say nothing of likelihood, and are gone through no further.
_SPEAKS = re.compile(
    r"likel|probab|certain|\bsure\b|chance|possib|odds|even\b|\bmay\b|might|could|perhaps|maybe"
    r"|conceiv|potential|can ?not|\bnot im|\bnot in|toss|fifty|50|remote|confiden|\bto be seen\b"
    r"|can be expected|prospects?",
    re.I,
)
_RATED = re.compile(
    r"\b(?:(?P<part>intent|capability|opportunity)|(?P<overall>overall (?:threat|level|rating)"
    r"|threat overall))\b(?:,[^,;.]{1,40},)?[^.;,]{0,40}?\s(?:is|remains?|stays?|stands? at|as"
    r"|has (?:become|fallen to|risen to))\s(?:rated\s|now\s|still\s|again\s|only\s)*"
    r"(?P<level>very low|low|medium|high|very high)\b",
    re.I,
)


_ELSEWHERE = re.compile(
    rf"{CLAUSES.pattern}|\b(?:neither|nor|none|nobody|nothing|never|no one)\b", re.I
)


def hear(sentence: Sentence, around: Around) -> Heard:
    """What a sentence says of likelihood and confidence, in the desk's own words."""
    rated = around.rating is not None and _RATED.search(sentence.text)
    if not rated and not _SPEAKS.search(sentence.text):
        return Heard(sentence, around, sentence.text, (), ())
    advice = around.context is Context.ADVICE
    own = own_words(sentence, cited=around.cited, advice=advice, year=around.year)
    return Heard(sentence, around, own, estimates(own, around.scale), levels(own))


def faults(heard: Heard) -> Iterator[Fault]:
    """Everything that is wrong with the words of one sentence."""
    if heard.around.context is Context.REASON:
        yield from _disagreeing_level(heard)
        return
    yield from _outside(heard)
    yield from _disagreeing(heard)
    together = tuple(_together(heard))
    yield from together
    yield from _vague(heard)
    if not together:
        yield from _without_reason(heard)
    yield from _rated(heard)


def _outside(heard: Heard) -> Iterator[Fault]:
    scale = heard.around.scale
    for each in heard.found:
        if each.term is None:
            message = f"“{each.words}” is no term of {scale.name}"
            terms = ", ".join(term.words for term in scale.bands)
            near = f"the nearest term is “{each.meant}”; " if each.meant else ""
            yield Fault("JDG101", *each.span, message, f"{near}the scale is {terms}")


def _disagreeing(heard: Heard) -> Iterator[Fault]:
    """The first term of a text against the field; a second may speak of something else."""
    field, first = heard.around.likelihood, next((e for e in heard.found if e.term), None)
    if field is None or first is None or _ELSEWHERE.search(heard.own, 0, first.start):
        return  # the term is denied, or speaks of something else after a clause of its own
    if first.term is not None and first.term.key != field.key:
        yield Fault(
            "JDG104",
            *first.span,
            f"the words say “{first.words}”, the field “likelihood” says “{field.words}”",
            "make them agree, or leave the likelihood to the field",
        )


def _disagreeing_level(heard: Heard) -> Iterator[Fault]:
    field = heard.around.confidence
    for each in heard.levels[:1]:
        if field and each.level != field:
            yield Fault(
                "JDG104",
                each.start,
                each.end,
                f"the words say “{each.words}”, the field “confidence” says “{field}”",
                "make them agree, or leave the level to the field",
            )


def _together(heard: Heard) -> Iterator[Fault]:
    if heard.found and heard.levels:
        level, term = heard.levels[0], heard.found[0]
        yield Fault(
            "JDG103",
            level.start,
            level.end,
            f"“{term.words}” and “{level.words}” stand in one sentence",
            "say in a sentence of its own how sure you are and why",
        )


def _vague(heard: Heard) -> Iterator[Fault]:
    for start, end in vague(heard.own, heard.found):
        words = heard.own[start:end]
        hint = "say how likely it is with a term of the yardstick, or say what is known"
        yield Fault("JDG105", start, end, f"“{words}” does not say how likely it is", hint)


def _without_reason(heard: Heard) -> Iterator[Fault]:
    around, sentence = heard.around, heard.sentence
    if around.context is not Context.PROSE or sentence.citations or sentence.facts:
        return
    for level in heard.levels[:1]:
        if not gives_reason(heard.own):
            message = f"“{level.words}” without a ground"
            yield Fault("JDG106", level.start, level.end, message, _GROUND_HINT)


_GROUND_HINT = "say what it rests on: how many sources, of what quality, how far they agree"


def _rated(heard: Heard) -> Iterator[Fault]:
    rating = heard.around.rating
    if rating is None:
        return
    for match in _RATED.finditer(heard.own):
        part = (match["part"] or "overall").casefold()
        held = rating.overall if part == "overall" else getattr(rating, part).level
        if match["level"].casefold() != held:
            message = f"the words rate {_named(part)} “{match['level']}”, the rating “{held}”"
            hint = "make them agree: change the words, or the level and its reason"
            yield Fault("JDG110", *match.span("level"), message, hint)


def _named(part: str) -> str:
    return "the threat" if part == "overall" else part


def text_faults(words: str, around: Around) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a short text as a whole: code, message, hint."""
    if around.context is Context.REASON and not names_ground(words):
        yield "JDG106", "the reason names nothing that the confidence rests on", _GROUND_HINT
    elif around.context is Context.ALTERNATIVE and no_alternative(words):
        hint = "say in a sentence what else would explain the facts, or what else may come of them"
        yield "JDG108", "no alternative is given", hint
    elif around.context is Context.CHANGE and no_indicator(words):
        hint = "name an event or a number that somebody could see, or an indicator by its id"
        yield "JDG109", "this names nothing that could be seen", hint


def mixed(used: Iterable[tuple[Thing, Term]]) -> tuple[tuple[Thing, Term, int], ...]:
    """The terms in the row of ICD 203 that is used less, each with the number of the other row."""
    rows: dict[int, list[tuple[Thing, Term]]] = {1: [], 2: []}
    for thing, term in used:
        rows[term.row].append((thing, term))
    if not (rows[1] and rows[2]):
        return ()
    fewer, other = (1, 2) if len(rows[1]) < len(rows[2]) else (2, 1)
    return tuple((thing, term, other) for thing, term in rows[fewer])
