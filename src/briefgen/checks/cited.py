"""The sources of a brief as its rules see them: where each is entered, and whether it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from briefgen.checks.claims import fact_sources
from briefgen.document import Document, Path
from briefgen.model.contents import citations_in
from briefgen.model.source import Source
from briefgen.validation import Checked, require


@dataclass(frozen=True, slots=True)
class Entry:
    """A source with the place where it is entered: in the brief itself, or in a library."""

    key: str
    source: Source
    document: Document
    own: bool  # whether it stands in the brief itself
    cited: bool

    @property
    def path(self) -> Path:
        """Where it stands in its file."""
        return ("sources", self.key)


def entries(checked: Checked) -> tuple[Entry, ...]:
    """Every source that a brief can cite, those of its libraries first."""
    return tuple(_entries(checked))


def _entries(checked: Checked) -> Iterator[Entry]:
    keys, own_keys = cited_keys(checked), require(checked).sources
    for key, source in checked.sources.items():
        own = key in own_keys
        files = (checked.document,) if own else checked.libraries
        home = next((file for file in files if file.has(("sources", key))), checked.document)
        yield Entry(key, source, home, own, key in keys)


def cited_keys(checked: Checked) -> frozenset[str]:
    """Keys of the sources that stand behind anything in a brief, or behind its data files."""
    brief = require(checked)
    data = (table.description.source for table in checked.tables.values())
    facts = (fact_sources(checked, key) for key in brief.facts)
    written = (citation for _, citation in citations_in(brief))
    found = chain(written, *data, *facts)
    return frozenset(citation.key for citation in found)


def publisher_of(source: Source) -> str:
    """Who answers for a source: its publisher, or the paper or site, or else its first author."""
    named = source.publisher or source.container
    return named or (source.author[0].natural if source.author else "")
