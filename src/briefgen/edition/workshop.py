"""What making a part of the page draws on."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct, field

from briefgen.addresses import address
from briefgen.checks.stale import StaleFigures
from briefgen.document import Document, Path
from briefgen.edition.daggers import under
from briefgen.edition.easel import Easel
from briefgen.edition.notes import NoteBook
from briefgen.edition.typesetting import Typesetter
from briefgen.language import Words, around_level, confidence_words
from briefgen.model.brief import Brief, Judgement
from briefgen.prose import Prose
from briefgen.yardstick import Term, term_in


class Workshop(Struct, frozen=True):
    """Everything that making a part draws on."""

    brief: Brief
    typesetter: Typesetter
    notes: NoteBook
    easel: Easel
    words: Words
    document: Document
    labels: Mapping[int, str]  # figure or table, by identity of its block: “Figure 2”
    indicators: Mapping[str, Prose]
    stale: StaleFigures
    broken: frozenset[str] = frozenset()  # places in the spec of tables that may break
    marking: str = "TLP:CLEAR"  # the label that the brief bears
    stretch: Mapping[str, int] = field(default_factory=dict)  # per cent, by place in the spec

    def keeps(self, path: Path) -> bool:
        """Whether a table that is short enough is kept on one page."""
        return address(path) not in self.broken

    def told_age(self, path: Path) -> Markup:
        """Of when the figure or table at a place is, if it is stale."""
        figure = self.stale.blocks.get(path)
        return Markup("") if figure is None else under(figure, self.easel.language)

    def short_reference(self, key: str) -> Markup:
        """The number of a source, linked to the list."""
        number = self.notes.number(key)
        return Markup('<a class="sref" href="#src-{0}">{0}</a>').format(number)

    def term(self, term: Term) -> Term:
        """A term of likelihood in the language of the brief."""
        return term_in(term, self.brief.language)

    def confident(self, level: str) -> Markup:
        """“High confidence”, the level in bold."""
        before, after = around_level(self.words)
        said = confidence_words(level, self.brief.language)
        return Markup("{}<b>{}</b>{}").format(before, said if before else said.capitalize(), after)

    def judgement(self, identifier: str) -> tuple[int, Judgement]:
        """A key judgement by its id, with its number."""
        numbered = enumerate(self.brief.key_judgements, 1)
        return next((n, each) for n, each in numbered if each.id == identifier)
