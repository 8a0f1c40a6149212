"""Finished markup of an edition into runs and paragraphs; drawings in it stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from markupsafe import escape
from msgspec import structs

from briefgen.edition.medium import WORD_JOINER
from briefgen.outputs.word.blocks import Paragraph, Picture, Run

_SVG = re.compile(r"<svg\b.*?</svg>", re.S)
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)pt"[^>]*?\bheight="([\d.]+)pt"')
_TITLE = re.compile(r"<title>(.*?)</title>", re.S)
_NOTE = re.compile(r"#(?:fn|ref)-(\d+)")
_PLACE = "drawing"
_STYLES = {"sref": "SourceReference", "stale": "Stale", "cell-note": "CellNote", "kind": "Lesser"}


@dataclass
class _Reader(HTMLParser):
    """Runs by paragraph; a list is known by its tag and by how deep it stands."""

    drawings: list[Picture]
    found: list[Paragraph] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._runs: list[Run] = []
        self._open: list[tuple[str, Run]] = []  # tags with what their words are set in
        self._lists: list[tuple[bool, int]] = []  # ordered, and which it is
        self._count = 0

    @property
    def _now(self) -> Run:
        return self._open[-1][1] if self._open else Run()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in ("p", "li", "ul", "ol"):
            self.end()
            if tag in ("ul", "ol"):
                self._count += tag == "ol"
                self._lists.append((tag == "ol", self._count))
        elif tag == "br":
            self._runs.append(structs.replace(self._now, text="\n"))
        elif tag == _PLACE:
            self._runs.append(Run(picture=self.drawings[int(told["n"])]))
        else:
            self._open.append((tag, _set(self._now, tag, told)))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "ul", "ol"):
            self.end()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
        elif any(each == tag for each, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        words, now = data.replace(WORD_JOINER, ""), self._now
        if now.note:
            self._runs.append(Run(note=now.note))
        elif words:
            self._runs.append(structs.replace(now, text=words))

    def end(self) -> None:
        """Close the paragraph that is open, if there is one."""
        runs = tuple(trimmed(self._runs))
        self._runs = []
        if not runs:
            return
        if not self._lists:
            self.found.append(Paragraph("BodyText", runs))
            return
        ordered, number = self._lists[-1]
        level = "" if len(self._lists) == 1 else "2"
        style = f"List{'Number' if ordered else 'Bullet'}{level}"
        self.found.append(Paragraph(style, runs, listed=number if ordered else 0))


def _set(now: Run, tag: str, told: dict[str, str]) -> Run:
    """What words within a tag are set in."""
    kind = told.get("class", "")
    if kind == "ref" and (found := _NOTE.fullmatch(told.get("href", ""))):
        return structs.replace(now, note=int(found[1]))
    if tag in ("i", "em"):
        return structs.replace(now, italic=True)
    if tag in ("b", "strong"):
        return structs.replace(now, strong=True)
    now = structs.replace(now, style=_STYLES.get(kind, now.style))
    if tag == "a":
        return structs.replace(now, href=told.get("href", ""))
    return structs.replace(now, language=told["lang"]) if told.get("lang") else now


def trimmed(runs: list[Run]) -> Iterator[Run]:
    """Runs without white space at both ends."""
    kept = list(runs)
    while kept and _blank(kept[0]):
        kept.pop(0)
    while kept and _blank(kept[-1]):
        kept.pop()
    for place, run in enumerate(kept):
        words = re.sub(r"[ \t\r\n]+", " ", run.text) if run.text != "\n" else run.text
        words = words.lstrip(" ") if place == 0 else words
        yield structs.replace(run, text=words.rstrip(" ") if place == len(kept) - 1 else words)


def _blank(run: Run) -> bool:
    return not run.note and run.picture is None and not run.text.strip(" \t\r\n")


def paragraphs(markup: object) -> tuple[Paragraph, ...]:
    """The paragraphs and items of a piece of markup."""
    drawings: list[Picture] = []

    def kept(found: re.Match[str]) -> str:
        drawings.append(picture(found[0]))
        return f'<{_PLACE} n="{len(drawings) - 1}"></{_PLACE}>'

    reader = _Reader(drawings)
    reader.feed(_SVG.sub(kept, str(escape(markup))))
    reader.close()
    reader.end()
    return tuple(reader.found)


def line(markup: object) -> tuple[Run, ...]:
    """A piece of markup as the runs of one paragraph."""
    found: list[Run] = []
    for each in paragraphs(markup):
        found += [Run(" "), *each.runs] if found else each.runs
    return tuple(found)


def picture(svg: object, scale: float = 1.0) -> Picture:
    """A drawing with its words and its size."""
    drawn = str(svg)
    size, title = _SIZE.search(drawn), _TITLE.search(drawn)
    if size is None:
        raise ValueError("a drawing without a size in points")
    words = unescape(title[1]) if title else ""
    return Picture(drawn, words, float(size[1]), float(size[2]), scale)


def strong(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The same, bold."""
    return tuple(structs.replace(run, strong=True) for run in runs)
