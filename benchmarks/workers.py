"""Many briefs on two cores: `PYTHONPATH=src python benchmarks/workers.py --briefs 12 --rounds 3`.

Three ways in turn (A B C A B C), each as whole processes: `briefgen build --all -j 2` with workers
forked from a warm server, the same with workers begun anew, and the `weasyprint` command on the
same pages, two at a time, as `xargs -P2` does. What counts are ratios of the same round.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

from one_brief import PLAIN, ROOT, closed_job, spread, surroundings, write_page

BRIEFS = ("kazakhstan", "kazakhstan-africa", "isk-threat", "ots-summit-2022")
WORKERS = 2
ANEW = """\
import multiprocessing, sys
from briefgen.fleet import local
from briefgen.cli import main
local.warm_context = lambda: multiprocessing.get_context("spawn")
sys.argv[0] = "briefgen"
main()
"""


def many(folder: Path, count: int) -> None:
    """A project with so many briefs, each with a title of its own."""
    for part in ("sources", "data"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "briefgen.toml", folder)
    (folder / "briefs").mkdir()
    for number, name in zip(range(count), cycle(BRIEFS), strict=False):
        text = (ROOT / f"briefs/{name}.yaml").read_text("utf-8")
        text = text.replace("\ntitle: ", f"\ntitle: {number} ", 1)
        (folder / f"briefs/{name}-{number}.yaml").write_text(text, "utf-8")


def ours(folder: Path, start: Sequence[str]) -> Callable[[], float]:
    """The seconds of `briefgen build` on all of the project."""
    words = [sys.executable, *start, "build", "--all", "--force", "-q", "-j", str(WORKERS)]

    def timed() -> float:
        began = time.perf_counter()
        subprocess.run(
            words, cwd=folder, env=surroundings(folder / "compiled", fonts=True), check=True
        )
        return time.perf_counter() - began

    return timed


def theirs(folder: Path, count: int) -> Callable[[], float]:
    """The seconds of as many processes of the plain engine, two at a time."""
    pages = []
    for name in BRIEFS:
        (folder / "pages" / name).mkdir(parents=True)
        pages.append(write_page(closed_job(name), folder / "pages" / name))
    environment = surroundings(folder / "compiled", fonts=True)

    def one(page: Path) -> None:
        words = [sys.executable, "-c", PLAIN, "-q", "--pdf-variant", "pdf/ua-1"]
        subprocess.run(
            [*words, str(page), os.devnull],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def timed() -> float:
        began = time.perf_counter()
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(one, [page for _, page in zip(range(count), cycle(pages), strict=False)]))
        return time.perf_counter() - began

    return timed


def measure(count: int, rounds: int) -> dict[str, object]:
    """The seconds of each way and the ratios that count."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        many(folder, count)
        ways = (
            ours(folder, ["-m", "briefgen"]),
            ours(folder, ["-c", ANEW]),
            theirs(folder, count),
        )
        taken = [[way() for way in ways] for _ in range(rounds)]
    return {
        "briefs": count,
        "rounds": rounds,
        "seconds, workers forked from a warm server": spread([row[0] for row in taken]),
        "seconds, workers begun anew": spread([row[1] for row in taken]),
        "seconds, plain engine two at a time": spread([row[2] for row in taken]),
        "anew / forked": spread([row[1] / row[0] for row in taken]),
        "plain engine / forked": spread([row[2] / row[0] for row in taken]),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(json.dumps(measure(chosen.briefs, chosen.rounds), indent=2))


if __name__ == "__main__":
    main()
