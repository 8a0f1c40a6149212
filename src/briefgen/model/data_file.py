"""The descriptor beside a data file, after the Table Schema of Frictionless Data in plain words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from briefgen.model.fields import AnyDate, Model, SomeCitations, Words, choice


class ColumnDescription(Model):
    """What one column of a data file holds."""

    type: Annotated[str, PlainValidator(choice("year", "number", "text", "date"))] = Field(
        description="year, number, text or date."
    )
    title: Words | None = Field(None, description="What it holds, in words.")
    unit: Words | None = Field(None, description="Unit of its numbers.")


class DataDescription(Model):
    """What a data file is: its title, source, date, licence and columns."""

    title: Words = Field(description="What the file holds.")
    source: SomeCitations = Field(description="Key or keys of its sources.")
    retrieved: AnyDate | None = Field(None, description="When it was taken from the source.")
    as_of: AnyDate | None = Field(None, description="The date the data speak of, if one.")
    licence: Words | None = Field(None, description="Licence of the data.")
    unit: Words | None = Field(None, description="Unit of the values.")
    frequency: Words | None = Field(None, description="annual, quarterly, monthly…")
    columns: dict[str, ColumnDescription] = Field(
        description="Each column of the file.", min_length=1
    )
    note: Words | None = Field(None, description="Caveats about the data.")
