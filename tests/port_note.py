"""A fifth kind of brief: all that a kind writes, in one file. Tests put it into the table."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, PlainValidator

from briefgen.model.blocks import Blocks
from briefgen.model.brief import Brief
from briefgen.model.country import Country
from briefgen.model.facts_panel import DeclaredPanel, Row, declared_rows
from briefgen.model.fields import Model, WordList, Words, text_of, wrong
from briefgen.model.kind import Accent, Placed, placed
from briefgen.model.rating import Rating, RatingStrip


def _locode(value: object) -> str:
    """A code of UN/LOCODE, a reader of a field that no other kind has."""
    written = text_of(value, "a code of UN/LOCODE")
    if len(written) != 5 or not written.isupper():
        raise wrong(f"“{written}” is no code of UN/LOCODE", "write five capitals, as TJDYU")
    return written


class PortFacts(Model):
    """The key facts panel."""

    operator: Row = Field(title="Operator", description="Who runs it.")
    berths: Row | None = Field(None, title="Berths", description="How many.")


class PortNote(Brief):
    """A port note: one port, its traffic and what threatens it."""

    kind_name: ClassVar[str] = "Port note"
    accent: ClassVar[Accent] = Accent("#2F5D3A", "#93B39B", "#E4EEE6")
    required_sections: ClassVar[dict[str, str]] = {
        "traffic": "cargo and ships, with a map",
        "outlook": "the outlook, with indicators",
    }
    required_blocks: ClassVar[dict[str, tuple[str, ...]]] = {
        "traffic": ("figure: map",),
        "outlook": ("indicators",),
    }

    port: Words = Field(description="Full name of the port.")
    locode: Annotated[str, PlainValidator(_locode)] = Field(
        description="Its UN/LOCODE.", examples=["TJDYU"]
    )
    country: Country = Field(description="Where it lies.")
    other_names: WordList = Field((), description="Former names.")
    key_facts: PortFacts = Field(description="The key facts panel of the first page.")
    snapshot: Blocks = Field((), description="Blocks under the bottom line.")
    rating: Rating | None = Field(None, description="What threatens the port.")

    def also_called(self) -> tuple[str, ...]:
        """The full name, the code and former names."""
        return (self.port, self.locode, *self.other_names)

    def opening(self) -> tuple[Placed, ...]:
        """The snapshot, and the levels of the rating where there is one."""
        strip = (Placed(RatingStrip(self.rating), ("rating",)),) if self.rating else ()
        return (*placed(self.snapshot, "snapshot"), *strip)

    def panel(self) -> DeclaredPanel:
        """The key facts, with the country on the globe."""
        return DeclaredPanel(declared_rows(self.key_facts, "key_facts"), (self.country,))


SPEC = """\
kind: port-note
title: A port on the Panj
subtitle: A small project for tests
date: 2026-11-23
information_cutoff: 2026-11-23
reference: T-2026-02
source_files: [sources/tajikistan.yaml]
port: River Port of Panji Poyon
locode: TJPPY
country: TJ
other_names: [Old Ferry]
key_facts:
  operator: {value: State Railways, source: handbook}
  berths: Two
bottom_line: Little passes.[@report]
snapshot:
  - Traffic follows the harvest.[@handbook, p. 9]
  - figure: bar
    id: fig-growth
    title: Growth of two
    data: growth
    category: year
    series: country
    direction: vertical
    width: full
    note: Seen once.[@speech]
  - table: Two months
    columns: [Month, Cargo]
    rows: [[May, "12.[@bank]"], [June, "14.[@bank]"]]
  - note: A limit
    text: One source.
rating:
  against: the port
  intent: {level: high, reason: "It says so.[@speech]"}
  capability: {level: medium, reason: A few men.}
  opportunity: {level: low, reason: The river is watched.}
  overall: medium
key_judgements:
  - id: kj-one
    statement: Little will change in 2027.
    likelihood: likely
    confidence: low
    confidence_reason: One source.
    rests_on: ["@report"]
    alternative: Much changes.
    would_change: [ind-ships]
sections:
  traffic:
    title: Traffic
    blocks:
      - Two ships, as [#fig-growth] has it.
      - rating: What threatens it
      - figure: map
        title: On the river
        country: TJ
        points: [{name: Panji Poyon, at: [68.6, 37.2]}]
  outlook:
    title: Outlook
    blocks:
      - indicators: What to watch
        rows:
          - {id: ind-ships, indicator: Ships, now: Two, threshold: None, points_to: Shock}
"""
