"""A kind of brief declared as data: what the file of a project or a package may say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator

from briefgen.errors import did_you_mean
from briefgen.model.blocks import BLOCK_NAMES
from briefgen.model.brief import MAX_SUBTITLE, MOST_JUDGEMENTS, Brief
from briefgen.model.field_types import FIELD_TYPES
from briefgen.model.fields import (
    Flag,
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
from briefgen.model.figures import FIGURES
from briefgen.model.style import Colour

MAX_NAME = 32
MAX_LABEL = 28
MAX_KEYS = 60
FIGURE = "figure"
KEY = r"[a-z][a-z0-9_]{0,40}"
Label = Annotated[str, PlainValidator(words_within(MAX_LABEL))]


def _key_beside(model: type[Model]) -> Callable[[object], str]:
    """A reader of names for fields that a model does not have yet."""

    def key(value: object) -> str:
        written = text_of(value, "a name")
        if not re.fullmatch(KEY, written):
            raise wrong(
                f"“{written[:40]}” cannot be the name of a field",
                "use small letters, digits and _, a letter first",
            )
        if written in model.model_fields:
            raise wrong(f"every brief has a field “{written}”", "take another name")
        if hasattr(model, written) or written.startswith("model_"):
            raise wrong(f"“{written}” is a name that the program uses", "take another name")
        return written

    return key


def _needed(value: object) -> str:
    """The name of a block, or “figure: map”; YAML may have read the latter as a key."""
    if isinstance(value, dict) and len(value) == 1 and isinstance(value.get(FIGURE), str):
        value = f"{FIGURE}: {value[FIGURE]}"
    written = text_of(value, "the name of a block, or figure: NAME")
    block, _, figure = (part.strip() for part in written.partition(":"))
    if block not in BLOCK_NAMES:
        hint = did_you_mean(block, BLOCK_NAMES, f"the blocks are {', '.join(BLOCK_NAMES)}")
        raise wrong(f"“{block[:40]}” is no kind of block", hint)
    if block == FIGURE and figure not in FIGURES:
        hint = did_you_mean(figure, FIGURES, f"the figures are {', '.join(FIGURES)}")
        raise wrong(f"there is no figure “{figure[:40]}”", hint)
    if figure and block != FIGURE:
        raise wrong(f"a block “{block}” has no types", f"write “- {block}”")
    return f"{block}: {figure}" if figure else block


FieldKey = Annotated[str, PlainValidator(_key_beside(Brief))]
RowKey = Annotated[str, PlainValidator(_key_beside(Model))]
Needed = Annotated[str, PlainValidator(_needed)]
FieldNames = Annotated[tuple[Words, ...], BeforeValidator(as_list)]


class DeclaredField(Model):
    """A field that briefs of this kind have besides those of every brief."""

    type: Annotated[str, PlainValidator(choice(*FIELD_TYPES))] = Field(
        description="What it holds: one of the types of field."
    )
    title: Label | None = Field(None, description="Its label in the panel, for a row.")
    description: Words = Field(description="What to write there, for the author.")
    required: Flag = Field(True, description="Whether a brief must have it.")
    choices: WordList = Field((), description="The words it may be, for a choice.", max_length=40)
    example: Words | None = Field(None, description="What a new brief has there.")


class DeclaredFact(Model):
    """A row of the key facts; each may have value, note, spark and source."""

    title: Label = Field(description="Its label in the panel.")
    description: Words = Field(description="What to write there, for the author.")
    required: Flag = Field(False, description="Whether a brief must have it.")


class PanelLine(Model):
    """A row of the panel that is made of fields, before those that an author writes."""

    title: Label = Field(description="Its label.")
    value: FieldNames = Field(
        description="Fields with its value: two dates are a span of time, others stand in a row.",
        min_length=1,
        max_length=6,
    )
    note: FieldNames = Field((), description="Fields with the small line under it.", max_length=6)


class DeclaredSection(Model):
    """A section that a brief of this kind must have."""

    about: Words = Field(description="What it is about, as “the outlook, with indicators”.")
    needs: Annotated[tuple[Needed, ...], BeforeValidator(as_list)] = Field(
        (), description="Blocks that it must have: `indicators`, or `figure: map`.", max_length=12
    )


class Declaration(Model):
    """A kind of brief, declared as data."""

    name: Annotated[str, PlainValidator(words_within(MAX_NAME))] = Field(
        description="Its name for readers, as Port note."
    )
    description: Annotated[str, PlainValidator(words_within(MAX_SUBTITLE))] = Field(
        description="What it is, in a sentence for authors."
    )
    accent: Colour = Field(description="Its colour: rules, labels, what drawings pick out.")
    accent_mid: Colour | None = Field(
        None, description="What stands beside it in a drawing; mixed from it if left out."
    )
    tint: Colour | None = Field(None, description="Grounds; mixed from it if left out.")
    pages: Annotated[int, PlainValidator(whole(1, 99))] | None = Field(
        None, description="The most pages it may have; more are warned of."
    )
    judgements: Flag = Field(True, description="Whether a brief must have key judgements.")
    most_judgements: Annotated[int, PlainValidator(whole(1, MOST_JUDGEMENTS))] | None = Field(
        None,
        description="The most key judgements it may have, else seven. With a number here a new "
        "brief begins with one, even where it may do without.",
    )
    fields: dict[FieldKey, DeclaredField] = Field(
        {}, description="Fields of its own.", max_length=MAX_KEYS
    )
    also_called: FieldNames = Field(
        (), description="Fields with names that stand under the title.", max_length=6
    )
    panel: tuple[PanelLine, ...] = Field(
        (), description="Rows of the panel that are made of fields.", max_length=12
    )
    key_facts: dict[RowKey, DeclaredFact] = Field(
        {}, description="Rows of the panel, in their order.", max_length=MAX_KEYS
    )
    globe: FieldNames = Field(
        (), description="Fields with the countries of the globe, the subject first.", max_length=6
    )
    globe_others: FieldNames = Field(
        (), description="Fields with countries in a second shade.", max_length=6
    )
    opening: FieldNames = Field(
        (), description="Fields of blocks, or a rating, under the bottom line.", max_length=6
    )
    sections: dict[Identifier, DeclaredSection] = Field(
        description="Sections that a brief must have, in their order.",
        min_length=1,
        max_length=40,
    )
    translations: dict[Language, dict[Words, Words]] = Field(
        {},
        description="Its name, labels and choices in other languages, by the code of each.",
        examples=[{"kk": {"Port note": "Порт шолуы"}}],
        max_length=40,
    )
    select: WordList = Field(
        (), description="Rules that apply to it whatever briefgen.toml says.", max_length=40
    )
    ignore: dict[str, Words] = Field(
        {},
        description="Rules that do not apply to it, each with its reason.",
        examples=[{"CLM101": "numbers are those of the desk’s own count"}],
        max_length=40,
    )
