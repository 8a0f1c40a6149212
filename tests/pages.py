"""Small projects and small pages for the tests of what comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from briefgen.edition.compose import compose
from briefgen.edition.view import Edition
from briefgen.enclosed import NoteRecord
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import SCHEME, RenderJob
from briefgen.outputs.rendering import Rendered, render
from briefgen.printing import Order, prepare, set_pages
from briefgen.project import MemoryFiles
from briefgen.settings import Settings, read_settings
from briefgen.validation import check

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src"

LIBRARY = """\
sources:
  alpha:
    type: report
    title: Pipelines of the steppe
    author: Institute of Routes
    publisher: Institute of Routes
    issued: 2024-05-02
    accessed: 2025-01-10
    url: https://routes-institute.net/pipelines
    reliability: B
    reliability_reason: seen for this test
  beta:
    type: article-newspaper
    title: Second line opens at the harbour
    short: Second line
    author: "Petrova, Anna"
    container: Harbour Herald
    issued: 2024-11-03
    accessed: 2025-01-10
    url: https://routes-institute.net/harbour
    reliability: C
    reliability_reason: seen for this test
  gamma:
    type: dataset
    title: Cargo by month
    author: Statistics Office
    issued: 2025-01-05
    accessed: 2025-01-10
    url: https://routes-institute.net/cargo
    reliability: A
    reliability_reason: seen for this test
"""

BRIEF = """\
kind: country-profile
country: KZ
title: Testland
subtitle: A small brief that stands for all others
date: 2025-01-15
information_cutoff: 2025-01-10
reference: T-2025-01
source_files: [sources/small.yaml]
facts:
  share:
    value: 82
    unit: percent
    about: Share of the main line
    as_of: 2024
    source: alpha
    credibility: 2
  cargo_2024:
    data: cargo
    where: {year: 2024}
    unit: mt
    about: Cargo
    as_of: 2024
    credibility: 1
bottom_line: |
  The main line carries {{ share }} of the cargo, and no second line will carry half as much
  before the end of the decade.[@beta]
key_judgements:
  - id: kj-line
    statement: The main line stays open through 2026.
    likelihood: likely
    confidence: moderate
    confidence_reason: Two sources of different kinds agree on the volumes.
    rests_on: [share, "@beta"]
    alternative: A storm closes the harbour for months.
    would_change: [ind-days]
key_facts:
  capital: {value: Teststadt, source: alpha}
  population: {value: "20.6 million", note: 2024, source: gamma}
  head_of_state: {value: "Ana Person, since 2019", source: alpha}
sections:
  politics:
    title: "Politics: one office"
    blocks:
      - |
