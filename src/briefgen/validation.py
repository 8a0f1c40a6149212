"""A spec into a brief that can be printed, or everything that is wrong with it, in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pydantic import BaseModel, ValidationError

from briefgen.data import Table, missing_file, read_table
from briefgen.data_use import use_problems
from briefgen.errors import (
    InputProblems,
    Place,
    Problem,
    Severity,
    UsageProblem,
    did_you_mean,
    nearest,
)
from briefgen.explaining import explain
from briefgen.glyphs import no_glyph, unprintable
from briefgen.kinds import KINDS
from briefgen.loading import Document, Path, Tree, load
from briefgen.model.brief import Brief, SourceLibrary
from briefgen.model.data_figure import DataFigure
from briefgen.model.facts import Fact
from briefgen.model.fields import Names
from briefgen.model.figures import FIGURES
from briefgen.model.source import Source, SourceType
from briefgen.project import Files, OutsideProject, TooLarge
from briefgen.structure import blocks_of, list_of, mapping_of, structure_problems

BRIEFS = "briefs"
SUFFIX = ".yaml"
MAX_PROBLEMS = 500  # told of one brief


@dataclass(frozen=True)
class Checked:
    """A brief with all it draws on; `brief` is None where problems forbid printing it."""

    name: str
    document: Document
    brief: Brief | None
    sources: Mapping[str, Source]
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()  # every file that was read

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid printing."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


@dataclass
class _Run:
    """What one validation gathers."""

    files: Files
    document: Document
    problems: list[Problem] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)  # see Names.unread


def brief_names(files: Files) -> tuple[str, ...]:
    """The briefs of a project."""
    return tuple(
        path.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX)
        for path in files.listing(BRIEFS, SUFFIX)
    )


def spec_path(files: Files, name: str) -> str:
    """The spec of a brief by its name; UsageProblem with a suggestion where there is none."""
    bare = name.removesuffix(SUFFIX).removeprefix(f"{BRIEFS}/")
    path = f"{BRIEFS}/{bare}{SUFFIX}"
    if "/" in bare or "\\" in bare or not files.exists(path):
        hint = did_you_mean(bare, brief_names(files), f"there is nothing in {BRIEFS}/ yet")
        raise UsageProblem(Problem(Place(path), f"there is no brief called “{bare}”", hint))
    return path


def check(files: Files, name: str) -> Checked:
    """Read and validate one brief with its libraries and data."""
    path = spec_path(files, name)
    document = load(path, _content(files, path))
    run = _Run(files, document, list(document.problems), [path])
    bare = path.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX)
    if not document.complete or not isinstance(document.tree, dict):
        if not run.problems:
            run.problems.append(_no_spec(document))
        return Checked(bare, document, None, {}, {}, _in_order(run.problems), tuple(run.read))
    sources = _libraries(run)
    model = _kind(run)
    names = _names(run, sources)
    brief = _validated(run, model, names)
    own = brief.sources if brief is not None else {}
    tables = _tables(run, names)
    run.problems.extend(structure_problems(document, model, names))
    _characters_of(run, document)
    problems = _in_order(run.problems)
    usable = brief if not any(p.severity is Severity.ERROR for p in problems) else None
    return Checked(bare, document, usable, {**sources, **own}, tables, problems, tuple(run.read))


def _no_spec(document: Document) -> Problem:
    if document.tree is None:
        return Problem(Place(document.file, 1, 1), "the spec is empty", "begin it with “kind:”")
    return document.problem(
        (), "the spec is no “key: value” lines", "begin it with “kind:”, as kind: country-profile"
    )


def _content(files: Files, path: str) -> bytes:
    try:
        return files.read(path)
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(path), *_unread(error))) from None


def _unread(error: Exception) -> tuple[str, str]:
    """Why a file that is there cannot be read."""
    if isinstance(error, OutsideProject):
        return "the file lies outside the project", "put the file itself into the project"
    if isinstance(error, TooLarge):
        return f"{error}", "keep in it what the brief shows"
    reason = getattr(error, "strerror", None) or str(error)
    return f"the file cannot be read ({reason})", "check that it is a file and who may read it"


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Sorted by place; of very many the first, with how many there are besides."""
    ordered = sorted(set(problems), key=lambda p: (p.place, p.message))
    if len(ordered) <= MAX_PROBLEMS:
        return tuple(ordered)
    left = len(ordered) - MAX_PROBLEMS
    more = Problem(ordered[MAX_PROBLEMS].place, f"and {left:,} more", "correct those above first")
    return (*ordered[:MAX_PROBLEMS], more)


