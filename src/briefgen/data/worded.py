"""The value of a fact as it is printed, wherever it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from briefgen.data.asking import value_of
from briefgen.data.table import Table, number
from briefgen.model.facts import Fact
from briefgen.numbers import format_number, with_unit


def fact_words(fact: Fact, tables: Mapping[str, Table], language: str) -> str:
    """The figure or the words of a fact with its unit, in a language."""
    value = _value(fact, tables)
    if value is None:
        written = fact.value or ""
        return with_unit(written, fact.unit, language) if fact.unit != "none" else written
    scaled = value * fact.scale if fact.scale is not None else value
    text = format_number(scaled, fact.decimals, language)
    return with_unit(text, fact.unit, language, fact.approximate)


def _value(fact: Fact, tables: Mapping[str, Table]) -> Decimal | None:
    if fact.data is not None:
        return value_of(fact, tables)
    try:
        return number((fact.value or "").replace("\u2212", "-"))
    except InvalidOperation:
        return None
