"""A spec into a brief that can be printed, or everything that is wrong with it, in one run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ValidationError

from briefgen.charts.metrics import shipped_metrics
from briefgen.data import Table, missing_file, read_table
from briefgen.errors import InputProblems, Place, Problem, Severity, UsageProblem, did_you_mean
from briefgen.explaining import explain
from briefgen.kinds import KINDS
from briefgen.language import LANGUAGES
from briefgen.loading import Document, Path, Tree, load
from briefgen.model.blocks import block_name
from briefgen.model.brief import Brief, SourceLibrary
from briefgen.model.facts import Fact
from briefgen.model.fields import Names
from briefgen.model.figures import FIGURES, DataFigure
from briefgen.model.source import Source
from briefgen.project import Files, OutsideProject

BRIEFS = "briefs"
SUFFIX = ".yaml"
MAX_SIDE_NOTE_WORDS = 45
MAX_TITLE_CHARACTERS = 42


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
    document = load(path, files.read(path))
    run = _Run(files, document, list(document.problems), [path])
    bare = path.removeprefix(f"{BRIEFS}/").removesuffix(SUFFIX)
    if not document.complete or not isinstance(document.tree, dict):
        if not run.problems:
            run.problems.append(document.problem((), "the spec is empty", "begin it with “kind:”"))
        return Checked(bare, document, None, {}, {}, tuple(run.problems), tuple(run.read))
    sources = _libraries(run)
    model = _kind(run)
    names = _names(document.tree, sources, files)
    brief = _validated(run, model, names)
    own = brief.sources if brief is not None else {}
    tables = _tables(run, names)
    _structure(run, model)
    _characters(run)
    problems = _in_order(run.problems)
    usable = brief if not any(p.severity is Severity.ERROR for p in problems) else None
    return Checked(bare, document, usable, {**sources, **own}, tables, problems, tuple(run.read))


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda p: (p.place, p.message)))


def _kind(run: _Run) -> type[Brief]:
    tree = run.document.tree
    kind = tree.get("kind") if isinstance(tree, dict) else None
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind]
    if isinstance(kind, str):
        run.problems.append(
            run.document.problem(("kind",), f"there is no kind “{kind}”", did_you_mean(kind, KINDS))
        )
    elif kind is not None:
        run.problems.append(run.document.problem(("kind",), "the kind is one word", ""))
    return Brief


def _libraries(run: _Run) -> dict[str, Source]:
    found: dict[str, Source] = {}
    tree = run.document.tree
    listed = tree.get("source_files") if isinstance(tree, dict) else None
    entries: list[Tree] = listed if isinstance(listed, list) else [listed] if listed else []
    for index, entry in enumerate(entries):
        path: Path = ("source_files", index) if isinstance(listed, list) else ("source_files",)
        if isinstance(entry, str) and (library := _library(run, path, entry)) is not None:
            found.update(library.sources)
    return found


def _library(run: _Run, path: Path, file: str) -> SourceLibrary | None:
    try:
        document = load(file, run.files.read(file))
    except OutsideProject:
        run.problems.append(
            run.document.problem(
                path,
                f"{file} lies outside the project",
                "name a file inside it, as sources/kazakhstan.yaml",
            )
        )
        return None
    except OSError:
        known = run.files.listing("sources", SUFFIX)
        run.problems.append(
            run.document.problem(path, f"there is no file {file}", did_you_mean(file, known))
        )
        return None
    run.read.append(file)
    run.problems.extend(document.problems)
    if not document.complete:
        return None
    return _library_model(run, document)


def _library_model(run: _Run, document: Document) -> SourceLibrary | None:
    _characters_of(run, document)
    try:
        library = SourceLibrary.model_validate(document.tree)
    except ValidationError as error:
        run.problems.extend(explain(error, SourceLibrary, document))
        return _what_stands(document)
    for key, source in library.sources.items():
        for origin in source.derived_from:
            if origin not in library.sources:
                run.problems.append(
                    document.problem(
                        ("sources", key, "derived_from"),
                        f"no source has the key “{origin}”",
                        did_you_mean(origin, library.sources),
                    )
                )
    return library


def _what_stands(document: Document) -> SourceLibrary:
    """The sources of a library that are right, so that one wrong entry does not hide the others."""
    tree = document.tree
    listed = tree.get("sources") if isinstance(tree, dict) else None
    found: dict[str, Source] = {}
    for key, value in listed.items() if isinstance(listed, dict) else ():
        try:
            found[key] = Source.model_validate(value)
        except ValidationError:
            found[key] = Source.model_construct(title=key, type="document")
    return SourceLibrary.model_construct(sources=found)


def _names(tree: Tree, sources: Mapping[str, Source], files: Files) -> Names:
    assert isinstance(tree, dict)
    sections = _mapping(tree.get("sections"))
    targets = {f"sec-{key}" for key in sections}
    indicators: set[str] = set()
    for _, block in _blocks(tree):
        if isinstance(block.get("id"), str):
            targets.add(str(block["id"]))
        if "indicators" in block and isinstance(block.get("rows"), list):
            indicators |= {
                str(row["id"])
                for row in _list(block["rows"])
                if isinstance(row, dict) and isinstance(row.get("id"), str)
            }
    judgements = {
        str(item["id"])
        for item in _list(tree.get("key_judgements"))
        if isinstance(item, dict) and isinstance(item.get("id"), str)
    }
    return Names(
        sources=frozenset(sources) | frozenset(_mapping(tree.get("sources"))),
        facts=frozenset(_mapping(tree.get("facts"))),
        targets=frozenset(targets),
        judgements=frozenset(judgements),
        indicators=frozenset(indicators),
        elsewhere=_elsewhere(tree, files),
    )


def _elsewhere(tree: Mapping[str, Tree], files: Files) -> dict[str, str]:
    """Keys of the libraries that this brief does not name, so a hint can."""
    listed = _list(tree.get("source_files")) or [tree.get("source_files")]
    found: dict[str, str] = {}
    for file in files.listing("sources", SUFFIX):
        if file not in listed:
            other = load(file, files.read(file)).tree
            keys = _mapping(other.get("sources") if isinstance(other, dict) else None)
            found.update(dict.fromkeys(keys, file))
    return found


def _validated(run: _Run, model: type[Brief], names: Names) -> Brief | None:
    tree = run.document.tree
    try:
        brief = model.model_validate(tree, context=names)
    except ValidationError as error:
        known = model is not Brief
        run.problems.extend(
            problem
            for problem in explain(error, model, run.document)
            if known or "is not a key" not in problem.message  # without a kind, keys prove nothing
        )
        return None
    return brief if model is not Brief else None


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
        if user.data is None:
            continue
        if user.data not in tried:
            tried.add(user.data)
            _read_table(run, (*path, "data"), user.data, names, tables)
        if user.data in tables:
            _check_use(run, path, user, tables[user.data])
    return tables


def _read_table(run: _Run, path: Path, name: str, names: Names, tables: dict[str, Table]) -> None:
    if (lacking := missing_file(run.files, name)) is not None:
        run.problems.append(run.document.problem(path, *lacking))
        return
    table, problems = read_table(run.files, name, names)
    run.read += [f"data/{name}.csv", f"data/{name}.yaml"]
    run.problems.extend(problems)
    if table is not None:
        tables[name] = table


def _data_users(tree: Mapping[str, Tree]) -> Iterator[tuple[Path, Tree, type[BaseModel]]]:
    for key, fact in _mapping(tree.get("facts")).items():
        if isinstance(fact, dict) and "data" in fact:
            yield ("facts", key), fact, Fact
    for path, block in _blocks(tree):
        kind = block.get("figure")
        if isinstance(kind, str) and issubclass(FIGURES.get(kind, Brief), DataFigure):
            yield path, block, FIGURES[kind]


def _check_use(run: _Run, path: Path, user: Fact | DataFigure, table: Table) -> None:
    document, columns = run.document, table.columns()
    for name in user.where:
        if name not in columns:
            run.problems.append(
                document.problem(
                    (*path, "where", name),
                    f"{table.file} has no column “{name}”",
                    did_you_mean(name, columns),
                    key=True,
                )
            )
            return
    for key, column in _named_columns(user):
        if column not in columns:
            run.problems.append(
                document.problem(
                    (*path, key),
                    f"{table.file} has no column “{column}”",
                    did_you_mean(column, columns),
                )
            )
            return
    rows = list(table.select(user.where))
    if not rows:
        run.problems.append(
            document.problem(
                (*path, "where"),
                f"no row of {table.file} is like that",
                "check the values asked for",
            )
        )
    elif isinstance(user, Fact):
        _check_cell(run, path, user, table, len(rows), rows[0].cells[user.column])


def _check_cell(run: _Run, path: Path, fact: Fact, table: Table, count: int, cell: str) -> None:
    if count > 1:
        run.problems.append(
            run.document.problem(
                (*path, "where"),
                f"{count} rows of {table.file} are like that; a fact is one",
                "name more columns",
            )
        )
    elif not cell.strip():
        run.problems.append(
            run.document.problem(
                (*path, "where"),
                f"the cell is empty in {table.file}: the value is not known",
                "choose another row, or say in the text that it is not known",
            )
        )


def _named_columns(user: Fact | DataFigure) -> Iterator[tuple[str, str]]:
    for key in ("column", "x", "y", "series", "category", "value"):
        column = getattr(user, key, None)
        if isinstance(user, Fact) and key != "column":
            continue
        if column is not None:
            yield key, column


def _structure(run: _Run, model: type[Brief]) -> None:
    """Sections and blocks that the kind's readers expect, ids that must be one, lengths."""
    tree = run.document.tree
    assert isinstance(tree, dict)
    sections = _mapping(tree.get("sections"))
    extra = [key for key in sections if key not in model.required_sections]
    for name, what in model.required_sections.items():
        if sections and name not in sections:
            hint = did_you_mean(name, extra, f"add a section “{name}:” on {what}")
            run.problems.append(
                run.document.problem(
                    ("sections",),
                    f"a {model.kind_name.lower()} needs a section “{name}”",
                    hint,
                    key=True,
                )
            )
    for name, needed in model.required_blocks.items():
        blocks = [
            b for b in _list(_mapping(sections.get(name)).get("blocks")) if isinstance(b, dict)
        ]
        run.problems += [
            run.document.problem(
                ("sections", name),
                f"the section “{name}” needs a block “{block}”",
                f"add “- {block}:” to its blocks",
                key=True,
            )
            for block in needed
            if name in sections and not any(block in b for b in blocks)
        ]
    _unique(run, tree)
    _lengths(run, tree)
    language = tree.get("language", "en")
    if isinstance(language, str) and language.split("-")[0] not in LANGUAGES:
        run.problems.append(
            run.document.problem(
                ("language",),
                f"briefgen has no words for the language “{language}” yet",
                f"it has: {', '.join(LANGUAGES)}",
            )
        )


