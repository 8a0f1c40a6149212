"""Lengths of boxes out of their styles: most are in pixels and need no rules."""

from __future__ import annotations

import functools
from collections.abc import Callable
from math import inf
from operator import itemgetter
from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout.percent import adjust_box_sizing

Resolve = Callable[[Any, Any], None]
WIDE = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "max_width")
HIGH = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_ABSENT = object()
_look = itemgetter(
    *WIDE, *HIGH, *BORDERS, "min_width", "height", "min_height", "max_height", "border_collapse"
)


def resolving(plain: Resolve) -> Resolve:
    """The engine's way to set the lengths of a box; what is not simple is left to it."""

    @functools.wraps(plain)
    def resolve(box: Any, containing_block: Any) -> None:
        style = box.style
        if isinstance(containing_block, Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        upright = height if isinstance(box, PageBox) else width
        fonts = style.font_config.__dict__  # there is one for each document
        known = fonts.get("known_lengths")
        if known is None:
            known = fonts["known_lengths"] = {}
        key = (_look(style), width, height, upright)
        try:
            found = known.get(key)
        except TypeError:  # a formula
            plain(box, containing_block)
            return
        if found is None:
            found = known[key] = _lengths(style, width, height, upright)
        if not found:
            plain(box, containing_block)
            return
        if style["border_collapse"] == "collapse":  # borders are settled with the cells beside it
            found = found | {name: getattr(box, name) for name in BORDERS if hasattr(box, name)}
        box.__dict__.update(found)
        if style["box_sizing"] != "content-box":
            adjust_box_sizing(box, "width")
            adjust_box_sizing(box, "height")

    return resolve


def _lengths(style: Any, width: Any, height: Any, upright: Any) -> dict[str, Any]:
    """All lengths of a box by name; none where one is not simple."""
    found = {name: _length(style[name], width) for name in WIDE}
    found |= {name: _length(style[name], upright) for name in HIGH}
    least = _length(style["min_width"], width)
    found["min_width"] = 0 if least == "auto" else least
    if not _heights(found, style, height) or _ABSENT in found.values():
        return {}
    return found | {name: style[name] for name in BORDERS}


def _heights(found: dict[str, Any], style: Any, whole: Any) -> bool:
    """The heights, of a box whose own may depend on what is in it; not if there is a formula."""
    own = style["height"]
    if whole == "auto":
        least, most = _length(style["min_height"], 0), _length(style["max_height"], inf)
        if own != "auto":
            if type(own) is not Dimension:
                return False
            own = "auto" if own.unit == "%" else own.value
        found["height"] = own
    else:
        least, most = _length(style["min_height"], whole), _length(style["max_height"], whole)
        found["height"] = _length(own, whole)
    found["min_height"] = 0 if least == "auto" else least
    found["max_height"] = most
    return True


def _length(value: Any, whole: Any) -> Any:
    """A length where it is plain: a number of pixels, or a share of the whole."""
    if type(value) is Dimension:
        return whole * value.value / 100 if value.unit == "%" else value.value
    return value if value is None or value == "auto" else _ABSENT
