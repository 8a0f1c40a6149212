"""Blocks: what a section is made of. A text is prose; else the first key says what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag

from briefgen.model import figures
from briefgen.model.citation_fields import Citations, SomeCitations
from briefgen.model.fields import Flag, Identifier, Model, ShortWords, Words, as_list
from briefgen.model.likelihood import Likelihood
from briefgen.model.prose_fields import Line, Text
from briefgen.model.tables import Table


class Heading(Model):
    """A subsection heading."""

    heading: Words = Field(description="The words of the heading.")


class Listing(Model):
    """A list of points."""

    list: tuple[Text, ...] = Field(description="The points, each prose.", min_length=1)
    title: Line | None = Field(None, description="A line before the list.")
    ordered: Flag = Field(False, description="Number the points.")


class KeyFigure(Model):
    """One number of the strip."""

    value: Line = Field(description="The number; of four in a row, about ten characters have room.")
    label: Line = Field(description="What it is, three short lines at most.")


class KeyFigures(Model):
    """Three or four numbers that change the reader's mind."""

    key_figures: tuple[KeyFigure, ...] = Field(
        description="The numbers, each with its label.", min_length=2, max_length=4
    )


class JudgementBlock(Model):
    """A key judgement set out in full where the text argues for it."""

    judgement: Identifier = Field(description="The id of the key judgement.")


class Note(Model):
    """A note in the margin: a limit, a method, a reading; 45 words at most."""

    note: Words = Field(description="Its title.")
    text: Text = Field(description="Its text.")


class Quotation(Model):
    """Words quoted, with who said them."""

    quotation: Line = Field(description="The words, without quotation marks.")
    speaker: Words = Field(description="Who said or wrote them.")
    occasion: Line | None = Field(None, description="Where and when.")
    source: SomeCitations = Field(description="The source of the quotation.")


class Scenario(Model):
    """One path that things can take."""

    name: ShortWords = Field(description="A short name.")
    likelihood: Likelihood = Field(description="A term of the yardstick, as “likely”.")
    base: Flag = Field(False, description="Whether this is the base case.")
    text: Line = Field(description="What happens.")
    needs: Line | None = Field(None, description="What it needs, or how it would show.")


class Scenarios(Model):
    """Two to four paths, side by side."""

    scenarios: tuple[Scenario, ...] = Field(description="The paths.", min_length=2, max_length=4)
    note: Line | None = Field(None, description="Why the odds overlap or do not add up.")


class Indicator(Model):
    """Something to watch, with the threshold that would change the view."""

    id: Identifier | None = Field(None, description="An id for “would_change:” of a judgement.")
    indicator: Line = Field(description="What to watch.")
    now: Line | None = Field(None, description="Where it stands.")
    threshold: Line = Field(description="The number or event that would change our view.")
    points_to: Line | None = Field(None, description="The scenario it points to.")


class Indicators(Model):
    """A table of indicators to watch."""

    indicators: Line = Field(description="The title of the table.")
    id: Identifier | None = Field(None, description="An id to refer to it by.")
    subtitle: Line | None = Field(None, description="Period or scope.")
    rows: tuple[Indicator, ...] = Field(description="The indicators.", min_length=1, max_length=20)
    note: Line | None = Field(None, description="Printed under the table.")
    source: Citations = Field((), description="Sources of the whole table.")


class RatingBlock(Model):
    """The rating of the brief, set out with the reasons for each part."""

    sets_out: ClassVar[str] = "rating"

    rating: Line = Field(description="The title: what is rated, against whom.")


class Implication(Model):
    """What follows for one audience."""

    audience: Words = Field(description="For whom, as Border services.")
    text: Text = Field(description="What follows for them.")


class Implications(Model):
    """What follows, audience by audience."""

    implications: tuple[Implication, ...] = Field(
        description="The audiences, the first concerned first.", min_length=1, max_length=8
    )


BLOCKS: Mapping[str, type[Model]] = {
    "heading": Heading,
    "list": Listing,
    "key_figures": KeyFigures,
    "table": Table,
    "judgement": JudgementBlock,
    "note": Note,
    "quotation": Quotation,
    "scenarios": Scenarios,
    "indicators": Indicators,
    "rating": RatingBlock,
    "implications": Implications,
}


BLOCK_NAMES = (*BLOCKS, "figure")


def block_name(keys: Mapping[str, object]) -> str | None:
    """Which block these keys make: the first of them that names one."""
    named = next((key for key in keys if key in BLOCK_NAMES and key != "note"), None)
    # `note` is a block and also a field of others: it makes one where it comes first, or has a text
    return named or (
        "note" if next(iter(keys), "") == "note" or {"note", "text"} <= {*keys} else None
    )


def _tag(value: Any) -> str | None:
    if isinstance(value, str):
        return "<prose>"
    if not isinstance(value, dict):
        return None
    name = block_name(value)
    if name == "figure":
        kind = value.get("figure")
        return f"<{kind}>" if isinstance(kind, str) and kind in figures.FIGURES else None
    return f"<{name}>" if name else None


def _union() -> Any:
    """The block models as one type, each with a tag that no key of a spec can equal."""
    tagged: list[Any] = [Annotated[Text, Tag("<prose>")]]
    models = {**BLOCKS, **figures.FIGURES}
    tagged += [Annotated[model, Tag(f"<{name}>")] for name, model in models.items()]
    union = tagged[0]
    for each in tagged[1:]:
        union = union | each
    return Annotated[
        union,
        Discriminator(
            _tag, custom_error_type="unknown_block", custom_error_message="unknown block"
        ),
    ]


Block: Any = _union()
_LIST: Any = tuple[Block, ...]
Blocks = Annotated[_LIST, BeforeValidator(as_list)]


def block_fields(model: type[Model]) -> tuple[str, ...]:
    """The keys of a kind's own fields that hold blocks, as its sections do."""
    return tuple(
        info.alias or name
        for name, info in model.model_fields.items()
        if _LIST in (info.annotation, *get_args(info.annotation))
        or Blocks in get_args(info.annotation)
    )
