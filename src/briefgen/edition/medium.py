"""What paper and a screen say differently: marks of notes, and where something else is to be found.

A page has its notes at its foot and is found by its number. A screen has neither: there a note
opens at its mark and stands in a list at the end, and what is elsewhere is a link.
"""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup, escape
from msgspec import Struct

from briefgen.language import Words

WORD_JOINER = "\u2060"


class Medium(Protocol):
    """How a text leads to its notes and to other places."""

    def mark(self, number: int, note: Markup) -> Markup:
        """The first mark of a note, with the note itself."""

    def again(self, number: int, nth: int) -> Markup:
        """A further mark of a note that has one already."""

    def grounds(self, anchor: str) -> tuple[str, Markup]:
        """The sentence on what a judgement rests on, and the link that ends it."""

    def listed(self, count: int) -> Markup:
        """How many sources there are, and where their list is."""


class Paper(Struct, frozen=True):
    """Pages: the engine floats a note to the foot, and fills in the numbers of pages."""

    words: Words

    def mark(self, number: int, note: Markup) -> Markup:
        return Markup(
            '<a class="ref" id="ref-{1}" href="#fn-{1}">{0}{1}</a>'
            '<span class="fn" id="fn-{1}"><a class="num" href="#ref-{1}">{1}</a>{2}</span>'
        ).format(WORD_JOINER, number, note)

    def again(self, number: int, nth: int) -> Markup:
        return Markup('<a class="ref" href="#fn-{1}">{0}{1}</a>').format(WORD_JOINER, number)

    def grounds(self, anchor: str) -> tuple[str, Markup]:
        page = Markup('<a class="pref" href="#{}"></a>').format(anchor)
        return f"{self.words.grounds_note}\u00a0", page

    def listed(self, count: int) -> Markup:
        words = escape(self.words.graded_on.format(count=count))
        return words + Markup(' <a class="pref" href="#sources"></a>')


class Screen(Struct, frozen=True):
    """A screen: a mark is a button that opens its note in place, without any script."""

    words: Words

    def mark(self, number: int, note: Markup) -> Markup:
        return self._button(number, f"ref-{number}") + Markup(
            '<span class="fn" id="note-{0}" popover role="note" aria-label="{1}">'
            '<a class="num" href="#fn-{0}" aria-label="{2}">{0}</a><span class="words">{3}</span>'
            '<button type="button" class="close" popovertarget="note-{0}" '
            'popovertargetaction="hide" aria-label="{4}">×</button></span>'
        ).format(
            number,
            self._named(number),
            self.words.note_in_list.format(number=number),
            note,
            self.words.close_note.format(number=number),
        )

    def again(self, number: int, nth: int) -> Markup:
        return self._button(number, f"ref-{number}-{nth}")

    def _button(self, number: int, anchor: str) -> Markup:
        return Markup(
            '{0}<button type="button" class="ref" id="{2}" popovertarget="note-{1}" '
            'aria-label="{3}">{1}</button>'
        ).format(WORD_JOINER, number, anchor, self._named(number))

    def _named(self, number: int) -> str:
        return self.words.note_named.format(number=number)

    def grounds(self, anchor: str) -> tuple[str, Markup]:
        link = Markup('<a class="nref" href="#{}">{}</a>').format(anchor, self.words.see_grounds)
        return self.words.grounds_note_linked, link

    def listed(self, count: int) -> Markup:
        words = self.words.listed.format(count=count)
        return Markup('<a class="nref" href="#sources">{}</a>').format(words)
