"""A source: what an author notes down about a thing read, checked as it is read in.

Fields follow CSL 1.0.2 where it has them.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from briefgen.model.freshness import Limits
from briefgen.model.marking import HandlingMarking
from briefgen.model.names import Name
from briefgen.model.source_fields import (
    TYPES_MEANT,
    Address,
    Day,
    Doi,
    Grade,
    Issued,
    Keys,
    Kind,
    Language,
    Names,
    SourceType,
    Text,
    Written,
)
from briefgen.model.source_provider import OWN, SourceProvider

__all__ = ["TYPES_MEANT", "Name", "Source", "SourceType"]

# Things that often have no title of their own; the author or the person asked identifies them.
UNTITLED = frozenset({SourceType.INTERVIEW, SourceType.PERSONAL_COMMUNICATION})


class Source(BaseModel):
    """One source of a brief, as the library of sources holds it."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, defer_build=True, arbitrary_types_allowed=True
    )

    type: Kind = Field(
        description="What it is: article-newspaper (any news item), webpage, report, dataset, "
        "book, legislation, regulation (decree), speech, interview, post, motion_picture (video) … "
        "It decides the form of the note."
    )
    title: Text = Field(
        None,
        description="The title as printed there, in its own language and spelling, without "
        "quotation marks round it. For a post: its first words. Only an interview or a personal "
        "communication may have none.",
    )
    short: Text = Field(
        None,
        description="Short title for later notes: up to about four words in a row from the title. "
        "Needed when the title is longer than four words. An official acronym is allowed.",
    )
    author: Names = Field(
        (),
        description="Who wrote it. A person as “Family, Given”; an organisation as it is; several "
        "as a list. Leave out when no author is named: never guess.",
    )
    editor: Names = Field((), description="Who edited the book the item stands in; as author.")
    translator: Names = Field((), description="Who translated it; written as author.")
    container: Text = Field(
        None,
        description="What it stands in: the newspaper, journal, book, website, database or series.",
    )
    publisher: Text = Field(
        None,
        description="Who brought it out: publisher, institution, agency, owner of the site, or the "
        "university of a thesis. Stands in for the author of an unsigned report or data set.",
    )
    place: Text = Field(None, description="Place of publication, or of the speech or interview.")
    issued: Issued = Field(
        None,
        description="When it was published, as precisely as known: 2022, 2022-11 or 2022-11-20. "
        "Leave out when unknown; the note then says when you looked.",
    )
    accessed: Day = Field(
        None, description="The day you read it, such as 2026-11-23. Needed for all that is online."
    )
    url: Address = Field(
        None, description="Full address of what was read, beginning with https:// or http://."
    )
    doi: Doi = Field(
        None, description="DOI, such as 10.1080/02684527.2012.708275; printed instead of the url."
    )
    language: Language = Field(
        None, description="Language of the source as a code: en, ru, kk, tr, pt-BR."
    )
    number: Written = Field(
        None,
        description="What identifies it: number of a report or decree, symbol (S/2025/71), "
        "series code (NY.GDP.MKTP.CD); for a video its running time (12:51).",
    )
    genre: Text = Field(
        None,
        description="What it is in your words, if the type is too broad: press release, master’s "
        "thesis, working paper, interview by Kim Lee.",
    )
    volume: Written = Field(None, description="Volume of a journal or of a work in several.")
    issue: Written = Field(None, description="Number of the issue of a journal.")
    page: Written = Field(
        None,
        description="First and last page of the item: 824-847; the page cited stands in the text.",
    )
    edition: Written = Field(
        None, description="Edition or version, if not the first: 2, or revised edition."
    )
    event: Text = Field(None, description="Where or on what occasion it was said or shown.")
    section: Written = Field(None, description="Section of the newspaper or site.")
    via: Text = Field(
        None,
        description="Through what you saw it, if not in the original place: a repost, a mirror, a "
        "copy of the data. Printed in the list of sources.",
    )
    reliability: Grade = Field(
        None,
        description="Admiralty grade of the source: A completely reliable, B usually, C fairly, "
        "D not usually, E unreliable, F cannot be judged. Say why in reliability_reason.",
    )
    reliability_reason: Text = Field(
        None, description="Why this grade, in half a sentence. Needed with reliability."
    )
    derived_from: Keys = Field(
        (),
        description="Keys of the sources this one only repeats; it then counts as no second one.",
    )
    note: Text = Field(
        None, description="For the list of sources: what was seen of it, and its limits."
    )
    archived: Address = Field(
        None, description="Address of a kept copy, for pages that may change or go."
    )
    marking: HandlingMarking | None = Field(
        None,
        description="The handling marking it came under, if one. Above that of the brief, it is "
        "not put into the PDF.",
    )
    freshness: Limits | None = Field(
        None, description="How old it may grow, counted from the day it was read, else published."
    )
    provider: SourceProvider | None = Field(
        None,
        examples=[{"page": "https://example.org/replace-this"}],
        description="Where briefgen refresh looks whether it is still there, and as it was read. "
        "What you wrote stays.",
    )

    @model_validator(mode="after")
    def _whole(self) -> Source:
        """What one field cannot know: which others it needs."""
        if self.title is None and not (self.type in UNTITLED and self.author):
            raise PydanticCustomError(
                "source_title",
                "The source has no title: write it as printed there; only an interview or a "
                "personal communication with an author can do without.",
            )
        if self.reliability and not self.reliability_reason:
            raise PydanticCustomError(
                "source_reliability",
                "The grade {grade} stands without a reason: add reliability_reason.",
                {"grade": self.reliability},
            )
        if self.issued and self.accessed and self.issued.earliest() > self.accessed:
            raise PydanticCustomError(
                "source_accessed",
                "It was read on {accessed}, before it was published ({issued}): one date is wrong.",
                {"accessed": self.accessed.isoformat(), "issued": str(self.issued)},
            )
        if self.provider is not None and self.provider.page == OWN and self.url is None:
            raise PydanticCustomError(
                "source_provider",
                "Its provider looks at the page of the source, and it has no url: add it, or name "
                "the address under page.",
            )
        return self

    @property
    def called(self) -> str:
        """What it is known by: its title, or else its authors."""
        return self.title or ", ".join(name.natural for name in self.author)
