"""Drawings for pages that are read from the right: the first of a row stands at the right.

A drawing is turned as a whole, and each of its words turned back where it then stands. So axes,
bars and courses of time begin at the right, and no chart has to know of it. Maps are not turned,
but their words run as all others do.
"""

from __future__ import annotations

import re

from markupsafe import Markup
from msgspec import structs

from briefgen.charts.svg import Drawing, coordinate

_WORDS = re.compile(r"(?P<tag><text [^>]*>)(?P<words>[^<]*)(?=</text>)")
_TEXT = re.compile(r'<text x="(?P<x>-?[\d.]+)"(?P<rest>[^>]*)>')
_HEAD = re.compile(
    r"(?P<head><svg[^>]*>(?:<title>[^<]*</title>|<title/>)?)(?P<body>.*)(?=</svg>)", re.DOTALL
)
_ANCHOR = re.compile(r' text-anchor="(\w+)"')
_TO_THE_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FROM, _TO = "\u202b", "\u202c"  # what stands between them runs to the left
_LEFT_TO_RIGHT = "\u202a"  # until _TO: a range, which has the smaller number at its left
_RANGE = re.compile(r"\d+(?:[.,]\d+)?–\d+(?:[.,]\d+)?%?")


def mirrored(drawing: Drawing) -> Drawing:
    """The drawing as a mirror shows it, with its words as they were."""
    turned = f'<g transform="translate({coordinate(drawing.width)},0) scale(-1,1)">'

    def within(found: re.Match[str]) -> str:
        return f"{found['head']}{turned}{_TEXT.sub(_turned_back, found['body'])}</g>"

    told = worded(drawing)
    return structs.replace(told, svg=Markup(_HEAD.sub(within, str(told.svg), count=1)))


def worded(drawing: Drawing) -> Drawing:
    """The drawing with words that run to the left; where they are anchored stays as it is."""
    svg = _WORDS.sub(_running, str(drawing.svg)).replace("<svg ", '<svg direction="ltr" ', 1)
    return structs.replace(drawing, svg=Markup(svg))


def _running(found: re.Match[str]) -> str:
    words = found["words"]
    if not _TO_THE_LEFT.search(words):
        return found[0]
    told = _RANGE.sub(lambda span: f"{_LEFT_TO_RIGHT}{span[0]}{_TO}", words)
    return f"{found['tag']}{_FROM}{told}{_TO}"


def _turned_back(found: re.Match[str]) -> str:
    """A text that reads as before, on the other side of its place."""
    x, rest = float(found["x"]), found["rest"]
    anchor = _ANCHOR.search(rest)
    if anchor is None:
        rest += ' text-anchor="end"'
    elif anchor[1] == "end":
        rest = _ANCHOR.sub("", rest)
    back = f'transform="translate({coordinate(2 * x)},0) scale(-1,1)"'
    return f'<text x="{found["x"]}"{rest} {back}>'
