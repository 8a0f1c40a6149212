"""Figures that are written out in the spec as sheets: dates, places, relations, proposals.

What a figure is made of stands in lists of parts (events, points, links, rows). Each list becomes
a sheet, with a column for each thing that any of its parts has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from briefgen.data.sheets import Sheet
from briefgen.edition.facts import PrintedFact
from briefgen.model.fields import Model
from briefgen.model.figure import Figure
from briefgen.prose import Prose
from briefgen.yardstick import Term

_NOT_SHOWN = frozenset({"source"})
_SCENERY = frozenset({"waters"})  # named on a map, and nothing that it tells
_COORDINATES = ("longitude", "latitude")


def written_sheets(figure: Figure, facts: Mapping[str, PrintedFact]) -> dict[str, Sheet]:
    """The lists of parts of a figure by the name of their field."""
    found = {}
    for name in (each for each in type(figure).model_fields if each not in _SCENERY):
        parts = getattr(figure, name)
        if isinstance(parts, tuple) and parts and all(isinstance(each, Model) for each in parts):
            heads: Sequence[str] = getattr(figure, "columns", ())
            found[name] = _sheet([dict(_cells(each, heads, facts)) for each in parts])
    return found


def plain_words(text: Prose, facts: Mapping[str, PrintedFact]) -> str:
    """A text without its citations, with facts as they are printed."""
    return re.sub(
        r"\{([\w-]+)\}", lambda m: facts[m[1]].words if m[1] in facts else m[0], text.plain()
    )


def _sheet(rows: Sequence[Mapping[str, str]]) -> Sheet:
    heads = dict.fromkeys(head for row in rows for head, cell in row.items() if cell)
    return Sheet(tuple(heads), tuple(tuple(row.get(head, "") for head in heads) for row in rows))


def _cells(
    part: Model, heads: Sequence[str], facts: Mapping[str, PrintedFact]
) -> Iterator[tuple[str, str]]:
    for name, info in type(part).model_fields.items():
        value, head = getattr(part, name), (info.alias or name).replace("_", " ")
        if name in _NOT_SHOWN:
            continue
        if _is_place(value):
            yield from zip(_COORDINATES, map(str, value), strict=True)
        elif name == "cells" and len(value) == len(heads):
            yield from zip(heads, map(str, value), strict=True)
        else:
            yield head, _words(value, facts)


def _is_place(value: object) -> bool:
    return isinstance(value, tuple) and [type(each) for each in value] == [float, float]


def _words(value: object, facts: Mapping[str, PrintedFact]) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Prose):
        return plain_words(value, facts)
    if isinstance(value, Term):
        return value.words
    if isinstance(value, tuple):
        inner = " " if _is_place(value) else "; "
        return inner.join(_words(each, facts) for each in value)
    return str(value)
