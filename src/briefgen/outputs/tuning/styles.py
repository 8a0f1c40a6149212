"""Values of styles for which the engine goes through all that a value could be.

Most are inherited or initial, and are words, numbers and lengths. For these the answer is clear at
once; for all others the engine is asked as before.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension

Missing = Callable[[Any, str], Any]
PLAIN = frozenset({str, int, float, bool, type(None), Dimension})  # none of them is a formula
SPECIAL = frozenset({"position", "float", "display", "page"})
IN_FLOW = ("static", "relative")
_ABSENT = object()


def _is_special(key: str) -> bool:
    return key in SPECIAL or key.startswith(("__", "text_decoration_"))


# Values as they are where nothing is said, and names that stand for the parent's.
_INITIAL = {
    key: value
    for key, value in INITIAL_VALUES.items()
    if not check_math(value)
    and key not in INITIAL_NOT_COMPUTED
    and key not in INHERITED
    and not _is_special(key)
}
_INHERITED = frozenset(key for key in INHERITED if not _is_special(key))


def _is_plain(value: Any) -> bool:
    return type(value) is tuple and PLAIN.issuperset(map(type, value))


@functools.cache
def _logical(key: str, direction: str) -> str:
    name: str = PHYSICAL_FUNCTIONS[key](block="ttb", inline=direction)
    return name


def computed(plain: Missing) -> Missing:
    """The engine's way to find a value of an element that is asked for the first time."""

    @functools.wraps(plain)
    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key in cascaded:
            return plain(style, key)
        if key in PHYSICAL_FUNCTIONS and _logical(key, style["direction"]) in cascaded:
            return plain(style, key)
        if key in _INHERITED and style.parent_style is not None:
            value = style.parent_style[key]
            if type(value) not in PLAIN and not _is_plain(value):
                return plain(style, key)
        elif (value := _INITIAL.get(key, _ABSENT)) is _ABSENT:
            return plain(style, key)
        style[key] = value
        return value

    return missing


_strut_of = itemgetter(
    *("font_family", "font_style", "font_stretch", "font_weight", "font_variant_ligatures"),
    *("font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings"),
    *("font_variation_settings", "font_language_override", "lang", "font_size", "line_height"),
)


def strut(plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The engine's least height of a line, found by values and not by a text made of them."""

    @functools.wraps(plain)
    def found(style: Any) -> Any:
        fonts = style.font_config.__dict__
        known = fonts.get("known_struts")
        if known is None:
            known = fonts["known_struts"] = {}
        key = _strut_of(style)
        try:
            height = known.get(key)
        except TypeError:  # a list of families
            return plain(style)
        if height is None:
            height = known[key] = plain(style)
        return height

    return found


def flowing(plain: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """The engine's question whether a box is in normal flow, of which five others are part."""

    @functools.wraps(plain)
    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        if style["position"] in IN_FLOW and style["float"] == "none":
            return True
        return plain(box)

    return is_in_normal_flow
