"""What providers of data ask of those who show them, as far as a program can see to it.

The credit line under each figure and the statement on borders under each map are always printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from msgspec import Struct

from briefgen.checks.rule import Group, Rule
from briefgen.checks.subject import Subject
from briefgen.data import Table
from briefgen.errors import Place, Problem, Severity
from briefgen.model.source import Source


class Provider(Struct, frozen=True):
    """A provider with its terms: who it is, and what it wants said."""

    name: str
    hosts: tuple[str, ...]
    accessed: bool = False  # the day on which the data were taken
    filters: bool = False  # what was chosen of them


# A further provider is a line here.
PROVIDERS = (Provider("ACLED", ("acleddata.com",), accessed=True, filters=True),)

TERMS = Rule(
    "SRC306",
    "terms-of-the-provider",
    Group.SOURCES,
    Severity.WARNING,
    "Data are shown without what their provider asks for.",
    "ACLED wants the day of access and the filters that were used with every visual, besides the "
    "credit, which is always printed. Whoever passes a figure on has to keep to that.",
    "Add `accessed` to the source, and to the descriptor of the data a `description` or `note` "
    "that says what was chosen.",
    "# data/attacks.yaml\nsource: acled-2025\ntitle: Attacks",
    "# data/attacks.yaml\nsource: acled-2025\ntitle: Attacks\nnote: Battles and explosions, Kunduz",
)
RULES = (TERMS,)


def check(subject: Subject) -> Iterator[Problem]:
    """Data files of the brief whose sources have terms that are not kept to."""
    for table in subject.checked.tables.values():
        for citation in table.description.source:
            source = subject.checked.sources.get(citation.key)
            if source is not None and (provider := provider_of(source)) is not None:
                for message, hint in _lacking(provider, citation.key, source, table):
                    place = Place(table.file.removesuffix(".csv") + ".yaml", 1, 1)
                    yield Problem(place, message, hint, TERMS.severity, code=TERMS.code)


def provider_of(source: Source) -> Provider | None:
    """The provider a source comes from, by its address, author or publisher."""
    host = (urlsplit(source.url or "").hostname or "").casefold()
    named = {source.publisher, source.container, *(name.natural for name in source.author)}
    return next(
        (
            each
            for each in PROVIDERS
            if each.name in named
            or any(host == known or host.endswith(f".{known}") for known in each.hosts)
        ),
        None,
    )


def _lacking(
    provider: Provider, key: str, source: Source, table: Table
) -> Iterator[tuple[str, str]]:
    about = table.description
    if provider.accessed and source.accessed is None and about.retrieved is None:
        message = f"{provider.name} asks for the day of access, and “{key}” has none"
        yield message, "add “accessed” to the source, or “retrieved” here"
    if provider.filters and not (about.description or about.note):
        message = f"{provider.name} asks what was chosen of its data"
        yield message, "say in “description” or “note” which events, places and days"


CHECKS = (check,)
