"""The fields of a model by shape, for whatever explains, fills in or lists them."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, TypeAlias

from msgspec import Struct, structs
from pydantic import BaseModel, BeforeValidator, PlainValidator
from pydantic.fields import FieldInfo

from briefgen.model.blocks import Blocks
from briefgen.model.fields import Choice, Whole, Within
from briefgen.shapes.values import ANYTHING, WORDS, Value, bounded, value_of, words_of


class Part(Struct, frozen=True):
    """Keys of their own, as a model has them; `short` where a text alone may stand for them."""

    model: type[BaseModel]
    short: bool = False


class Items(Struct, frozen=True):
    """A list; `single` where one entry may be written without the list."""

    item: Shape
    single: bool = False
    least: int = 0
    most: int | None = None


class Keyed(Struct, frozen=True):
    """Names that the author chooses, each with a value."""

    name: Value
    value: Shape


class BlockList(Struct, frozen=True):
    """The blocks of a section."""

    least: int = 0


class Maybe(Struct, frozen=True):
    """A shape, or nothing."""

    shape: Shape


Shape: TypeAlias = "Value | Part | Items | Keyed | BlockList | Maybe"


class Field(Struct, frozen=True):
    """One key of a model: how it is written, what it holds and what it is for."""

    key: str
    shape: Shape
    description: str
    required: bool
    default: object = None  # a word or number that holds where the key is left out
    label: str = ""  # what the page prints before its value
    examples: tuple[object, ...] = ()


@cache
def fields_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model, in their order."""
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple(_field(name, info, hints[name]) for name, info in model.model_fields.items())


def about(model: type[BaseModel]) -> str:
    """What a model is, in the one line it says of itself."""
    return (inspect.getdoc(model) or "").split("\n")[0]


def parts_in(shape: Shape) -> Iterator[Part]:
    """The parts that a shape holds, those of blocks left out."""
    if isinstance(shape, Part):
        yield shape
    elif isinstance(shape, Maybe):
        yield from parts_in(shape.shape)
    elif isinstance(shape, Items):
        yield from parts_in(shape.item)
    elif isinstance(shape, Keyed):
        yield from parts_in(shape.value)


def _field(name: str, info: FieldInfo, hint: Any) -> Field:
    plain = info.default if isinstance(info.default, (bool, int, str)) else None
    return Field(
        info.alias or name,
        _within(shape_of(hint), info),
        info.description or "",
        info.is_required(),
        plain if plain != "" else None,
        info.title or "",
        tuple(info.examples or ()),
    )


def _within(shape: Shape, info: FieldInfo) -> Shape:
    """The shape with the limits that its field sets."""
    limits = {
        key: getattr(each, key)
        for each in info.metadata
        for key in ("min_length", "max_length")
        if hasattr(each, key)
    }
    least, most = limits.get("min_length", 0), limits.get("max_length")
    if isinstance(shape, Maybe):
        return Maybe(_within(shape.shape, info))
    if isinstance(shape, Items):
        return structs.replace(shape, least=least, most=most)
    if isinstance(shape, BlockList):
        return BlockList(least)
    return words_of(most) if shape == WORDS and most is not None else shape


def shape_of(hint: Any) -> Shape:
    """How a value of this type is written."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint == Blocks:
        return BlockList()
    if (value := value_of(hint)) is not None:
        return Maybe(value) if types.NoneType in typing.get_args(_bare(hint)) else value
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin in (typing.Union, types.UnionType):
        shape = _either(shape_of(each) for each in arguments if not _is_nothing(each))
        return Maybe(shape) if any(map(_is_nothing, arguments)) else shape
    if origin is tuple:
        return Items(shape_of(arguments[0]))
    if origin is dict:
        name = shape_of(arguments[0])
        return Keyed(name if isinstance(name, Value) else WORDS, shape_of(arguments[1]))
    return Part(hint) if isinstance(hint, type) and issubclass(hint, BaseModel) else ANYTHING


def _either(shapes: Iterable[Shape]) -> Shape:
    """One of several shapes: a text, or keys of its own instead."""
    several = list(shapes)
    part = next((shape for shape in several if isinstance(shape, Part)), None)
    return structs.replace(part, short=True) if part and len(several) > 1 else several[0]


def _is_nothing(hint: Any) -> bool:
    return (_bare(hint) if typing.get_origin(hint) is Annotated else hint) is types.NoneType


def _annotated(base: Any, metadata: tuple[Any, ...]) -> Shape:
    for each in metadata:
        if isinstance(each, PlainValidator):
            reader = each.func
            if isinstance(reader, (Choice, Whole, Within)):
                return bounded(reader)
            return (None if base in (str, int, bool) else value_of(base)) or ANYTHING
    shape = shape_of(base)
    if any(isinstance(each, BeforeValidator) for each in metadata):
        # What is read before it is checked is read to take a text for more.
        if isinstance(shape, Items):
            return structs.replace(shape, single=True)
        if isinstance(shape, Part):
            return structs.replace(shape, short=True)
    return shape


def _bare(hint: Any) -> Any:
    return typing.get_args(hint)[0] if typing.get_origin(hint) is Annotated else hint
