"""The types that fields of a declared kind can have: what each holds, and where it can stand.

Each has a place on the page: what no reader would see is not asked of an author.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from msgspec import Struct
from pydantic import BeforeValidator

from briefgen.model.blocks import Blocks
from briefgen.model.country import Country
from briefgen.model.facts_panel import Row
from briefgen.model.fields import AnyDate, FullDate, WordList, Words, as_list
from briefgen.model.rating import Rating

CHOICE, ROW, RATING, DATES = "choice", "row", "rating", ("day", "date")
NAMES, PANEL, GLOBE, OPENING = "also_called", "panel", "globe", "opening"  # where fields stand


class FieldType(Struct, frozen=True):
    """One type: what the model has for it, what it holds in words, where it can stand."""

    annotation: Any
    holds: str
    stands: frozenset[str] = frozenset()
    many: bool = False  # a list, which is empty where it is left out


def _type(annotation: Any, holds: str, *stands: str, many: bool = False) -> FieldType:
    return FieldType(annotation, holds, frozenset(stands), many)


_Countries = Annotated[tuple[Country, ...], BeforeValidator(as_list)]

FIELD_TYPES: Mapping[str, FieldType] = {
    "words": _type(Words, "words on one line", NAMES, PANEL),
    "list": _type(WordList, "words, or a list of them", NAMES, PANEL, many=True),
    CHOICE: _type(Words, "one of the words under `choices`", NAMES, PANEL),
    "day": _type(FullDate, "a whole date, as 2022-11-20", PANEL),
    "date": _type(AnyDate, "a date: 2022, 2022-11 or 2022-11-20", PANEL),
    "country": _type(Country, "the code of a country, as KZ", PANEL, GLOBE),
    "countries": _type(_Countries, "codes of countries, as [KZ, UZ]", PANEL, GLOBE, many=True),
    ROW: _type(Row, "a row of the panel: a value with its note, spark and source"),
    "blocks": _type(Blocks, "blocks, as a section has them", OPENING, many=True),
    RATING: _type(Rating, "intent, capability and opportunity; its field is `rating`", OPENING),
}
