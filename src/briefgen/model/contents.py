"""What lies within a part of a brief: its fields and entries, the models and the citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from briefgen.document import Path
from briefgen.model.fields import Model
from briefgen.prose import Citation, Prose


def children(value: object) -> Iterator[tuple[str | int, object]]:
    """What lies directly in a model, a mapping or a list, each with its key in the spec."""
    if isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield info.alias or name, getattr(value, name)
    elif isinstance(value, Mapping):
        yield from ((str(key), child) for key, child in value.items())
    elif isinstance(value, tuple | list):
        yield from enumerate(value)


def models_in(value: object, path: Path = ()) -> Iterator[tuple[Path, Model]]:
    """Every part that has fields of its own, with its path, in the order of the spec."""
    if isinstance(value, Model):
        yield path, value
    for key, child in children(value):
        yield from models_in(child, (*path, key))


def citations_in(value: object, path: Path = ()) -> Iterator[tuple[Path, Citation]]:
    """Every citation with the path of the value that it stands in, in the order of the spec."""
    if isinstance(value, Citation):
        yield path, value
    elif isinstance(value, Prose):
        yield from ((path, citation) for citation in value.citations())
    else:
        for key, child in children(value):
            yield from citations_in(child, (*path, key))
