"""What all figures have, whatever they are drawn from."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from briefgen.model.citation_fields import Citations
from briefgen.model.fields import Flag, Identifier, Model, Words, choice, whole
from briefgen.model.prose_fields import Line


class Figure(Model):
    """What all figures have."""

    figure: Words = Field(description="Its type, as line or map.")
    id: Identifier | None = Field(None, description="An id to refer to it by, as [#fig-x].")
    title: Line = Field(description="What the figure shows, as a finding.")
    subtitle: Line | None = Field(None, description="Measure, unit, period.")
    width: Annotated[str, PlainValidator(choice("half", "main", "full"))] = Field(
        "main", description="half (two halves side by side), main (116 mm) or full (173 mm)."
    )
    height: Annotated[int, PlainValidator(whole(60, 500))] | None = Field(
        None, description="Height in points, if the usual one does not fit."
    )
    stretch: Flag | None = Field(
        None,
        description="Whether it may be drawn up to 15 % higher or lower where that fills pages; "
        "unless said, only without a height of its own.",
    )
    source: Citations = Field((), description="Sources; by default those of its data or elements.")
    note: Line | None = Field(None, description="Printed under the figure, after its sources.")
    alt: Words | None = Field(None, description="Words for those who cannot see it; else computed.")
    show_yaml: Flag = Field(False, description="Print its lines of the spec beside or under it.")

    @property
    def may_stretch(self) -> bool:
        """Whether its height may give way to those of pages."""
        return self.height is None if self.stretch is None else self.stretch
