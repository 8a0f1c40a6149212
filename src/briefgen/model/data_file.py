"""The descriptor beside a data file: the words of Table Schema, short where that is enough.

Columns are listed by name (`columns`), or as the schema of a data package has them (`schema`), so
that one which comes with the data can be taken over as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from briefgen.errors import did_you_mean
from briefgen.model.citation_fields import SomeCitations
from briefgen.model.fields import (
    AnyDate,
    Flag,
    Model,
    Number,
    WordList,
    Words,
    as_list,
    choice,
    text_of,
    wrong,
)
from briefgen.model.freshness import Limits
from briefgen.model.marking import HandlingMarking
from briefgen.model.provider import Provider

TYPES = ("year", "number", "integer", "text", "date")
# What Table Schema calls them, and types that are read as text here.
SYNONYMS: Mapping[str, str] = {
    "string": "text",
    "any": "text",
    "boolean": "text",
    "yearmonth": "date",
}


def _column_type(value: object) -> str:
    written = text_of(value, f"one of {', '.join(TYPES)}")
    if written in SYNONYMS:
        return SYNONYMS[written]
    return choice(*TYPES)(written)


def _sign(value: object) -> str:
    written = value if isinstance(value, str) and value else text_of(value, "a sign")
    if len(written) > 1 or written.isdigit() or written in "-+":
        raise wrong(f"one sign is needed here, found “{written[:20]}”", 'as "," or "."')
    return written


def _missing(value: object) -> str:
    return value.strip() if isinstance(value, str) else text_of(value, "what stands in the cell")


Sign = Annotated[str, PlainValidator(_sign)]
ColumnType = Annotated[str, PlainValidator(_column_type)]
NotKnown = Annotated[str, PlainValidator(_missing)]
Missing = Annotated[tuple[NotKnown, ...], BeforeValidator(as_list)]


class Constraints(Model):
    """What the cells of a column must keep to."""

    required: Flag = Field(False, description="No cell may be empty.")
    unique: Flag = Field(False, description="No value may stand twice.")
    minimum: Number | None = Field(None, description="The smallest number or year allowed.")
    maximum: Number | None = Field(None, description="The largest number or year allowed.")
    enum: WordList = Field((), description="The only values allowed.")


class ColumnDescription(Model):
    """What one column of a data file holds."""

    model_config = ConfigDict(populate_by_name=False)

    type: ColumnType = Field(description="year, number, integer, text or date; string is text.")
    title: Words | None = Field(None, description="What it holds, in words.")
    description: Words | None = Field(None, description="What exactly is meant, at more length.")
    unit: Words | None = Field(None, description="Unit of its numbers.")
    indicator: Words | None = Field(
        None,
        description="What it measures, as a key by which facts of briefs are compared with it.",
    )
    format: Annotated[str, PlainValidator(choice("default", "any"))] = Field(
        "default", description="Only default and any: numbers and dates are written one way."
    )
    decimal_char: Sign = Field(
        ".", alias="decimalChar", description="The sign before decimals, if it is no point."
    )
    group_char: Sign | None = Field(
        None, alias="groupChar", description="The sign between thousands, if there is one."
    )
    constraints: Constraints = Field(Constraints(), description="What its cells must keep to.")
    freshness: Limits | None = Field(
        None, description="How old its newest value may grow, counted from the time it is of."
    )

    @model_validator(mode="after")
    def _signs_apart(self) -> Self:
        if self.group_char == self.decimal_char:
            raise wrong(
                "one sign cannot stand between thousands and before decimals",
                "name the sign before decimals as decimalChar",
                ("groupChar",),
            )
        return self

    @property
    def is_number(self) -> bool:
        """Whether its cells can be reckoned with."""
        return self.type in ("number", "integer")


class FieldDescription(ColumnDescription):
    """A column as a schema lists it."""

    name: Words = Field(description="The head of the column in the file.")


class TableSchema(Model):
    """A Table Schema, as data packages have it."""

    model_config = ConfigDict(populate_by_name=False)

    fields: tuple[FieldDescription, ...] = Field(description="The columns.", min_length=1)
    primary_key: WordList = Field(
        (), alias="primaryKey", description="Columns whose values together may stand only once."
    )
    missing_values: Missing = Field(
        ("",), alias="missingValues", description="What stands where a value is not known."
    )

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        names = [field.name for field in self.fields]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise wrong(
                    f"the column “{name[:40]}” is described twice",
                    "keep one of the two",
                    ("fields", number, "name"),
                )
        return self


class Licence(Model):
    """A licence as data packages have it."""

    name: Words | None = Field(None, description="Its short name, as CC-BY-4.0.")
    title: Words | None = Field(None, description="Its name in words.")
    path: Words | None = Field(None, description="Its address.")


def _licence(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


Licences = Annotated[
    tuple[Annotated[Licence, BeforeValidator(_licence)], ...], BeforeValidator(as_list)
]


class DataDescription(Model):
    """What a data file is: its title, source, date, licence and columns."""

    model_config = ConfigDict(populate_by_name=False)

    title: Words = Field(description="What the file holds.")
    description: Words | None = Field(None, description="What it holds, at more length.")
    source: SomeCitations = Field(description="Key or keys of its sources.")
    retrieved: AnyDate | None = Field(None, description="When it was taken from the source.")
    as_of: AnyDate | None = Field(None, description="The date the data speak of, if one.")
    licence: Words | None = Field(None, description="Licence of the data.")
    licences: Licences = Field(
        (), alias="licenses", description="The same as a data package has it."
    )
    entity: Words | None = Field(
        None, description="Whom or what the values are about, or the column that says so."
    )
    unit: Words | None = Field(None, description="Unit of the values.")
    frequency: Words | None = Field(None, description="annual, quarterly, monthly…")
    listed: dict[str, ColumnDescription] = Field(
        {}, alias="columns", description="Each column of the file, by its head."
    )
    schema_: TableSchema | None = Field(
        None, alias="schema", description="The columns as a Table Schema, instead of “columns”."
    )
    primary_key: WordList = Field(
        (),
        alias="primaryKey",
        description="Columns whose values together may stand only once; else all without numbers.",
    )
    missing_values: Missing = Field(
        ("",), alias="missingValues", description="What stands where a value is not known."
    )
    note: Words | None = Field(None, description="Caveats about the data, printed under figures.")
    marking: HandlingMarking | None = Field(
        None,
        description="The handling marking they came under, if one. Above that of the brief, they "
        "are not put into the PDF.",
    )
    vintage: Words | None = Field(
        None,
        description="The column of dates that says since when each row is known; a build as of an "
        "earlier day leaves later rows out.",
    )
    freshness: Limits | None = Field(
        None, description="How old the file may grow, counted from the day it was retrieved."
    )
    provider: Provider | None = Field(
        None, description="Where briefgen refresh fetches the values from."
    )

    @model_validator(mode="after")
    def _described_once(self) -> Self:
        if not self.listed and self.schema_ is None:
            raise wrong(
                "the columns of the file are not described",
                "add “columns:” with a line for each, as year: {type: year}",
            )
        if self.listed and self.schema_ is not None:
            raise wrong(
                "the columns are described twice",
                "keep “columns:” or “schema:”, not both",
                ("schema",),
            )
        for name, field in (("primaryKey", "primary_key"), ("missingValues", "missing_values")):
            if self.schema_ is not None and field in self.model_fields_set:
                raise wrong(f"“{name}” belongs to the schema", "move it into “schema:”", (name,))
        return self

    @model_validator(mode="after")
    def _key_of_columns(self) -> Self:
        where = ("schema", "primaryKey") if self.schema_ is not None else ("primaryKey",)
        for name in self.key():
            if name not in self.columns:
                raise wrong(
                    f"the primary key names a column “{name[:40]}” that is not described",
                    did_you_mean(name, self.columns),
                    where,
                )
        return self

    @model_validator(mode="after")
    def _vintage_of_dates(self) -> Self:
        column = self.columns.get(self.vintage or "")
        if self.vintage is not None and (column is None or column.type != "date"):
            dates = [name for name, about in self.columns.items() if about.type == "date"]
            raise wrong(
                f"“vintage” needs a column of dates, and “{self.vintage[:40]}” is none",
                did_you_mean(self.vintage, dates, "such a column has type: date"),
                ("vintage",),
            )
        return self

    @model_validator(mode="after")
    def _provided_columns(self) -> Self:
        for name in self.provider.columns if self.provider is not None else ():
            if name not in self.columns:
                raise wrong(
                    f"the provider names a column “{name[:40]}” that is not described",
                    did_you_mean(name, self.columns),
                    ("provider", "columns", name),
                )
        return self

    @property
    def columns(self) -> Mapping[str, ColumnDescription]:
        """Every column by its head, however it is described."""
        if self.schema_ is None:
            return self.listed
        return {field.name: field for field in self.schema_.fields}

    def key(self) -> tuple[str, ...]:
        """The columns of the primary key, if one is named."""
        return self.schema_.primary_key if self.schema_ is not None else self.primary_key

    def unknown(self) -> frozenset[str]:
        """What stands in a cell whose value is not known."""
        named = self.schema_.missing_values if self.schema_ is not None else self.missing_values
        return frozenset({"", *named})

    def licence_words(self) -> str:
        """The licence in words, from whichever form it was given in."""
        named = (each.title or each.name or each.path or "" for each in self.licences)
        return self.licence or ", ".join(name for name in named if name)
