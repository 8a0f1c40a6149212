"""The colours of a page at night: what is dark becomes light, hues stay.

A kind gives three colours and a map mixes its own, so those for the night are worked out: the
lightness of each is turned over in Oklab, in which equal steps look equal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from briefgen.model.kind import Accent
from briefgen.model.style import COLOURS, Style
from briefgen.outputs.styling import FAMILIES, family_of

NIGHT_PAPER, NIGHT_INK = 0.205, 0.965  # lightness of white and of ink when turned over
DAY_INK = 0.21
PANEL, NIGHT_PANEL = "#F4F3EF", "#202327"  # as in the style sheet
_NIGHT_GROUNDS = {"paper": "#16181B", "panel": NIGHT_PANEL}
SCREEN_LOGO = ".imprint .logo{height:2.4rem;max-width:100%;vertical-align:middle}"
LEGIBLE = 7.05  # of contrast, so that rounding does no harm
_CALMER, _NEUTRAL = 0.86, 0.4  # colours look stronger on a dark ground, and a warm grey brown
_GREY = 0.02  # chroma up to which a colour passes for grey
_PAINT = re.compile(r'\b(fill|stroke)="(#[0-9A-Fa-f]{6})"')
Colour = tuple[float, float, float]


def accent_rules(accent: Accent) -> str:
    """The colours of the kind as custom properties, by day and by night."""
    day = {"--accent": accent.strong, "--accent-mid": accent.mid, "--tint": accent.tint}
    night = {name: at_night(value) for name, value in day.items()}
    day["--accent-text"] = _legible(accent.strong, (PANEL, accent.tint), -0.01)
    night["--accent-text"] = _legible(night["--accent"], (NIGHT_PANEL, night["--tint"]), 0.01)
    told = [";".join(f"{name}:{value}" for name, value in each.items()) for each in (day, night)]
    return f":root{{{told[0]}}}\n{_by_night(f':root{{{told[1]}}}')}\n"


def screen_rules(style: Style) -> str:
    """The tokens of a style by day and by night; letters as strong as they must be on a screen."""
    day = {key: colour for key in COLOURS if (colour := getattr(style, key))}
    grounds = style.paper or "#FFFFFF", style.panel or PANEL
    for key in ("ink", "ink2", "ink3"):
        if key in day:
            day[key] = _legible(day[key], grounds, -0.01)
    night = {key: at_night(colour) for key, colour in day.items()}
    # What is said by day would hold by night as well, and a tint turned over is no ground.
    night |= {key: ground for key, ground in _NIGHT_GROUNDS.items() if key in night}
    families = [f"--{key}:{family_of(key)}" for key in FAMILIES if getattr(style, key)]
    told = [[f"--{key}:{value}" for key, value in each.items()] for each in (day, night)]
    rules = f":root{{{';'.join([*told[0], *families])}}}\n" if told[0] or families else ""
    rules += f"{SCREEN_LOGO}\n" if style.logo else ""
    return rules + (_by_night(f":root{{{';'.join(told[1])}}}") + "\n" if told[1] else "")


def _legible(colour: str, grounds: Iterable[str], step: float) -> str:
    """The colour, darker or lighter as far as letters in it need on every ground."""
    hard = tuple(grounds)
    lightness, a, b = _oklab(_linear(colour))
    while min(contrast(colour, ground) for ground in hard) < LEGIBLE and 0.0 < lightness < 1.0:
        lightness += step
        colour = _within(lightness, a, b)
    return colour


def drawing_rules(html: str) -> str:
    """Rules that paint the drawings of a page anew at night, one for each colour in them."""
    found = sorted(set(_PAINT.findall(html)))
    rules = (f'svg [{name}="{colour}"]{{{name}:{at_night(colour)}}}' for name, colour in found)
    return _by_night("\n".join(rules)) + "\n" if found else ""


def _by_night(rules: str) -> str:
    return f"@media screen and (prefers-color-scheme:dark){{\n{rules}\n}}"


def at_night(colour: str) -> str:
    """The colour that takes the place of this one on a dark ground."""
    lightness, a, b = _oklab(_linear(colour))
    slope = (NIGHT_INK - NIGHT_PAPER) / (1.0 - DAY_INK)
    turned = NIGHT_PAPER + (1.0 - lightness) * slope
    chroma = _NEUTRAL if math.hypot(a, b) < _GREY else _CALMER
    return _within(turned, a * chroma, b * chroma)


def _within(lightness: float, a: float, b: float) -> str:
    """The colour, paler as far as a screen needs to show it."""
    chroma = 1.0
    while not _shown(mixed := _from_oklab((lightness, a * chroma, b * chroma))):
        chroma *= 0.95
    return _written(mixed)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> Colour:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _unbent(red), _unbent(green), _unbent(blue)


def _unbent(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _written(colour: Iterable[float]) -> str:
    bent = (
        12.92 * each if each <= 0.0031308 else 1.055 * each ** (1 / 2.4) - 0.055
        for each in (min(1.0, max(0.0, value)) for value in colour)
    )
    return "#" + "".join(f"{round(each * 255):02X}" for each in bent)


def _shown(colour: Colour) -> bool:
    return all(-0.002 <= each <= 1.002 for each in colour)


def _oklab(colour: Colour) -> Colour:
    """Oklab of linear sRGB, by the matrices of its author, Björn Ottosson."""
    r, g, b = colour
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _from_oklab(colour: Colour) -> Colour:
    lightness, a, b = colour
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
