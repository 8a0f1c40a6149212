"""Markup back into plain text, with the places at which notes are called."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from markupsafe import Markup, escape
from msgspec import Struct

from briefgen.edition.medium import WORD_JOINER
from briefgen.language import Words
from briefgen.outputs.document.shape import Call, Text

_CALL = "data-call"
_BLOCKS = {"p", "li", "ul", "ol"}


class Marked(Struct, frozen=True):
    """A medium in which a mark is a sign that can be found again."""

    words: Words

    def mark(self, number: int, note: Markup) -> Markup:
        return self.again(number, 1)

    def again(self, number: int, nth: int) -> Markup:
        return Markup('<i data-call="{}"></i>').format(number)

    def grounds(self, anchor: str) -> tuple[str, Markup]:
        return self.words.grounds_note_linked, escape(self.words.see_grounds)

    def listed(self, count: int) -> Markup:
        return escape(self.words.listed.format(count=count))


class _Reader(HTMLParser):
    """Paragraphs of a piece of markup; words of drawings stand for them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Text] = []
        self.text, self.calls = "", list[Call]()
        self._drawn = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in _BLOCKS:
            self.end()
        elif tag == "br":
            self.text += " "
        elif tag == "svg":
            self._drawn += 1
        elif (number := told.get(_CALL)) is not None:
            self.calls.append(Call(at=len(self.text), note=int(number)))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.end()
        elif tag == "svg":
            self._drawn -= 1

    def handle_data(self, data: str) -> None:
        if not self._drawn or self.lasttag == "title":
            self.text += data.replace(WORD_JOINER, "")

    def end(self) -> None:
        """Close the paragraph that is open, if there is one."""
        if self.text.strip() or self.calls:
            left = len(self.text) - len(self.text.lstrip())
            text = self.text.strip()
            moved = (
                Call(at=min(max(call.at - left, 0), len(text)), note=call.note)
                for call in self.calls
            )
            self.found.append(Text(text=text, notes=tuple(moved)))
        self.text, self.calls = "", []


def paragraphs(markup: object) -> tuple[Text, ...]:
    """The paragraphs and items of a piece of markup."""
    reader = _Reader()
    reader.feed(str(escape(markup)))
    reader.close()
    reader.end()
    return tuple(reader.found)


def line(*pieces: object) -> Text:
    """Pieces of markup as one text."""
    joined = ""
    calls: list[Call] = []
    for each in _texts(pieces):
        start = len(joined) + (1 if joined and each.text else 0)
        joined = f"{joined} {each.text}".strip()
        calls += [Call(at=start + call.at, note=call.note) for call in each.notes]
    return Text(text=joined, notes=tuple(calls))


def _texts(pieces: tuple[object, ...]) -> Iterator[Text]:
    for piece in pieces:
        yield from paragraphs(piece)
