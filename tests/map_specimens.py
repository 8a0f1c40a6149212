"""A specimen of every kind of map and diagram, drawn to be looked at and compared byte for byte.

`python tests/map_specimens.py` writes the drawings to tests/golden_maps; look at each as a picture
before you keep it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from briefgen.charts.drawing import (
    Event,
    Look,
    Network,
    Node,
    Tie,
    Timeline,
    draw,
    shipped_metrics,
    yardstick,
)
from briefgen.charts.strip import Scenario, ScenarioStrip, draw_strip
from briefgen.charts.svg import Drawing
from briefgen.charts.time_axis import short_date, short_span
from briefgen.charts.time_rows import Moment
from briefgen.charts.timescale import TimeScale, draw_timescale
from briefgen.dates import PartialDate
from briefgen.maps.classes import Printing, bands, breaks_of, told
from briefgen.maps.locator import draw_locator
from briefgen.maps.projection import Extent
from briefgen.maps.spec import (
    Choropleth,
    Incident,
    LocatorMap,
    MapWords,
    Route,
    Spot,
    Water,
)
from briefgen.yardstick import ICD203, Term

FOLDER = Path(__file__).parent / "golden_maps"
COUNTRY = Look("#0B5A66", "#E2EDEE", "#7FA9AF")
SUMMIT = Look("#3A3B8C", "#E8E8F3", "#9A9BC9")
THREAT = Look("#98212C", "#F5E6E6", "#CB8F93")
RELATIONS = Look("#7F4A0A", "#F3EADD", "#C4A273")
METRICS = shipped_metrics()

ROUTES = LocatorMap(
    "KZ",
    Extent(36.5, 38.4, 86.0, 55.6),
    points=(
        Spot("Astana", 71.43, 51.17, capital=True),
        Spot("Almaty", 76.93, 43.25),
        Spot("Tengiz", 53.38, 46.15),
        Spot("Aktau", 51.2, 43.65),
        Spot("Baku", 49.87, 40.4),
        Spot("Novorossiysk", 37.77, 44.72),
    ),
    routes=(
        Route(
            "CPC line",
            ((53.38, 46.15), (51.92, 47.1), (48.6, 46.5), (41.5, 45.6), (37.77, 44.72)),
            "through Russia",
            heads="end",
        ),
        Route("By sea", ((51.2, 43.65), (49.87, 40.4)), dashed=True, heads="both"),
    ),
    waters=(Water("Caspian Sea", 50.5, 42.0), Water("Black Sea", 36.9, 43.6)),
    words=MapWords(solid="Pipeline", dashed="Tankers"),
    width=328,
)
TOWNS = (
    *(("Kabul", 69.17, 34.53), ("Charikar", 69.17, 35.01), ("Bagram", 69.27, 34.95)),
    *(("Mehtar Lam", 70.2, 34.67), ("Jalalabad", 70.45, 34.43), ("Asadabad", 71.15, 34.87)),
    *(("Maidan Shahr", 68.87, 34.4), ("Pul-e Alam", 69.03, 33.99), ("Gardez", 69.23, 33.6)),
    *(("Ghazni", 68.42, 33.55), ("Khost", 69.92, 33.34), ("Paghman", 68.95, 34.6)),
    *(("Mahmud-e Raqi", 69.33, 35.02), ("Bazarak", 69.51, 35.31), ("Surobi", 69.77, 34.59)),
    *(("Torkham", 71.09, 34.12), ("Jabal Saraj", 69.24, 35.13), ("Logar", 69.2, 34.1)),
    *(("Nirkh", 68.8, 34.35), ("Istalif", 69.06, 34.83), ("Tagab", 69.65, 34.85)),
)
NUMBERED = LocatorMap(
    "AF",
    Extent(60.0, 29.0, 75.5, 38.7),
    points=tuple(Spot(*town) for town in TOWNS),
    incidents=(Incident(1, "Kunduz", 68.86, 36.73), Incident(2, "Kandahar", 65.71, 31.61)),
    width=328,
)
PACIFIC = LocatorMap(
    extent=Extent(130, -50, -110, 30),
    members=("FJ", "PG", "SB", "VU", "TO", "WS", "KI", "TV", "NR", "AU", "NZ"),
    width=328,
)
WORLD = LocatorMap(
    extent=Extent(-180, -58, 180, 84), members=("US", "GB", "FR", "RU", "CN"), width=328
)
BALL = LocatorMap("MV", projection="orthographic", width=234, height=220)


def choropleth(
    values: Mapping[str, str], unit: str, breaks: tuple[str, ...], missing: tuple[str, ...]
) -> Choropleth:
    """Classes of values by code, the values printed."""
    found = {code: Decimal(value) for code, value in values.items()}
    printing = Printing(unit, 1)
    ends = tuple(Decimal(each) for each in breaks) or breaks_of(
        tuple(found.values()), 4, "quantile"
    )
    named = sorted(found.items())
    return Choropleth(
        bands(found, ends, printing),
        missing,
        tuple((code, printing.bare(value)) for code, value in found.items()),
        told("GDP per head, 2022", named, missing, len(ends) + 1, printing),
    )


TURKIC = LocatorMap(
    values=choropleth(
        {"HUN": "18.4", "KAZ": "11.3", "TUR": "10.7", "AZE": "7.8", "UZB": "2.3", "KGZ": "1.7"},
        "usd",
        ("5", "10", "15"),
        ("TKM",),
    ),
    extent=Extent(14, 34.5, 88, 56),
    width=328,
)


def moment(
    date: str,
    text: str,
    lane: int = 0,
    *,
    until: str = "",
    ongoing: bool = False,
    turning: bool = False,
) -> Moment:
    """An event with its date in the words of a brief."""
    day = PartialDate.parse(date)
    end = PartialDate.parse(until) if until else None
    words = short_span(day, end, "en") if end else short_date(day, "en")
    return Moment(day, f"Since {words}" if ongoing else words, text, end, ongoing, turning, lane)


LANES = TimeScale(
    (
        moment("2014", "Commanders leave the TTP"),
        moment("2015-01-26", "The Islamic State takes ISK in"),
        moment("2021-08-15", "Taliban rule", ongoing=True),
        moment("2016", "Strongholds in Nangarhar", 1, until="2019-11"),
        moment("2021-08-26", "Bombing at Kabul airport", 1, turning=True),
        moment("2021-10-08", "Bombing of a Kunduz mosque", 1, turning=True),
        moment("2022-04-18", "Rockets claimed at Termez", 2, turning=True),
        moment("2024-01", "Church attacked in Istanbul", 2, turning=True),
        moment("2024-03-22", "Concert hall attacked", 2, turning=True),
    ),
    ("Organisation", "In Afghanistan", "Abroad"),
)
DAYS = TimeScale(
    (
        moment("2022-01-02", "Protests begin"),
        moment("2022-01-05", "State of emergency", turning=True),
        moment("2022-01-06", "Foreign troops", until="2022-01-19"),
        moment("2022-01-11", "New government"),
    ),
    width=328,
)
EVEN = Timeline(
    (
        Event("1991", "Independence", mark="band"),
        Event("Jan 2019", "First talks", mark="band"),
        Event("20 March 2019", "Handover", turning_point=True),
        Event("2–11 Jan 2022", "Unrest", mark="bar"),
        Event("5 June 2022", "Referendum"),
    )
)
KINDS = ("rivalry", "pressure", "allegiance", "cooperation", "split", "other")
TYPES = Network(
    ("Patrons", "Rivals", "Groups"),
    (
        Node("aq", "Al-Qaeda", "older patron", 0),
        Node("is", "Islamic State", "parent", 0),
        Node("taliban", "Taliban", "in power", 1),
        Node("isk", "Islamic State Khorasan", "since 2015", 1, subject=True),
        Node("ja", "JA", "Tajik", 2),
        Node("tip", "TIP", "Uyghur", 2),
        Node("imu", "IMU", "Uzbek", 2),
    ),
    (
        Tie("aq", "taliban", "cooperation", "alliance", both=True),
        Tie("isk", "is", "allegiance", "sworn"),
        Tie("taliban", "isk", "rivalry", "war", both=True),
        Tie("taliban", "ja", "other", "marriages"),
        Tie("isk", "tip", "pressure", "claims recruits"),
        Tie("imu", "isk", "split", "leader crossed"),
    ),
    tuple((kind, kind.capitalize()) for kind in KINDS),
)


def term(words: str) -> Term:
    """A term of the yardstick."""
    found = ICD203.find(words)
    assert found is not None
    return found


STRIP = ScenarioStrip(
    (
        Scenario("Wider road", term("very unlikely")),
        Scenario("Managed balance", term("likely"), base=True),
        Scenario("A squeeze by the neighbour in the north", term("unlikely")),
    )
)


def specimens() -> dict[str, Drawing]:
    """Every specimen by its name."""
    return {
        "routes": draw_locator(ROUTES, COUNTRY, METRICS),
        "numbered": draw_locator(NUMBERED, THREAT, METRICS),
        "pacific": draw_locator(PACIFIC, RELATIONS, METRICS),
        "world": draw_locator(WORLD, SUMMIT, METRICS),
        "ball": draw_locator(BALL, COUNTRY, METRICS),
        "choropleth": draw_locator(TURKIC, SUMMIT, METRICS),
        "lanes": draw_timescale(LANES, THREAT, METRICS),
        "days": draw_timescale(DAYS, COUNTRY, METRICS),
        "even": draw(EVEN, COUNTRY, METRICS),
        "network": draw(TYPES, THREAT, METRICS),
        "strip": draw_strip(STRIP, COUNTRY, METRICS),
        "yardstick": yardstick(COUNTRY, METRICS, 328.0, (term("likely"), term("remote"))),
    }


def pretty(drawing: Drawing) -> str:
    """The SVG with a line for each element, so that a difference can be read."""
    return re.sub(r"(?<=>)(?=<)", "\n", str(drawing.svg)) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, drawing in specimens().items():
        (FOLDER / f"{name}.svg").write_text(pretty(drawing), "utf-8")