def _unique(run: _Run, tree: Mapping[str, Tree]) -> None:
    seen: dict[str, int] = {}
    places: list[Path] = [
        ("key_judgements", index, "id") for index, _ in enumerate(_list(tree.get("key_judgements")))
    ]
    for path, block in _blocks(tree):
        places.append((*path, "id"))
        if "indicators" in block:
            places += [(*path, "rows", i, "id") for i, _ in enumerate(_list(block.get("rows")))]
    for place in places:
        if not run.document.has(place):
            continue
        identifier = str(run.document.at(place))
        line = run.document.place(place).line
        if identifier in seen:
            run.problems.append(
                run.document.problem(
                    place,
                    f"the id “{identifier}” is used twice",
                    f"also on line {seen[identifier]}",
                )
            )
        seen.setdefault(identifier, line)


def _lengths(run: _Run, tree: Mapping[str, Tree]) -> None:
    for key, section in _mapping(tree.get("sections")).items():
        title = _mapping(section).get("title")
        if isinstance(title, str) and len(title) > MAX_TITLE_CHARACTERS:
            _warn(
                run,
                ("sections", key, "title"),
                f"a section title of {len(title)} characters",
                f"{MAX_TITLE_CHARACTERS} hold one line",
            )
    for path, block in _blocks(tree):
        text = block.get("text")
        if block_name(block) == "note" and isinstance(text, str):
            words = len(text.split())
            if words > MAX_SIDE_NOTE_WORDS:
                _warn(
                    run,
                    (*path, "text"),
                    f"a side note of {words} words",
                    f"{MAX_SIDE_NOTE_WORDS} is the most that stays a note",
                )


