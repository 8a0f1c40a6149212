"""One brief against the plain engine on the same page: `python benchmarks/one_brief.py --rounds 9`.

Cold: whole processes, `briefgen build NAME` and `weasyprint page.html page.pdf`, in turn (A B A B),
after one round that does not count, with bytecode kept as after an installation. Warm: each in one
process of its own. What counts are ratios of the same round, since the machine's load moves all
times alike; the median is printed with the range.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.assets import asset_path
from briefgen.outputs.job import SCHEME, RenderJob
from briefgen.outputs.rendering import render
from briefgen.printing import Order, prepare
from briefgen.project import DiskFiles
from briefgen.settings import read_settings
from briefgen.validation import check

ROOT = Path(__file__).resolve().parents[1]
PLAIN = """\
import sys
from weasyprint.__main__ import main
main(sys.argv[1:])
"""
WARM = """\
import sys, time
from weasyprint import HTML
for asked in sys.stdin:
    wall, processor = time.perf_counter(), time.process_time()
    HTML(filename=sys.argv[1]).write_pdf(pdf_variant="pdf/ua-1")
    print(time.perf_counter() - wall, time.process_time() - processor, flush=True)
"""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the clock, seconds of processor, megabytes at the peak."""

    wall: float
    processor: float
    peak: float = 0.0


def closed_job(name: str) -> RenderJob:
    """The job of a brief of this project."""
    files = DiskFiles(ROOT)
    order = Order(files, read_settings(files), lambda name: Path(f"{name}.pdf"))
    return prepare(check(files, name), order)[1]


def write_page(job: RenderJob, folder: Path) -> Path:
    """The same page as files, for the plain engine."""
    for url, content in job.resources.items():
        name = url.removeprefix(SCHEME)
        if name.endswith(".css"):
            content = content.replace(SCHEME.encode(), b"")
        (folder / name).write_bytes(content)
    page = folder / "page.html"
    page.write_text(job.html.replace(f'"{SCHEME}', '"'), "utf-8")
    return page


def surroundings(compiled: Path, *, fonts: bool) -> dict[str, str]:
    """What a process finds: bytecode as after an installation, the fonts of the machine or none."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    kept |= {"PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": str(compiled)}
    hidden = {} if fonts else {"FONTCONFIG_FILE": str(asset_path("fonts/fontconfig.xml"))}
    return kept | hidden


def run(words: Sequence[str], environment: Mapping[str, str]) -> Cost:
    """One process, measured by the system when it ends."""
    started = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    scale = 1 / 1024 if sys.platform != "darwin" else 1 / 1024**2
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale)


def timed(action: Callable[[], object]) -> Cost:
    """One call in this process."""
    wall, processor = time.perf_counter(), time.process_time()
    action()
    return Cost(time.perf_counter() - wall, time.process_time() - processor)


@contextlib.contextmanager
def plain_engine(page: Path, environment: Mapping[str, str]) -> Iterator[Callable[[], Cost]]:
    """The engine alone on the page, in a process in which nothing makes it faster."""
    words = [sys.executable, "-c", WARM, str(page)]
    with subprocess.Popen(
        words,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        asked, answered = process.stdin, process.stdout

        def once() -> Cost:
            print(file=asked, flush=True)
            return Cost(*map(float, answered.readline().split()))

        yield once
        asked.close()


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, least and most."""
    return {
        "median": round(statistics.median(values), 3),
        "min": round(min(values), 3),
        "max": round(max(values), 3),
    }


def compare(ours: Sequence[Cost], theirs: Sequence[Cost]) -> dict[str, dict[str, float]]:
    """Ours over theirs, round by round."""
    pairs = list(zip(ours, theirs, strict=True))
    found = {
        "wall": spread([a.wall / b.wall for a, b in pairs]),
        "processor": spread([a.processor / b.processor for a, b in pairs]),
    }
    if ours[0].peak:
        found["peak memory"] = spread([a.peak / b.peak for a, b in pairs])
    return found


def rounds(count: int, *actions: Callable[[], Cost]) -> list[list[Cost]]:
    """Each action in turn, `count` times after a round that does not count."""
    for action in actions:
        action()
    taken = [[action() for action in actions] for _ in range(count)]
    return [list(column) for column in zip(*taken, strict=True)]


def measure(name: str, count: int) -> dict[str, object]:
    """All comparisons for one brief."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        job = closed_job(name)
        page = write_page(job, folder)
        briefgen = [sys.executable, "-m", "briefgen"]
        plain = [sys.executable, "-c", PLAIN, "-q", "--pdf-variant", "pdf/ua-1"]
        usual = surroundings(folder / "compiled", fonts=True)
        hidden = surroundings(folder / "compiled", fonts=False)
        command = [*plain, str(page), f"{made}/plain.pdf"]
        ours, theirs, fontless, checks = rounds(
            count,
            lambda: run([*briefgen, "build", "--force", name, "-o", f"{made}/ours.pdf"], usual),
            lambda: run(command, usual),
            lambda: run(command, hidden),
            lambda: run([*briefgen, "check", name], usual),
        )
        result = render(job)
        with plain_engine(page, usual) as engine:
            warm, bare = rounds(count, lambda: timed(lambda: render(job)), engine)
    return {
        "brief": name,
        "pages": result.proof.pages,
        "notes": result.proof.notes,
        "layouts": result.layouts,
        "rounds": count,
        "machine": f"{os.cpu_count()} cores, {platform.machine()}",
        "python": platform.python_version(),
        "cold build / plain engine": compare(ours, theirs),
        "cold build / plain engine without the fonts of the machine": compare(ours, fontless),
        "warm render / plain engine": compare(warm, bare),
        "check / build": compare(checks, ours),
        "seconds of a cold build": spread([cost.wall for cost in ours]),
        "seconds of the plain engine": spread([cost.wall for cost in theirs]),
        "megabytes of a cold build": spread([cost.peak for cost in ours]),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="?", default="kazakhstan")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = measure(chosen.name, chosen.rounds)
    if chosen.json:
        print(json.dumps(found, indent=2))
        return
    for title, value in found.items():
        if isinstance(value, dict):
            value = "; ".join(
                f"{part} {v['median']} ({v['min']}–{v['max']})"
                if isinstance(v, dict)
                else f"{part} {v}"
                for part, v in value.items()
            )
        print(f"{title}: {value}")


if __name__ == "__main__":
    main()
