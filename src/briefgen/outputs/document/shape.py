"""What stands in the JSON of an edition; its schema is made from these models.

Fields are added with time, and never change their meaning while `format` stays the same.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Call(_Shape):
    """A note called in a text."""

    at: int = Field(ge=0, description="After how many characters of the text it is called.")
    note: int = Field(ge=1, description="The number of the note.")


class Text(_Shape):
    """A text without markup, and where in it notes are called."""

    text: str
    notes: tuple[Call, ...] = ()


class Labelled(_Shape):
    """Something with a name: a key figure, a row of the key facts, an implication."""

    label: Text
    value: Text
    note: Text | None = Field(None, description="The small line under it.")


class Judgement(_Shape):
    """A key judgement, or the grounds of one."""

    number: int
    id: str
    statement: Text
    likelihood: str = Field(description="The term, as “Likely”.")
    range: str = Field(description="Its odds, as “55–80%”.")
    confidence: str


class Prose(_Shape):
    """Paragraphs; a list of the author’s is a paragraph an item."""

    block: Literal["prose"] = "prose"
    paragraphs: tuple[Text, ...]


class Heading(_Shape):
    """A heading within a section."""

    block: Literal["heading"] = "heading"
    title: str


class Listing(_Shape):
    """A list."""

    block: Literal["list"] = "list"
    title: Text
    ordered: bool
    items: tuple[Text, ...]


class Note(_Shape):
    """A note in the margin."""

    block: Literal["note"] = "note"
    title: str
    paragraphs: tuple[Text, ...]


class Quotation(_Shape):
    """A quotation."""

    block: Literal["quotation"] = "quotation"
    words: Text
    speaker: str
    occasion: Text


class Grounds(_Shape):
    """The grounds of a key judgement."""

    block: Literal["judgement"] = "judgement"
    id: str
    number: int = Field(description="Of the judgement.")
    reason: Text
    rests_on: Text
    assumptions: tuple[Text, ...]
    alternative: Text
    would_change: Text


class Figure(_Shape):
    """A figure; its drawing is not in the JSON, its words and its data are."""

    block: Literal["figure"] = "figure"
    id: str
    label: str = Field(description="As “Figure 2”.")
    title: Text
    subtitle: Text
    alt: str = Field(description="What it shows, in words.")
    key: tuple[Labelled, ...] = Field((), description="What numbers on a map stand for.")
    source: Text
    data: tuple[str, ...] = Field((), description="Names in `data`.")


class Table(_Shape):
    """A table, also of indicators, ratings and who proposed what."""

    block: Literal["table"] = "table"
    id: str
    label: str
    title: Text
    subtitle: Text
    columns: tuple[Text, ...] = Field(description="The heads, with their units.")
    rows: tuple[tuple[Text, ...], ...]
    source: Text
    data: tuple[str, ...] = ()


class Scenario(_Shape):
    """A scenario."""

    name: str
    base: bool
    likelihood: str
    range: str
    text: Text
    needs: Text


class Scenarios(_Shape):
    """What may come."""

    block: Literal["scenarios"] = "scenarios"
    scenarios: tuple[Scenario, ...]
    note: Text


class Named(_Shape):
    """Key figures or implications within a section."""

    block: Literal["key_figures", "implications"]
    entries: tuple[Labelled, ...]


Block = Annotated[
    Prose | Heading | Listing | Note | Quotation | Grounds | Figure | Table | Scenarios | Named,
    Field(discriminator="block"),
]


class Section(_Shape):
    """A section."""

    id: str
    title: str
    blocks: tuple[Block, ...]


class Source(_Shape):
    """A source that is cited."""

    number: str = Field(description="As “S4”.")
    entry: str
    type: str
    grade: str
    cited: tuple[str, ...] = Field(description="Numbers of notes, and figures or tables.")


class Numbered(_Shape):
    """A note."""

    number: int
    text: str
    marks: int = Field(description="How often it is called.")


class Data(_Shape):
    """The data of a figure or table."""

    name: str
    of: str = Field(description="As “Figure 2”.")
    description: str
    columns: tuple[str, ...] = Field(
        (),
        description="What fills each column, the same in all languages: its name in the data file, "
        "or its key in the spec.",
    )
    csv: str


class Change(_Shape):
    """One change, as `briefgen diff --json` tells it."""

    about: str = Field(description="As judgement, number, source or text.")
    what: str = Field(description="What became of it, as raised, revised or rewritten.")
    key: str = Field(description="By which it is known: an id, a key, or its place in the spec.")
    name: str = Field(description="The same in words.")
    part: str = Field(description="Which field of it, where it has several.")
    section: str = Field(description="The title of the section it stands in.")
    old: str = Field(description="Before, as printed.")
    new: str = Field(description="After, as printed.")
    reason: str = Field(description="Of judgements: why, in the author’s words.")
    grounds: tuple[str, ...] = Field(description="Of judgements: what they rest on besides.")
    as_of: str = Field(description="Of numbers: the date they speak of.")
    used_by: tuple[str, ...] = Field(description="Of data: what draws on the cell.")
    marks: tuple[tuple[Literal["=", "-", "+"], str], ...] = Field(
        description="Of texts: runs of words that stayed (=), went (-) or came (+)."
    )


class Since(_Shape):
    """What changed since the edition before."""

    since: int = Field(description="The number of that edition; 0 where it has none.")
    old: str = Field(description="What was compared with, as “edition 3”.")
    title: str = Field(description="Of the box on the page; empty where there is none.")
    lines: tuple[Labelled, ...] = Field(description="The lines of that box.")
    changes: tuple[Change, ...] = Field(description="All changes, the most important first.")


class Document(_Shape):
    """An edition of a brief."""

    format: Literal[1] = Field(1, description="Changes when a field changes its meaning.")
    name: str
    kind: str
    kind_name: str
    language: str
    title: str
    native_title: str
    also_called: tuple[str, ...]
    subtitle: str
    desk: str
    reference: str
    edition: int
    date: str = Field(description="As written, as 2026-11-23.")
    marking: str
    marking_meaning: str
    keywords: str
    bottom_line: Text
    key_figures: tuple[Labelled, ...]
    key_facts: tuple[Labelled, ...]
    opening: tuple[Block, ...] = Field(description="What stands under the bottom line.")
    key_judgements: tuple[Judgement, ...]
    sections: tuple[Section, ...]
    grounds: tuple[Block, ...] = Field(description="Of judgements that no section sets out.")
    gaps: tuple[Text, ...]
    method: tuple[Block, ...]
    sources: tuple[Source, ...]
    sources_summary: str
    notes: tuple[Numbered, ...]
    abbreviations: dict[str, str]
    data: tuple[Data, ...]
    changes: Since | None = Field(
        None, description="Where the edition is printed with what changed since the one before."
    )


def schema_text() -> str:
    """The JSON Schema of what `--to json` writes, as it stands in its file."""
    made = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Document.model_json_schema(mode="serialization"),
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
