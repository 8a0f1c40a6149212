"""One brief by several programs: `python benchmarks/peers.py [NAME] --rounds 3`.

Every program gets the page that briefgen hands to its engine, and briefgen does no more than the
others: it renders, and proves. A word stands beside each mark and another before each note, by
which both are found again in the PDF; Typst gets an equivalent of its own (as_typst.py). They take
turns, after a round that does not count. Memory is the largest sum over the processes of a run,
with what they share divided among them (PSS). A note is right if it is on the page of its mark and
below every mark of that page.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pypdfium2
from msgspec import structs

from as_typst import as_typst
from briefgen.assets import asset_path
from briefgen.charts.drawing import MAIN_WIDTH, Bar, BarChart, Look, draw, shipped_metrics
from documenting import document
from one_brief import PLAIN, ROOT, Cost, closed_job, surroundings, write_page

_NOTE = re.compile(r'<span class="fn" id="fn-(\d+)">')
PLOT = ROOT / "docs/images/peers.svg"
COMPILED = Path(tempfile.gettempdir()) / "briefgen-compiled"
TYPST = """\
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""
OURS = """\
import pathlib, pickle, sys
from briefgen.outputs.rendering import render
made = render(pickle.loads(pathlib.Path(sys.argv[1]).read_bytes()))
pathlib.Path(sys.argv[2]).write_bytes(made.pdf)
"""


@dataclass(frozen=True)
class Peer:
    """A program: time to that of WeasyPrint, megabytes, notes that are right, notes, pages."""

    name: str
    wall: float
    processor: float
    peak: float
    right: int
    notes: int
    pages: int


def marked(html: str) -> str:
    """The page with words beside marks and notes."""
    return _NOTE.sub(r'<span>C\1q</span><span class="fn" id="fn-\1">N\1s ', html)


def peers(name: str, folder: Path) -> Mapping[str, tuple[Sequence[str], Path]]:
    """The command of each program that is there, and the PDF that it writes."""
    import pickle

    job = closed_job(name)
    job = structs.replace(job, html=marked(job.html), notes=())
    page = write_page(job, folder)
    (folder / "job").write_bytes(pickle.dumps(job))
    text, drawings = as_typst(job.html)
    for path, content in {"page.typ": text, **drawings}.items():
        (folder / path).write_text(content, "utf-8")
    ours, theirs = folder / "ours.pdf", folder / "weasyprint.pdf"
    found: dict[str, tuple[Sequence[str], Path]] = {
        "briefgen": ([sys.executable, "-c", OURS, str(folder / "job"), str(ours)], ours),
        "WeasyPrint": ([sys.executable, "-c", PLAIN, "-q", str(page), str(theirs)], theirs),
    }
    if find_spec("typst"):
        pdf, fonts = folder / "typst.pdf", asset_path("fonts")
        words = [sys.executable, "-c", TYPST, str(folder / "page.typ"), str(pdf), str(fonts)]
        found["Typst"] = (words, pdf)
    if chromium := shutil.which("chromium"):
        pdf = folder / "chromium.pdf"
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        profile = f"--user-data-dir={folder / 'profile'}"
        words = [chromium, *options, profile, f"--print-to-pdf={pdf}", page.as_uri()]
        found["Chromium"] = (words, pdf)
    if shutil.which("pandoc") and (engine := shutil.which("xelatex")):
        pdf = folder / "pandoc.pdf"
        found["pandoc, XeLaTeX"] = (
            ["pandoc", str(page), f"--pdf-engine={engine}", "-o", str(pdf)],
            pdf,
        )
    return found


