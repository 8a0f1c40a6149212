"""Models into JSON Schema, with words for whoever hovers over a key."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from briefgen.model.blocks import BLOCK_NAMES, BLOCKS
from briefgen.model.brief import Brief
from briefgen.model.figures import FIGURES
from briefgen.schema.hovering import hover, list_words, plain
from briefgen.shapes.fields import (
    BlockList,
    Field,
    Items,
    Keyed,
    Maybe,
    Part,
    Shape,
    about,
    fields_of,
)
from briefgen.shapes.rules import NOTHING, Json, Rule, either, listed, written
from briefgen.shapes.values import WORDS, Value

# What the server in the editor does best: newer drafts bring nothing that these files need.
DRAFT = "http://json-schema.org/draft-07/schema#"
_BLOCK = "block"


class Maker:
    """Makes the schema of a model and keeps what it is made of, each part once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}
        self.parts: dict[str, type[BaseModel]] = {}

    def document(
        self, model: type[BaseModel], title: str, fixed: Mapping[str, str] | None = None
    ) -> Json:
        """The whole schema of a file of this model."""
        keys = self._keys(model, fixed)
        named = {name: self.definitions[name] for name in sorted(self.definitions)}
        head = {"$schema": DRAFT, "title": title, "description": about(model)}
        return {**head, **keys, "definitions": named}

    def _keys(self, model: type[BaseModel], fixed: Mapping[str, str] | None = None) -> Json:
        """The keys of a model; `fixed` gives the words of those that can only be one."""
        fields = fields_of(model)
        words = fixed or {}
        return {
            "type": "object",
            "properties": {
                field.key: self._only(words[field.key], model)
                if field.key in words
                else self._field(field)
                for field in fields
            },
            "required": [field.key for field in fields if field.required],
            "additionalProperties": False,
        }

    def _only(self, word: str, model: type[BaseModel]) -> Json:
        """A key whose one word says what the model is."""
        return {"type": "string", "const": word, "description": about(model)}

    def _field(self, field: Field) -> Json:
        said: Json = {"description": plain(field), "markdownDescription": hover(field)}
        if field.default is not None:
            said["default"] = field.default
        if field.examples:
            said["examples"] = list(field.examples)
        return {**self.of(field.shape), **said}

    def of(self, shape: Shape) -> Json:
        """The schema of a shape: a pointer to its definition, where it has a name."""
        if isinstance(shape, Value):
            return self._named(shape.rule)
        if isinstance(shape, Part):
            return self._part(shape)
        if isinstance(shape, Maybe):
            return self._maybe(shape.shape)
        if isinstance(shape, Items):
            return self._items(shape)
        if isinstance(shape, Keyed):
            return self._keyed(shape)
        return self._blocks(shape)

    def _named(self, rule: Rule) -> Json:
        return self._defined(rule.name, dict(rule.json)) if rule.name else dict(rule.json)

    def _defined(self, name: str, json: Json) -> Json:
        self.definitions.setdefault(name, json)
        return {"$ref": f"#/definitions/{name}"}

    def _part(self, part: Part) -> Json:
        name = part.model.__name__
        assert self.parts.setdefault(name, part.model) is part.model, f"two models called {name}"
        if part.short:
            return self._defined(f"{name}-or-text", either(self._keys(part.model), written()))
        if name not in self.definitions:
            self.definitions[name] = {}  # so that a model within itself ends here
            said = {"title": title_of(part.model), "description": about(part.model)}
            self.definitions[name] = {**said, **self._keys(part.model)}
        return {"$ref": f"#/definitions/{name}"}

    def _maybe(self, shape: Shape) -> Json:
        if isinstance(shape, Value) and shape.rule.name:
            return self._defined(
                f"{shape.rule.name}-or-nothing", either(self._flat(shape), NOTHING)
            )
        # What is said of the model would stand in the place of what is said of the key.
        if isinstance(shape, Part):
            text = [written()] if shape.short else []
            return either(self._keys(shape.model), *text, NOTHING)
        return either(self.of(shape), NOTHING)

    def _items(self, shape: Items) -> Json:
        item = self.of(shape.item)
        bounds = bounds_of(shape.least, shape.most)
        if not shape.single:
            return {"type": "array", "items": item, **bounds}
        alone = self._flat(shape.item)
        # Two alternatives that say nothing of themselves would be shown as one on hover.
        named = {} if "anyOf" in alone else {"title": "a list"}
        return either(listed(item, **named, **bounds), alone)

    def _flat(self, shape: Shape) -> Json:
        """A schema to stand among alternatives: with its own beside them, and not below."""
        if isinstance(shape, Value) and "anyOf" in shape.rule.json:
            return shape.rule.json
        return self.of(shape)

    def _keyed(self, shape: Keyed) -> Json:
        keys = {} if shape.name == WORDS else {"propertyNames": self.of(shape.name)}
        return {"type": "object", **keys, "additionalProperties": self.of(shape.value)}

    def _blocks(self, shape: BlockList) -> Json:
        if _BLOCK not in self.definitions:
            begin = f"a block is text, or begins with one of: {', '.join(BLOCK_NAMES)}"
            prose = written(errorMessage=begin)
            self.definitions[_BLOCK] = either(prose, *self._kinds_of_block())
        item = {"$ref": f"#/definitions/{_BLOCK}"}
        return either(listed(item, **bounds_of(shape.least, None)), written())

    def _kinds_of_block(self) -> Sequence[Json]:
        plain_blocks = [self._block(f"block {name}", name, model) for name, model in BLOCKS.items()]
        figures = [
            self._block(f"figure {name}", "figure", model, {"figure": name})
            for name, model in FIGURES.items()
        ]
        return plain_blocks + figures

    def _block(
        self, title: str, key: str, model: type[BaseModel], fixed: Mapping[str, str] | None = None
    ) -> Json:
        """A block: the key that it is told by comes first."""
        keys = self._keys(model, fixed)
        first = {key: keys["properties"].pop(key)}
        keys["properties"] = first | keys["properties"]
        body = {"title": title, "description": about(model), **keys}
        return self._defined(title.replace(" ", "-"), body)


