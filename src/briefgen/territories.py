"""Lands with a code of ISO 3166 that the map data have no shape for, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Territory(Struct, frozen=True):
    """A land of its own in the standard; `drawn_with` is the code of the shape it is part of."""

    name: str
    at: tuple[float, float]
    drawn_with: str = ""


UNDRAWN: Mapping[str, Territory] = {
    "BQ": Territory("Bonaire, Sint Eustatius and Saba", (-68.27, 12.18), "NL"),
    "BV": Territory("Bouvet Island", (3.36, -54.42)),
    "CC": Territory("Cocos Islands", (96.87, -12.17)),
    "CX": Territory("Christmas Island", (105.67, -10.49)),
    "GF": Territory("French Guiana", (-53.1, 4.0), "FR"),
    "GI": Territory("Gibraltar", (-5.35, 36.14)),
    "GP": Territory("Guadeloupe", (-61.62, 16.2), "FR"),
    "MQ": Territory("Martinique", (-61.02, 14.65), "FR"),
    "RE": Territory("Réunion", (55.53, -21.13), "FR"),
    "SJ": Territory("Svalbard and Jan Mayen", (16.0, 78.6), "NO"),
    "TK": Territory("Tokelau", (-171.85, -9.2)),
    "UM": Territory("US outlying islands", (-169.53, 16.73)),
    "YT": Territory("Mayotte", (45.15, -12.83), "FR"),
}
