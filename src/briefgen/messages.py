"""Every message of the page with its context: what a catalogue translates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.catalogues import Plural, worded
from briefgen.charts.phrases import Phrases
from briefgen.charts.sentences import MapSentences, Sentences
from briefgen.citations.kind_names import KIND_NAMES, UN_DOCUMENT
from briefgen.citations.locators import AT, LABELS
from briefgen.citations.words import Words as NoteWords
from briefgen.columns import ColumnWords
from briefgen.dates import DateWords
from briefgen.kinds import shipped_kinds
from briefgen.kinds.declared import DeclaredBrief, labels_of
from briefgen.language import CalculationWords, SummaryWords, Words
from briefgen.model.brief import Brief
from briefgen.model.facts_panel import HELD, PanelRow
from briefgen.model.fields import Model
from briefgen.model.marking import TLP
from briefgen.model.rating import LEVELS
from briefgen.numbers import NumberWords
from briefgen.tellings import AgeWords, ChangeWords
from briefgen.yardstick import CONFIDENCE_LEVELS, YARDSTICKS

# The tables of words by the context that their messages have in catalogues.
TABLES: Mapping[str, type[Struct]] = {
    "page": Words,
    "calculation": CalculationWords,
    "summary": SummaryWords,
    "changes": ChangeWords,
    "ages": AgeWords,
    "charts": Phrases,
    "drawings": Sentences,
    "maps": MapSentences,
    "notes": NoteWords,
    "sheets": ColumnWords,
    "number": NumberWords,
    "date": DateWords,
}


class Message(Struct, frozen=True):
    """Words to be translated, with their form for several things where they count."""

    context: str
    words: str
    several: str = ""


def messages() -> Iterator[Message]:
    """All messages in their order, each once."""
    yield from dict.fromkeys(_every())


def _every() -> Iterator[Message]:
    for context, table in TABLES.items():
        plain = table()
        for name in worded(table):
            yield from _within(getattr(plain, name), f"{context}.{name}")
    for kind in shipped_kinds().values():
        yield from _of_kind(kind)
    yield Message("key facts", HELD)
    yield from (Message("confidence", level) for level in CONFIDENCE_LEVELS)
    yield from (Message("level", level) for level in LEVELS)
    for scale in YARDSTICKS.values():
        yield Message("yardstick", scale.name)
        yield from (Message(f"likelihood.{scale.key}", term.words) for term in scale.terms)
    yield from (Message("source", name) for name in (*KIND_NAMES.values(), UN_DOCUMENT))
    yield from (Message("locator", label) for label in (*LABELS.values(), AT))
    yield from (Message("marking", meaning) for _, meaning in TLP.values())


def _within(value: object, context: str) -> Iterator[Message]:
    """The messages of a field: a word, a pair of forms, or a table of them."""
    if isinstance(value, str) and value:
        yield Message(context, value)
    elif isinstance(value, Plural):
        yield Message(context, value.one, value.several)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _within(each, f"{context}.{key}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _within(each, f"{context}.{number}")


def _of_kind(kind: type[Brief]) -> Iterator[Message]:
    """The words of a kind, written in Python or declared as data."""
    if issubclass(kind, DeclaredBrief):
        yield from (Message(context, words) for context, words in labels_of(kind.declaration))
    else:
        yield Message("kind", kind.kind_name)
        yield from _labels(kind)


def _labels(model: type[Model]) -> Iterator[Message]:
    """The labels of the key facts that a kind declares."""
    for key, info in model.model_fields.items():
        held = info.annotation
        if info.title and _holds_row(held):
            yield Message("key facts", info.title)
        elif isinstance(held, type) and issubclass(held, Model) and key not in Brief.model_fields:
            yield from _labels(held)


def _holds_row(annotation: object) -> bool:
    return "PanelRow" in str(annotation) or annotation is PanelRow
