"""Validation errors into problems with a place: by error type, never by the library's English."""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Tag, ValidationError

from briefgen.errors import Problem, did_you_mean
from briefgen.loading import Document, Path, Tree
from briefgen.model.blocks import BLOCK_NAMES
from briefgen.model.figures import FIGURES
from briefgen.prose import Finding


def explain(error: ValidationError, model: type[BaseModel], document: Document) -> list[Problem]:
    """Every error of a validation as a problem at its place in the document."""
    problems: list[Problem] = []
    seen: Counter[tuple[Path, str]] = Counter()
    for detail in error.errors(include_url=False):
        location = tuple(detail["loc"])
        path = _path(location, document)
        context: Mapping[str, Any] = detail.get("ctx", {})
        if detail["type"] == "briefgen_findings":
            problems.extend(findings_at(path, context["findings"], document, seen))
        elif detail["type"] == "missing":
            problems.append(_missing(location, path, model, document))
        elif detail["type"] == "extra_forbidden":
            problems.append(_unknown_key(location, path, model, document))
        else:
            path = (*path, *context.get("at", ()))
            message, hint = _words(detail["type"], context, _value(document, path))
            problems.append(document.problem(path, message, hint))
    return problems


def findings_at(
    path: Path, findings: tuple[Finding, ...], document: Document, seen: Counter[tuple[Path, str]]
) -> Iterator[Problem]:
    """Findings in one text as problems; the same words found again are the next occurrence."""
    for finding in findings:
        place = document.place_within(path, finding.snippet, seen[path, finding.snippet])
        seen[path, finding.snippet] += 1
        yield Problem(place, finding.message, finding.hint, excerpt=document.excerpt(place))


def _path(location: tuple[str | int, ...], document: Document) -> Path:
    """The location without what only the model knows (union tags): steps the file does not have."""
    path: Path = ()
    for step in location:
        if document.has((*path, step)):
            path = (*path, step)
    return path


def _value(document: Document, path: Path) -> Tree:
    try:
        return document.at(path)
    except KeyError:
        return None


def _missing(
    location: tuple[str | int, ...], path: Path, model: type[BaseModel], document: Document
) -> Problem:
    name = str(location[-1])
    parent = _model_at(model, location[:-1])
    described = _description(parent, name)
    where = f" in “{path[-1]}”" if path and isinstance(path[-1], str) else ""
    return document.problem(
        path, f"“{name}” is missing{where}", f"add “{name}:” {described}".rstrip(), key=True
    )


def _description(model: type[BaseModel] | None, name: str) -> str:
    for field, info in (model.model_fields if model else {}).items():
        if name in (field, info.alias):
            return f"({info.description.rstrip('.')})" if info.description else ""
    return ""


def _unknown_key(
    location: tuple[str | int, ...], path: Path, model: type[BaseModel], document: Document
) -> Problem:
    owner = _model_at(model, location[:-1])
    known = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
    siblings = _value(document, path[:-1])
    free = [name for name in known if not (isinstance(siblings, dict) and name in siblings)]
    name = str(location[-1])
    return document.problem(
        path,
        f"“{name}” is not a key that is known here",
        did_you_mean(name, free or known),
        key=True,
    )


def _words(kind: str, context: Mapping[str, Any], value: Tree) -> tuple[str, str]:
    if kind == "briefgen":
        return context["message"], context["hint"]
    if kind == "unknown_block":
        return _unknown_block(value)
    found = _shape(value)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return (
            f"lines of “key: value” are needed here, found {found}",
            "indent the keys under this one",
        )
    if kind in ("tuple_type", "list_type"):
        return f"a list is needed here, found {found}", "begin each entry with “- ” on its own line"
    if kind == "too_short":
        return (
            f"at least {context['min_length']} are needed here, found {context['actual_length']}",
            "add to the list",
        )
    if kind in ("too_long", "string_too_long"):
        length = context.get("actual_length") or len(value or ())
        what = "characters" if isinstance(value, str) else "entries"
        return f"{length} {what} here; {context['max_length']} is the most", "shorten it"
    if kind in ("literal_error", "enum"):
        return f"“{value}” is not among the choices here", f"choices: {context['expected']}"
    return f"{found} does not fit here", "see the reference of this field"


def _shape(value: Tree) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"the text “{value[:40]}{'…' if len(value) > 40 else ''}”"
    return "a list" if isinstance(value, list) else "lines of “key: value”"


def _unknown_block(value: Tree) -> tuple[str, str]:
    if not isinstance(value, dict):
        return f"a block is text or begins with a key, found {_shape(value)}", ""
    if "figure" in value:
        name = str(value["figure"])
        return f"no figure is called “{name}”", did_you_mean(name, FIGURES)
    first = next(iter(value), "")
    return (
        "nothing here says what the block is",
        did_you_mean(first, BLOCK_NAMES, f"begin it with one of: {', '.join(BLOCK_NAMES)}"),
    )


def _model_at(annotation: Any, location: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model whose keys stand at a location of the validation error."""
    annotation = _bare(annotation)
    if not location:
        return annotation if _is_model(annotation) else None
    step, rest = location[0], location[1:]
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return _model_in_union(arguments, location)
    if _is_model(annotation):
        for name, info in annotation.model_fields.items():
            if step in (name, info.alias):
                return _model_at(_rebuilt(info), rest)
        return None
    if origin is dict:
        return _model_at(arguments[1], rest)
    return _model_at(arguments[0], rest) if origin in (tuple, list) else None


def _model_in_union(
    arguments: tuple[Any, ...], location: tuple[str | int, ...]
) -> type[BaseModel] | None:
    for argument in arguments:
        tags = [m.tag for m in getattr(argument, "__metadata__", ()) if isinstance(m, Tag)]
        if tags and tags[0] == location[0]:
            return _model_at(argument, location[1:])
    untagged = [argument for argument in arguments if _is_model(_bare(argument))]
    return _model_at(untagged[0], location) if len(untagged) == 1 else None


def _rebuilt(info: Any) -> Any:
    return Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation


def _bare(annotation: Any) -> Any:
    while typing.get_origin(annotation) is Annotated:
        annotation = typing.get_args(annotation)[0]
    return annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
