"""The summit brief: who met, who proposed what, what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from pydantic import Field, model_validator

from briefgen.dates import span_words
from briefgen.model.brief import Brief
from briefgen.model.country import Country, country_name
from briefgen.model.facts_panel import (
    HELD,
    DeclaredPanel,
    DeclaredRow,
    PanelRow,
    Row,
    declared_rows,
)
from briefgen.model.fields import FullDate, Model, Words, wrong
from briefgen.model.kind import Accent
from briefgen.prose import verbatim


class SummitFacts(Model):
    """Further rows of the key facts panel, in their fixed order."""

    theme: Row | None = Field(None, title="Theme", description="Theme or motto.")
    documents: Row | None = Field(None, title="Documents", description="Documents signed.")
    secretary_general: Row | None = Field(
        None, title="Secretary General", description="Who, and who before."
    )
    budget: Row | None = Field(None, title="Budget", description="Budget or fund.")
    population: Row | None = Field(
        None, title="Population", description="Population of the members."
    )
    output: Row | None = Field(None, title="Output", description="Output of the members.")
    next_summit: Row | None = Field(None, title="Next summit", description="When and where.")


class SummitBrief(Brief):
    """A summit brief: background, proposals, outcomes, appointments, assessment, outlook."""

    kind_name: ClassVar[str] = "Summit brief"
    accent: ClassVar[Accent] = Accent("#3A3B8C", "#9A9BC9", "#E8E8F3")
    required_sections: ClassVar[dict[str, str]] = {
        "background": "how the summit came about",
        "proposals": "who proposed what, with a matrix",
        "outcomes": "outcomes and documents",
        "appointments": "who was appointed",
        "assessment": "what is new",
        "outlook": "the outlook, with scenarios and indicators",
    }
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {
        "proposals": ("figure: matrix",),
        "outlook": ("scenarios", "indicators"),
    }

    event: Words = Field(description="Full name of the summit.")
    host: Country = Field(description="Country of the host, as UZ.")
    place: Words = Field(description="Town where it was held.")
    starts: FullDate = Field(description="First day.")
    ends: FullDate | None = Field(None, description="Last day, if there was more than one.")
    chair: Row = Field(title="Chair", description="Who chaired.")
    members: Row = Field(title="Members", description="The members, in words.")
    observers: Row | None = Field(None, title="Observers", description="The observers.")
    other_participants: Row | None = Field(
        None, title="Also present", description="Guests and organisations."
    )
    key_facts: SummitFacts = Field(
        SummitFacts(), description="Further rows of the key facts panel of the first page."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends is not None and self.ends < self.starts:
            raise wrong(
                f"the summit ends on {self.ends}, before it starts on {self.starts}",
                "correct one of the two dates",
                ("ends",),
            )
        return self

    def also_called(self) -> tuple[str, ...]:
        """The full name of the summit."""
        return (self.event,) if self.event != self.title else ()

    def panel(self) -> DeclaredPanel:
        """When and where, who took part, and the further facts."""
        return DeclaredPanel(tuple(self._rows()))

    def _rows(self) -> Iterator[DeclaredRow]:
        held = PanelRow(
            value=verbatim(span_words(self.starts, self.ends, self.language)),
            note=verbatim(f"{self.place}, {country_name(self.host, self.language)}"),
        )
        yield DeclaredRow(HELD, held, ("starts",))
        yield from declared_rows(self)
        yield from declared_rows(self.key_facts, "key_facts")
