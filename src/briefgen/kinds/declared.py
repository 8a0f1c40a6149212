"""A kind that is declared as data, as a class like those that are written in Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field, PlainValidator, create_model

from briefgen.catalogues import base_of
from briefgen.charts.colours import mixed
from briefgen.dates import PartialDate, span_words, words
from briefgen.labels import choice_words
from briefgen.language import words_of
from briefgen.model.brief import MOST_JUDGEMENTS, Brief, Judgement
from briefgen.model.country import country_name
from briefgen.model.declaration import Declaration, DeclaredField, PanelLine
from briefgen.model.facts_panel import DeclaredPanel, DeclaredRow, PanelRow, Row, declared_rows
from briefgen.model.field_types import CHOICE, FIELD_TYPES, GLOBE
from briefgen.model.fields import Model, choice
from briefgen.model.kind import PAPER_IN_MID, PAPER_IN_TINT, Accent, Placed, placed
from briefgen.model.rating import Rating, RatingStrip
from briefgen.prose import verbatim

FACTS = "key_facts"
PAPER = "#FFFFFF"
JUDGEMENTS = "key_judgements"
_NUMBER = ("One", "Two", "Three", "Four", "Five", "Six", "Seven")


class DeclaredBrief(Brief):
    """A brief of a kind that is declared as data."""

    declaration: ClassVar[Declaration]

    def also_called(self) -> tuple[str, ...]:
        """The names in the fields that the declaration puts under the title."""
        names = (name for key in self.declaration.also_called for name in self._texts(key))
        return tuple(name for name in names if name != self.title)

    def panel(self) -> DeclaredPanel | None:
        """Rows made of fields, rows among the fields, key facts; and countries for the globe."""
        rows = tuple(self._rows())
        said = self.declaration
        subject, others = self._countries(said.globe), self._countries(said.globe_others)
        return DeclaredPanel(rows, subject, others) if rows or subject else None

    def opening(self) -> tuple[Placed, ...]:
        """The blocks of fields that the declaration puts under the bottom line."""
        return tuple(each for key in self.declaration.opening for each in self._placed(key))

    def _rows(self) -> Iterator[DeclaredRow]:
        for line in self.declaration.panel:
            if value := self._joined(line.value):
                note = self._joined(line.note)
                row = PanelRow(value=verbatim(value), note=verbatim(note) if note else None)
                yield DeclaredRow(line.title, row, (self._first(line),))
        yield from declared_rows(self)
        if isinstance(facts := getattr(self, FACTS, None), Model):
            yield from declared_rows(facts, FACTS)

    def _first(self, line: PanelLine) -> str:
        return next(key for key in line.value if self._texts(key))

    def _joined(self, keys: Sequence[str]) -> str:
        """The values of some fields in words; a date after another ends a span of time."""
        said: list[str] = []
        begun: PartialDate | None = None
        for key in keys:
            value = getattr(self, key)
            if isinstance(value, PartialDate) and begun is not None:
                said[-1], begun = span_words(begun, value, self.language), None
            else:
                said += self._texts(key)
                begun = value if isinstance(value, PartialDate) else None
        return words_of(self.language).comma.join(said)

    def _texts(self, key: str) -> tuple[str, ...]:
        """The value of a field in words, as the page has it."""
        value, said = getattr(self, key), self.declaration.fields[key]
        if value is None:
            return ()
        if said.type == CHOICE:
            return (choice_words(value, self.language, self.translations),)
        if isinstance(value, PartialDate):
            return (words(value, self.language),)
        listed = value if isinstance(value, tuple) else (value,)
        if GLOBE in FIELD_TYPES[said.type].stands:
            return tuple(country_name(each, self.language) for each in listed)
        return tuple(map(str, listed))

    def _countries(self, keys: Sequence[str]) -> tuple[str, ...]:
        values = (getattr(self, key) for key in keys)
        lists = (value if isinstance(value, tuple) else (value,) for value in values if value)
        return tuple(code for listed in lists for code in listed)

    def _placed(self, key: str) -> tuple[Placed, ...]:
        value = getattr(self, key)
        if isinstance(value, Rating):
            return (Placed(RatingStrip(value), (key,)),)
        return placed(value or (), key)


def class_of(name: str, declaration: Declaration) -> type[Brief]:
    """The class of a kind; its fields are those of every brief and those that are declared."""
    called = "".join(part.capitalize() for part in name.split("-"))
    fields: dict[str, Any] = {key: _field(each) for key, each in declaration.fields.items()}
    if declaration.key_facts:
        fields[FACTS] = _facts(called, declaration)
    if not declaration.judgements or declaration.most_judgements:
        fields[JUDGEMENTS] = tuple[Judgement, ...], _judgements(declaration)
    made = create_model(
        called, __base__=DeclaredBrief, __doc__=_sentence(declaration), __module__=name, **fields
    )
    made.declaration = declaration
    made.kind_name = declaration.name
    made.accent = _accent(declaration)
    made.most_pages = declaration.pages
    made.begins_with = (JUDGEMENTS,) if declaration.most_judgements else ()
    made.required_sections = {key: each.about for key, each in declaration.sections.items()}
    needed = {key: each.needs for key, each in declaration.sections.items()}
    made.required_blocks = {key: blocks for key, blocks in needed.items() if blocks}
    made.selected, made.ignored = declaration.select, declaration.ignore
    given = declaration.translations.items()
    made.translations = {base_of(code): dict(words) for code, words in given}
    return made


def labels_of(declaration: Declaration) -> Iterator[tuple[str, str]]:
    """The words of a kind that the page has, each with its context in catalogues."""
    yield "kind", declaration.name
    yield from (("key facts", line.title) for line in declaration.panel)
    for each in declaration.fields.values():
        if each.title is not None:
            yield "key facts", each.title
        yield from (("choice", word) for word in each.choices)
    yield from (("key facts", each.title) for each in declaration.key_facts.values())


def _sentence(declaration: Declaration) -> str:
    return declaration.description.rstrip(".") + "."


def _accent(said: Declaration) -> Accent:
    mid = said.accent_mid or mixed(said.accent, PAPER, PAPER_IN_MID)
    return Accent(said.accent, mid, said.tint or mixed(said.accent, PAPER, PAPER_IN_TINT))


def _field(said: DeclaredField) -> tuple[Any, Any]:
    kind = FIELD_TYPES[said.type]
    annotation: Any = kind.annotation
    if said.type == CHOICE:
        annotation = Annotated[str, PlainValidator(choice(*said.choices))]
    given: dict[str, Any] = {"description": said.description}
    if said.title is not None:
        given["title"] = said.title
    if said.example is not None:
        given["examples"] = [said.example]
    if said.required:
        if kind.many:
            given["min_length"] = 1
        return annotation, Field(**given)
    if kind.many:
        return annotation, Field((), **given)
    return annotation | None, Field(None, **given)


def _facts(called: str, declaration: Declaration) -> tuple[Any, Any]:
    rows: Mapping[str, Any] = {
        key: (Row, Field(title=each.title, description=each.description))
        if each.required
        else (Row | None, Field(None, title=each.title, description=each.description))
        for key, each in declaration.key_facts.items()
    }
    about = "The key facts panel, in its fixed order; rows that are left out are not printed."
    facts = create_model(f"{called}Facts", __base__=Model, __doc__=about, **rows)
    described = "The key facts panel of the first page."
    if any(each.required for each in declaration.key_facts.values()):
        return facts, Field(description=described)
    return facts, Field(facts(), description=described)


def _judgements(said: Declaration) -> Any:
    """Key judgements where a kind says something of them: that none need be, or how many may."""
    most = said.most_judgements or MOST_JUDGEMENTS
    number = "" if said.most_judgements is None else f" {_NUMBER[most - 1]} at most."
    if said.judgements:
        about = f"What is judged, with likelihood and confidence.{number}"
        return Field(description=about, min_length=1, max_length=most)
    about = f"Where it judges: each with likelihood, confidence and grounds.{number}"
    return Field((), description=about, max_length=most)
