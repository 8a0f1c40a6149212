"""What stands in the sheets of figures that are written out in the spec, by language."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from briefgen.catalogues import spoken

_HEADS = (
    *("group", "item", "outcome"),
    *("id", "name", "text", "layer", "subject", "from", "to", "type", "both"),
    *("number", "longitude", "latitude", "via", "style", "arrow"),
    *("likelihood", "base"),
    *("date", "until", "ongoing", "date_text", "turning_point", "lane"),
)
_CELLS = (
    *("yes", "none", "proposed", "endorsed"),
    *("rivalry", "pressure", "allegiance", "cooperation", "split", "other"),
    *("capital", "place", "event", "solid", "dashed", "end", "start", "both"),
)


class ColumnWords(Struct, frozen=True):
    """Heads of columns by the key of the spec that fills them, and choices below them."""

    heads: Mapping[str, str] = field(
        default_factory=lambda: {key: key.replace("_", " ") for key in _HEADS}
    )
    cells: Mapping[str, str] = field(default_factory=lambda: {each: each for each in _CELLS})


def column_words(language: str) -> ColumnWords:
    """What a language has above and in the columns of sheets."""
    return spoken(ColumnWords, "sheets", language)
