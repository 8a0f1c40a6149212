"""Colours by their lightness, so that a print in grey keeps what a map says in tints."""

from __future__ import annotations

from briefgen.charts.svg import Look

LIGHTEST = 84.0
"""The first class: seen beside plain land, which lies at 92."""

EVEN_HALVINGS = 24
WHITE_BELOW, INK_ABOVE = 49.0, 54.0
"""Words on a fill are white below the one and ink above the other; no class lies between."""


def luminance(colour: str) -> float:
    """Relative luminance by WCAG, from 0 to 1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """CIE lightness, from 0 to 100: what is left of a colour in grey."""
    light = luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def is_dark(colour: str) -> bool:
    """Whether words on it are white."""
    return lightness(colour) < (WHITE_BELOW + INK_ABOVE) / 2


def ladder(look: Look, steps: int) -> list[str]:
    """Tints of the accent from light to dark in even steps of lightness, the last the accent."""
    darkest = lightness(look.accent)
    part = (LIGHTEST - darkest) / max(steps - 1, 1)
    wanted = [_readable(LIGHTEST - part * step) for step in range(steps - 1)]
    return [*(_tint(look, level) for level in wanted), look.accent]


def mixed(one: str, other: str, share: float) -> str:
    """The colour that lies a share of the way from one to the other."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + share * (b - a)):02X}" for a, b in pairs)


def _readable(level: float) -> float:
    if not WHITE_BELOW < level < INK_ABOVE:
        return level
    return WHITE_BELOW if level - WHITE_BELOW < INK_ABOVE - level else INK_ABOVE


def _tint(look: Look, level: float) -> str:
    """The tint of that lightness on the way from the lightest over the mid to the accent."""
    below_mid = lightness(look.mid) > level
    lighter, darker = (look.mid, look.accent) if below_mid else (look.tint, look.mid)
    low, high = 0.0, 1.0
    for _ in range(EVEN_HALVINGS):
        middle = (low + high) / 2
        if lightness(mixed(lighter, darker, middle)) > level:
            low = middle
        else:
            high = middle
    return mixed(lighter, darker, high)
