"""Random documents with notes, which depend on a configuration and a seed alone.

Beside mark i stands the word C{i}q; its note begins with N{i}s and ends with N{i}e; text k begins
with P{k}a and ends with P{k}z.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from briefgen.assets import asset_bytes
from briefgen.enclosed import NoteRecord
from briefgen.outputs.faces import FACES, face_rules
from briefgen.outputs.job import SCHEME, RenderJob

TEXT = """
the of state and region in a to budget council for energy border ministry by trade on coalition
reform export parliament with agreement infrastructure grain railway at election representative
is monetary from adjustment harbour administration or decree pipeline as constitutional security
per quarter province between treaty
"""
ARABIC = (
    "في من على إلى دولة مجلس ميزانية طاقة حدود وزارة تجارة تحالف إصلاح تصدير برلمان اتفاق سكة ميناء"
)
FAMILIES = {"BG Sans", "BG Serif", "BG Naskh"}


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
    nested: float = 0  # how often a note calls another


PROSE = {"paragraph": 1.0}
MIXED = {"paragraph": 8, "heading": 1, "items": 2, "rows": 2, "aside": 0.8, "figure": 0.8}
RULED = (
    ".fn{margin:2pt 0 3pt}@page{@footnote{border-top:.5pt solid;padding:3pt 0 4pt;margin-top:8pt}}"
)
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
    Configuration("margins and rules", MIXED, css=RULED),
    Configuration("notes of 40 to 1,500 words", PROSE, (40, 1500), (0, 1), notes=20),
)
MORE = (
    Configuration("long tables", {"long_table": 1, "paragraph": 1}, (2, 60), (0, 1)),
    Configuration("flex", {"flex": 1, "paragraph": 2}, (2, 60)),
    Configuration("named pages", {"paragraph": 3, "section": 1, "items": 1}),
    Configuration("right to left", {"arabic": 2, "paragraph": 1}),
    Configuration("notes in notes", PROSE, nested=0.1),
)
COST = tuple(Configuration(f"{count} notes", PROSE, notes=count) for count in (50, 100, 200, 400))


@dataclass
class Writer:
    """Writes one random document."""

    made: Configuration
    random: random.Random
    notes: list[NoteRecord] = field(default_factory=list)
    texts: int = 0
    said: str = TEXT

    def document(self) -> str:
        """HTML with about the configuration's number of notes."""
        names, weights = list(self.made.parts), list(self.made.parts.values())
        body = ""
        while len(self.notes) < self.made.notes:
            body += getattr(self, self.random.choices(names, weights)[0])()
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Notes</title>'
            f'<link rel="stylesheet" href="{SCHEME}fonts.css">'
            f"<style>{self.style()}</style><body>{body}"
        )

    def style(self) -> str:
        """A page and type of random size."""
        pick = self.random.choice
        return f"""@page{{size:{pick(["A4", "A5", "letter"])};margin:{pick([15, 20, 25])}mm}}
@page other{{size:{pick(["A4", "A5 landscape"])};margin:20mm}} section{{page:other}}
html{{font:{pick([8, 9, 10, 11, 12])}pt/{pick(["1.2", "1.35", "1.5"])}
"BG {pick(["Sans", "Serif"])}","BG Naskh";
orphans:{pick([1, 2, 3])};widows:{pick([1, 2, 3])};text-align:{pick(["justify", "left"])}}}
p,ul{{margin:{pick(["0", "0 0 6pt", "4pt 0"])}}}
h2{{font-size:120%;break-after:avoid;margin:8pt 0 4pt}}
table{{border-collapse:{pick(["collapse", "separate"])};width:100%}}
td,th{{border:.3pt solid;padding:2pt;vertical-align:top}}
aside{{float:{pick(["left", "right"])};width:38%;margin:2mm;border:.5pt solid;padding:1mm}}
figure{{break-inside:avoid;margin:6pt 0}} .flex{{display:flex}} .flex>div{{flex:1}}
.grid{{display:grid;grid-template-columns:2fr 1fr}}
.ref{{font-size:70%;vertical-align:super;line-height:0;color:inherit;text-decoration:none}}
.fn{{float:footnote;font-size:80%;footnote-policy:{self.made.policy}}}
::footnote-call{{content:"";line-height:0;font-size:1pt}} ::footnote-marker{{content:none}}
{self.made.css}"""

    def words(self, count: int) -> str:
        words = self.said.split()
        return " ".join(self.random.choice(words) for _ in range(count))

    def note(self) -> str:
        """A mark with its note, in which now and then another is called."""
        number, words = len(self.notes) + 1, self._length()
        self.notes.append(NoteRecord(number, "", 1, ("benchmark",)))
        cut = words // 2
        one, other = self.words(cut), self.words(words - cut)
        nested = bool(self.made.nested) and self.random.random() < self.made.nested
        inner = self.note() if nested else ""
        if not inner:  # the text of a note with a note in it is not read as one
            text = f"N{number}s {one} {other} N{number}e"
            self.notes[number - 1] = NoteRecord(number, text, 1, ("benchmark",))
        return (
            f'<a class="ref" href="#fn-{number}">\u2060{number}</a>'
            f'<span class="ref">\u00a0C{number}q</span>'
            f'<span class="fn" id="fn-{number}">N{number}s {one}{inner} {other} N{number}e</span>'
        )

    def _length(self) -> int:
        low, high = self.made.words
        if high > 1000:
            return int(low * (high / low) ** self.random.random())
        top = high if self.random.random() < 0.35 else max(low, min(high, 18))
        return self.random.randint(low, top)

    def text(self, words: int, marks: int) -> str:
        """Words with marks at random places, some side by side."""
        number, self.texts = self.texts, self.texts + 1
        places = sorted(self.random.randrange(words + 1) for _ in range(marks))
        if marks > 1 and self.random.random() < 0.4:
            for index in range(1, marks):
                if self.random.random() < 0.6:
                    near = places[index - 1] + self.random.randint(0, 4)
                    places[index] = min(words, near)
        out, at = [f"P{number}a"], 0
        for place in places:
            out.append(self.words(place - at) + self.note())
            at = place
        return " ".join([*out, self.words(words - at), f"P{number}z."])

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

    def long_table(self) -> str:
        rows = (
            f"<tr><td>{self.words(1)}<td>{self.few(2, 9, self.made.marks[1])}</tr>"
            for _ in range(self.random.randint(1, 80))
        )
        return f"<table><thead><tr><th>Item<th>What</thead>{''.join(rows)}</table>"

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

    def flex(self) -> str:
        items = (f"<div>{self.few(8, 40, 1)}</div>" for _ in range(self.random.randint(2, 3)))
        return f'<div class="flex">{"".join(items)}</div>'

    def section(self) -> str:
        return f"<section>{self.paragraph()}</section>"

    def arabic(self) -> str:
        self.said = ARABIC
        paragraph = self.paragraph()
        self.said = TEXT
        return f'<div dir="rtl" lang="ar">{paragraph}</div>'

    def figure(self) -> str:
        drawing = f'<div style="height:{self.random.randint(10, 50)}mm"></div>'
        caption = self.few(4, 25, 2)
        return f"<figure>{drawing}<figcaption>{caption}</figcaption></figure>"


def written(made: Configuration, seed: int) -> tuple[Writer, RenderJob]:
    """A document of a configuration."""
    writer = Writer(made, random.Random(f"{made.name.split(',')[0]}/{seed}"))
    html = writer.document()
    faces = [face for face in FACES if face.family in FAMILIES]
    resources = {f"{SCHEME}fonts.css": face_rules(faces, SCHEME).encode()}
    resources |= {f"{SCHEME}{face.file}": asset_bytes(f"fonts/{face.file}") for face in faces}
    notes = tuple(note for note in writer.notes if note.text)
    return writer, RenderJob("benchmark", html, resources, notes)