def bounds_of(least: int, most: int | None) -> Json:
    """How many entries a list may have."""
    return ({"minItems": least} if least else {}) | ({} if most is None else {"maxItems": most})


def title_of(model: type[BaseModel]) -> str:
    """The name of a model in words: KeyFigure is a “key figure”."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()


TRANSLATION = "translation_of"


def with_sections(schema: Json, kind: type[Brief]) -> Json:
    """The schema of a kind with the sections and blocks that its readers expect."""
    sections = schema["properties"]["sections"]
    section = sections["additionalProperties"]
    named = {
        key: {**section, "description": f"On {what}.", "markdownDescription": f"On {what}."}
        for key, what in kind.required_sections.items()
    }
    needed = [_needs(key, what) for key, blocks in kind.required_blocks.items() for what in blocks]
    if not named:
        return schema
    asked = sections | {"title": "sections", "properties": named}
    wanted: Json = {"required": [*named]}
    if needed:
        wanted["allOf"] = needed
    said = sections["markdownDescription"]
    asked["markdownDescription"] = (
        f"{said}\n\nA {kind.kind_name.lower()} needs {list_words(named)}."
    )
    return {
        **schema,
        "properties": {**schema["properties"], "sections": asked},
        "if": {"required": [TRANSLATION]},  # the key page alone, in another language
        "then": {},
        "else": {"properties": {"sections": wanted}},
    }


def _needs(section: str, what: str) -> Json:
    """A rule that a section has a block: “scenarios”, or “figure: matrix”."""
    key, _, value = what.partition(": ")
    block: Json = {"type": "object", "required": [key]}
    if value:
        block["properties"] = {key: {"const": value}}
    told = f"the section “{section}” needs a {key if value else 'block'} “{value or key}”"
    blocks = {"contains": block, "errorMessage": told}
    return {"properties": {section: {"properties": {"blocks": blocks}}}}
