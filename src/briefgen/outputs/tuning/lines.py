"""Lines that were broken once: the same text in the same style and width breaks the same way.

Two thirds of all lines are asked for again, by widths of columns, heights of notes and pages that
are laid out a second time. What is kept lives as long as the layout of one document.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import itemgetter
from typing import Any

Split = Callable[..., Any]
# All of a style that the engine looks at for a line; a test holds this against its source.
LOOKED_AT = (
    *("direction", "lang", "font_language_override", "font_family", "font_style", "font_stretch"),
    *("font_weight", "font_size", "font_variation_settings", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "text_decoration_line", "word_spacing", "letter_spacing"),
    *("overflow_wrap", "tab_size", "white_space", "hyphens", "hyphenate_limit_chars"),
    *("hyphenate_limit_zone", "hyphenate_character", "word_break"),
)
_look = itemgetter(*LOOKED_AT)
_FAMILY = LOOKED_AT.index("font_family")


def remembering(plain: Split) -> Split:
    """The engine's way to break off a first line, with a memory for each layout."""

    @functools.wraps(plain)
    def split(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        known = _memory(context)
        if known is None:
            return plain(text, style, context, max_width, spacing, is_line_start, minimum)
        looks = list(_look(style))
        looks[_FAMILY] = tuple(looks[_FAMILY])
        key = (text, max_width, spacing, is_line_start, minimum, style.font_config, *looks)
        try:
            found = known.get(key)
        except TypeError:  # a value that cannot be a key, as several decorations of a line
            return plain(text, style, context, max_width, spacing, is_line_start, minimum)
        if found is None:
            layout, *said = plain(text, style, context, max_width, spacing, is_line_start, minimum)
            known[key] = type(layout), dict(vars(layout)), tuple(said)
            return layout, *said
        kind, state, said = found
        layout = object.__new__(kind)  # each has its own: drawing changes it
        layout.__dict__.update(state)
        return layout, *said

    return split


def _memory(context: Any) -> dict[Any, Any] | None:
    """What the layout that a line belongs to remembers; none for lines of no layout."""
    if context is None:
        return None
    state = context.__dict__
    known: dict[Any, Any] | None = state.get("known_lines")
    if known is None:
        known = state["known_lines"] = {}
    return known
