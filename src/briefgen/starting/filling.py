"""Models filled with placeholders, so that what stands in a new file can be checked and printed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from pydantic import BaseModel

from briefgen.model.brief import Ground
from briefgen.model.source import Source
from briefgen.shapes import rules
from briefgen.shapes.fields import BlockList, Field, Items, Keyed, Maybe, Part, Shape, fields_of
from briefgen.shapes.values import Value, value_of
from briefgen.starting.known import MARK, SECOND, SOURCE, also_of, instead_of, known_of
from briefgen.starting.writing import Entry, Node

MAX_MEANT = 80  # characters of a placeholder
_TERMS = ("likely", "unlikely", "almost certain")  # in every yardstick
_SIGNS = re.compile(r"[\[\]{}]+")  # what prose would take for more than text
_GROUND = value_of(Ground)


class Given(Struct, frozen=True):
    """What is known of a brief before anything is written in it."""

    name: str
    title: str
    today: str
    countries: tuple[str, ...]


def placeholder(words: str, most: int | None = None, *, sentence: bool = False) -> str:
    """A text that says of itself that it is to be replaced, and by what."""
    meant = " ".join(_SIGNS.sub(" ", words).rstrip(".").split())
    if ". " in meant or len(meant) > MAX_MEANT:  # for a comment rather
        return MARK
    meant = meant if meant[1:2].isupper() else meant[:1].lower() + meant[1:]
    text = f"{MARK} ({meant}){'.' * sentence}" if meant else MARK
    return text if most is None or len(text) <= most else MARK


class Filler(Struct, frozen=True):
    """Fills a model; `explain` shows what may be left out as well, switched off.

    `wanted` are keys that may be left out and are there all the same.
    """

    given: Given
    explain: bool = True
    wanted: tuple[str, ...] = ()

    def keys(
        self, model: type[BaseModel], known: Mapping[str, Node] | None = None, index: int = 0
    ) -> tuple[Entry, ...]:
        """The keys of a model, in its order; `known` has those that are not to be made up."""
        fixed = {**known_of(model), **(known or {})}
        fields = fields_of(model)
        entries = (self._entry(field, fixed, model, index) for field in fields)
        made = tuple(entry for entry in entries if entry is not None)
        if any(not entry.off for entry in made):
            return made
        # No key is needed, but where keys are expected one must stand.
        return tuple(Entry(field.key, self._off(field, model)) for field in fields)

    def _entry(
        self, field: Field, fixed: Mapping[str, Node], model: type[BaseModel], index: int
    ) -> Entry | None:
        if field.key in fixed:
            return Entry(field.key, fixed[field.key])
        also = (*also_of(model), *self.wanted)
        if field.required or _cites(field.shape) or field.key in also:
            value = self._of(field.shape, field, model, index)
            return Entry(field.key, value, _comment(field, value))
        # What is the same in a second entry is explained in the first.
        if not self.explain or index or field.key in instead_of(model):
            return None
        value = Filler(self.given, explain=False)._off(field, model)
        return Entry(field.key, value, _comment(field, value), off=True)

    def _off(self, field: Field, model: type[BaseModel]) -> Node:
        shape = field.shape.shape if isinstance(field.shape, Maybe) else field.shape
        if isinstance(shape, Part) and shape.short:
            first = fields_of(shape.model)[0].key
            return known_of(shape.model).get(first) or placeholder(field.description)
        if field.default is not None:
            return node_of(field.default)
        return self._of(shape, field, model, 0)

    def _of(self, shape: Shape, field: Field, model: type[BaseModel], index: int) -> Node:
        if field.examples:
            return node_of(field.examples[0])
        if isinstance(shape, Maybe):
            return self._of(shape.shape, field, model, index)
        if isinstance(shape, Part):
            # The text that may stand for such a part is its first key.
            first = fields_of(shape.model)[0].key
            text = placeholder(field.description, sentence=True)
            return self.keys(shape.model, {first: text} if shape.short else {}, index)
        if isinstance(shape, Items):
            count = range(index, index + max(shape.least, 1))
            return [self._of(shape.item, field, model, number) for number in count]
        if isinstance(shape, Keyed):
            return (Entry("example", self._of(shape.value, field, model, index)),)
        if isinstance(shape, BlockList):
            return [placeholder("text", sentence=True)]
        return self._value(shape, field, model, index)

    def _value(self, value: Value, field: Field, model: type[BaseModel], index: int) -> Node:
        if value.rule in (rules.CITATIONS, rules.SOME_CITATIONS, rules.SOURCE_KEYS):
            return SOURCE
        if value == _GROUND:
            return f"@{SOURCE}"
        if value.rule == rules.IDENTIFIER:
            return f"{_last_word(model)}-{index + 1}"
        made = self._made_up(value.rule, index) or value.example
        if made:
            return [*made] if isinstance(made, tuple) else made
        sentence = "prose" in value.words
        text = placeholder(field.description, value.most, sentence=sentence)
        # Words with a number in them are a claim, and a claim has a source.
        return f"{text}[@{SOURCE}]" if sentence and re.search(r"\d", text) else text

    def _made_up(self, rule: rules.Rule, index: int) -> str:
        """A word that holds for this brief; empty where its type says nothing of it."""
        if rule in (rules.DATE, rules.DAY):
            return self.given.today
        if rule in (rules.COUNTRY, rules.MAP_COUNTRY):
            return self.given.countries[index % len(self.given.countries)]
        return _TERMS[index % len(_TERMS)] if rule == rules.LIKELIHOOD else ""


def draft_sources(given: Given, *, explain: bool) -> tuple[Entry, Entry]:
    """The placeholders for the sources that a draft cites; keys are explained in the first."""
    name = f"{MARK} second source"
    other: dict[str, Node] = {"title": f"{name}: it stands for none that there is", "short": name}
    filler = Filler(given, explain=explain)
    return Entry(SOURCE, filler.keys(Source)), Entry(SECOND, filler.keys(Source, other, 1))


def node_of(example: object) -> Node:
    """An example that a field gives of itself, as it is written."""
    if isinstance(example, Mapping):
        return tuple(Entry(str(key), node_of(value)) for key, value in example.items())
    if isinstance(example, list | tuple):
        return [node_of(each) for each in example]
    return str(example).lower() if isinstance(example, bool) else str(example)


def _cites(shape: Shape) -> bool:
    bare = shape.shape if isinstance(shape, Maybe) else shape
    return isinstance(bare, Value) and bare.rule in (rules.CITATIONS, rules.SOME_CITATIONS)


def _comment(field: Field, value: Node) -> str:
    """A word on a key, where its value does not say it itself."""
    meant = placeholder(field.description)
    says = meant != MARK and _first_text(value).startswith(meant)
    return "" if says else field.description


def _first_text(node: Node) -> str:
    while not isinstance(node, str):
        if not node:
            return ""
        first = node[0]
        node = first.value if isinstance(first, Entry) else first
    return node


def _last_word(model: type[BaseModel]) -> str:
    name = model.__name__
    start = max(n for n, letter in enumerate(name) if letter.isupper())
    return name[start:].lower()
