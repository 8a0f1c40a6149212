"""Time and memory against size: `python benchmarks/growth.py [--scale 0.25] [--only pages]`.

Each point is a whole process; what counts is processor time, which the load of a machine moves
least, and the peak of resident memory. The exponent of a step is that of the cost above the first
point: 1 is linear, 2 is quadratic. `--scale` shortens every series; the whole of it
goes into docs/speed.md, with a plot, docs/images/growth.svg, and says when it was made.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefgen.incremental.journal import FILE, FOLDER
from documenting import document
from growing import ALL, Series, with_briefs, written
from one_brief import ROOT, Cost, run, surroundings
from plotting import Curve, plot
from projects import NAME

PLOT = ROOT / "docs/images/growth.svg"
COMPILED = Path(tempfile.gettempdir()) / "briefgen-compiled"
SAID = "said.json"
AT_REST = 2.5  # seconds after which a file need not be read again


@dataclass(frozen=True)
class Point:
    """A size and what it cost."""

    size: int
    cost: Cost
    layouts: int = 0  # of the pages of a brief that is built


def command(folder: Path, *words: str) -> Cost:
    """A command of briefgen in a folder."""
    said = f"cd {folder} && exec {sys.executable} -m briefgen {' '.join(words)}"
    return run(["sh", "-c", said], surroundings(COMPILED, fonts=True))


def measured(series: Series, scale: float) -> list[Point]:
    """All points of a series, the smallest first."""
    points: list[Point] = []
    for size in dict.fromkeys(max(series.sizes[0], int(size * scale)) for size in series.sizes):
        with tempfile.TemporaryDirectory() as made:
            folder = written(series.project(size), Path(made))
            if not points:
                command(folder, *series.command)  # does not count: bytecode is written
            cost = command(folder, *series.command, "--json", ">", SAID)
            points.append(Point(size, cost, _layouts(folder)))
            print(f"{series.what} {size}: {told(points[-1].cost)}", file=sys.stderr, flush=True)
    return points


def _layouts(folder: Path) -> int:
    (brief, *_) = json.loads((folder / SAID).read_bytes())
    return int(brief.get("timings", {}).get("laying out pages", {}).get("times", 0))


def unchanged(sizes: Sequence[int]) -> list[Point]:
    """Briefs that stand. One is built; the others are given its journal, PDF and spec."""
    points = []
    with tempfile.TemporaryDirectory() as made:
        folder = written(with_briefs(1), Path(made).resolve())
        command(folder, "build", "--all")
        for size in sizes:
            _multiplied(folder, size)
            time.sleep(AT_REST)
            command(folder, "build", "--all", "-q")  # digests are believed from now on
            points.append(Point(size, command(folder, "build", "--all", "-q")))
    return points


def _multiplied(folder: Path, size: int) -> None:
    journal = folder / FOLDER / FILE
    told_of: dict[str, Any] = json.loads(journal.read_bytes())
    first = f"{NAME}-0000"
    built = json.dumps(told_of["builds"][f"{first}\n"])
    for number in range(1, size):
        name = f"{NAME}-{number:04}"
        for path in ("briefs/{}.yaml", "out/{}.pdf"):
            shutil.copy(folder / path.format(first), folder / path.format(name))
        told_of["builds"][f"{name}\n"] = json.loads(built.replace(first, name))
    journal.write_text(json.dumps(told_of), "utf-8")


def exponents(points: Sequence[Point]) -> list[float | None]:
    """The exponent of each step, of what a point costs more than the first."""
    base = points[0]
    found: list[float | None] = [None, None]
    for before, after in pairwise(points[1:]):
        grown = after.cost.processor - base.cost.processor
        had = before.cost.processor - base.cost.processor
        size = (after.size - base.size) / (before.size - base.size)
        found.append(math.log(grown / had) / math.log(size) if min(grown, had) > 0 else None)
    return found[: len(points)]


def told(cost: Cost) -> str:
    return f"{cost.processor:.2f} s, {cost.peak:.0f} MB"


def table(taken: Mapping[str, Sequence[Point]]) -> str:
    """What was found, dated."""
    lines = [
        f"{date.today():%d %B %Y}; {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}.",
        "",
        "| what | size | processor | memory | layouts | exponent |",
        "|---|---|---|---|---|---|",
    ]
    for what, points in taken.items():
        for point, power in zip(points, exponents(points), strict=True):
            cells = (f"{point.cost.processor:.2f} s", f"{point.cost.peak:.0f} MB")
            size, layouts = f"{point.size:,}", f"{point.layouts or ''}"
            lines.append(f"| {what} | {size} | {' | '.join(cells)} | {layouts} | {_power(power)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print; the whole of it is documented and plotted as well."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    taken = {each.what: measured(each, asked.scale) for each in ALL if asked.only in each.what}
    if asked.only in "briefs, unchanged":
        sizes = [max(1, int(size * asked.scale)) for size in (4, 10, 100, 1000)]
        taken["briefs, unchanged"] = unchanged(list(dict.fromkeys(sizes)))
    said = table(taken)
    print(said)
    if asked.scale < 1 or asked.only:
        return
    document("growth", said)
    curves = [
        Curve(what, tuple((p.size, p.cost.processor) for p in points if p.size))
        for what, points in taken.items()
    ]
    title = f"Processor seconds against size, {date.today():%d %B %Y}"
    PLOT.parent.mkdir(exist_ok=True)
    PLOT.write_text(plot(title, "size", "seconds", curves), "utf-8")


def _power(power: float | None) -> str:
    return "" if power is None else f"{power:.2f}"


if __name__ == "__main__":
    main()
