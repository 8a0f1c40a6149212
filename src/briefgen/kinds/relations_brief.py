"""The relations brief: two parties, what binds them, what stands in the way."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from briefgen.model.brief import Brief
from briefgen.model.country import Country
from briefgen.model.facts_panel import DeclaredPanel, Row, declared_rows
from briefgen.model.fields import Model, Words, as_list, wrong
from briefgen.model.kind import Accent


class Party(Model):
    """One side: a country, or a region with the countries of it that the brief names."""

    name: Words = Field(description="Its name, as Africa.")
    countries: Annotated[tuple[Country, ...], BeforeValidator(as_list)] = Field(
        description="ISO 3166-1 alpha-2 codes, as [ZA, EG].", min_length=1, max_length=60
    )


class RelationsFacts(Model):
    """The key facts panel, in its fixed order; rows that are left out are not printed."""

    relations_since: Row = Field(title="Relations since", description="Since when, with whom.")
    missions_there: Row = Field(
        title="Missions there", description="Missions of the first party at the second."
    )
    missions_here: Row | None = Field(
        None, title="Missions here", description="Missions of the second party at the first."
    )
    status: Row | None = Field(None, title="Status", description="As partner, observer, ally.")
    trade: Row | None = Field(None, title="Trade", description="Trade both ways, with its year.")
    exports: Row | None = Field(None, title="Exports", description="From the first to the second.")
    imports: Row | None = Field(None, title="Imports", description="From the second to the first.")
    investment: Row | None = Field(None, title="Investment", description="Investment either way.")
    agreements: Row | None = Field(None, title="Agreements", description="Number or chief ones.")
    latest_visit: Row | None = Field(
        None, title="Latest visit", description="The latest visit of note."
    )
    students: Row | None = Field(None, title="Students", description="Students either way.")
    air_links: Row | None = Field(None, title="Air links", description="Direct flights.")


class RelationsBrief(Brief):
    """A relations brief: history, channels, trade, agreements, obstacles, prospects."""

    kind_name: ClassVar[str] = "Relations brief"
    accent: ClassVar[Accent] = Accent("#7F4A0A", "#C4A273", "#F3EADD")
    required_sections: ClassVar[dict[str, str]] = {
        "history": "how relations came about",
        "channels": "channels and missions",
        "trade": "trade and investment",
        "agreements": "agreements in force and in preparation",
        "obstacles": "what stands in the way",
        "prospects": "the prospects, with scenarios and indicators",
    }
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {
        "prospects": ("scenarios", "indicators")
    }

    parties: tuple[Party, ...] = Field(
        description="The two parties, the one on whose behalf the brief is written first.",
        min_length=2,
        max_length=2,
    )
    key_facts: RelationsFacts = Field(description="The key facts panel of the first page.")

    @model_validator(mode="after")
    def _apart(self) -> Self:
        first, second = self.parties
        for number, code in enumerate(second.countries):
            if code in first.countries:
                raise wrong(
                    f"{code} stands on both sides",
                    "a country belongs to one of the parties",
                    ("parties", 1, "countries", number),
                )
        return self

    def panel(self) -> DeclaredPanel:
        """The key facts, with both parties on the globe."""
        first, second = self.parties
        rows = declared_rows(self.key_facts, "key_facts")
        return DeclaredPanel(rows, first.countries, second.countries)
