"""Figures of the outlook: scenarios on the line of likelihood, and the yardstick itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from briefgen.model.citation_fields import Citations
from briefgen.model.fields import Flag, Model, ShortWords, choice
from briefgen.model.figure import Figure
from briefgen.model.likelihood import Likelihood


class StripEntry(Model):
    """One scenario on the line."""

    name: ShortWords = Field(description="A short name.")
    likelihood: Likelihood = Field(description="A term of the yardstick, as “likely”.")
    base: Flag = Field(False, description="Whether this is the base case.")
    source: Citations = Field((), description="Its source.")


class ScenarioStripFigure(Figure):
    """Scenarios along a line from 0 to 100 per cent, each with a bar as long as its range."""

    scenarios: tuple[StripEntry, ...] = Field(
        (), description="The scenarios; else those of the block “scenarios”.", max_length=12
    )


class YardstickFigure(Figure):
    """The terms of likelihood with their odds; those that the brief uses are lit."""

    width: Annotated[str, PlainValidator(choice("half", "main"))] = Field(
        "main", description="half (two halves side by side) or main (116 mm)."
    )