def _kind(run: _Run) -> type[Brief]:
    tree = run.document.tree
    kind = tree.get("kind") if isinstance(tree, dict) else None
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind]
    if isinstance(kind, str):
        message, hint = f"there is no kind of brief “{kind[:40]}”", did_you_mean(kind, KINDS)
        run.problems.append(run.document.problem(("kind",), message, hint))
        return KINDS.get(nearest(kind, KINDS) or "", Brief)
    return Brief


def _libraries(run: _Run) -> dict[str, Source]:
    found: dict[str, Source] = {}
    tree = run.document.tree
    listed = tree.get("source_files") if isinstance(tree, dict) else None
    entries: list[Tree] = listed if isinstance(listed, list) else [listed] if listed else []
    for index, entry in enumerate(entries):
        path: Path = ("source_files", index) if isinstance(listed, list) else ("source_files",)
        if isinstance(entry, str) and (library := _library(run, path, entry)) is not None:
            for key in found.keys() & library.sources.keys():
                run.problems.append(_double(run.document, path, key))
            found.update(library.sources)
    own = mapping_of(tree.get("sources")) if isinstance(tree, dict) else {}
    for key in found.keys() & own.keys():
        run.problems.append(_double(run.document, ("sources", key), key))
    return found


def _double(document: Document, path: Path, key: str) -> Problem:
    return document.problem(
        path,
        f"there are two sources with the key “{key}”",
        "one stands in a library that is read before; give this one another key",
        key=True,
    )


def _library(run: _Run, path: Path, file: str) -> SourceLibrary | None:
    try:
        document = load(file, run.files.read(file))
    except (OSError, OutsideProject) as error:
        run.problems.append(run.document.problem(path, *_no_library(run.files, file, error)))
        run.unread.add("sources")
        return None
    run.read.append(file)
    run.problems.extend(document.problems)
    if not document.complete:
        run.unread.add("sources")
        return None
    return _library_model(run, document)


def _no_library(files: Files, file: str, error: Exception) -> tuple[str, str]:
    if isinstance(error, OutsideProject):
        return (
            f"“{file[:60]}” lies outside the project",
            "name a file inside it, as sources/kazakhstan.yaml",
        )
    if isinstance(error, FileNotFoundError):
        known = files.listing("sources", SUFFIX)
        return f"there is no file {file[:60]}", did_you_mean(file, known, "put it into sources/")
    message, hint = _unread(error)
    return f"{file[:60]}: {message}", hint


def _library_model(run: _Run, document: Document) -> SourceLibrary | None:
    _characters_of(run, document)
    try:
        library = SourceLibrary.model_validate(document.tree)
    except ValidationError as error:
        run.problems.extend(explain(error, SourceLibrary, document))
        library = _what_stands(document)
        if not isinstance(mapping_of(document.tree).get("sources"), dict):
            run.unread.add("sources")
    _origins(run, document, library.sources)
    return library


def _origins(run: _Run, document: Document, sources: Mapping[str, Source]) -> None:
    """What a source repeats must be a source of the same file."""
    for key, source in sources.items():
        for origin in source.derived_from:
            if origin not in sources:
                path = ("sources", key, "derived_from")
                run.problems.append(
                    document.problem(
                        path,
                        f"no source has the key “{origin}”",
                        did_you_mean(origin, sources, "add it to the sources"),
                        snippet=origin,
                    )
                )


def _what_stands(document: Document) -> SourceLibrary:
    """The sources of a library that are right, so that one wrong entry does not hide the others."""
    tree = document.tree
    listed = tree.get("sources") if isinstance(tree, dict) else None
    found: dict[str, Source] = {}
    for key, value in listed.items() if isinstance(listed, dict) else ():
        try:
            found[key] = Source.model_validate(value)
        except ValidationError:
            found[key] = Source.model_construct(title=key, type=SourceType.DOCUMENT)
    return SourceLibrary.model_construct(sources=found)


def _names(run: _Run, sources: Mapping[str, Source]) -> Names:
    tree = mapping_of(run.document.tree)
    unread = {key for key in ("facts", "sources") if not isinstance(tree.get(key, {}), dict)}
    sections = mapping_of(tree.get("sections"))
    targets = {f"sec-{key}" for key in sections}
    indicators: set[str] = set()
    for _, block in blocks_of(tree):
        if isinstance(block.get("id"), str):
            targets.add(str(block["id"]))
        if "indicators" in block and isinstance(block.get("rows"), list):
            indicators |= {
                str(row["id"])
                for row in list_of(block["rows"])
                if isinstance(row, dict) and isinstance(row.get("id"), str)
            }
    judgements = {
        str(item["id"])
        for item in list_of(tree.get("key_judgements"))
        if isinstance(item, dict) and isinstance(item.get("id"), str)
    }
    return Names(
        sources=frozenset(sources) | frozenset(mapping_of(tree.get("sources"))),
        facts=frozenset(mapping_of(tree.get("facts"))),
        targets=frozenset(targets),
        judgements=frozenset(judgements),
        indicators=frozenset(indicators),
        unread=frozenset(run.unread | unread),
        elsewhere=cache(lambda: _elsewhere(tree, run.files)),
    )


