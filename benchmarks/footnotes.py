"""Random notes, laid out by the plain engine and by the corrected one, and read back from the PDF.

    python benchmarks/footnotes.py [--notes 3000] [--only prose,cells] [--engine corrected]

Mark i carries the word C{i}q; its note begins with N{i}s and ends with N{i}e. Documents depend on
the configuration and a seed alone, so both engines get the same ones.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2

from briefgen.assets import asset_bytes
from briefgen.errors import RenderingFailed
from briefgen.outputs.boxes import page_fills
from briefgen.outputs.engine import lay_out, write
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import SCHEME, RenderJob

SECONDS = 60  # the plain engine never ends on some documents
TEXT = """
the of state and region in a to budget council for energy border ministry by trade on coalition
reform export parliament with agreement infrastructure grain railway at election representative
is monetary from adjustment harbour administration or decree pipeline as constitutional security
per quarter province between treaty
"""


@dataclass(frozen=True)
class Configuration:
    """What the documents of one row of the table are made of."""

    name: str
    parts: dict[str, float]  # which, and how often
    words: tuple[int, int] = (2, 120)  # of a note
    marks: tuple[int, int] = (1, 4)  # of a paragraph
    policy: str = "line"
    css: str = ""
    notes: int = 50  # of a document


PROSE = {"paragraph": 1.0}
MIXED = {"paragraph": 8, "heading": 1, "items": 2, "rows": 2, "aside": 0.8, "figure": 0.8}
CONFIGURATIONS = (
    Configuration("prose", PROSE),
    Configuration("prose, policy auto", PROSE, policy="auto"),
    Configuration("prose, policy block", PROSE, policy="block"),
    Configuration("mixed", MIXED),
    Configuration("lists", {"items": 3, "heading": 1}),
    Configuration("rows", {"rows": 1}, (2, 60), (1, 3)),
    Configuration("cells side by side", {"cells": 1, "paragraph": 1}, (2, 60), (1, 3)),
    Configuration("several in a line", PROSE, (2, 20), (5, 12)),
    Configuration("side panels", {"aside": 3, "paragraph": 1, "grid": 1}, (2, 60)),
    Configuration(
        "two columns", {"paragraph": 1, "heading": 0.1}, (2, 60), (1, 2), css="body{columns:2}"
    ),
    Configuration("nothing broken inside", MIXED, css="p,tr,li{break-inside:avoid}"),
    Configuration(
        "margins and rules",
        MIXED,
        css=".fn{margin:2pt 0 3pt}"
        "@page{@footnote{border-top:.5pt solid;padding:3pt 0 4pt;margin-top:8pt}}",
    ),
    Configuration("notes of 40 to 1,500 words", PROSE, (40, 1500), (0, 1), notes=20),
)


@dataclass
class Writer:
    """Writes one random document."""

    made: Configuration
    random: random.Random
    count: int = 0
    parts: list[str] = field(default_factory=list)

    def document(self) -> str:
        """HTML with about the configuration's number of notes."""
        names, weights = list(self.made.parts), list(self.made.parts.values())
        while self.count < self.made.notes:
            name = self.random.choices(names, weights)[0]
            self.parts.append(getattr(self, name)())
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Notes</title>'
            f'<link rel="stylesheet" href="{SCHEME}fonts.css">'
            f"<style>{self.style()}</style><body>{''.join(self.parts)}"
        )

    def style(self) -> str:
        """A page and type of random size."""
        pick = self.random.choice
        return f"""@page{{size:{pick(["A4", "A5", "letter"])};margin:{pick([15, 20, 25])}mm}}
html{{font:{pick([8, 9, 10, 11, 12])}pt/{pick(["1.2", "1.35", "1.5"])}
"BG {pick(["Sans", "Serif"])}";
orphans:{pick([1, 2, 3])};widows:{pick([1, 2, 3])};text-align:{pick(["justify", "left"])}}}
p,ul{{margin:{pick(["0", "0 0 6pt", "4pt 0"])}}}
h2{{font-size:120%;break-after:avoid;margin:8pt 0 4pt}}
table{{border-collapse:{pick(["collapse", "separate"])};width:100%}}
td,th{{border:.3pt solid;padding:2pt;vertical-align:top}}
aside{{float:{pick(["left", "right"])};width:38%;margin:2mm;border:.5pt solid;padding:1mm}}
figure{{break-inside:avoid;margin:6pt 0}} .grid{{display:grid;grid-template-columns:2fr 1fr}}
.ref{{font-size:70%;vertical-align:super;line-height:0;color:inherit;text-decoration:none}}
.fn{{float:footnote;font-size:80%;footnote-policy:{self.made.policy}}}
::footnote-call{{content:"";line-height:0;font-size:1pt}} ::footnote-marker{{content:none}}
{self.made.css}"""

    def words(self, count: int) -> str:
        words = TEXT.split()
        return " ".join(self.random.choice(words) for _ in range(count))

    def note(self) -> str:
        number, (low, high) = self.count, self.made.words
        self.count += 1
        if high > 1000:
            words = int(low * (high / low) ** self.random.random())
        else:
            top = high if self.random.random() < 0.35 else max(low, min(high, 18))
            words = self.random.randint(low, top)
        return (
            f'<a class="ref" href="#fn-{number}">\u2060C{number}q</a>'
            f'<span class="fn" id="fn-{number}">N{number}s {self.words(words)} N{number}e</span>'
        )

    def text(self, words: int, marks: int) -> str:
        """Words with marks at random places, some side by side."""
        places = sorted(self.random.randrange(words + 1) for _ in range(marks))
        if marks > 1 and self.random.random() < 0.4:
            for index in range(1, marks):
                if self.random.random() < 0.6:
                    near = places[index - 1] + self.random.randint(0, 4)
                    places[index] = min(words, near)
        out, at = [], 0
        for place in places:
            out.append(self.words(place - at) + self.note())
            at = place
        return " ".join([*out, self.words(words - at)]) + "."

    def few(self, low: int, high: int, marks: int) -> str:
        return self.text(self.random.randint(low, high), self.random.randint(0, marks))

    def paragraph(self) -> str:
        marks = self.random.randint(*self.made.marks)
        return f"<p>{self.text(self.random.randint(8, 130), marks)}</p>"

    def heading(self) -> str:
        return f"<h2>{self.few(2, 7, int(self.random.random() < 0.4))}</h2>{self.paragraph()}"

    def items(self) -> str:
        items = (f"<li>{self.few(3, 40, 2)}</li>" for _ in range(self.random.randint(2, 7)))
        return f"<ul>{''.join(items)}</ul>"

    def rows(self) -> str:
        rows = (
            f"<tr><td>{self.words(2)}<td>{self.few(3, 30, self.made.marks[1])}"
            f"<td>{self.few(2, 14, int(self.random.random() < 0.6))}</tr>"
            for _ in range(self.random.randint(3, 14))
        )
        return f"<table><thead><tr><th>Item<th>What<th>More</thead>{''.join(rows)}</table>"

    def cells(self) -> str:
        """One row of tall cells, each with notes of its own."""
        cells = (f"<td>{self.few(20, 90, 3)}" for _ in range(self.random.randint(2, 3)))
        return f"<table><tr>{''.join(cells)}</tr></table>"

    def aside(self) -> str:
        return f"<aside>{self.few(10, 60, 2)}</aside>{self.paragraph()}"

    def grid(self) -> str:
        return (
            f'<div class="grid"><div>{self.paragraph()}</div><div>{self.few(8, 40, 1)}</div></div>'
        )

    def figure(self) -> str:
        drawing = f'<div style="height:{self.random.randint(10, 50)}mm"></div>'
        caption = self.few(4, 25, 2)
        return f"<figure>{drawing}<figcaption>{caption}</figcaption></figure>"


