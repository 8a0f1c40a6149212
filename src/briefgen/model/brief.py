"""The brief: what every kind has in common. A kind adds its own fields and says what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, model_validator

from briefgen.errors import did_you_mean
from briefgen.model.blocks import Blocks, KeyFigure
from briefgen.model.facts import Fact
from briefgen.model.facts_panel import DeclaredPanel
from briefgen.model.fields import (
    Cutoff,
    Flag,
    FullDate,
    Identifier,
    Language,
    Model,
    WordList,
    Words,
    as_list,
    choice,
    text_of,
    whole,
    words_within,
    wrong,
)
from briefgen.model.freshness import Review
from briefgen.model.kind import Accent, Placed
from briefgen.model.likelihood import Likelihood
from briefgen.model.marking import HandlingMarking
from briefgen.model.prose_fields import Line, Text
from briefgen.model.references import names_of, source_hint
from briefgen.model.schedule import (
    EVERY_WORDS,
    SCHEDULE,
    ZONE,
    Cron,
    Every,
    Zone,
    scheduled_once,
)
from briefgen.model.source import Source
from briefgen.prose import Citation, parse_citation
from briefgen.yardstick import YARDSTICKS

UNPRINTED = frozenset({"ignore", "schedule", "every", "timezone"})  # for the check, for runs
MAX_TITLE = 60
MAX_SUBTITLE = 180
MOST_JUDGEMENTS = 7
MAX_REFERENCE = 40


class NativeTitle(Model):
    """The title in another language."""

    text: Words = Field(description="The words.")
    language: Language = Field(description="Their language, BCP 47: kk, ru, tr.")


class Ground(Model):
    """One thing a judgement rests on: a fact of the brief, or a source."""

    fact: str | None = None
    citation: Citation | None = None


def _ground(value: object, info: ValidationInfo) -> Ground:
    if isinstance(value, Ground):
        return value
    written = text_of(value, "the id of a fact, or “@source”")
    names = names_of(info)
    if not written.startswith("@"):
        if names is not None and not names.may_state(written):
            hint = (
                f"write “@{written}” for the source of that key"
                if written in names.sources
                else did_you_mean(written, names.facts, "name a fact, or a source as “@key”")
            )
            raise wrong(f"no fact is called “{written}”", hint)
        return Ground(fact=written)
    citation = parse_citation(written)
    if citation is None:
        raise wrong(f"“{written}” is no citation", "write “@key” or “@key, p. 4”, in quotes")
    if names is not None and not names.may_cite(citation.key):
        raise wrong(f"no source has the key “{citation.key}”", source_hint(citation.key, names))
    return Ground(citation=citation)


class Judgement(Model):
    """A key judgement: likelihood and confidence apart, alternative and indicators."""

    id: Identifier = Field(description="An id, as kj-route.")
    statement: Line = Field(description="What we judge, as a plain event; no words of likelihood.")
    likelihood: Likelihood = Field(description="A term of the yardstick: very unlikely, likely…")
    confidence: Annotated[str, PlainValidator(choice("low", "moderate", "high"))] = Field(
        description="low, moderate or high: how sound the basis is."
    )
    confidence_reason: Line = Field(
        description="Why: number, quality and agreement of the sources."
    )
    rests_on: Annotated[
        tuple[Annotated[Ground, PlainValidator(_ground)], ...], BeforeValidator(as_list)
    ] = Field(description="Facts (by id) and sources (as “@key”).", min_length=1)
    assumptions: Annotated[tuple[Line, ...], BeforeValidator(as_list)] = Field(
        (), description="What is taken for granted."
    )
    alternative: Line = Field(description="The main alternative that was considered.")
    would_change: Annotated[tuple[Line, ...], BeforeValidator(as_list)] = Field(
        description="Indicators (by id or in words) that would change the view.", min_length=1
    )
    horizon: FullDate | None = Field(None, description="Until when the judgement can be scored.")
    change_reason: Line | None = Field(
        None, description="Why likelihood or confidence moved since the last edition."
    )


class Section(Model):
    """One section: a title and its blocks."""

    title: Words = Field(description="The heading; 42 characters or fewer hold one line.")
    lead: Text | None = Field(None, description="A lead-in before the first block.")
    blocks: Blocks = Field(description="What the section is made of.", min_length=1)


class Brief(Model):
    """What all briefs have in common."""

    # What a kind declares: its name for readers, accent, the sections its readers expect, and
    # the blocks that some of them need, as “scenarios” or “figure: matrix”.
    kind_name: ClassVar[str] = "Brief"
    accent: ClassVar[Accent] = Accent("#474E56", "#8A9097", "#EDEEEF")
    required_sections: ClassVar[dict[str, str]] = {}
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {}
    # How many pages it may have, and rules that it wants or does not want, these with a reason.
    most_pages: ClassVar[int | None] = None
    begins_with: ClassVar[tuple[str, ...]] = ()  # fields that a new one has and may do without
    selected: ClassVar[tuple[str, ...]] = ()
    ignored: ClassVar[dict[str, str]] = {}
    # Its name and labels in other languages, by the code of each, for want of a catalogue.
    translations: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    kind: Words = Field(description="The kind of brief.")
    title: Annotated[str, PlainValidator(words_within(MAX_TITLE))] = Field(description="The title.")
    native_title: NativeTitle | None = Field(None, description="The title in another language.")
    subtitle: Annotated[str, PlainValidator(words_within(MAX_SUBTITLE))] = Field(
        description="One sentence under the title, two lines at most, no full stop."
    )
    language: Language = Field("en", description="Language of the brief, BCP 47.")
    translation_of: Words | None = Field(
        None,
        description="The brief whose key page this is in another language, as ots-summit-2022.",
        examples=["ots-summit-2022"],
    )
    translated_from: dict[str, Words] = Field(
        {},
        description="What each part of the original was when it was translated: the words that "
        "“briefgen check” gives for it.",
        examples=[{"bottom_line": "3f9a61c02b7d"}],
    )
    date: FullDate | None = Field(None, description="Date of the document; else the cut-off.")
    information_cutoff: Cutoff = Field(
        description="The date after which nothing was taken in; or latest, for the newest day on "
        "which its data were retrieved or its sources read."
    )
    review: Review | None = Field(
        None, description="When to look at it again: a date, or every 6 months from its own date."
    )
    schedule: Cron | None = Field(None, description=SCHEDULE, examples=["0 6 * * MON"])
    every: Every | None = Field(None, description=EVERY_WORDS)
    timezone: Zone | None = Field(None, description=ZONE)
    edition: Annotated[int, PlainValidator(whole(1, 9999))] = Field(
        1, description="Number of the edition."
    )
    reference: Annotated[str, PlainValidator(words_within(MAX_REFERENCE))] = Field(
        description="Reference, as KZ-2026-01."
    )
    desk: Words | None = Field(None, description="Desk or author; else that of briefgen.toml.")
    marking: HandlingMarking | None = Field(
        None,
        description="TLP:CLEAR … TLP:RED, or a free classification; else that of briefgen.toml.",
    )
    yardstick: Annotated[str, PlainValidator(choice(*YARDSTICKS))] | None = Field(
        None, description="Terms of likelihood: icd203 or phia; else that of briefgen.toml."
    )
    contents: Flag | None = Field(
        None, description="Print a table of contents; else only where there are over six pages."
    )
    keywords: WordList = Field((), description="Keywords of the document.")
    source_files: WordList = Field(
        (), description="Libraries of sources, as sources/kazakhstan.yaml."
    )
    sources: dict[Identifier, Source] = Field(
        {}, description="Sources of this brief alone, by key."
    )
    facts: dict[Identifier, Fact] = Field({}, description="Facts, by id; printed by {{ id }}.")
    key_figures: tuple[KeyFigure, ...] = Field(
        (), description="Two to four numbers above the bottom line.", max_length=4
    )
    bottom_line: Line = Field(description="The bottom line up front: 35 to 55 words.")
    key_judgements: tuple[Judgement, ...] = Field(
        description="Three to five.", min_length=1, max_length=MOST_JUDGEMENTS
    )
    sections: dict[Identifier, Section] = Field(
        description="The sections, in the order of the page."
    )
    gaps: Annotated[tuple[Line, ...], BeforeValidator(as_list)] = Field(
        (), description="What is not known."
    )
    method: Text | None = Field(
        None, description="What the sources are worth, how figures were made."
    )
    abbreviations: dict[str, Words] = Field(
        {}, description="Abbreviations and what they stand for."
    )

    ignore: dict[str, Words] = Field(
        {},
        description="Rules of “briefgen check” that do not apply here, each with its reason.",
        examples=[{"CLM101": "numbers are those of the desk’s own count"}],
    )

    _once = model_validator(mode="after")(scheduled_once)

    def panel(self) -> DeclaredPanel | None:
        """The key facts panel of the first page, if the kind has one."""
        return None

    def opening(self) -> tuple[Placed, ...]:
        """Blocks that stand under the bottom line, beside the panel."""
        return ()

    def also_called(self) -> tuple[str, ...]:
        """Other names of the subject, printed under the title."""
        return ()


class SourceLibrary(Model):
    """A file of sources that several briefs share."""

    sources: dict[Identifier, Source] = Field(description="Sources, by key.")