def _warn(run: _Run, path: Path, message: str, hint: str) -> None:
    found = run.document.problem(path, message, hint)
    run.problems.append(Problem(found.place, message, hint, Severity.WARNING, found.excerpt))


def _characters(run: _Run) -> None:
    _characters_of(run, run.document)


def _characters_of(run: _Run, document: Document) -> None:
    """Characters that no shipped font has: they would fall back to a foreign font or vanish."""
    metrics = shipped_metrics()
    for path, text in document.scalars():
        for character in sorted(
            {*metrics.uncovered(text, "serif"), *metrics.uncovered(text, "sans")}
        ):
            if character not in "\n\t":
                place = document.place_within(path, character)
                run.problems.append(
                    Problem(
                        place,
                        f"the fonts have no glyph for “{character}” (U+{ord(character):04X})",
                        "write it in words or with another sign",
                        excerpt=document.excerpt(place),
                    )
                )


def _blocks(tree: Mapping[str, Tree]) -> Iterator[tuple[Path, dict[str, Tree]]]:
    for key, section in _mapping(tree.get("sections")).items():
        for index, block in enumerate(_list(_mapping(section).get("blocks"))):
            if isinstance(block, dict):
                yield ("sections", key, "blocks", index), block


def _mapping(value: Tree) -> dict[str, Tree]:
    return value if isinstance(value, dict) else {}


def _list(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else []


def require(checked: Checked) -> Brief:
    """The brief, or InputProblems with everything that forbids printing it."""
    if checked.brief is None:
        raise InputProblems(checked.problems)
    return checked.brief
