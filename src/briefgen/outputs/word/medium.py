"""How marks and references are written for Word, which numbers notes and knows no pages of ours."""

from __future__ import annotations

from markupsafe import Markup, escape
from msgspec import Struct

from briefgen.edition.medium import WORD_JOINER
from briefgen.language import Words


class Editor(Struct, frozen=True):
    """A program in which a text is edited: a mark is a number, its note a note of the program."""

    words: Words

    def mark(self, number: int, note: Markup) -> Markup:
        return self.again(number, 1)

    def again(self, number: int, nth: int) -> Markup:
        return Markup('<a class="ref" href="#fn-{1}">{0}{1}</a>').format(WORD_JOINER, number)

    def grounds(self, anchor: str) -> tuple[str, Markup]:
        link = Markup('<a class="nref" href="#{}">{}</a>').format(anchor, self.words.see_grounds)
        return self.words.grounds_note_linked, link

    def listed(self, count: int) -> Markup:
        words = escape(self.words.listed.format(count=count))
        return Markup('<a class="nref" href="#sources">{}</a>').format(words)
