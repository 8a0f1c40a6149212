"""The file of a declared kind into its class, or all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pydantic import ValidationError

from briefgen.document import Document
from briefgen.errors import Place, Problem, Severity, coded
from briefgen.explaining import explain
from briefgen.glyphs import glyph_problems
from briefgen.kinds.consistency import consistency_problems
from briefgen.kinds.declared import class_of
from briefgen.kinds.found import BROKEN, Found
from briefgen.loading import load
from briefgen.model.declaration import Declaration

REMEMBERED = 32  # classes, by what their files say


@lru_cache(REMEMBERED)
def read_kind(name: str, file: str, raw: bytes) -> Found:
    """The kind that a file declares; `file` is what it is called in messages."""
    document = load(file, raw)
    if not document.complete or not isinstance(document.tree, dict):
        problems = document.problems or (_nothing_declared(document),)
        return Found(name, None, tuple(coded(BROKEN, problems)), document=document, raw=raw)
    try:
        declaration = Declaration.model_validate(document.tree)
        mistakes = list[Problem]()
    except ValidationError as error:
        declaration, mistakes = None, explain(error, Declaration, document)
    problems = tuple(coded(BROKEN, _in_order(document, mistakes)))
    wrong = declaration is None or any(each.severity is Severity.ERROR for each in problems)
    model = None if declaration is None or wrong else class_of(name, declaration)
    return Found(name, model, problems, document=document, raw=raw)


def _in_order(document: Document, mistakes: list[Problem]) -> Iterator[Problem]:
    every = chain(
        document.problems, mistakes, consistency_problems(document), glyph_problems(document)
    )
    yield from sorted(set(every), key=lambda problem: (problem.place, problem.message))


def _nothing_declared(document: Document) -> Problem:
    message = "the file declares no kind: it has no “key: value” lines"
    return Problem(Place(document.file, 1, 1), message, "begin it with “name:”, as name: Port note")
