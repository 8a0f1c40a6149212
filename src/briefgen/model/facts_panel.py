"""Rows of a key facts panel, shared by every kind that has one."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct
from pydantic import BeforeValidator, Field

from briefgen.model.citation_fields import Citations
from briefgen.model.fields import Model
from briefgen.model.prose_fields import Line
from briefgen.model.spark import Spark

HELD = "Held"  # the row that no field is behind: when and where


class PanelRow(Model):
    """One row: a bold value, a small qualifier, its source."""

    value: Line = Field(description="The value: words, or a fact as {{ id }}.")
    note: Line | None = Field(None, description="A small line under the value.")
    spark: Spark | None = Field(
        None, description="The course of the value over the years, drawn under it."
    )
    source: Citations = Field(
        (), description="Its source, where the value is not a fact with its own."
    )


def panel_row(value: object) -> object:
    """A row written as plain text is a row with that value."""
    return {"value": value} if isinstance(value, str) else value


Row = Annotated[PanelRow, BeforeValidator(panel_row)]


class DeclaredRow(Struct, frozen=True):
    """A row with its label and the keys in the spec that it comes from."""

    label: str
    row: PanelRow
    path: tuple[str, ...]


class DeclaredPanel(Struct, frozen=True):
    """The panel a kind declares: its rows, and countries for the globe, the first the subject."""

    rows: tuple[DeclaredRow, ...]
    countries: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # shown on the globe as well, in a second shade


def declared_rows(facts: Model, *path: str) -> tuple[DeclaredRow, ...]:
    """The rows of a model that are filled, in the order of its fields; `path` leads to it."""
    filled = (
        (info.title or name, getattr(facts, name), name)
        for name, info in type(facts).model_fields.items()
    )
    return tuple(
        DeclaredRow(label, row, (*path, name))
        for label, row, name in filled
        if isinstance(row, PanelRow)
    )
