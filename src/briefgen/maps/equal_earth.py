"""Equal Earth: the whole world with its areas true and its shapes near enough."""

from __future__ import annotations

import math
from dataclasses import dataclass

from briefgen.maps.projection import Flat
from briefgen.maps.topology import Position

NEWTON_STEPS = 12

# Šavrič, Patterson and Jenny, The Equal Earth map projection (2018).
EARTH_1, EARTH_2, EARTH_3, EARTH_4 = 1.340264, -0.081106, 0.000893, 0.003796
ROOT_3 = math.sqrt(3)


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualEarth(Flat):
    """Equal Earth, for the world and what spans most of it."""

    @property
    def true_to_scale(self) -> bool:
        """It is true on two parallels only."""
        return False

    def _unit(self, turned: float, lat: float) -> Position:
        theta = math.asin(ROOT_3 / 2 * math.sin(math.radians(lat)))
        across = 2 * ROOT_3 * math.radians(turned) * math.cos(theta)
        return across / (3 * _earth_slope(theta)), -_earth_height(theta)

    def _back(self, right: float, down: float) -> Position | None:
        theta = -down / EARTH_1
        for _ in range(NEWTON_STEPS):
            theta -= (_earth_height(theta) + down) / _earth_slope(theta)
            if abs(theta) > math.pi / 3 + 0.1:
                return None
        sine = 2 * math.sin(theta) / ROOT_3
        if abs(sine) > 1:
            return None
        turned = 3 * right * _earth_slope(theta) / (2 * ROOT_3 * math.cos(theta))
        return turned, math.degrees(math.asin(sine))


def _earth_height(theta: float) -> float:
    square = theta * theta
    return theta * (EARTH_1 + EARTH_2 * square + square**3 * (EARTH_3 + EARTH_4 * square))


def _earth_slope(theta: float) -> float:
    square = theta * theta
    return EARTH_1 + 3 * EARTH_2 * square + square**3 * (7 * EARTH_3 + 9 * EARTH_4 * square)