def measured(words: Sequence[str]) -> Cost:
    """One run, with the memory of all its processes."""
    used, started, peak = _processor(), time.perf_counter(), 0.0
    environment = surroundings(COMPILED, fonts=False)
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(words, stdout=quiet, stderr=quiet, cwd=ROOT, env=environment)
    while process.poll() is None:
        peak = max(peak, sum(map(_memory, _tree(process.pid))))
        time.sleep(0.03)
    wall = time.perf_counter() - started
    if process.returncode:
        raise SystemExit(f"{' '.join(words)[:200]} ended with {process.returncode}")
    return Cost(wall, _processor() - used, peak)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(number: int) -> Iterator[int]:
    """A process and all that it began, as Linux tells."""
    yield number
    try:
        tasks = [*Path(f"/proc/{number}/task").glob("*/children")]
    except OSError:  # it has ended meanwhile
        return
    for path in tasks:
        try:
            children = path.read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _memory(number: int) -> float:
    """Megabytes of a process; none where it has just ended."""
    try:
        told = Path(f"/proc/{number}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", told, re.M)
    return int(found[1]) / 1024 if found else 0.0


def notes_right(path: Path) -> tuple[int, int, int]:
    """Notes that are where they belong, all notes, and pages."""
    marks: dict[str, tuple[int, float]] = {}
    notes: dict[str, tuple[int, float]] = {}
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        text = page.get_textpage()
        whole = text.get_text_range()
        for found in re.finditer(r"([CN])(\d+)[qs]", whole):
            bottom = text.get_charbox(found.start())[1]
            (marks if found[1] == "C" else notes).setdefault(found[2], (number, bottom))
    lowest = {page: min(y for at, y in marks.values() if at == page) for page, _ in marks.values()}
    right = sum(
        1
        for key, (page, height) in notes.items()
        if key in marks and marks[key][0] == page and height < lowest[page]
    )
    return right, len(marks), len(document)


def table(name: str, rounds: int, programs: Iterable[Peer]) -> str:
    """What was found, dated, for the page and for the reader of it."""
    lines = [
        f"{date.today():%d %B %Y}; {os.cpu_count()} cores, {platform.machine()}, Python "
        f"{platform.python_version()}; `{name}`; {rounds} rounds after one that did not count.",
        "",
        "| program | wall, to WeasyPrint | processor, to it | memory | notes right | pages |",
        "|---|---|---|---|---|---|",
    ]
    for each in programs:
        lines.append(
            f"| {each.name} | {each.wall:.2f} | {each.processor:.2f} | {each.peak:.0f} MB "
            f"| {each.right} of {each.notes} | {each.pages} |"
        )
    return "\n".join(lines)


def summed(name: str, pdf: Path, taken: Sequence[Mapping[str, Cost]]) -> Peer:
    """A program's medians, each round against WeasyPrint in the same."""
    pairs = [(each[name], each["WeasyPrint"]) for each in taken]
    return Peer(
        name,
        statistics.median(a.wall / b.wall for a, b in pairs),
        statistics.median(a.processor / b.processor for a, b in pairs),
        statistics.median(a.peak for a, _ in pairs),
        *notes_right(pdf),
    )


def drawn(programs: Iterable[Peer]) -> str:
    """Processor time as bars, by briefgen's own charts."""
    measure = "Processor time, WeasyPrint = 1"
    bars = tuple(Bar(each.name, round(each.processor, 2)) for each in programs)
    look = Look("#1B4965", "#E3EBF1", "#8FAABD")
    chart = BarChart(bars, measure=measure, decimals=2, width=MAIN_WIDTH)
    svg = str(draw(chart, look, shipped_metrics()).svg)
    # A reader of the documentation has not our fonts; those of most machines are wider.
    less = re.sub(r'font-size="([\d.]+)"', lambda f: f'font-size="{float(f[1]) * 0.8:.1f}"', svg)
    return less.replace("BG Naskh", "BG Naskh,sans-serif")


def main() -> None:
    """Measure, print, and put it into the documentation if that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", nargs="?", default="kazakhstan")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--document", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made:
        programs = peers(asked.name, Path(made))
        taken = [
            {name: measured(words) for name, (words, _) in programs.items()}
            for _ in range(asked.rounds + 1)
        ][1:]
        found = [summed(name, pdf, taken) for name, (_, pdf) in programs.items()]
    said = table(asked.name, asked.rounds, found)
    print(said)
    if asked.document:
        PLOT.write_text(drawn(found), "utf-8")
        document("peers", said)


if __name__ == "__main__":
    main()