def judge(pdf: bytes, notes: int) -> Counter[str]:
    """What became of the notes, from the words of the PDF."""
    first: dict[str, int] = {}
    begun: list[int] = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        for word in re.findall(r"C\d+q|N\d+[se]", page.get_textpage().get_text_bounded()):
            first.setdefault(word, number)
            if word.endswith("s"):
                begun.append(int(word[1:-1]))
    found: Counter[str] = Counter(notes=notes)
    for note in range(notes):
        found.update(_verdict(first, note))
    # The marks of rows that go on over a page are not in the order of the document themselves.
    placed = [(first.get(f"C{note}q", -1), note) for note in begun]
    found["out of order"] = sum(one > other for one, other in pairwise(placed))
    return found


def _verdict(first: dict[str, int], note: int) -> Iterator[str]:
    mark, start, end = (first.get(word) for word in (f"C{note}q", f"N{note}s", f"N{note}e"))
    if mark is None or start is None:
        yield "lost"
    elif end is None:
        yield "cut"
    elif start != mark:
        yield "late"
    elif end > start:
        yield "split"


def run(task: tuple[Configuration, int, bool]) -> Counter[str]:
    """One document by one engine; CPU time in milliseconds."""
    made, seed, plain = task
    writer = Writer(made, random.Random(f"{made.name.split(',')[0]}/{seed}"))
    job = _job(writer.document())

    def give_up(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    start = time.process_time()
    try:
        layout = lay_out(job, plain=plain)
        spent = time.process_time() - start
        found = judge(write(layout, job).pdf, writer.count)
    except (RenderingFailed, TimeoutError):
        return Counter({"notes": writer.count, "failed": 1})
    finally:
        signal.alarm(0)
    found["failed"] = int(bool(layout.uncorrected))
    found["pages"] = len(layout.document.pages)
    found["told"] = len(layout.note_errors)
    found["overlaps"] = sum(fill.overlap > 0 for fill in page_fills(layout.document))
    found["ms"] = round(spent * 1000)
    return found


def _job(html: str) -> RenderJob:
    faces = [face for face in FACES if face.family in {"BG Sans", "BG Serif"}]
    resources = {f"{SCHEME}fonts.css": face_rules(faces, SCHEME).encode()}
    resources |= {f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}") for face in faces}
    return RenderJob("benchmark", html, resources)


HEAD = (
    "| configuration | engine | notes | late | lost | cut | out of order | overlaps | split "
    "| failed | pages | CPU s |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
)
COLUMNS = ("notes", "late", "lost", "cut", "out of order", "overlaps", "split", "failed", "pages")


def row(made: Configuration, plain: bool, results: Iterable[Counter[str]]) -> str:
    """One line of the table."""
    total: Counter[str] = sum(results, Counter())
    cells = [f"{total[name]:,}" for name in COLUMNS]
    if total["told"]:
        cells[1] += f" ({total['told']} told)"
    engine = "plain" if plain else "corrected"
    return f"| {made.name} | {engine} | {' | '.join(cells)} | {total['ms'] / 1000:.1f} |"


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=3000, help="of each configuration")
    parser.add_argument("--only", default="", help="names of configurations, with commas")
    parser.add_argument("--engine", choices=("both", "plain", "corrected"), default="both")
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    chosen = [
        made
        for made in CONFIGURATIONS
        if not asked.only or any(name in made.name for name in asked.only.split(","))
    ]
    print(HEAD, flush=True)
    with ProcessPoolExecutor(asked.processes) as pool:
        for made in chosen:
            seeds = range(-(-asked.notes // made.notes))
            for plain in (True, False) if asked.engine == "both" else (asked.engine == "plain",):
                results = pool.map(run, [(made, seed, plain) for seed in seeds])
                print(row(made, plain, results), flush=True)


if __name__ == "__main__":
    main()
