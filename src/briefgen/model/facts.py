"""Facts: figures and claims stated once and printed wherever they are named."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, model_validator

from briefgen.errors import did_you_mean
from briefgen.model.calculation import FactCalculation, Where, Year
from briefgen.model.citation_fields import Citations
from briefgen.model.fields import (
    AnyDate,
    Decimals,
    Flag,
    Identifier,
    Model,
    Number,
    Words,
    as_list,
    text_of,
    whole,
    wrong,
)
from briefgen.model.freshness import Limits
from briefgen.model.prose_fields import Line
from briefgen.model.references import names_of


def _other_fact(value: object, info: ValidationInfo) -> str:
    written = text_of(value, "the id of a fact")
    names = names_of(info)
    if "/" in written or names is None or names.may_state(written):
        return written
    hint = did_you_mean(written, names.facts, "for one of another brief write brief/id")
    raise wrong(f"no fact is called “{written[:60]}”", hint)


OtherFact = Annotated[str, PlainValidator(_other_fact)]


class Fact(Model):
    """A figure or claim with its unit, date, source and credibility."""

    value: Words | None = Field(None, description="The figure or words, as they are to be printed.")
    data: Words | None = Field(
        None, description="A data file to take the value from, instead of “value”."
    )
    where: Where = Field({}, description="Which row of the data file: column and value.")
    start: Year | None = Field(
        None, alias="from", description="First year, where the rows of several are combined."
    )
    end: Year | None = Field(None, alias="to", description="Last year.")
    calculate: FactCalculation | None = Field(
        None, description="What to work out of the data: a sum, a ratio, a change, a share."
    )
    column: Words = Field("value", description="Which column of the data file.")
    scale: Number | None = Field(None, description="Multiply by this before printing, as 1e-9.")
    decimals: Decimals | None = Field(None, description="How many decimals to print.")
    unit: Words = Field(
        "none", description="percent, usd_bn, usd_m, usd, mt, km, million, or a word."
    )
    about: Words | None = Field(None, description="What the figure measures.")
    entity: Words | None = Field(
        None,
        description="Whom or what it is about, as KZ, if not the one country of the brief.",
    )
    indicator: Identifier | None = Field(
        None,
        description="What it measures, as a key that other briefs use too; else “about” counts.",
    )
    differs_from: Annotated[tuple[OtherFact, ...], BeforeValidator(as_list)] = Field(
        (),
        description="Facts that state the same otherwise, where both are meant to stand: an id, "
        "or brief/id for one of another brief or for a table.",
    )
    vintage: AnyDate | None = Field(
        None, description="Of which release the figure is, where later ones revise it."
    )
    as_of: AnyDate | None = Field(None, description="The date the figure speaks of: 2025, 2025-06…")
    source: Citations = Field((), description="Key of the source, with a locator: “key, p. 4”.")
    credibility: Annotated[int, PlainValidator(whole(1, 6))] | None = Field(
        None, description="Admiralty credibility of the information, 1 (confirmed) to 6."
    )
    approximate: Flag = Field(False, description="Print “about” before it.")
    note: Line | None = Field(None, description="A caveat, printed inside the fact's footnote.")
    freshness: Limits | None = Field(
        None, description="How old it may grow, counted from the date it speaks of."
    )

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if (self.value is None) == (self.data is None):
            raise wrong(
                "a fact has either a “value”, or a “data” file to take it from",
                "take one of the two away" if self.value else "add one of the two",
                ("value",) if self.value else (),
            )
        if self.value is not None and not self.source:
            raise wrong("this fact names no source", "add “source:” with the key of its source")
        if self.value is not None and self.calculate is not None:
            raise wrong(
                "a fact with a “value” of its own has nothing to calculate",
                "take it from a data file with “data:”, or leave “calculate” out",
                ("calculate",),
            )
        return self
