"""One small specimen of every kind of chart, drawn to be looked at and compared byte for byte.

`python tests/specimens.py` writes the drawings to tests/golden; look at each before you keep it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from briefgen.charts.drawing import (
    Bar,
    BarChart,
    Chart,
    DotChart,
    DotRow,
    Drawing,
    Event,
    GroupedBars,
    LineChart,
    LineEvent,
    Look,
    Mark,
    Multiples,
    Network,
    Node,
    RangeChart,
    RangeRow,
    Series,
    Slope,
    SlopeChart,
    Sparkline,
    Tie,
    Timeline,
    draw,
    draw_sparkline,
    shipped_metrics,
)
from briefgen.charts.svg import SANS

GOLDEN = Path(__file__).parent / "golden"
LOOK = Look("#0B5A66", "#E2EDEE", "#7FA9AF")

_GDP: tuple[float, ...] = (
    35.3,
    44.5,
    57.1,
    81.0,
    104.9,
    133.4,
    115.3,
    148.0,
    192.6,
    208.0,
    236.6,
    221.4,
)
_GDP += (184.4, 137.3, 166.8, 179.3, 181.7, 171.1, 197.1, 225.5, 261.4, 288.1, 300.5, 321.9)


def _course(start: int, *values: float | None) -> tuple[tuple[float, float | None], ...]:
    return tuple((float(start + n), value) for n, value in enumerate(values))


CHARTS: Mapping[str, Chart] = {
    "line-one": LineChart(
        (Series("Kazakhstan", _course(2003, *_GDP[:-3])),),
        measure="Gross domestic product, billions of current dollars",
        unit="usd_bn",
        decimals=1,
        labels=(2013.0, 2016.0),
        marks=(Mark(2018.0, "as the article has it"),),
    ),
    "line-projected": LineChart(
        (Series("Kazakhstan", _course(2003, *_GDP), projected_from=2024.0),),
        measure="Gross domestic product, billions of current dollars",
        unit="usd_bn",
        decimals=1,
        labels=(2013.0,),
        events=(
            LineEvent(2008.0, "World financial crisis"),
            LineEvent(2014.0, "Oil price halves"),
            LineEvent(2020.0, "Pandemic"),
        ),
        width=328.0,
    ),
    "line-six": LineChart(
        (
            Series("Kazakhstan", _course(2000, 8.3, 6.4, 8.5, 6.6, 6.8, 7.5, 8.4, 18.8, 9.5, 6.2)),
            Series("Uzbekistan", _course(2000, 25, 27, 28, 12, 7, 10, 14, None, None, 12)),
            Series("Kyrgyzstan", _course(2000, 19, 7, 2, 3, 4, 4.3, 5.6, 10.2, 24.5, 6.8)),
            Series("Tajikistan", _course(2000, 33, 39, 12, 16, 7, 7.1, 10, 13, 20.5, 6.4)),
            Series("Turkmenistan", _course(2000, 8, 11, 10, 6, 6, 11, 8, 6)),
            Series("Russia", _course(2000, 21, 22, 16, 14, 11, 13, 10, 9, 14, 12)),
        ),
        measure="Inflation, per cent",
        highlight="Kazakhstan",
        unit="percent",
        width=490.0,
    ),
    "bar-rows": BarChart(
        (
            Bar("CPC line, through Russia", 46.3, highlighted=True),
            Bar("Atyrau–Samara, Russia", 7.2),
            Bar("Aktau sea port", 3.1),
            Bar("To China", 1.0),
            Bar("By rail", None),
        ),
        measure="Oil by route, million tonnes",
        unit="mt",
        decimals=1,
    ),
    "bar-columns": BarChart(
        tuple(Bar(str(2015 + n), v) for n, v in enumerate((1.2, 1.1, 4.1, 4.1, 4.5, -2.5, 4.3))),
        measure="Real growth, per cent",
        unit="percent",
        direction="vertical",
    ),
    "bar-grouped": GroupedBars(
        ("Egypt", "South Africa", "Kenya"),
        ("Exports", "Imports"),
        ((420.0, 120.0), (88.0, 310.0), (12.0, None)),
        measure="Trade, 2024, millions of dollars",
        unit="usd_m",
    ),
    "bar-stacked": GroupedBars(
        ("2021", "2022", "2023", "2024"),
        ("Russia", "Caspian Sea", "China", "Rail"),
        (
            (54.0, 3.1, 1.0, 0.4),
            (52.6, 4.2, 1.1, 0.6),
            (56.0, 5.4, 1.1, 0.5),
            (57.1, 6.9, 1.2, 0.8),
        ),
        stacked=True,
        measure="Oil exports by way out, million tonnes",
        unit="mt",
        direction="vertical",
        width=328.0,
    ),
    "bar-stacked-rows": GroupedBars(
        ("Kazakhstan", "Azerbaijan", "Turkmenistan"),
        ("Oil", "Gas", "Coal"),
        ((87.6, 29.2, 55.0), (29.2, 32.0, 0.0), (9.0, 66.0, 0.0)),
        stacked=True,
        measure="Energy output, million tonnes of oil equivalent",
        unit="mt",
        width=328.0,
    ),
    "dot-one": DotChart(
        (
            DotRow("Kazakhstan", (75.9,), highlighted=True),
            DotRow("Kyrgyzstan", (72.3,)),
            DotRow("Uzbekistan", (74.7,)),
            DotRow("Tajikistan", (71.8,)),
            DotRow("Turkmenistan", (None,)),
        ),
        measure="Life expectancy at birth, years, 2024",
        decimals=1,
    ),
    "dot-several": DotChart(
        (
            DotRow("Kazakhstan", (10.4, 9.8, 8.8)),
            DotRow("Kyrgyzstan", (11.9, 10.8, 5.0)),
            DotRow("Uzbekistan", (10.8, 10.0, 9.6)),
            DotRow("Tajikistan", (None, 3.7, 3.6)),
        ),
        ("2021", "2023", "2024"),
        measure="Inflation, per cent",
        unit="percent",
        decimals=1,
        width=328.0,
    ),
    "slope": SlopeChart(
        (
            Slope("Kazakhstan", 148.0, 261.4, highlighted=True),
            Slope("Uzbekistan", 49.8, 101.6),
            Slope("Turkmenistan", 22.6, 60.6),
            Slope("Azerbaijan", 52.9, 72.4),
            Slope("Kyrgyzstan", 4.8, 13.9),
            Slope("Tajikistan", 5.6, 12.1),
            Slope("Northern Cyprus", 3.9, None),
        ),
        ("2010", "2023"),
        measure="Gross domestic product, billions of current dollars",
        unit="usd_bn",
        decimals=1,
        width=328.0,
    ),
    "range": RangeChart(
        (
            RangeRow("US officials", 1000.0, 1500.0, detail="August 2016"),
            RangeRow("Stars and Stripes", None, 2000.0, detail="August 2018"),
            RangeRow("UN monitoring team", 2500.0, 2500.0, detail="January 2020"),
            RangeRow("UN Secretary-General", 1500.0, 4000.0, 2200.0, "February 2022", True),
            RangeRow("UN monitoring team", 4000.0, 6000.0, detail="June 2023, with families"),
            RangeRow("A regional service", 4000.0, None, detail="2024"),
            RangeRow("A Taliban spokesman", None, None, detail="2024"),
        ),
        measure="Published estimates of strength, fighters",
        unit="count",
    ),
    "multiples-lines": Multiples(
        (
            Series("Kazakhstan", _course(2015, 1.2, 1.1, 4.1, 4.1, 4.5, -2.5, 4.3, 3.2, 5.1, 4.8)),
            Series("Kyrgyzstan", _course(2015, 3.9, 4.3, 4.7, 3.8, 4.6, -7.1, 5.5, 9, 9, 9)),
            Series("Tajikistan", _course(2015, 6, 6.9, 7.1, 7.6, 7.4, 4.4, 9.4, 8, 8.3, 8.4)),
            Series("Turkmenistan", _course(2015, 6.5, 6.2, 6.5, 6.2, None, None, 4.6, 1.6, 2.0)),
            Series("Uzbekistan", _course(2015, 7.4, 6.1, 4.5, 5.4, 6, 2, 8, 6, 6.3, 6.5)),
        ),
        highlight=("Kazakhstan",),
        measure="Real growth, per cent",
        unit="percent",
        decimals=1,
    ),
    "multiples-bars": Multiples(
        (
            Series("Baku", _course(2019, 0.1, 0.2, 0.3, 0.3, 1.4, 1.4)),
            Series("Makhachkala", _course(2019, 2.1, 2.2, 1.9, 2.3, 1.7, 2.1)),
            Series("Iran", _course(2019, 5.0, None, 0.0, 11.2, 8.0, 9.0)),
        ),
        bars=True,
        own_scales=True,
        measure="Oil from Aktau by port, million tonnes",
        unit="mt",
        decimals=1,
        width=328.0,
    ),
    "timeline": Timeline(
        (
            Event("16 Dec 1991", "Independence, last of the Soviet republics"),
            Event("2019", "Nazarbayev leaves amid protests", turning_point=True),
            Event("June 2022", "Refuses to recognise Russian-held Ukraine", turning_point=True),
            Event("Oct 2022", "Plan for border trade centres"),
        )
    ),
    "network": Network(
        ("States", "Companies"),
        (
            Node("ru", "Russia", "transit state"),
            Node("kz", "Kazakhstan", "shipper"),
            Node("cpc", "Caspian Pipeline Consortium", "", 1, subject=True),
            Node("baku", "Baku line", "", 1),
        ),
        (
            Tie("ru", "cpc", "pressure", "court orders"),
            Tie("kz", "cpc", "cooperation", "ships through it"),
            Tie("kz", "baku", "cooperation", "ships a little"),
        ),
        (("pressure", "Pressure"), ("cooperation", "Cooperation")),
    ),
}

SPARKLINE = Sparkline(
    Series("Kazakhstan", _course(2003, *_GDP[:6], None, *_GDP[7:21])),
    measure="Gross domestic product",
    unit="usd_bn",
    decimals=1,
)


def drawings() -> dict[str, Drawing]:
    """Every specimen, drawn in the colours of country profiles."""
    look, metrics = LOOK, shipped_metrics()
    drawn = {name: draw(chart, look, metrics) for name, chart in CHARTS.items()}
    return {**drawn, "sparkline": draw_sparkline(SPARKLINE, look)}


def normalised(svg: str) -> str:
    """A drawing with one element to a line and its fonts by one word, so that changes show."""
    return re.sub(r">(?=<)", ">\n", svg.replace(SANS, "sans")) + "\n"


def main() -> None:
    """Write every drawing; those of specimens that are gone go as well."""
    drawn = drawings()
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.glob("*.svg"):
        if path.stem not in drawn:
            path.unlink()
    for name, drawing in drawn.items():
        (GOLDEN / f"{name}.svg").write_text(normalised(drawing.svg), "utf-8")
    sys.stdout.write(f"{len(drawn)} drawings in {GOLDEN}\n")


if __name__ == "__main__":
    main()
