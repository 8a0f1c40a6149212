"""Which colours stand beside each other, and which words can be read on them."""

from __future__ import annotations

from briefgen.charts.svg import Look

# From sRGB to light (IEC 61966-2-1), and how bright each primary is (WCAG 2.2, Rec. 709).
_TOE, _GAMMA = 0.04045, 2.4
_BRIGHTNESS = (0.2126, 0.7152, 0.0722)


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 for black to 1 for white; also what a grey print keeps."""
    return sum(part * share for part, share in zip(light(colour), _BRIGHTNESS, strict=True))


def light(colour: str) -> tuple[float, float, float]:
    """The red, green and blue light of a colour written #RRGGBB, each from 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours after WCAG: 1 for equal ones, 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def words_on(fill: str, look: Look) -> str:
    """The colour of words on a fill: ink or paper, whichever is read better."""
    return max((look.ink, look.paper), key=lambda colour: contrast(colour, fill))


def fills_of(look: Look, count: int) -> tuple[str, ...]:
    """Fills for so many series, from dark to light in one hue.

    They differ in lightness, so that a grey print and any eye tells them apart.
    """
    if count <= 3:
        return (look.accent, look.mid, look.tint)[:count]
    return (
        look.accent,
        mixed(look.accent, look.mid, 0.7),
        mixed(look.mid, look.paper, 0.25),
        look.tint,
    )


def mixed(one: str, other: str, share: float) -> str:
    """One colour with a share of another."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(part: float) -> float:
    return part / 12.92 if part <= _TOE else float(((part + 0.055) / 1.055) ** _GAMMA)
