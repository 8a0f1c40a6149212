"""What rules look at: one brief that could be printed, with the settings that say how strict."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from briefgen import prose
from briefgen.checks.cited import Entry, entries
from briefgen.checks.claims import Claim, claims_in
from briefgen.checks.passages import Passage, passages
from briefgen.document import Document
from briefgen.model.brief import Brief
from briefgen.sentences import Sentence, sentences
from briefgen.settings import Settings
from briefgen.validation import Checked, require


class Subject(Struct, frozen=True, dict=True):
    """One brief under check; its texts are gone through once, whoever asks for them."""

    checked: Checked
    settings: Settings

    @property
    def document(self) -> Document:
        """The spec, with the place of every word."""
        return self.checked.document

    @cached_property
    def brief(self) -> Brief:
        """The brief; rules only see one that validation has let pass."""
        return require(self.checked)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the brief."""
        return passages(self.brief)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the brief, in the order of the spec."""
        return claims_in(self.checked, self.passages)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every source that the brief can cite, those of its libraries first."""
        return entries(self.checked)

    @cached_property
    def sentences(self) -> tuple[tuple[Passage, Sentence], ...]:
        """Every sentence of the brief with the text it stands in."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[tuple[Passage, Sentence]]:
        for passage in self.passages:
            for paragraph in prose.paragraphs(passage.prose.blocks):
                for sentence in sentences(paragraph):
                    yield passage, sentence
