"""The threat assessment: one actor, rated by intent, capability and opportunity."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from briefgen.model.brief import Brief
from briefgen.model.country import Country
from briefgen.model.facts_panel import DeclaredPanel, Row, declared_rows
from briefgen.model.fields import Model, WordList, Words, as_list
from briefgen.model.kind import Accent, Placed
from briefgen.model.rating import Rating, RatingStrip


class ActorFacts(Model):
    """The key facts panel, in its fixed order; rows that are left out are not printed."""

    leader: Row = Field(title="Leader", description="Who, and since when.")
    origin: Row = Field(title="Origin", description="When and out of what.")
    parent: Row | None = Field(None, title="Parent", description="To whom it is sworn.")
    area: Row | None = Field(None, title="Area", description="Where it is active.")
    strength: Row | None = Field(None, title="Strength", description="Fighters, with the date.")
    designation: Row | None = Field(None, title="Designated", description="By whom, and when.")
    rivals: Row | None = Field(None, title="Rivals", description="Its enemies.")
    allies: Row | None = Field(None, title="Allies", description="Its partners.")
    last_attack: Row | None = Field(None, title="Last attack", description="The latest of note.")
    funding: Row | None = Field(None, title="Funding", description="What it lives on.")


class ThreatAssessment(Brief):
    """A threat assessment: origin, relations, capability, incidents, recruitment, outlook."""

    kind_name: ClassVar[str] = "Threat assessment"
    accent: ClassVar[Accent] = Accent("#98212C", "#CB8F93", "#F5E6E6")
    required_sections: ClassVar[dict[str, str]] = {
        "origin": "where the actor comes from",
        "relations": "its relations to other groups, with a network",
        "intent_capability": "intent and capability, with the rating",
        "incidents": "incidents, with a timeline and a map",
        "recruitment": "recruitment and money",
        "outlook": "the outlook, with scenarios and indicators",
        "implications": "what follows for named audiences",
    }
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {
        "relations": ("figure: network",),
        "intent_capability": ("rating",),
        "incidents": ("figure: timeline", "figure: map"),
        "outlook": ("scenarios", "indicators"),
        "implications": ("implications",),
    }

    actor: Words = Field(description="Full name of the actor.")
    aliases: WordList = Field((), description="Other names and abbreviations.")
    countries: Annotated[tuple[Country, ...], BeforeValidator(as_list)] = Field(
        (), description="Where it is active, for the globe, the main country first: [AF, PK]."
    )
    key_facts: ActorFacts = Field(description="The key facts panel of the first page.")
    rating: Rating = Field(description="The threat by intent, capability and opportunity.")

    def opening(self) -> tuple[Placed, ...]:
        """The levels of the rating; its section sets out the reasons."""
        return (Placed(RatingStrip(self.rating), ("rating",)),)

    def also_called(self) -> tuple[str, ...]:
        """The actor's full name, where the title has another, and its aliases."""
        return (*((self.actor,) if self.actor != self.title else ()), *self.aliases)

    def panel(self) -> DeclaredPanel:
        """The key facts, with the main country picked out on the globe."""
        rows = declared_rows(self.key_facts, "key_facts")
        return DeclaredPanel(rows, self.countries[:1], self.countries[1:])
