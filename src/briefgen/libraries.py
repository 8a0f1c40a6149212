"""Libraries of sources: the files that several briefs share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from pydantic import ValidationError

from briefgen.document import Document, Path, Tree
from briefgen.errors import Problem, did_you_mean
from briefgen.explaining import explain
from briefgen.glyphs import glyph_problems
from briefgen.loading import load
from briefgen.model.brief import SourceLibrary
from briefgen.model.source import Source, SourceType
from briefgen.project import Files, OutsideProject, unreadable
from briefgen.structure import list_of, mapping_of

FOLDER = "sources"
SUFFIX = ".yaml"


class Libraries(Struct):
    """What was read from the libraries that a brief names."""

    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    whole: bool = True  # whether every source that they hold is known


def read_libraries(document: Document, files: Files) -> Libraries:
    """The libraries of a spec; of one with mistakes what can be known of it."""
    found = Libraries()
    tree = mapping_of(document.tree)
    listed = tree.get("source_files")
    entries: list[Tree] = listed if isinstance(listed, list) else [listed] if listed else []
    for index, entry in enumerate(entries):
        path: Path = ("source_files", index) if isinstance(listed, list) else ("source_files",)
        if isinstance(entry, str):
            sources = _sources(found, document, path, entry, files)
            found.problems += [_double(document, path, k) for k in found.sources.keys() & sources]
            found.sources.update(sources)
    for key in found.sources.keys() & mapping_of(tree.get("sources")).keys():
        found.problems.append(_double(document, ("sources", key), key))
    found.problems.extend(_unknown_origins_of_brief(document, found))
    return found


def _unknown_origins_of_brief(document: Document, found: Libraries) -> Iterator[Problem]:
    """What a source of the brief itself repeats may stand in a library as well."""
    own = mapping_of(mapping_of(document.tree).get("sources"))
    known = {*found.sources, *own}
    for key, entry in own.items() if found.whole else ():
        written = mapping_of(entry).get("derived_from")
        for origin in list_of(written) or [written]:
            if isinstance(origin, str) and origin not in known:
                yield _unknown_origin(document, key, origin, known)


def _double(document: Document, path: Path, key: str) -> Problem:
    return document.problem(
        path,
        f"there are two sources with the key “{key}”",
        "one stands in a library that is read before; give this one another key",
        key=True,
    )


def _sources(
    found: Libraries, spec: Document, path: Path, file: str, files: Files
) -> dict[str, Source]:
    """The sources of one library; `path` is where the spec names it."""
    try:
        document = load(file, files.read(file))
    except (OSError, OutsideProject) as error:
        found.problems.append(spec.problem(path, *_no_library(files, file, error)))
        found.whole = False
        return {}
    found.read.append(file)
    found.documents.append(document)
    found.problems.extend(document.problems)
    if not document.complete:
        found.whole = False
        return {}
    found.problems.extend(glyph_problems(document))
    return _checked(found, document)


def _no_library(files: Files, file: str, error: Exception) -> tuple[str, str]:
    if isinstance(error, OutsideProject):
        return (
            f"“{file[:60]}” lies outside the project",
            "name a file inside it, as sources/kazakhstan.yaml",
        )
    if isinstance(error, FileNotFoundError):
        known = files.listing(FOLDER, SUFFIX)
        return f"there is no file {file[:60]}", did_you_mean(file, known, "put it into sources/")
    message, hint = unreadable(error)
    return f"{file[:60]}: {message}", hint


def _checked(found: Libraries, document: Document) -> dict[str, Source]:
    try:
        sources = SourceLibrary.model_validate(document.tree).sources
    except ValidationError as error:
        found.problems.extend(explain(error, SourceLibrary, document))
        listed = mapping_of(document.tree).get("sources")
        found.whole = found.whole and isinstance(listed, dict)
        sources = {key: _what_stands(key, value) for key, value in mapping_of(listed).items()}
    found.problems.extend(_unknown_origins(document, sources))
    return sources


def _unknown_origins(document: Document, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """What a source repeats must be a source of the same file."""
    for key, source in sources.items():
        for origin in source.derived_from:
            if origin not in sources:
                yield _unknown_origin(document, key, origin, sources)


def _unknown_origin(document: Document, key: str, origin: str, known: Iterable[str]) -> Problem:
    message = f"no source has the key “{origin[:60]}”"
    hint = did_you_mean(origin, known, "add it to the sources")
    return document.problem(("sources", key, "derived_from"), message, hint, snippet=origin)


def _what_stands(key: str, value: Tree) -> Source:
    """A source, or its key alone, so that one wrong entry does not hide what cites the others."""
    try:
        return Source.model_validate(value)
    except ValidationError:
        return Source.model_construct(title=key, type=SourceType.DOCUMENT)


def files_by_key(document: Document, files: Files) -> dict[str, str]:
    """Keys of the libraries that a brief does not name, each with its file, so that a hint can."""
    tree = mapping_of(document.tree)
    named = list_of(tree.get("source_files")) or [tree.get("source_files")]
    found: dict[str, str] = {}
    for file in files.listing(FOLDER, SUFFIX):
        if file not in named:
            try:
                other = load(file, files.read(file)).tree
            except (OSError, OutsideProject):
                continue  # no part of this brief
            found.update(dict.fromkeys(mapping_of(mapping_of(other).get("sources")), file))
    return found