@POLITICS@
  economy:
    title: "Economy: one line"
    blocks:
      - figure: line
        id: fig-cargo
        title: Cargo has doubled
        subtitle: Cargo, million tonnes
        data: cargo
        x: year
        y: value
        width: main
      - Cargo came to {{ cargo_2024 }}, as [#fig-cargo] shows.
  foreign_relations:
    title: "Relations: two neighbours"
    blocks:
      - table: Both neighbours want the line
        id: tab-wants
        columns: [Neighbour, Wants]
        rows:
          - [North, "Transit to market.[@alpha]"]
          - [South, "A share of the fees.[@alpha]"]
  security:
    title: "Security: one harbour"
    blocks:
      - The harbour has one entrance, which [#tab-wants] leaves out.[@beta]
  outlook:
    title: "Outlook: little changes"
    blocks:
      - scenarios:
          - {name: As now, likelihood: likely, base: true, text: The line stays open.}
          - {name: A stop, likelihood: unlikely, text: The harbour closes.}
      - indicators: Two things to watch
        id: tab-watch
        rows:
          - id: ind-days
            indicator: Days lost at the harbour
            now: "Nine in 2024.[@gamma]"
            threshold: More than 30 in a year
gaps:
  - How much goes by rail was not found.
"""
POLITICS = "The office holds the purse.[@alpha] Its holder was chosen in 2019.[@beta, p. 3]"
DATA = "year,value\n2020,31\n2022,45.5\n2024,62.4\n"
DESCRIPTOR = """\
title: Cargo
source: gamma
retrieved: 2025-01-10
unit: million tonnes
columns:
  year: {type: year, title: Year}
  value: {type: number, title: Cargo, unit: million tonnes}
"""


def project(
    politics: str = POLITICS, brief: str = "", settings: str = 'desk = "Test Desk"\n'
) -> dict[str, str]:
    """The texts of a small project; `politics` is the prose of its first section."""
    return {
        "briefgen.toml": settings,
        "briefs/small.yaml": brief or spec(politics),
        "sources/small.yaml": LIBRARY,
        "data/cargo.csv": DATA,
        "data/cargo.yaml": DESCRIPTOR,
    }


def spec(politics: str = POLITICS) -> str:
    """The small brief with this prose in its first section."""
    indented = "\n".join(f"        {line}".rstrip() for line in politics.splitlines())
    return BRIEF.replace("@POLITICS@", indented)


def edition_of(files: Mapping[str, str]) -> Edition:
    """The edition of the small brief of a project."""
    memory = MemoryFiles.of(files)
    return compose(check(memory, "small"), read_settings(memory))


def job_of(files: Mapping[str, str]) -> RenderJob:
    """The closed job of the small brief of a project."""
    memory = MemoryFiles.of(files)
    order = Order(memory, read_settings(memory), lambda name: Path(f"{name}.pdf"))
    return prepare(check(memory, "small"), order)[1]


def settings_of(files: Mapping[str, str]) -> Settings:
    """The settings of a project."""
    return read_settings(MemoryFiles.of(files))


@cache
def small() -> Rendered:
    """The small project, rendered once a process."""
    return render(job_of(project()))


@cache
def built() -> bytes:
    """The PDF of the small project as the command makes it, its pages filled."""
    files = MemoryFiles.of(project())
    order = Order(files, read_settings(files), None)
    return set_pages(check(files, "small"), order)[1].pdf


def on_disk(files: Mapping[str, str], folder: Path) -> Path:
    """A project written out."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


def command(*arguments: str) -> list[str]:
    """The command line that runs this checkout."""
    return [sys.executable, "-m", "briefgen", *arguments]


def environment(**changes: str) -> dict[str, str]:
    """The environment of a clean run of this checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NO_COLOR", "FORCE_COLOR", "BRIEFGEN_DEBUG", "FONTCONFIG_FILE")
    }
    return {**kept, "PYTHONPATH": str(SRC), **changes}


def run(
    folder: Path, *arguments: str, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The command run in a folder, with its words captured."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env={**environment(), **(env or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# Pages without a brief -----------------------------------------------------------------

SHEET = """\
@page{{size:{width}pt {height}pt;margin:12pt;@footnote{{margin:0}}}}
html{{font:8pt/10pt "BG Sans","BG Sans Ext","BG Sans Cyr","BG Naskh"}}
body{{margin:0;orphans:1;widows:1}} p,h2{{margin:0}} h2{{font-size:8pt;line-height:10pt}}
.fn{{float:footnote;footnote-policy:line;
  font:7pt/10pt "BG Sans","BG Sans Ext","BG Sans Cyr","BG Naskh"}}
::footnote-call{{content:""}} ::footnote-marker{{content:none}}
a{{color:inherit;text-decoration:none}} .ref{{font-size:6pt;line-height:0}}
{css}
"""


class Notes:
    """Writes marks with their notes as a brief does, and keeps what the proof is to expect."""

    def __init__(self) -> None:
        self.records: list[NoteRecord] = []

    def mark(self, text: str) -> str:
        """A mark with its note; a new line in its text is one on the page."""
        number = len(self.records) + 1
        self.records.append(NoteRecord(number, f"{number}{text}", 1, ("bottom_line",)))
        return (
            f'<a class="ref" id="ref-{number}" href="#fn-{number}">{number}</a>'
            f'<span class="fn" id="fn-{number}"><a class="num" href="#ref-{number}">{number}</a>'
            f" {escape(text).replace(chr(10), '<br>')}</span>"
        )

    def again(self, number: int) -> str:
        """Another mark of a note."""
        record = self.records[number - 1]
        self.records[number - 1] = NoteRecord(number, record.text, record.marks + 1, record.path)
        return f'<a class="ref" href="#fn-{number}">{number}</a>'


def sheet(body: str, notes: Notes, *, width: int = 300, lines: int = 8, css: str = "") -> RenderJob:
    """A job of small pages, `lines` lines of ten points high, set in the shipped faces."""
    used = [face for face in FACES if face.needed_for(body)]
    styles = SHEET.format(width=width, height=24 + lines * 10, css=css)
    html = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sheet</title>'
        f'<link rel="stylesheet" href="{SCHEME}fonts.css">'
        f'<link rel="stylesheet" href="{SCHEME}brief.css"></head><body>{body}</body></html>'
    )
    resources = {
        f"{SCHEME}fonts.css": face_rules(used, SCHEME).encode(),
        f"{SCHEME}brief.css": styles.encode(),
        f"{SCHEME}remedies.css": b"",
    }
    for face in used:
        resources[f"{SCHEME}{face.file}"] = (ROOT / "assets/fonts" / face.file).read_bytes()
    return RenderJob("sheet", html, resources, tuple(notes.records))
