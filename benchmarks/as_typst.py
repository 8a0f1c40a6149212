"""The page of a brief as a Typst document: its headings, texts, notes, tables and drawings.

Equivalent, not equal: columns, panels and colours are left out, and lines break elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEAD = """\
#set page(paper: "a4", margin: 20mm, numbering: "1")
#set text(font: ("BG Serif", "BG Serif Ext", "BG Serif Cyr", "BG Naskh"), size: 9.5pt)
#set par(justify: true)
"""
_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\#$*_`<>@[]~=-+/\"'"})
_BLOCKS = {"p", "div", "section", "header", "figure", "figcaption", "dl", "dt", "dd", "ul", "ol"}
_LEFT_OUT = {"head", "style", "title", "script"}
_VOID = {"br", "img", "meta", "link", "col", "hr", "input", "wbr"}


@dataclass
class _Open:
    """An element that is being read, and what has been written of it."""

    tag: str
    classes: frozenset[str]
    text: list[str] = field(default_factory=list)
    cells: int = 0  # of the widest row


class Writer(HTMLParser):
    """Reads HTML and keeps what it is in Typst; drawings are kept apart, as files."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [_Open("", frozenset())]
        self.drawings: dict[str, str] = {}
        self.svg = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg" or self.svg:
            self.svg += tag not in _VOID
            if tag == "svg" and self.svg == 1:
                self.drawings[f"drawing-{len(self.drawings)}.svg"] = ""
            self._drawn(self.get_starttag_text() or "")
        elif tag == "br":
            self._said(" \\\n")
        elif tag not in _VOID:
            classes = next((value or "" for name, value in attrs if name == "class"), "")
            self.open.append(_Open(tag, frozenset(classes.split())))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.svg:
            self._drawn(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if self.svg:
            self._drawn(f"</{tag}>")
            self.svg -= 1
            if not self.svg:
                self._said(f'\n#image("{list(self.drawings)[-1]}", width: 100%)\n')
        elif tag not in _VOID and tag in [each.tag for each in self.open]:
            while (closed := self.open.pop()).tag != tag:
                self.open[-1].text += closed.text
            self._close(closed)

    def handle_data(self, data: str) -> None:
        if self.svg:
            self._drawn(data.replace("&", "&amp;").replace("<", "&lt;"))
        elif not any(each.tag in _LEFT_OUT for each in self.open):
            self._said(" ".join(data.translate(_SPECIAL).split("\n")))

    def _said(self, text: str) -> None:
        self.open[-1].text.append(text)

    def _drawn(self, text: str) -> None:
        self.drawings[list(self.drawings)[-1]] += text

    def _close(self, closed: _Open) -> None:
        text, tag, over = "".join(closed.text), closed.tag, self.open[-1]
        if "fn" in closed.classes:
            self._said(f"#footnote[{text}]")
        elif "ref" in closed.classes:  # Typst counts by itself
            return
        elif tag in ("h1", "h2", "h3", "h4"):
            self._said(f"\n\n#heading(level: {tag[1]})[{text.strip()}]\n\n")
        elif tag == "li":
            self._said(f"\n- {text.strip()}\n")
        elif tag in ("td", "th"):
            over.cells += 1
            self._said(f"[{text.strip()}], ")
        elif tag in ("tr", "thead", "tbody"):
            over.cells = max(over.cells, closed.cells)
            self._said(text)
        elif tag == "table":
            self._said(f"\n#table(columns: {max(1, closed.cells)}, {text})\n")
        else:
            self._said(f"\n\n{text}\n\n" if tag in _BLOCKS else text)


def as_typst(html: str) -> tuple[str, dict[str, str]]:
    """The document, and its drawings by name."""
    writer = Writer()
    writer.feed(html)
    writer.close()
    return HEAD + "".join("".join(each.text) for each in writer.open), writer.drawings
