"""Random notes, laid out by the plain engine and by the corrected one, and read back from the PDF.

    python benchmarks/footnotes.py [--notes 3000] [--only "prose; rows"] [--seed 0] [--processes 1]

Both engines get the same documents, one after the other in one process, and take turns in who
begins. `--more` adds configurations beyond the thirteen, `--faults` names the documents in which
something is wrong.
"""

from __future__ import annotations

import argparse
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from statistics import median

import pypdfium2

from briefgen.errors import RenderingFailed
from briefgen.outputs.boxes import note_areas, page_fills
from briefgen.outputs.engine import lay_out, write
from briefgen.outputs.job import RenderJob
from briefgen.outputs.proof import prove
from random_notes import CONFIGURATIONS, COST, MORE, Configuration, Writer, written

SECONDS = 20  # of processor time, ten times what a document takes: the plain engine may never end
ENGINES = ("plain", "corrected")
WRONG = ("late", "lost", "cut", "out of order", "overlaps", "text", "failed", "told", "unseen")
SHOWN = ("notes", *WRONG, "split", "pages")
ROUNDS = 3

Task = tuple[Configuration, int, tuple[str, ...]]


def judge(pdf: bytes, writer: Writer) -> tuple[Counter[str], set[int]]:
    """What became of the notes, from the words of the PDF, and which of them are not in place."""
    first: dict[str, int] = {}
    begun: list[int] = []
    seen: Counter[str] = Counter()
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        for word in _words(page.get_textpage().get_text_bounded()):
            first.setdefault(word, number)
            seen[word] += 1
            if word[0] == "N" and word.endswith("s"):
                begun.append(int(word[1:-1]))
    verdicts = {note.number: _verdict(first, note.number) for note in writer.notes}
    found = Counter(verdict for verdict in verdicts.values() if verdict)
    # The marks of rows that go on over a page are not in the order of the document themselves.
    placed = [(first.get(f"C{note}q", -1), note) for note in begun]
    found["out of order"] = sum(one > other for one, other in pairwise(placed))
    ends = [f"P{text}{end}" for text in range(writer.texts) for end in "az"]
    found["text"] = sum(seen[end] != 1 for end in ends)
    found["notes"] = len(writer.notes)
    return found, {note for note, verdict in verdicts.items() if verdict in ("lost", "cut", "late")}


def _words(text: str) -> Iterator[str]:
    """Words that tell a mark, a note or a text; pdfium reads them backwards amid Arabic."""
    for forth, back in re.findall(r"(C\d+q|N\d+[se]|P\d+[az])|(q\d+C|[se]\d+N|[az]\d+P)", text):
        yield forth or back[-1] + back[1:-1] + back[0]


def _verdict(first: dict[str, int], note: int) -> str:
    mark, start, end = (first.get(word) for word in (f"C{note}q", f"N{note}s", f"N{note}e"))
    if mark is None or start is None:
        return "lost"
    if end is None:
        return "cut"
    if start != mark:
        return "late"
    return "split" if end > start else ""


def run(task: Task) -> dict[str, Counter[str]]:
    """One document by each engine; which comes first changes from one to the next."""
    made, seed, engines = task
    writer, job = written(made, seed)
    turns = engines if seed % 2 else engines[::-1]
    found = {engine: lay_out_by(engine, job, writer) for engine in turns}
    if any(each["failed"] for each in found.values()):  # compared is only what both have set
        for each in found.values():
            each["pages"] = each["ms"] = 0
    return found


