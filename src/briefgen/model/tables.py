"""Tables: rows written out in the spec, or taken from data files column by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, Tag, model_validator

from briefgen.model.calculation import Calculation, Where, Year
from briefgen.model.citation_fields import Citations
from briefgen.model.fields import (
    AnyDate,
    Decimals,
    Flag,
    Identifier,
    Model,
    Number,
    Words,
    choice,
    whole,
    wrong,
)
from briefgen.model.prose_fields import Line
from briefgen.model.spark import Spark, SparkSpec

OF_WRITTEN = ("indicator", "as_of")
FROM_DATA = ("column", "data", "where", "from", "to", "calculate", "scale", "spark")
OF_NUMBERS = ("decimals", "total")


class Column(Model):
    """One column of a table."""

    title: Line | None = Field(
        None, description="The head of the column; from data else the title in the descriptor."
    )
    unit: Words | None = Field(
        None, description="Unit of its numbers, printed in the head: a key as usd_bn, or words."
    )
    width: Number | None = Field(
        None, description="Its width in millimetres; columns without share the rest."
    )
    align: Annotated[str, PlainValidator(choice("left", "right", "center"))] | None = Field(
        None, description="left, right or center; numbers else stand on their decimal sign."
    )
    type: Annotated[str, PlainValidator(choice("text", "number"))] | None = Field(
        None, description="text or number; else text, or what the data file has."
    )
    decimals: Decimals | None = Field(None, description="Decimals of its numbers.")
    total: Annotated[str, PlainValidator(choice("sum", "mean"))] | None = Field(
        None, description="What the last row gives of this column: sum or mean."
    )
    indicator: Identifier | None = Field(
        None,
        description="What its numbers measure, as the facts call it, so that both are compared; "
        "else the title counts.",
    )
    as_of: AnyDate | None = Field(
        None, description="The date its numbers speak of; else a year in the heads counts."
    )
    column: Words | None = Field(None, description="The column of the data file.")
    data: Words | None = Field(
        None, description="Another data file than that of the table; its rows are matched."
    )
    where: Where = Field({}, description="Only rows with these values, as year: 2022.")
    start: Year | None = Field(None, alias="from", description="First year.")
    end: Year | None = Field(None, alias="to", description="Last year.")
    calculate: Calculation | None = Field(None, description="What to work out of the values.")
    scale: Number | None = Field(None, description="Multiply values by this, as 1e-9.")
    spark: Flag = Field(
        False, description="Draw the course of the values over the years, the size of a word."
    )


class SparkCell(Model):
    """A cell that draws the course of a value."""

    spark: Spark = Field(description="A data file, or its rows and what to make of them.")


def _cell_tag(value: Any) -> str:
    """Whether a cell draws; what is neither of the two is told as a text that is missing."""
    drawn = isinstance(value, SparkCell) or (isinstance(value, dict) and "spark" in value)
    return "<spark>" if drawn else "<text>"


Cell = Annotated[
    Annotated[Line, Tag("<text>")] | Annotated[SparkCell, Tag("<spark>")],
    Discriminator(_cell_tag),
]


class Sort(Model):
    """By which column rows are sorted."""

    by: Words = Field(description="Title of the column, or its name in the data file.")
    order: Annotated[str, PlainValidator(choice("descending", "ascending"))] = Field(
        "descending", description="descending or ascending."
    )


class CellNote(Model):
    """A note on one cell, or on a whole row; marked with a letter."""

    row: Words = Field(description="First cell of the row.")
    column: Words | None = Field(
        None, description="Title of the column, or its name in the data file; else the first."
    )
    text: Line = Field(description="The note.")


def _column(value: object, *, name: str) -> object:
    return {name: value} if isinstance(value, str) else value


def _written_short(value: object) -> object:
    """A column may be written as a text; the table, which knows what that means, has read it."""
    return value


def _sort(value: object) -> object:
    return {"by": value} if isinstance(value, str) else value


class Table(Model):
    """A comparison in rows and columns."""

    table: Line = Field(description="The title: what the table shows, as a claim.")
    id: Identifier | None = Field(None, description="An id to refer to it by, as [#tab-x].")
    subtitle: Line | None = Field(None, description="Measure, unit, period.")
    columns: tuple[Annotated[Column, BeforeValidator(_written_short)], ...] = Field(
        description="The columns, in order; a text is a title, or a column of the data file.",
        min_length=2,
        max_length=8,
    )
    rows: tuple[tuple[Cell | None, ...], ...] = Field(
        (),
        description="The rows; each is a list of cells, the first its head. Or “data”.",
        max_length=400,
    )
    data: Words | None = Field(
        None, description="Name of a CSV file in data/, without its ending, instead of “rows”."
    )
    where: Where = Field({}, description="Only rows with this value, or one of these, by column.")
    start: Year | None = Field(None, alias="from", description="First year.")
    end: Year | None = Field(None, alias="to", description="Last year.")
    sort: Annotated[Sort, BeforeValidator(_sort)] | None = Field(
        None, description="A column to sort by, largest first; or by: and order:."
    )
    top: Annotated[int, PlainValidator(whole(1, 400))] | None = Field(
        None, description="Only so many rows, in the order of “sort”."
    )
    others: Words | None = Field(
        None, description="Head of a row in which all that “top” leaves out is added up."
    )
    total: Words | None = Field(None, description="Head of the row of totals; else Total or Mean.")
    notes: tuple[CellNote, ...] = Field((), description="Notes on cells.", max_length=26)
    note: Line | None = Field(None, description="Printed under the table.")
    source: Citations = Field(
        (),
        description="Sources of the whole table, printed under it; by default those of its data.",
    )
    width: Annotated[str, PlainValidator(choice("full", "main"))] = Field(
        "full", description="full (173 mm) or main (the text column, 116 mm)."
    )
    show_yaml: Flag = Field(False, description="Print its lines of the spec beside or under it.")

    def sparks(self) -> Iterator[tuple[tuple[str | int, ...], SparkSpec]]:
        """The courses drawn in cells that are written out, each with its place."""
        for number, row in enumerate(self.rows):
            for place, cell in enumerate(row):
                if isinstance(cell, SparkCell):
                    yield ("rows", number, place, "spark"), cell.spark

    @model_validator(mode="before")
    @classmethod
    def _short_columns(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("columns"), list | tuple):
            return value
        name = "column" if "data" in value else "title"
        columns = [_column(column, name=name) for column in value["columns"]]
        return {**value, "columns": columns}

    @model_validator(mode="after")
    def _of_one_origin(self) -> Self:
        if bool(self.rows) == (self.data is not None):
            raise wrong(
                "a table has either “rows”, or a “data” file to take them from",
                "take one of the two away" if self.rows else "add one of the two",
                ("data",) if self.rows else (),
            )
        for number, column in enumerate(self.columns):
            place = ("columns", number)
            if self.data is None:
                _written_out(column, place)
            elif column.column is None:
                raise wrong(
                    "this column does not say what it takes from the data",
                    "add “column:” with the name of a column of the data file",
                    place,
                )
            elif told := [key for key in OF_WRITTEN if getattr(column, key) is not None]:
                raise wrong(
                    f"“{told[0]}” is for rows written out; a data file says so in its descriptor",
                    "leave it out here",
                    (*place, told[0]),
                )
            elif column.spark and column.total is not None:
                raise wrong(
                    "a column that draws the course of its values has no total",
                    "leave “total” out, or give the last value a column of its own",
                    (*place, "total"),
                )
        return self

    @model_validator(mode="after")
    def _top_of_order(self) -> Self:
        if self.top is not None and self.sort is None:
            raise wrong("“top” needs an order", "add “sort:” with a column", ("top",))
        if self.others is not None and (self.top is None or self.data is None):
            raise wrong(
                "“others” adds up what “top” leaves out of a table from data",
                "add “top:” with a number" if self.data is not None else "leave it out",
                ("others",),
            )
        return self

    @property
    def totalled(self) -> bool:
        """Whether the table ends with a row of totals."""
        return any(column.total is not None for column in self.columns)


def _written_out(column: Column, place: tuple[str, int]) -> None:
    """Refuses in a table of written rows what only data can have."""
    if column.title is None:
        raise wrong("this column has no title", "add “title:”", place)
    fields = {"from": "start", "to": "end"}
    for key in FROM_DATA:
        if fields.get(key, key) in column.model_fields_set:
            raise wrong(
                f"“{key}” is for tables from a data file; this one has rows of its own",
                "leave it out, or name a file with “data:” in place of “rows:”",
                (*place, key),
            )
    for key in OF_NUMBERS:
        if key in column.model_fields_set and column.type != "number":
            raise wrong(f"“{key}” is for columns of numbers", "add “type: number”", (*place, key))
