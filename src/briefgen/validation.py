"""A spec into a brief that can be printed, or everything that is wrong with it, in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import chain

from msgspec import Struct, field, structs
from pydantic import ValidationError

from briefgen.alternatives import alternative_problems
from briefgen.catalogues import ENGLISH
from briefgen.data import Table
from briefgen.data_use import DataFiles, read_data
from briefgen.document import Document, Tree
from briefgen.errors import (
    InputProblems,
    Place,
    Problem,
    Severity,
    coded,
    did_you_mean,
    listing,
    nearest,
)
from briefgen.explaining import explain
from briefgen.glyphs import glyph_problems
from briefgen.kinds import BROKEN, KINDS, Found, find_kind, kind_names, nearest_kind
from briefgen.knowledge import later, with_cutoff
from briefgen.libraries import Libraries, files_by_key, read_libraries
from briefgen.loading import load
from briefgen.model.brief import Brief
from briefgen.model.references import Names
from briefgen.model.source import Source
from briefgen.project import BRIEFS, SUFFIX, Files, OutsideProject, spec_path, unreadable
from briefgen.sightings import LOCK as SIGHTINGS
from briefgen.sightings import Sighting, sightings_of
from briefgen.speaking import Spoken, original_of, spoken_by
from briefgen.structure import blocks_of, list_of, mapping_of, structure_problems
from briefgen.yardstick import ICD203, YARDSTICKS, Yardstick, yardstick_of

MAX_PROBLEMS = 500  # told of one brief


class Checked(Struct, frozen=True):
    """A brief with all it draws on; `brief` is None where problems forbid printing it."""

    name: str
    document: Document
    brief: Brief | None
    sources: Mapping[str, Source]
    tables: Mapping[str, Table]
    problems: tuple[Problem, ...] = ()
    files: tuple[str, ...] = ()  # every file that was read
    libraries: tuple[Document, ...] = ()  # those of the files that hold sources
    as_of: date | None = None  # the day of looking, where one was given
    kind: Found | None = None  # its kind, where that is declared as data
    sightings: Mapping[str, Sighting] = field(default_factory=dict)  # of sources, by their keys
    original: Document | None = None  # the spec that this one is a translation of

    @property
    def day(self) -> date | None:
        """The day of looking: the one given, else that of the brief; never that of the clock."""
        if self.as_of is not None or self.brief is None:
            return self.as_of
        return (self.brief.date or self.brief.information_cutoff).latest()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid printing."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)


def check(files: Files, name: str, scale: str = ICD203.key, as_of: date | None = None) -> Checked:
    """Read and validate one brief with its libraries and data.

    `scale` is the yardstick of a brief that names none. What became known only after `as_of` is
    not there: each use of it is an error.
    """
    path = spec_path(files, name)
    document = load(path, _content(files, path))
    bare = path.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX)
    if not document.complete or not isinstance(document.tree, dict):
        problems = _in_order(coded("SPC101", document.problems or (_no_spec(document),)))
        return Checked(bare, document, None, {}, {}, problems, (path,))
    kind, unknown = _kind(document, files)
    if kind is not None and kind.model is None:
        problems = _in_order(chain(coded("SPC101", document.problems), coded(BROKEN, unknown)))
        read = (path, *((kind.path,) if kind.path else ()))
        return Checked(bare, document, None, {}, {}, problems, read, kind=kind)
    drawn = _drawn(document, (kind.model if kind else None) or Brief, files, scale, as_of)
    declared = kind if kind is not None and kind.document is not None else None
    problems = _in_order(_problems(document, drawn, unknown, as_of))
    shared = tuple(drawn.libraries.documents)
    seen = sightings_of(drawn.sources, (document, *shared), files)
    original = original_of(document, files)
    read = (path, *drawn.read(declared), *((SIGHTINGS,) if seen else ()))
    read += (original.file,) if original is not None else ()
    usable, tables = _usable(drawn, problems), drawn.data.tables
    besides = (shared, as_of, declared, seen, original)
    return Checked(bare, document, usable, drawn.sources, tables, problems, read, *besides)


class _Drawn(Struct, frozen=True):
    """A spec as its model has it, with all that it draws on; no brief where it is not right."""

    model: type[Brief]
    names: Names
    brief: Brief | None
    mistakes: tuple[Problem, ...]
    libraries: Libraries
    sources: Mapping[str, Source]
    data: DataFiles
    spoken: Spoken

    def read(self, declared: Found | None) -> Iterator[str]:
        """Every file but the spec, in the order in which they are told."""
        if declared is not None and declared.path:
            yield declared.path
        yield from (*self.libraries.read, *self.data.read, *self.spoken.read)


def _drawn(
    document: Document, model: type[Brief], files: Files, scale: str, as_of: date | None
) -> _Drawn:
    """The spec validated, with its libraries, its data and the words it is printed in."""
    libraries = read_libraries(document, files)
    names = structs.replace(
        _names(document, model, libraries, files), yardstick=_yardstick(document, scale)
    )
    brief, mistakes = _validated(document, model, names)
    sources = {**libraries.sources, **(brief.sources if brief is not None else {})}
    data = read_data(document, model, files, names, as_of)
    undated: tuple[Problem, ...] = ()
    if brief is not None:
        brief, undated = with_cutoff(document, brief, sources, data.tables, as_of)
    told = (*mistakes, *coded("SPC111", undated))
    return _Drawn(model, names, brief, told, libraries, sources, data, spoken_by(document, files))


def _problems(
    document: Document, drawn: _Drawn, unknown: Iterable[Problem], as_of: date | None
) -> Iterator[Problem]:
    """All that is wrong, each under the code of its rule."""
    model, data = drawn.model, drawn.data
    yield from coded("SPC101", document.problems)
    yield from drawn.spoken.problems
    yield from coded("SPC106", unknown)
    yield from coded("SRC101", drawn.libraries.problems)
    yield from drawn.mistakes
    yield from coded("FIG101", data.problems)
    yield from coded("FIG102", alternative_problems(document, model, data.tables))
    yield from structure_problems(document, model, drawn.names)
    yield from coded("SPC109", glyph_problems(document))
    if drawn.brief is not None and as_of is not None:
        found = later(document, drawn.brief, drawn.sources, data.tables, data.used, as_of)
        yield from coded("FRS301", found)


def _usable(drawn: _Drawn, problems: Iterable[Problem]) -> Brief | None:
    """The brief in its own words, where nothing forbids printing it."""
    brief, tongue = drawn.brief, drawn.spoken.tongue
    if brief is None or any(problem.severity is Severity.ERROR for problem in problems):
        return None
    if not tongue.own and brief.language == ENGLISH:
        return brief
    return brief.model_copy(update={"language": tongue})


def _no_spec(document: Document) -> Problem:
    if document.tree is None:
        return Problem(Place(document.file, 1, 1), "the spec is empty", "begin it with “kind:”")
    hint = f"begin it with “kind:”, as kind: {next(iter(KINDS))}"
    return document.problem((), "the spec is no “key: value” lines", hint)


def _content(files: Files, path: str) -> bytes:
    try:
        return files.read(path)
    except (OSError, OutsideProject) as error:
        raise InputProblems(Problem(Place(path), *unreadable(error))) from None


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place; of very many the first, with how many there are besides."""
    ordered = sorted(set(problems), key=lambda p: (p.place, p.message))
    if len(ordered) <= MAX_PROBLEMS:
        return tuple(ordered)
    left = len(ordered) - MAX_PROBLEMS
    more = Problem(ordered[MAX_PROBLEMS].place, f"and {left:,} more", "correct those above first")
    return (*ordered[:MAX_PROBLEMS], more)


