"""The language of a brief: whether there are words for it, and what the project adds to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec

from msgspec import Struct

from briefgen.catalogues import Tongue, base_of, is_english, shipped
from briefgen.catalogues.tongue import template_bytes
from briefgen.document import Document
from briefgen.errors import InputProblems, Place, Problem, Severity, coded, did_you_mean, nearest
from briefgen.loading import load
from briefgen.model.fields import LANGUAGE
from briefgen.project import BRIEFS, SUFFIX, Files, OutsideProject, unreadable
from briefgen.structure import mapping_of

FOLDER = "translations"
_NAME = re.compile(r"[^/\\]+")  # of a brief
MAX_CATALOGUE = 1_000_000  # bytes; the largest of the shipped ones has a thirtieth of it


class Spoken(Struct, frozen=True):
    """The language with its words, what is wrong with them, and the file that was read."""

    tongue: Tongue
    problems: tuple[Problem, ...] = ()
    read: tuple[str, ...] = ()


def catalogue_path(language: str) -> str:
    """Where a project keeps its own words for a language."""
    return f"{FOLDER}/{base_of(language)}.po"


def spoken_by(document: Document, files: Files) -> Spoken:
    """The language of a spec; one that is no code is reported with the spec."""
    language = mapping_of(document.tree).get("language")
    if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
        language = "en"
    path = catalogue_path(language)
    if not files.exists(path):
        return Spoken(Tongue(language), tuple(coded("LNG101", _unknown(document, language))))
    if find_spec("babel") is None:
        return Spoken(Tongue(language), tuple(coded("LNG101", [_no_babel(document, language)])))
    try:
        content = files.read(path)
    except (OSError, OutsideProject) as error:
        problem = Problem(Place(path), *unreadable(error))
        return Spoken(Tongue(language), tuple(coded("LNG102", [problem])))
    problems = tuple(coded("LNG102", _flaws(path, content)))
    if problems:
        return Spoken(Tongue(language), problems, (path,))
    return Spoken(
        Tongue(language, content), tuple(coded("LNG103", _unused(path, content))), (path,)
    )


def _unknown(document: Document, language: str) -> Iterator[Problem]:
    if base_of(language) not in shipped():
        yield document.problem(
            ("language",),
            f"briefgen has no words for the language “{language}” yet",
            f"it has: {', '.join(shipped())}; for another, put a catalogue into "
            f"{catalogue_path(language)}",
        )
    elif not is_english(language) and find_spec("babel") is None:
        yield _no_babel(document, language)


def _no_babel(document: Document, language: str) -> Problem:
    message = f"pages in the language “{language}” need Babel, which is not installed"
    hint = "run: pip install 'briefgen[languages]'"
    if "language" not in mapping_of(document.tree):
        return document.problem((), message, hint)
    return document.problem(("language",), message, hint)


def _flaws(path: str, content: bytes) -> Iterator[Problem]:
    """What keeps a catalogue of the project from being used, by line."""
    from briefgen.catalogues.reading import flaws  # Babel: only where there is a catalogue

    if len(content) > MAX_CATALOGUE:
        message = f"a catalogue of {len(content):,} bytes; {MAX_CATALOGUE:,} is the most"
        yield Problem(Place(path), message, "keep in it what the page says")
        return
    for flaw in flaws(content):
        yield Problem(Place(path, flaw.line, 1), flaw.message, flaw.hint)


def _unused(path: str, content: bytes) -> Iterator[Problem]:
    """What a catalogue of the project translates and no page says."""
    from briefgen.catalogues.reading import unused

    for each in unused(content, template_bytes()):
        if each.said:
            told = f"no page says “{each.words[:60]}” in the context “{each.context}”"
            hint = f"it says “{nearest(each.words, each.said) or each.said[0]}”"
        else:
            told = f"no page says anything in the context “{each.context}”"
            hint = did_you_mean(each.context, each.contexts, "page.pot has those there are")
        message = f"{told}, so this has no effect"
        yield Problem(Place(path, each.line, 1), message, hint, Severity.WARNING)


def original_path(name: str) -> str:
    """Where the key page of an original lies that is not itself a brief of the project."""
    return f"{FOLDER}/{name}{SUFFIX}"


def original_of(document: Document, files: Files) -> Document | None:
    """The spec that this one is a translation of; None where it names none that can be read."""
    named = mapping_of(document.tree).get("translation_of")
    if not isinstance(named, str) or not _NAME.fullmatch(name := named.strip()):
        return None
    paths = (f"{BRIEFS}/{name}{SUFFIX}", original_path(name))
    path = next((path for path in paths if files.exists(path)), document.file)
    try:
        original = load(path, files.read(path)) if path != document.file else None
    except (OSError, OutsideProject, InputProblems):
        return None
    return original if original is not None and isinstance(original.tree, dict) else None