def _elsewhere(tree: Mapping[str, Tree], files: Files) -> dict[str, str]:
    """Keys of the libraries that this brief does not name, so a hint can."""
    named = list_of(tree.get("source_files")) or [tree.get("source_files")]
    found: dict[str, str] = {}
    for file in files.listing("sources", SUFFIX):
        if file not in named:
            try:
                other = load(file, files.read(file)).tree
            except (OSError, OutsideProject):
                continue  # no part of this brief
            keys = mapping_of(other.get("sources") if isinstance(other, dict) else None)
            found.update(dict.fromkeys(keys, file))
    return found


def _validated(run: _Run, model: type[Brief], names: Names) -> Brief | None:
    try:
        brief = model.model_validate(run.document.tree, context=names)
    except ValidationError as error:
        problems = explain(error, model, run.document)
        if model is Brief:  # without a kind, unknown keys at the top prove nothing
            unknown = [run.document.place((key,), key=True) for key in _unknown_keys(error)]
            problems = [problem for problem in problems if problem.place not in unknown]
        run.problems.extend(problems)
        return None
    return brief if model is not Brief else None


def _unknown_keys(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
            yield str(detail["loc"][0])


def _tables(run: _Run, names: Names) -> dict[str, Table]:
    """Every data file that facts and figures name; what they ask of it is checked as well."""
    tables: dict[str, Table] = {}
    tried: set[str] = set()
    tree = run.document.tree
    assert isinstance(tree, dict)
    for path, value, model in _data_users(tree):
        try:
            user = model.model_validate(value)
        except ValidationError:
            continue  # reported with the spec
        assert isinstance(user, Fact | DataFigure)
        named = _files_of(path, user)
        for place, name in named.items():
            if name not in tried:
                tried.add(name)
                _read_table(run, place, name, names, tables)
        if named and all(name in tables for name in named.values()):
            run.problems.extend(use_problems(run.document, path, user, tables))
    return tables


def _files_of(path: Path, user: Fact | DataFigure) -> dict[Path, str]:
    """The data files that a use names, each with its place in the spec."""
    files: dict[Path, str] = {(*path, "data"): user.data} if user.data is not None else {}
    per = user.calculate.per if user.calculate is not None else None
    if per is not None and per.data is not None:
        files[*path, "calculate", "per", "data"] = per.data
    return files


def _read_table(run: _Run, path: Path, name: str, names: Names, tables: dict[str, Table]) -> None:
    if (lacking := missing_file(run.files, name)) is not None:
        run.problems.append(run.document.problem(path, *lacking))
        return
    try:
        table, problems = read_table(run.files, name, names)
    except (OSError, OutsideProject) as error:
        message, hint = _unread(error)
        run.problems.append(run.document.problem(path, f"data/{name}: {message}", hint))
        return
    run.read += [f"data/{name}.csv", f"data/{name}.yaml"]
    run.problems.extend(problems)
    if table is not None:
        tables[name] = table


def _data_users(tree: Mapping[str, Tree]) -> Iterator[tuple[Path, Tree, type[BaseModel]]]:
    for key, fact in mapping_of(tree.get("facts")).items():
        if isinstance(fact, dict) and "data" in fact:
            yield ("facts", key), fact, Fact
    for path, block in blocks_of(tree):
        kind = block.get("figure")
        if isinstance(kind, str) and issubclass(FIGURES.get(kind, Brief), DataFigure):
            yield path, block, FIGURES[kind]


def _characters_of(run: _Run, document: Document) -> None:
    """Characters that no shipped font has: they would fall back to a foreign font or vanish."""
    for path, text in document.scalars():
        for signs in unprintable(text):
            place = document.place_within(path, signs)
            run.problems.append(no_glyph(place, signs, document.excerpt(place)))


def require(checked: Checked) -> Brief:
    """The brief, or InputProblems with everything that forbids printing it."""
    if checked.brief is None:
        raise InputProblems(checked.problems)
    return checked.brief
