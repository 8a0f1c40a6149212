"""Rows of a key facts panel, shared by every kind that has one."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from briefgen.model.fields import Citations, Line, Model


class PanelRow(Model):
    """One row: a bold value, a small qualifier, its source."""

    value: Line = Field(description="The value: words, or a fact as {{ id }}.")
    note: Line | None = Field(None, description="A small line under the value.")
    source: Citations = Field(
        (), description="Its source, where the value is not a fact with its own."
    )


def panel_row(value: object) -> object:
    """A row written as plain text is a row with that value."""
    return {"value": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class DeclaredPanel:
    """The panel a kind declares: the spec's key, rows with labels, a country for the globe."""

    field: str
    rows: tuple[tuple[str, PanelRow], ...]
    country: str = ""


def declared_rows(facts: Model) -> tuple[tuple[str, PanelRow], ...]:
    """The rows of a panel model that are filled, in the order of its fields."""
    filled = (
        (info.title or name, getattr(facts, name))
        for name, info in type(facts).model_fields.items()
    )
    return tuple((label, row) for label, row in filled if row is not None)
