"""The country profile: one country, its key facts, and the sections its readers expect."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from briefgen.model.brief import Brief
from briefgen.model.country import Country
from briefgen.model.facts_panel import DeclaredPanel, Row, declared_rows
from briefgen.model.fields import Model
from briefgen.model.kind import Accent


class CountryFacts(Model):
    """The key facts panel, in its fixed order; rows that are left out are not printed."""

    capital: Row = Field(title="Capital", description="The capital.")
    population: Row = Field(title="Population", description="Population, with its year.")
    head_of_state: Row = Field(title="Head of state", description="Who, and since when.")
    head_of_government: Row | None = Field(
        None, title="Head of government", description="Who, since when."
    )
    official_name: Row | None = Field(None, title="Official name", description="The official name.")
    government: Row | None = Field(None, title="Government", description="Form of government.")
    independence: Row | None = Field(None, title="Independent", description="Date of independence.")
    area: Row | None = Field(None, title="Area", description="Area.")
    border: Row | None = Field(None, title="Land borders", description="Length of land borders.")
    languages: Row | None = Field(None, title="Languages", description="Languages spoken.")
    ethnic_groups: Row | None = Field(None, title="Ethnic groups", description="Largest groups.")
    religion: Row | None = Field(None, title="Religion", description="Religions.")
    currency: Row | None = Field(None, title="Currency", description="Currency.")
    gdp: Row | None = Field(None, title="GDP", description="Gross domestic product.")
    gdp_per_head: Row | None = Field(None, title="GDP per head", description="GDP per person.")
    growth: Row | None = Field(None, title="Growth", description="Real growth.")
    inflation: Row | None = Field(None, title="Inflation", description="Consumer prices.")
    exports: Row | None = Field(None, title="Exports", description="Exports and main goods.")
    oil_exports: Row | None = Field(None, title="Oil exports", description="Oil exports.")
    investment: Row | None = Field(
        None, title="Investment", description="Foreign direct investment."
    )
    visa_free: Row | None = Field(
        None, title="Visa-free entry", description="Countries with visa-free entry."
    )
    memberships: Row | None = Field(
        None, title="Member of", description="International organisations."
    )


class CountryProfile(Brief):
    """A country profile: politics, economy, foreign relations, security, outlook."""

    kind_name: ClassVar[str] = "Country profile"
    accent: ClassVar[Accent] = Accent("#0B5A66", "#7FA9AF", "#E2EDEE")
    required_sections: ClassVar[dict[str, str]] = {
        "politics": "politics and leadership",
        "economy": "the economy",
        "foreign_relations": "foreign relations",
        "security": "security",
        "outlook": "the outlook, with scenarios and indicators",
    }
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {"outlook": ("scenarios", "indicators")}

    country: Country = Field(description="ISO 3166-1 alpha-2 code, as KZ.")
    key_facts: CountryFacts = Field(description="The key facts panel of the first page.")

    def panel(self) -> DeclaredPanel:
        """The key facts, with the country on the globe."""
        return DeclaredPanel(declared_rows(self.key_facts, "key_facts"), (self.country,))
