"""The order of reading: the words of the HTML against those of the tags."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from tags import MARK, tags_of


class Reading(HTMLParser):
    """The words of a page as its HTML has them: text, then the notes marked in it."""

    BLOCKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "div", "figcaption"})
    SILENT = frozenset({"head", "svg", "style"})
    RUNNING = ("running-head", "marking-head", "marking-foot")
    VOID = frozenset({"br", "meta", "link"})

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.notes: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.VOID:
            return
        self.open.append((tag, dict(attrs).get("class") or ""))
        if tag in self.BLOCKS:  # a text ends where a block begins
            self.words += self.notes[-1]
            self.notes[-1:] = [[], []]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in self.BLOCKS:
            self.words += self.notes.pop()

    def handle_data(self, data: str) -> None:
        if any(tag in self.SILENT or name in self.RUNNING for tag, name in self.open):
            return
        noted = any("fn" in name.split() for _, name in self.open)
        (self.notes[-1] if noted else self.words).append(data)


def letters(text: str) -> str:
    """Letters and digits, as style sheets leave them; Turkish has an i with two capitals."""
    folded = text.replace(MARK, "").casefold().replace("ı", "i")
    return "".join(c for c in folded if c.isalnum())


def in_order(html: str) -> list[str]:
    """The words of the HTML in the order of reading."""
    reading = Reading()
    reading.feed(html)
    return [letters(each) for each in reading.words if letters(each)]


def out_of_order(html: str, pdf: bytes) -> Iterator[str]:
    """Where the tags of a PDF do not say the words of the HTML, one after the other.

    Numbers may stand between, of pages and of entries, which a style sheet adds.
    """
    told = letters(tags_of(pdf).text)
    at = 0
    for words in in_order(html):
        found = told.find(words, at)
        if found < 0:
            yield f"“{words}” does not come after “{told[max(0, at - 60) : at]}”"
            return
        if (added := told[at:found]) and not added.isdigit():
            yield f"“{added}” stands before “{words}”"
        at = found + len(words)
    if (added := told[at:]) and not added.isdigit():
        yield f"“{added}” stands at the end"