def _kind(document: Document, files: Files) -> tuple[Found | None, tuple[Problem, ...]]:
    """The kind, and what is to be said where there is none that can be used."""
    tree = mapping_of(document.tree)
    if "kind" not in tree:
        return _no_kind(document, tree, files)
    kind = tree["kind"]
    if not isinstance(kind, str):
        return None, ()  # reported with the spec
    found = find_kind(kind, files)
    if found is not None:
        named = (document.problem(("kind",), *found.fault),) if found.fault else ()
        return found, (*found.problems, *named)
    message = f"there is no kind of brief “{kind[:40]}”"
    hint = did_you_mean(kind, kind_names(files))
    meant = nearest_kind(kind, files)
    problem = document.problem(("kind",), message, hint)
    return (Found(kind, meant) if meant else None), (problem,)


def _no_kind(
    document: Document, tree: Mapping[str, Tree], files: Files
) -> tuple[Found | None, tuple[Problem, ...]]:
    """“kind” is missing, or misspelt: then what it says still counts."""
    near = nearest("kind", (key for key in tree if key not in Brief.model_fields))
    if near is None:
        hint = f"add “kind:”, one of {listing(kind_names(files))}"
        return None, (document.problem((), "“kind” is missing", hint, key=True),)
    message = f"“{near[:40]}” is not a key that is known here"
    problem = document.problem((near,), message, did_you_mean(near, ["kind"]), key=True)
    return find_kind(str(tree[near]), files), (problem,)


def _names(document: Document, model: type[Brief], libraries: Libraries, files: Files) -> Names:
    tree = mapping_of(document.tree)
    unread = {key for key in ("facts", "sources") if not isinstance(tree.get(key, {}), dict)}
    sections = mapping_of(tree.get("sections"))
    targets = {f"sec-{key}" for key in sections}
    indicators: set[str] = set()
    for _, block in blocks_of(tree, model):
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
        sources=frozenset(libraries.sources) | frozenset(mapping_of(tree.get("sources"))),
        facts=frozenset(mapping_of(tree.get("facts"))),
        targets=frozenset(targets),
        judgements=frozenset(judgements),
        indicators=frozenset(indicators),
        unread=frozenset(unread if libraries.whole else unread | {"sources"}),
        elsewhere=cache(lambda: files_by_key(document, files)),
    )


def _yardstick(document: Document, scale: str) -> Yardstick:
    """The yardstick that the brief names; one that is unknown is reported with the spec."""
    named = mapping_of(document.tree).get("yardstick")
    return YARDSTICKS.get(str(named), yardstick_of(scale))


def _validated(
    document: Document, model: type[Brief], names: Names
) -> tuple[Brief | None, list[Problem]]:
    tree = {"kind": "?", **mapping_of(document.tree)}  # where it is missing, that is told already
    try:
        brief = model.model_validate(tree, context=names)
    except ValidationError as error:
        problems = explain(error, model, document)
        if model is Brief:  # without a kind, unknown keys at the top prove nothing
            unknown = [document.place((key,), key=True) for key in _unknown_keys(error)]
            problems = [problem for problem in problems if problem.place not in unknown]
        return None, problems
    return (brief if model is not Brief else None), []


def _unknown_keys(error: ValidationError) -> Iterator[str]:
    for detail in error.errors(include_url=False):
        if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1:
            yield str(detail["loc"][0])


def require(checked: Checked) -> Brief:
    """The brief, or InputProblems with everything that forbids printing it."""
    if checked.brief is None:
        raise InputProblems(checked.problems)
    return checked.brief
