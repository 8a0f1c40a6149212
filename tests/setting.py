"""Setting single texts for tests: prose in, words with `^1` for marks and the notes' texts out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from briefgen.citations import STYLES, Run
from briefgen.edition.facts import PrintedFact
from briefgen.edition.medium import Paper
from briefgen.edition.notes import Cited, NoteBook, Scope
from briefgen.edition.typesetting import Typesetter
from briefgen.enclosed import NoteRecord
from briefgen.language import words_of
from briefgen.model.source import Source
from briefgen.prose import Citation, parse

SOURCES = {
    "alpha": Source.model_validate(
        {"type": "report", "title": "Pipelines", "author": "Institute", "issued": "2024-05-02"}
    ),
    "beta": Source.model_validate(
        {
            "type": "article-newspaper",
            "title": "Second line opens",
            "author": "Petrova, Anna",
            "container": "Harbour Herald",
            "issued": "2024-11-03",
        }
    ),
    "gamma": Source.model_validate(
        {"type": "dataset", "title": "Cargo", "author": "Office", "issued": "2025-01-05"}
    ),
}
FACTS = {
    "share": PrintedFact("82%", (Cited(Citation("alpha")),), 2),
    "cargo": PrintedFact("62.4 Mt", (Cited(Citation("gamma")),), 1),
    "both": PrintedFact("9", (Cited(Citation("alpha")), Cited(Citation("beta"))), 3),
    "warned": PrintedFact("7", (Cited(Citation("beta"), (Run("own sum"),)),), None),
    "angle": PrintedFact("<b>1 & 2</b>", (Cited(Citation("alpha")),), None),
}
TARGETS = {"fig-cargo": "Figure\u00a01", "sec-economy": "The economy"}
_NOTE = re.compile(
    r'<span class="fn" id="fn-\d+"><a class="num" href="#ref-\d+">\d+</a>.*?</span>(?!</span>)',
    re.S,
)
_MARK = re.compile(r'<a class="ref"(?: id="ref-\d+")? href="#fn-(\d+)">\u2060\d+</a>')


def book(style: str = "chicago-notes") -> NoteBook:
    """An empty book of notes on the test sources."""
    return NoteBook(SOURCES, STYLES[style], "en", Paper(words_of("en")))


def setter(notes: NoteBook) -> Typesetter:
    """A typesetter with the test facts."""
    return Typesetter(notes, FACTS, TARGETS)


def flat(html: str) -> str:
    """Markup with each mark as ^1 and without the notes."""
    return _MARK.sub(r"^\1", _NOTE.sub("", html))


@dataclass(frozen=True)
class Setting:
    """A text as it was set."""

    html: str
    records: tuple[NoteRecord, ...]

    @property
    def words(self) -> str:
        """What is read: words and marks."""
        return unescape(re.sub(r"<[^>]+>", "", flat(self.html)))

    @property
    def notes(self) -> list[str]:
        """The texts of the notes without their numbers."""
        return [record.text.removeprefix(str(record.number)) for record in self.records]


def typeset(text: str, style: str = "chicago-notes") -> Setting:
    """One line of prose."""
    notes = book(style)
    parsed = parse(text)
    assert not parsed.findings
    html = setter(notes).line(parsed, Scope(("test",)))
    return Setting(str(html), notes.records)
