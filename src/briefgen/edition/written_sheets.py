"""Figures that are written out in the spec as sheets: dates, places, relations, proposals.

What a figure is made of stands in lists of parts (events, points, links, rows). Each list becomes
a sheet, with a column for each thing that any of its parts has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.columns import ColumnWords, column_words
from briefgen.data.sheets import Sheet
from briefgen.edition.facts import PrintedFact
from briefgen.model.fields import Model, is_choice
from briefgen.model.figure import Figure
from briefgen.prose import Prose
from briefgen.yardstick import Term, term_in

_NOT_SHOWN = frozenset({"source"})
_SCENERY = frozenset({"waters"})  # named on a map, and nothing that it tells
_COORDINATES = ("longitude", "latitude")


class _Spoken(Struct, frozen=True):
    """What cells are put into words with."""

    words: ColumnWords
    language: str
    facts: Mapping[str, PrintedFact]


def written_sheets(
    figure: Figure, facts: Mapping[str, PrintedFact], language: str
) -> dict[str, Sheet]:
    """The lists of parts of a figure by the name of their field."""
    spoken = _Spoken(column_words(language), language, facts)
    found = {}
    for name in (each for each in type(figure).model_fields if each not in _SCENERY):
        parts = getattr(figure, name)
        if isinstance(parts, tuple) and parts and all(isinstance(each, Model) for each in parts):
            heads: Sequence[str] = getattr(figure, "columns", ())
            found[name] = _sheet([dict(_cells(each, heads, spoken)) for each in parts], spoken)
    return found


def plain_words(text: Prose, facts: Mapping[str, PrintedFact]) -> str:
    """A text without its citations, with facts as they are printed."""
    return re.sub(
        r"\{([\w-]+)\}", lambda m: facts[m[1]].words if m[1] in facts else m[0], text.plain()
    )


def _sheet(rows: Sequence[Mapping[str, str]], spoken: _Spoken) -> Sheet:
    columns = tuple(dict.fromkeys(key for row in rows for key, cell in row.items() if cell))
    return Sheet(
        tuple(spoken.words.heads.get(key, key) for key in columns),
        tuple(tuple(row.get(key, "") for key in columns) for row in rows),
        columns,
    )


def _cells(part: Model, heads: Sequence[str], spoken: _Spoken) -> Iterator[tuple[str, str]]:
    for name, info in type(part).model_fields.items():
        value = getattr(part, name)
        if name in _NOT_SHOWN:
            continue
        if _is_place(value):
            yield from zip(_COORDINATES, map(str, value), strict=True)
        elif name == "cells" and len(value) == len(heads):
            yield from zip(
                heads, (spoken.words.cells.get(each, each) for each in value), strict=True
            )
        elif is_choice(type(part), name):
            yield info.alias or name, spoken.words.cells.get(value, value)
        else:
            yield info.alias or name, _words(value, spoken)


def _is_place(value: object) -> bool:
    return isinstance(value, tuple) and [type(each) for each in value] == [float, float]


def _words(value: object, spoken: _Spoken) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return spoken.words.cells["yes"]
    if isinstance(value, Prose):
        return plain_words(value, spoken.facts)
    if isinstance(value, Term):
        return term_in(value, spoken.language).words
    if isinstance(value, tuple):
        inner = " " if _is_place(value) else "; "
        return inner.join(_words(each, spoken) for each in value)
    return str(value)
