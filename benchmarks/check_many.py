"""A hundred briefs checked: `python benchmarks/check_many.py [--against REVISION]`.

The briefs are editions of the four of this project, in a folder of their own. In `series` all
editions of a brief have the figures of the first, as those of a weekly do; in `distinct` every map
shows an extent of its own, so that no map is like another. Each is checked with its figures and
without (`--ignore FIG103`), and with `--against` by an earlier revision as well, in turn (A B A B).
What counts are ratios within a round, since the machine's load moves all times alike.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = "from briefgen.cli import main; main()"
BRIEFS = ("isk-threat", "kazakhstan", "kazakhstan-africa", "ots-summit-2022")


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the clock, and of processor."""

    wall: float
    processor: float


_EXTENT = re.compile(r"(?m)^( *extent: \[)([^,\]]+)(,)")


def project(folder: Path, count: int, *, distinct: bool) -> Path:
    """A project of so many briefs."""
    folder.mkdir()
    for part in ("sources", "data"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copy(ROOT / "briefgen.toml", folder)
    (folder / "briefs").mkdir()
    for number in range(count):
        name = BRIEFS[number % len(BRIEFS)]
        text = (ROOT / "briefs" / f"{name}.yaml").read_text("utf-8")
        if distinct:
            text = apart(text, number)
        (folder / "briefs" / f"{name}-{number:03}.yaml").write_text(text, "utf-8")
    return folder


def apart(text: str, number: int) -> str:
    """The brief with its maps a little to the west of where they were."""

    def west(found: re.Match[str]) -> str:
        return f"{found[1]}{float(found[2]) - number * 0.01:.2f}{found[3]}"

    return _EXTENT.sub(west, text)


def cost(source: Path, folder: Path, *words: str) -> Cost:
    """What one check of all briefs takes."""
    command = [sys.executable, "-c", RUN, "check", "--all", "--quiet", *words]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    used, started = processor(), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode > 1:
        raise SystemExit(done.stderr)
    return Cost(time.perf_counter() - started, processor() - used)


def processor() -> float:
    """Seconds that all processes begun here have worked."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def revision(name: str, folder: Path) -> Path:
    """The source of an earlier revision."""
    packed = subprocess.run(
        ["git", "archive", name, "src", "assets", "templates"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "src"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", metavar="REVISION")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        sources = {"now": ROOT / "src"}
        if asked.against:
            sources[asked.against] = revision(asked.against, folder / "before")
        projects = {
            "series": project(folder / "series", asked.count, distinct=False),
            "distinct": project(folder / "distinct", asked.count, distinct=True),
        }
        for kind, where in projects.items():
            measure(kind, where, sources, asked.rounds)


def measure(kind: str, where: Path, sources: dict[str, Path], rounds: int) -> None:
    """Checks with figures and without, by each source in turn."""
    taken: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for name, source in sources.items():
            taken.setdefault(name, []).append(cost(source, where))
        bare = cost(sources["now"], where, "--ignore", "FIG103")
        taken.setdefault("without figures", []).append(bare)
    for name, costs in taken.items():
        pairs = list(zip(costs, taken["now"], strict=True))
        wall = statistics.median(one.wall / now.wall for one, now in pairs)
        work = statistics.median(one.processor / now.processor for one, now in pairs)
        least = Cost(min(each.wall for each in costs), min(each.processor for each in costs))
        print(
            f"{kind:9} {name:16} least {least.wall:6.2f} s, processor {least.processor:6.2f} s; "
            f"to now {wall:5.2f}, processor {work:5.2f}"
        )


if __name__ == "__main__":
    main()
