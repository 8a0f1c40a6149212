"""How colours look to others: in a grey print, and to eyes that lack one kind of cone.

The simulation is that of Machado, Oliveira and Fernandes (2009) at full severity, on linear light;
differences are CIE 1976 distances in L*a*b* under D65, as the lightness is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from briefgen.charts.colours import light

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
Lab = tuple[float, float, float]

VISIONS: Mapping[str, Matrix] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    # A grey print keeps the luminance alone.
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)


def seen(colour: str, vision: str) -> Lab:
    """A colour in L*a*b* as an eye sees it."""
    shown = [min(max(part, 0.0), 1.0) for part in _times(VISIONS[vision], light(colour))]
    x, y, z = (
        _root(part / white)
        for part, white in zip(_times(_TO_XYZ, (shown[0], shown[1], shown[2])), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, vision: str) -> float:
    """How far apart two colours are for an eye; about 2 can just be seen side by side."""
    return math.dist(seen(one, vision), seen(other, vision))


def _times(matrix: Matrix, light: tuple[float, float, float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix]


def _root(share: float) -> float:
    return math.cbrt(share) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116