def lay_out_by(engine: str, job: RenderJob, writer: Writer) -> Counter[str]:
    """One document by one engine; processor time in milliseconds."""
    start = time.process_time()
    try:
        with _patience():
            layout = lay_out(job, plain=engine == "plain")
            spent = time.process_time() - start
            pdf = write(layout, job).pdf
    except (RenderingFailed, TimeoutError):
        return Counter({"notes": len(writer.notes), "failed": 1})
    areas, fills = note_areas(layout.document), page_fills(layout.document)
    found, astray = judge(pdf, writer)
    refused = {stray.number for stray in prove(pdf, job.notes, areas).strays}
    found["failed"] = int(engine == "corrected" and bool(layout.uncorrected))
    found["overlaps"] = sum(
        fill.overlap > 0 and area is not None for fill, area in zip(fills, areas, strict=True)
    )
    found["told"], found["unseen"] = len(layout.note_errors), len(astray - refused)
    found["pages"], found["ms"] = len(layout.document.pages), round(spent * 1000)
    return found


@contextmanager
def _patience() -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def row(name: str, engine: str, total: Counter[str]) -> str:
    """One line of the table."""
    cells = " | ".join(f"{total[each]:,}" for each in SHOWN)
    return f"| {name} | {engine} | {cells} | {total['ms'] / 1000:.1f} |"


def head(*cells: str) -> str:
    """The first two lines of a table."""
    return f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}"


def table(
    pool: ProcessPoolExecutor, chosen: Sequence[Configuration], asked: argparse.Namespace
) -> None:
    """A configuration as soon as it is known, and their sums."""
    engines = ENGINES if asked.engine == "both" else (asked.engine,)
    print(head("configuration", "engine", *SHOWN, "CPU s"))
    sums = {engine: Counter[str]() for engine in engines}
    for made in chosen:
        seeds = range(asked.seed, asked.seed - (-asked.notes // made.notes))
        results = list(pool.map(run, [(made, seed, engines) for seed in seeds]))
        for engine in engines:
            total: Counter[str] = sum((result[engine] for result in results), Counter())
            sums[engine] += total
            print(row(made.name, engine, total), flush=True)
        if asked.faults:
            print_faults(made, zip(seeds, results, strict=True))
    for engine in engines:
        print(row("all", engine, sums[engine]), flush=True)


def print_faults(made: Configuration, found: Iterator[tuple[int, dict[str, Counter[str]]]]) -> None:
    """Seeds of documents in which the corrected engine has something wrong."""
    for seed, result in found:
        wrong = {name: count for name in WRONG if (count := result["corrected"][name])}
        if wrong:
            print(f"  {made.name} {seed}: {wrong}", flush=True)


def cost() -> None:
    """How the time grows with the notes of a document: the median of some rounds of each engine."""
    print(f"\n{head('notes', 'pages', *(f'{engine}, CPU s' for engine in ENGINES))}")
    for made in COST:
        writer, job = written(made, 1)
        spent: dict[str, list[int]] = {engine: [] for engine in ENGINES}
        for turn in range(ROUNDS):
            for engine in ENGINES if turn % 2 else ENGINES[::-1]:
                found = lay_out_by(engine, job, writer)
                spent[engine].append(found["ms"])
        times = " | ".join(f"{median(spent[engine]) / 1000:.2f}" for engine in ENGINES)
        print(f"| {len(writer.notes)} | {found['pages']} | {times} |", flush=True)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=3000, help="of each configuration")
    parser.add_argument("--only", default="", help="names of configurations, with semicolons")
    parser.add_argument("--engine", choices=("both", *ENGINES), default="both")
    parser.add_argument("--seed", type=int, default=0, help="of the first document")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--more", action="store_true", help="all configurations")
    parser.add_argument("--faults", action="store_true", help="name what is wrong, by seed")
    parser.add_argument("--cost", action="store_true", help="nothing but how the time grows")
    asked = parser.parse_args()
    names = [name.strip() for name in asked.only.split(";") if name.strip()]
    known = (*CONFIGURATIONS, *MORE) if asked.more or names else CONFIGURATIONS
    chosen = [made for made in known if not names or made.name in names]
    if not asked.cost:
        with ProcessPoolExecutor(asked.processes) as pool:
            table(pool, chosen, asked)
    if not names:
        cost()


if __name__ == "__main__":
    main()
