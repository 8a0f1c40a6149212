"""Validation errors into problems with a place: by error type, never by the library's English."""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, Tag, ValidationError
from pydantic_core import ErrorDetails

from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, coded, did_you_mean, misspelt, nearest
from briefgen.model.blocks import BLOCK_NAMES
from briefgen.model.figures import FIGURES
from briefgen.prose import Finding

# Errors of the model about the shape of a value, and not about what it says.
_SHAPES = frozenset({"model_type", "model_attributes_type", "dict_type", "tuple_type", "list_type"})


def explain(error: ValidationError, model: type[BaseModel], document: Document) -> list[Problem]:
    """Every error of a validation as a problem at its place in the document."""
    details = error.errors(include_url=False)
    problems: list[Problem] = []
    seen: Counter[tuple[Path, str]] = Counter()
    meant = {
        (detail["loc"][:-1], _meant(detail["loc"], model, document))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    for detail in details:
        location = detail["loc"]
        path = _path(location, document)
        context: Mapping[str, Any] = detail.get("ctx", {})
        if detail["type"] == "briefgen_findings":
            problems.extend(findings_at(path, context["findings"], document, seen))
        elif detail["type"] == "missing":
            if (location[:-1], str(location[-1])) not in meant:  # there, but misspelt
                problems += coded("SPC103", [_missing(location, path, model, document)])
        elif detail["type"] == "extra_forbidden":
            problems += coded("SPC102", [_unknown_key(location, path, model, document)])
        elif not _enough_written(detail, _value(document, path)):
            code = "SPC105" if detail["type"] in _SHAPES else "SPC104"
            problems += coded(code, [_other(detail, path, document)])
    return problems


def _enough_written(detail: ErrorDetails, value: Tree) -> bool:
    """Whether a list is called too short only because its entries are wrong, which is told."""
    return (
        detail["type"] == "too_short"
        and isinstance(value, list)
        and len(value) >= detail.get("ctx", {}).get("min_length", 0)
    )


def _other(detail: ErrorDetails, path: Path, document: Document) -> Problem:
    context: Mapping[str, Any] = detail.get("ctx", {})
    if detail["type"] == "unknown_block":
        return _unknown_block(path, document)
    path = (*path, *context.get("at", ()))
    value = _value(document, path)
    message, hint = _words(detail, context, value)
    of_key = detail["loc"][-1:] == ("[key]",) or isinstance(value, dict)
    problem = document.problem(path, message, hint, key=of_key)
    meant = str(context.get("meant", ""))
    if not meant or not isinstance(value, str):
        return problem
    place = document.place_within(path, value)
    whole = document.words_at(place) == value  # else it is broken over lines
    return replace(problem, edits=document.replaced(place, meant) if whole else ())


def findings_at(
    path: Path, findings: tuple[Finding, ...], document: Document, seen: Counter[tuple[Path, str]]
) -> Iterator[Problem]:
    """Findings in one text as problems; the same words found again are the next occurrence."""
    for finding in findings:
        place = document.place_within(
            path, finding.snippet, seen[path, finding.snippet], finding.pattern
        )
        seen[path, finding.snippet] += 1
        excerpt, code = document.excerpt(place), finding.code
        yield Problem(place, finding.message, finding.hint, excerpt=excerpt, code=code)


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
    name, free = str(location[-1]), _free_keys(location, model, document)
    message = f"“{name[:40]}” is not a key that is known here"
    problem = document.problem(path, message, did_you_mean(name, free), key=True)
    siblings = _value(document, path[:-1])
    meant = misspelt(name, free)
    keys = tuple(siblings) if isinstance(siblings, dict) else ()
    if meant is None or _slips(keys, tuple(free))[meant] > 1:
        return problem
    return replace(problem, edits=document.renamed(path, meant))


@lru_cache(maxsize=8)  # the same for all unknown keys of a part, and there may be thousands
def _slips(keys: tuple[str, ...], free: tuple[str, ...]) -> Counter[str]:
    """How many of these keys are a slip of each that is free."""
    return Counter(meant for key in keys if (meant := misspelt(key, free)) is not None)


def _free_keys(location: Path, model: type[BaseModel], document: Document) -> list[str]:
    """The keys that could still be written beside an unknown one."""
    owner = _model_at(model, location[:-1])
    known = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
    siblings = _value(document, _path(location, document)[:-1])
    free = [name for name in known if not (isinstance(siblings, dict) and name in siblings)]
    return free or known


def _meant(location: Path, model: type[BaseModel], document: Document) -> str | None:
    return nearest(str(location[-1]), _free_keys(location, model, document))


def _words(detail: ErrorDetails, context: Mapping[str, Any], value: Tree) -> tuple[str, str]:
    kind = detail["type"]
    if kind == "briefgen":
        return context["message"], context["hint"]
    if kind.startswith("source_"):
        return _in_two(detail["msg"], str(context.get("found", "")))
    found = _shape(value)
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return (
            f"lines of “key: value” are needed here, found {found}",
            "indent the keys under this one",
        )
    if kind in ("tuple_type", "list_type"):
        return f"a list is needed here, found {found}", "begin each entry with “- ” on its own line"
    if kind == "too_short":
        least, length = context["min_length"], context["actual_length"]
        return f"at least {least} {_entries(least)} needed here, found {length}", "add to the list"
    if kind in ("too_long", "string_too_long"):
        length = context.get("actual_length") or len(value or ())
        what = "characters" if isinstance(value, str) else "entries"
        return f"{length} {what} here; {context['max_length']} is the most", "shorten it"
    if value is None:
        return "nothing is written here", "write a value, or leave the line out"
    return f"{found} cannot stand here", "look up what this key takes, or leave it out"


def _entries(count: int) -> str:
    return "entry is" if count == 1 else "entries are"


def _in_two(sentence: str, found: str) -> tuple[str, str]:
    """What is wrong and what to do, out of one sentence with a colon between."""
    sentence = sentence.strip().removesuffix(".")
    start = sentence.find(found) + len(found) if found in sentence else 0
    colon = sentence.find(": ", start)
    if colon < 0:
        return _small(sentence), "put quotes around a text that begins with [ or {"
    return _small(sentence[:colon]), _small(sentence[colon + 2 :])


def _small(words: str) -> str:
    begins_name = words[1:2].isupper()  # such as DOI
    return words if begins_name else words[:1].lower() + words[1:]


def _shape(value: Tree) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"the text “{value[:40]}{'…' if len(value) > 40 else ''}”"
    return "a list" if isinstance(value, list) else "lines of “key: value”"


def _unknown_block(path: Path, document: Document) -> Problem:
    value = _value(document, path)
    begin = f"begin it with one of: {', '.join(BLOCK_NAMES)}"
    if not isinstance(value, dict):
        message = f"a block is text, or begins with a key; found {_shape(value)}"
        return document.problem(path, message, begin)
    if "figure" in value:
        kind = value["figure"]
        name = kind if isinstance(kind, str) else ""
        message = f"there is no figure “{name[:40]}”" if name else "the kind of figure is missing"
        hint = did_you_mean(name, FIGURES, f"the choices are {', '.join(FIGURES)}")
        return document.problem((*path, "figure"), message, hint)
    key = next((key for key in value if nearest(key, BLOCK_NAMES)), next(iter(value), ""))
    message = f"“{key[:40]}” is no kind of block" if key else "an empty block"
    return document.problem((*path, key), message, did_you_mean(key, BLOCK_NAMES, begin), key=True)


def _model_at(annotation: Any, location: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model whose keys stand at a location of the validation error."""
    annotation = _bare(annotation)
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return _model_in_union(arguments, location)
    if not location:
        return annotation if _is_model(annotation) else None
    step, rest = location[0], location[1:]
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
        if tags and tags[:1] == [*location[:1]]:
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
