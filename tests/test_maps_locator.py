"""The finished maps: labels kept apart, any country drawn, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from msgspec import structs

from briefgen.charts.metrics import shipped_metrics
from briefgen.charts.svg import Drawing, Look
from briefgen.maps.globe import draw_globe
from briefgen.maps.labels import Label, crosses
from briefgen.maps.lettering import Lettering
from briefgen.maps.locator import draw_locator, lettered
from briefgen.maps.projection import Extent
from briefgen.maps.spec import LocatorMap, Route, Spot, Water
from briefgen.maps.topology import MapError, World, load_world
from briefgen.model.country import all_countries
from briefgen.territories import UNDRAWN

LOOK = Look("#0B5A66", "#E2EDEE", "#7FA9AF")
TENGIZ, AKTAU, BAKU = (53.38, 46.15), (51.2, 43.65), (49.87, 40.4)
ATYRAU, NOVOROSSIYSK = (51.92, 47.1), (37.77, 44.72)
CPC = (TENGIZ, ATYRAU, (48.6, 46.5), (45.2, 46.0), (41.5, 45.6), (39.2, 45.2), NOVOROSSIYSK)
KAZAKHSTAN = LocatorMap(
    "KZ",
    Extent(36.5, 38.4, 86.0, 55.6),
    points=(
        Spot("Astana", 71.43, 51.17, capital=True),
        Spot("Almaty", 76.93, 43.25),
        Spot("Tengiz", *TENGIZ),
        Spot("Atyrau", *ATYRAU),
        Spot("Aktau", *AKTAU),
        Spot("Baku", *BAKU),
        Spot("Novorossiysk", *NOVOROSSIYSK),
    ),
    routes=(
        Route("CPC line", CPC, "through Russia"),
        Route("Trans-Caspian route", (TENGIZ, AKTAU, BAKU), "schematic", dashed=True),
    ),
    waters=(Water("Caspian Sea", 50.5, 42.0), Water("Black Sea", 36.9, 43.6)),
    height=280,
)
PROGRAM = """
import hashlib
from test_maps_locator import KAZAKHSTAN, LOOK
from briefgen.charts.metrics import shipped_metrics
from briefgen.maps.locator import draw_locator
print(hashlib.sha256(draw_locator(KAZAKHSTAN, LOOK, shipped_metrics()).svg.encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.fixture(scope="module")
def words(world: World) -> Lettering:
    return lettered(KAZAKHSTAN, LOOK, shipped_metrics(), world)[1]


def draw(spec: LocatorMap, world: World) -> Drawing:
    return draw_locator(spec, LOOK, shipped_metrics(), world)


def test_all_that_was_asked_for_is_named(words: Lettering) -> None:
    names = {label.block.text for label in words.labels}
    assert {spot.name for spot in KAZAKHSTAN.points} <= names
    assert {"CPC line through Russia", "Caspian Sea", "Black Sea", "KAZAKHSTAN"} <= names
    assert {"RUSSIA", "CHINA", "UZBEKISTAN", "TURKMENISTAN", "KYRGYZSTAN"} <= names


def test_labels_do_not_overlap_nor_leave_the_frame(words: Lettering) -> None:
    for one, other in combinations(words.labels, 2):
        assert not one.box.meets(other.box), (one.block.text, other.block.text)
    assert all(words.terrain.scene.frame.holds(label.box) for label in words.labels)


def test_labels_keep_off_marks_routes_borders_and_leaders(words: Lettering) -> None:
    leaders = [label.leader for label in words.labels if label.leader]
    for label in words.labels:
        assert not words.plate.solid.count(label.box), label.block.text
        assert not words.plate.edges.count(label.box), label.block.text
        assert not any(crosses(leader, label.box) for leader in leaders), label.block.text


def test_country_names_stand_on_their_own_land(words: Lettering) -> None:
    owners = {c.name.upper(): code for code, c in words.terrain.scene.countries.items()}
    inside = [label for label in words.labels if _is_country(label, owners)]
    assert len(inside) > 5
    for label in inside:
        ground = words.terrain.ground(owners[label.block.text])
        cells = ground.count(label.box)
        assert cells >= int(label.box.width) * int(label.box.height)


def _is_country(label: Label, owners: dict[str, str]) -> bool:
    return label.block.text in owners and label.leader is None


def test_drawing_is_lean_and_well_formed(world: World) -> None:
    drawing = draw(KAZAKHSTAN, world)
    root = ET.fromstring(drawing.svg)
    assert len(drawing.svg) < 62_000
    assert root[0].tag.endswith("title")
    assert root[0].text == drawing.alt
    assert " id=" not in drawing.svg
    assert " style=" not in drawing.svg


def test_words_name_places_routes_and_neighbours(world: World) -> None:
    alt = draw(KAZAKHSTAN, world).alt
    assert alt.startswith("Map of Kazakhstan and its neighbours Russia, China,")
    assert "The capital Astana" in alt
    assert "a line labelled “CPC line, through Russia” runs from Tengiz through Atyrau to" in alt
    assert "a dashed line" in alt


@pytest.mark.parametrize("width", [490.0, 328.0, 234.0])
@pytest.mark.parametrize("code", ["DE", "CL", "FJ", "RU", "NZ", "US", "MV", "ZA", "AF", "AQ", "SG"])
def test_any_country_can_be_drawn(world: World, code: str, width: float) -> None:
    drawing = draw(LocatorMap(code, width=width), world)
    ET.fromstring(drawing.svg)
    assert drawing.width == width
    assert 0.3 * width <= drawing.height <= 1.06 * width
    assert world.country(code).name in drawing.alt


def test_highlighted_countries_are_tinted_and_named(world: World) -> None:
    spec = LocatorMap("TR", Extent(16, 34.3, 88, 55.3), highlight=("KZ", "UZ", "AZ", "HU", "CYN"))
    drawing = draw(spec, world)
    for name in ("KAZAKHSTAN", "UZBEKISTAN", "AZERBAIJAN", "HUNGARY"):
        assert f">{name}<" in drawing.svg
    assert "with Kazakhstan, Uzbekistan, Azerbaijan, Hungary and “Northern Cyprus”" in drawing.alt
    assert f'stroke="{LOOK.accent}" stroke-width="0.6"' in drawing.svg  # the tint fades in grey


def test_scale_bar_is_true(world: World) -> None:
    drawing = draw(KAZAKHSTAN, world)
    found = re.search(r">([\d,]+) km<", drawing.svg)
    assert found
    assert int(found[1].replace(",", "")) in (200, 250, 500)


@pytest.mark.parametrize("code", ["KZ", "FJ", "RU", "AQ", "MV", "US"])
def test_globe_shows_the_country_in_the_accent(code: str) -> None:
    drawing = draw_globe(code, LOOK)
    root = ET.fromstring(drawing.svg)
    assert (drawing.width, drawing.height) == (116, 116)
    assert LOOK.accent in drawing.svg
    assert root[0].text == drawing.alt


@pytest.mark.parametrize("code", UNDRAWN)
def test_globe_marks_a_land_without_a_shape(code: str) -> None:
    drawing = draw_globe(code, LOOK)
    dot, ring = (
        each for each in ET.fromstring(drawing.svg).iter() if each.get("r") in ("1.2", "5")
    )
    assert (dot.get("cx"), dot.get("fill")) == (ring.get("cx"), LOOK.accent)
    assert drawing.alt == f"Globe with {UNDRAWN[code].name} picked out."
    beside = draw_globe("TJ", LOOK, also=(code,))
    assert UNDRAWN[code].name in beside.alt


def test_lands_without_a_shape_are_those_that_the_map_data_lack(world: World) -> None:
    drawn = {country.alpha2 for country in world.countries}
    assert {code for code, _ in all_countries()} - drawn == set(UNDRAWN)
    for code, land in UNDRAWN.items():
        around = world.at(*land.at)
        assert not around or around.alpha2 == land.drawn_with, code


def test_globe_keeps_within_its_disc() -> None:
    drawing = draw_globe("KZ", LOOK)
    for path in re.findall(r' d="([^"]+)"', drawing.svg):
        for x, y in _places(path):
            assert (x - 58) ** 2 + (y - 58) ** 2 < 56.4**2


def _places(path: str) -> list[tuple[float, float]]:
    out = []
    for start, steps in re.findall(r"M([^l]+)l([^Mz]*)", path):
        x, y = (float(value) for value in start.split())
        numbers = [float(value) for value in steps.split()]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            out.append((x, y))
    return out


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"country": "KX"}, "no country with the code"),
        ({"extent": Extent(60, 50, 50, 40)}, "empty"),
        ({"points": (Spot("Lima", -77.0, -12.0),)}, "“Lima” at .* lies outside the map; widen"),
        ({"points": (Spot("Astana", 51.17, 71.43),)}, "swapped"),
        ({"routes": (Route("R", ((71.0, 51.0),)),)}, "two positions"),
        ({"routes": (Route("R", ((0.0, 0.0), (1.0, 1.0))),)}, "outside the map"),
    ],
)
def test_mistakes_are_refused_in_plain_words(
    world: World, change: dict[str, object], words: str
) -> None:
    with pytest.raises(MapError, match=words):
        draw(structs.replace(KAZAKHSTAN, **change), world)


def test_same_bytes_in_another_process(world: World) -> None:
    paths = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    here = hashlib.sha256(draw(KAZAKHSTAN, world).svg.encode()).hexdigest()
    assert ran.stdout.strip() == here
