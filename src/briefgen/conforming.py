"""What another program found wrong in a PDF, said to the author: which line, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from briefgen.addresses import path_at
from briefgen.document import Document, Path
from briefgen.errors import Place, Problem
from briefgen.outputs.validating import Finding, findings


class _Words(Struct, frozen=True):
    """What a rule of the validator means for a brief, and what to do about it."""

    rule: str  # a pattern of the rule's name
    message: str
    hint: str
    field: Path = ()  # what it is about, where it is about the brief as a whole


_UNTOUCHED = "; if no template and no style sheet was changed, report it to us"
_WORDS: tuple[_Words, ...] = (
    _Words(
        "FIGURE-ALTERNATIVE-TEXT",
        "an image says nothing to a reader who cannot see it",
        "give its <svg> a <title>, or its <img> an alt",
    ),
    _Words("HEADING", "a heading skips a level", "after h2 comes h3: change it in the template"),
    _Words(
        "LANGUAGE-TAG|-LANG-",
        "a language is no language tag",
        "write it as en, kk or pt-BR",
        ("language",),
    ),
    _Words(
        "LANGUAGE",
        "the document does not say its language",
        "give <html> its lang in the template",
        ("language",),
    ),
    _Words(
        "METADATA-TITLE|VIEWER-PREFERENCES",
        "the document has no title",
        "put a <title> into the head of the template",
        ("title",),
    ),
    _Words("NOTE-ID", "a note has no name of its own", "give it an id that no other has"),
    _Words(
        "TABLE|THEAD|TBODY|TFOOT|-T[RHD]-",
        "a table does not say which heads its cells have",
        "set it out in rows of equal length, each <th> with its scope",
    ),
    _Words("LINK|ANNOTATION", "a link does not say where it leads", "put words into the link"),
    _Words("-L-|-LI-|LBODY|TOC", "a list has more in it than entries", "put all of it into <li>"),
    _Words(
        "CONTENT-TAGGING|ARTIFACT",
        "something on a page is neither text nor ornament",
        "look for what a style sheet draws" + _UNTOUCHED,
    ),
    _Words("FONT|CMAP|CID|GLYPH", "a font is not whole", "use the shipped fonts" + _UNTOUCHED),
)


def problems_of(pdf: bytes, places: Mapping[int, str], document: Document) -> tuple[Problem, ...]:
    """All that keeps a PDF from the standards it names, each at the line it comes from."""
    told: dict[tuple[Place, str], Problem] = {}
    for finding in findings(pdf):
        words = _said(finding)
        problem = _problem(finding, words, places, document)
        told.setdefault((problem.place, words.message), problem)
    return tuple(told.values())


def _said(finding: Finding) -> _Words:
    known = (words for words in _WORDS if re.search(words.rule, finding.rule))
    unknown = _Words("", finding.message, "look at the templates" + _UNTOUCHED)
    return next(known, unknown)


def _problem(
    finding: Finding, words: _Words, places: Mapping[int, str], document: Document
) -> Problem:
    where = places.get(finding.number, "") if finding.number is not None else ""
    message = f"{finding.standard}: {words.message} (rule {finding.rule})"
    path = path_at(where, document.tree) or words.field
    if not path or not document.has(path):
        return Problem(Place(document.file), message, words.hint)
    return document.problem(path, message, words.hint, key=True)
