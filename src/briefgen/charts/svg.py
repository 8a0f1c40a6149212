"""Drawing primitives: each returns escaped SVG markup in points.

WeasyPrint reads font properties from single attributes only (the ``font`` shorthand gives
giant glyphs) and takes the first ``<title>`` of a drawing as its alternative text; the
functions here keep to that, so that no drawing has to remember it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape
from msgspec import Struct

SANS = "BG Sans,BG Sans Ext,BG Sans Cyr,BG Sans CyrX,BG Naskh"
SERIF = "BG Serif,BG Serif Ext,BG Serif Cyr,BG Serif CyrX,BG Naskh"
DISPLAY = "BG Display,BG Display Ext,BG Serif Cyr,BG Serif CyrX,BG Naskh"

REGULAR = 400
SEMIBOLD = 600

Point = tuple[float, float]
Attribute = str | float | None

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FigureError(ValueError):
    """A figure that cannot be drawn from what it was given; the message is for the analyst."""


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one document: three of its kind, the rest the same in every kind."""

    accent: str
    tint: str
    mid: str
    ink: str = "#15191E"
    ink2: str = "#474E56"
    ink3: str = "#636A72"
    rule: str = "#B9BEC4"
    hair: str = "#DCDFE2"
    panel: str = "#F4F3EF"
    paper: str = "#FFFFFF"
    grey: str = "#8A9097"
    unlit: str = "#D5D7DA"
    water_label: str = "#4A6B7D"


class Drawing(Struct, frozen=True):
    """A finished drawing at its final size in points; ``alt`` says in words what it shows.

    ``key`` tells what numbers on it stand for, ``remarks`` are sentences to be printed below.
    """

    svg: Markup
    width: float
    height: float
    alt: str
    key: tuple[tuple[int, str], ...] = ()
    remarks: tuple[str, ...] = ()


def coordinate(value: float) -> str:
    """A position or length to a tenth of a point, without idle digits."""
    return _digits(value, 1)


def clean(words: str) -> str:
    """The words without the characters that no XML document may hold."""
    return _NOT_XML.sub("", words)


def element(name: str, attributes: Mapping[str, Attribute], *children: Markup | str) -> Markup:
    """One SVG element; attributes set to None are left out, plain strings are escaped."""
    written = "".join(
        f' {escape(key)}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(escape(_plain(child)) for child in children)
    tag = escape(name)
    # All parts are escaped above; Markup.format would do it again, at ten times the cost.
    return Markup(f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 7.4,
    weight: int = REGULAR,
    fill: str = "#15191E",
    anchor: str = "start",
    spacing: float | None = None,
    italic: bool = False,
    family: str = SANS,
    language: str | None = None,
) -> Markup:
    """One line of text; ``y`` is its baseline, ``anchor`` is start, middle or end."""
    attributes: dict[str, Attribute] = {
        "x": coordinate(x),
        "y": coordinate(y),
        "font-family": family,
        "font-size": size,
        "font-weight": weight,
        "font-style": "italic" if italic else None,
        "fill": fill,
        "text-anchor": None if anchor == "start" else anchor,
        "letter-spacing": spacing,
        "lang": language,
    }
    return element("text", attributes, words)


def text_lines(
    x: float,
    y: float,
    lines: Iterable[str],
    *,
    leading: float,
    size: float = 7.4,
    weight: int = REGULAR,
    fill: str = "#15191E",
    anchor: str = "start",
    italic: bool = False,
) -> Markup:
    """Lines of text below each other; ``y`` is the baseline of the first."""
    drawn = (
        text(
            x,
            y + number * leading,
            words,
            size=size,
            weight=weight,
            fill=fill,
            anchor=anchor,
            italic=italic,
        )
        for number, words in enumerate(lines)
    )
    return Markup("").join(drawn)


def line(
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    *,
    stroke: str,
    width: float = 0.6,
    dash: str | None = None,
) -> Markup:
    """A straight rule."""
    attributes: dict[str, Attribute] = {
        "x1": coordinate(x1),
        "y1": coordinate(y1),
        "x2": coordinate(x2),
        "y2": coordinate(y2),
        "stroke": stroke,
        "stroke-width": width,
        "stroke-dasharray": dash,
    }
    return element("line", attributes)


def rect(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str,
    stroke: str | None = None,
    stroke_width: float = 0.6,
    radius: float | None = None,
) -> Markup:
    """A rectangle from its top left corner."""
    attributes: dict[str, Attribute] = {
        "x": coordinate(x),
        "y": coordinate(y),
        "width": coordinate(width),
        "height": coordinate(height),
        "rx": radius,
        "fill": fill,
        **_outline(stroke, stroke_width),
    }
    return element("rect", attributes)


def circle(
    x: float,
    y: float,
    radius: float,
    *,
    fill: str,
    stroke: str | None = None,
    stroke_width: float = 1.0,
) -> Markup:
    """A disc or a ring."""
    attributes: dict[str, Attribute] = {
        "cx": coordinate(x),
        "cy": coordinate(y),
        "r": radius,
        "fill": fill,
        **_outline(stroke, stroke_width),
    }
    return element("circle", attributes)


def path(
    data: str,
    *,
    fill: str = "none",
    stroke: str | None = None,
    width: float = 0.5,
    dash: str | None = None,
    rule: str | None = None,
) -> Markup:
    """A path from its commands; ``rule`` is the fill rule (evenodd for shapes with holes)."""
    attributes: dict[str, Attribute] = {
        "d": data,
        "fill": fill,
        "fill-rule": rule,
        **_outline(stroke, width),
        "stroke-linejoin": "round" if stroke else None,
        "stroke-dasharray": dash,
    }
    return element("path", attributes)


def polyline(
    points: Sequence[Point], *, stroke: str, width: float, dash: str | None = None
) -> Markup:
    """A line through points, with round joins and ends."""
    attributes: dict[str, Attribute] = {
        "points": " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points),
        "fill": "none",
        "stroke": stroke,
        "stroke-width": width,
        "stroke-linejoin": "round",
        "stroke-linecap": "butt" if dash else "round",
        "stroke-dasharray": dash,
    }
    return element("polyline", attributes)


def group(*children: Markup, move: Point) -> Markup:
    """Elements together, moved by an offset."""
    shift = f"translate({coordinate(move[0])},{coordinate(move[1])})"
    return element("g", {"transform": shift}, *children)


def finish(body: Iterable[Markup], *, width: float, height: float, alt: str) -> Drawing:
    """The drawing around its parts, with its words as the title in first place."""
    words = " ".join(clean(alt).split())
    attributes: dict[str, Attribute] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{coordinate(width)}pt",
        "height": f"{coordinate(height)}pt",
        "viewBox": f"0 0 {coordinate(width)} {coordinate(height)}",
        "role": "img",
    }
    title = element("title", {}, words)
    return Drawing(element("svg", attributes, title, *body), width, height, words)


def _outline(stroke: str | None, width: float) -> dict[str, Attribute]:
    return {"stroke": stroke, "stroke-width": width if stroke else None}


def _value(value: Attribute) -> str:
    return clean(value) if isinstance(value, str) else _digits(value or 0.0, 2)


def _plain(child: Markup | str) -> str:
    return child if isinstance(child, Markup) else clean(child)


def _digits(value: float, places: int) -> str:
    if not math.isfinite(value):
        raise FigureError(f"A figure cannot be drawn with the value {value}.")
    written = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written
