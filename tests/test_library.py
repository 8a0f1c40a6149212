"""The library: exactly what it offers, on disk and in memory, and that nothing stays behind."""

from __future__ import annotations

import dataclasses
import inspect
import logging
import os
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.charts.drawing import FigureError, Sparkline
from briefgen.charts.svg import Drawing, Look
from briefgen.edition import sparks
from doc_examples import claimed, tutorial, unchanging
from kind_projects import kind_project
from pages import SRC, on_disk, project
from projects import NAME, minimal_project, with_change
from surgery import opened

FUNCTIONS = {
    "load": "(source: 'Source', *, settings: 'Mapping[str, object] | None' = None) -> 'Project'",
    "check": (
        "(project: 'Project | Source', *, names: 'Names' = None, strict: 'bool' = False,"
        " select: 'Iterable[str]' = (), ignore: 'Iterable[str]' = (),"
        " min_coverage: 'int | None' = None, as_of: 'date | None' = None)"
        " -> 'tuple[CheckResult, ...]'"
    ),
    "build": (
        "(project: 'Project | Source', *, names: 'Names' = None,"
        " output: 'str | os.PathLike[str] | None' = None, to: 'Iterable[str] | str' = 'pdf',"
        " strict: 'bool' = False, validate: 'bool' = False, as_of: 'date | None' = None,"
        " progress: 'Progress | None' = None)"
        " -> 'tuple[BuildResult, ...]'"
    ),
    "diff": (
        "(project: 'Project | Source | None', old: 'str', new: 'str | None' = None) -> 'Changes'"
    ),
    "publish": (
        "(project: 'Project | Source', *, names: 'Names' = None, strict: 'bool' = False,"
        " validate: 'bool' = False, progress: 'Progress | None' = None)"
        " -> 'tuple[Published, ...]'"
    ),
    "editions": ("(project: 'Project | Source', name: 'str') -> 'tuple[PublishedEdition, ...]'"),
    "unpack": "(pdf: 'Pdf', *, output: 'str | os.PathLike[str] | None' = None) -> 'Path'",
    "verify": "(pdf: 'Pdf', *, progress: 'Progress | None' = None) -> 'Verification'",
    "freshness": (
        "(project: 'Project | Source', *, names: 'Names' = None, as_of: 'date | None' = None)"
        " -> 'tuple[FreshnessResult, ...]'"
    ),
    "refresh": (
        "(project: 'Project | Source', *, day: 'date', names: 'Names' = None,"
        " dry_run: 'bool' = False, shrink: 'bool' = False) -> 'tuple[RefreshResult, ...]'"
    ),
}
FUNCTIONS["regenerate"] = (
    "(project: 'Project | Source', *, now: 'datetime', names: 'Names' = None,"
    " due: 'bool' = False, progress: 'Progress | None' = None) -> 'RunReport'"
)
_RESULT = {
    "name": "str",
    "exit_code": "ExitCode",
    "problems": "tuple[Problem, ...]",
    "files": "tuple[str, ...]",
    "coverage": "Coverage | None",
    "sections": "Mapping[str, Coverage]",
    "unasked": "str",
}
_BUILT = {
    **_RESULT,
    "pdf": "bytes | None",
    "path": "Path | None",
    "pages": "int",
    "notes": "int",
    "sources": "int",
    "figures": "int",
    "seconds": "float",
    "layouts": "int",
    "page_fill": "tuple[float, ...]",
    "unchanged": "bool",
    "reasons": "tuple[str, ...]",
    "outputs": "tuple[Output, ...]",
    "spent": "Mapping[str, Spent]",
}
FIELDS = {
    "BriefInfo": {"name": "str", "kind": "str", "title": "str", "information_cutoff": "str"},
    "CheckResult": _RESULT,
    "BuildResult": _BUILT,
    "Published": {
        **_BUILT,
        "edition": "int",
        "new": "bool",
        "folder": "Path | None",
        "moved": "tuple[str, ...]",
    },
    "PublishedEdition": {
        "name": "str",
        "number": "int",
        "date": "str",
        "information_cutoff": "str",
        "marking": "str",
        "content": "str",
        "faults": "tuple[str, ...]",
    },
    "Verification": {
        "name": "str",
        "edition": "int",
        "differs": "tuple[str, ...]",
        "moved": "tuple[str, ...]",
        "withheld": "str",
        "problems": "tuple[Problem, ...]",
    },
    "Output": {"format": "str", "name": "str", "content": "bytes", "path": "Path | None"},
    "Coverage": {"sourced": "int", "claims": "int"},
    "FreshnessResult": {
        "name": "str",
        "day": "date",
        "exit_code": "ExitCode",
        "ageing": "tuple[Ageing, ...]",
        "figures": "tuple[Daggered, ...]",
    },
    "Ageing": {
        "sort": "str",
        "name": "str",
        "words": "str",
        "counted": "str",
        "since": "str",
        "limit": "str",
        "state": "str",
        "place": "Place",
        "warn_on": "date | None",
        "error_on": "date | None",
        "next_on": "date | None",
        "next_state": "str",
        "hanging": "tuple[Hanging, ...]",
    },
    "RefreshResult": {
        "name": "str",
        "fate": "Fate",
        "day": "date",
        "written": "bool",
        "rows": "int",
        "changes": "tuple[CellChange, ...]",
        "problems": "tuple[Problem, ...]",
        "source": "str",
        "said": "str",
    },
    "RunReport": {
        "began": "datetime",
        "briefs": "tuple[BriefRun, ...]",
        "untold": "tuple[Problem, ...]",
        "misread": "tuple[Problem, ...]",
        "path": "str",
        "whole": "RunReport | None",
    },
    "BriefRun": {
        "name": "str",
        "outcome": "Outcome",
        "why": "str",
        "exit_code": "ExitCode",
        "edition": "int",
        "folder": "str",
        "data": "tuple[RefreshResult, ...]",
        "stale": "tuple[str, ...]",
        "too_stale": "bool",
        "changes": "Changes | None",
        "markings": "tuple[str, ...]",
        "problems": "tuple[Problem, ...]",
    },
    "CellChange": {
        "row": "tuple[str, ...]",
        "column": "str",
        "old": "str | None",
        "new": "str | None",
    },
    "Hanging": {"what": "str", "text": "str", "place": "Place", "alone": "bool"},
    "Daggered": {
        "name": "str",
        "words": "str",
        "state": "str",
        "as_of": "str",
        "looked": "str",
        "printed": "int",
    },
    "Place": {"file": "str", "line": "int", "column": "int", "length": "int"},
    "Problem": {
        "place": "Place",
        "message": "str",
        "hint": "str",
        "severity": "Severity",
        "excerpt": "str",
        "code": "str",
        "edits": "tuple[Edit, ...]",
    },
    "Change": {
        "about": "About",
        "what": "What",
        "key": "str",
        "name": "str",
        "old": "str",
        "new": "str",
        "part": "str",
        "section": "str",
        "reason": "str",
        "grounds": "tuple[str, ...]",
        "as_of": "str",
        "used_by": "tuple[str, ...]",
        "place": "Place",
        "before": "tuple[str, ...]",
        "after": "tuple[str, ...]",
    },
    "Changes": {
        "brief": "str",
        "old": "str",
        "new": "str",
        "since": "int",
        "listed": "tuple[Change, ...]",
    },
    "Mark": {"sign": "str", "words": "str"},
    "Edit": {"file": "str", "start": "int", "end": "int", "text": "str"},
    "Project": {"root": "Path | None"},
}
METHODS = {
    "CheckResult": {"ok", "errors", "warnings", "require", "as_dict"},
    "BuildResult": {"ok", "errors", "warnings", "require", "as_dict", "written"},
    "Published": {"ok", "errors", "warnings", "require", "as_dict", "written"},
    "PublishedEdition": {"as_dict"},
    "Verification": {"ok", "exit_code", "as_dict"},
    "Output": set(),
    "Coverage": {"percent", "as_dict"},
    "Change": {"marks", "as_dict"},
    "Changes": {"about", "addresses", "as_dict"},
    "Mark": set(),
    "FreshnessResult": {"stale", "upcoming", "as_dict"},
    "Ageing": {"as_dict"},
    "RefreshResult": {"sort", "exit_code", "as_dict"},
    "RunReport": {"moment", "exit_code", "counted", "under", "withheld", "as_dict"},
    "BriefRun": {"is_stale", "as_dict"},
    "CellChange": set(),
    "Hanging": set(),
    "Daggered": set(),
    "Edit": set(),
    "Problem": {"as_dict", "page"},
    "Project": {"names", "briefs"},
    "BriefInfo": set(),
    "Place": set(),
}
ERRORS = {
    "BriefgenError": Exception,
    "InputProblems": briefgen.BriefgenError,
    "UsageProblem": briefgen.BriefgenError,
    "RenderingFailed": briefgen.BriefgenError,
    "ConformanceFailed": briefgen.BriefgenError,
    "AlreadyRunning": briefgen.BriefgenError,
}
ENUMS = {
    "ExitCode": {
        *("DONE", "PROBLEMS", "USAGE", "RENDERING", "CONFORMANCE", "CHANGED", "OUR_BUG"),
        "INTERRUPTED", "STALE", "TOO_STALE", "NOTHING_DUE", "BUSY",
    },
    "About": {
        *("JUDGEMENT", "RATING", "SCENARIO", "INDICATOR", "NUMBER", "DATA", "SOURCE", "SECTION"),
        *("TEXT", "FIGURE", "TABLE", "BRIEF"),
    },
    "What": {
        *("RAISED", "LOWERED", "MORE_CONFIDENT", "LESS_CONFIDENT", "ADDED", "DROPPED"),
        *("WITHDRAWN", "REPLACED", "REVISED", "REWORDED", "REWRITTEN", "RESOURCED", "REGRADED"),
        *("RENAMED", "MOVED", "CHANGED"),
    },
    "Outcome": {"PUBLISHED", "UNCHANGED", "FAILED"},
    "Fate": {"CHANGED", "UNCHANGED", "FAILED"},
    "Severity": {"ERROR", "WARNING"},
}  # fmt: skip


# The surface -----------------------------------------------------------------------------


def test_the_library_offers_this_and_nothing_else() -> None:
    offered = {*FUNCTIONS, *FIELDS, *ERRORS, *ENUMS, "__version__"}
    assert set(briefgen.__all__) == offered
    assert briefgen.__all__ == sorted(briefgen.__all__)
    assert offered <= set(dir(briefgen))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_called_like_this(name: str) -> None:
    assert str(inspect.signature(getattr(briefgen, name))) == FUNCTIONS[name]


@pytest.mark.parametrize("name", FIELDS)
def test_values_have_these_fields_and_are_frozen(name: str) -> None:
    cls: Any = getattr(briefgen, name)
    fields = {field.name: field.type for field in dataclasses.fields(cls)}
    assert {key: kind for key, kind in fields.items() if not key.startswith("_")} == FIELDS[name]
    assert cls.__dataclass_params__.frozen
    public = {
        key
        for base in cls.__mro__[:-1]
        for key, value in vars(base).items()
        if not key.startswith("_") and (inspect.isfunction(value) or isinstance(value, property))
    }
    assert public == METHODS[name]


@pytest.mark.parametrize("name", ERRORS)
def test_exceptions_carry_problems(name: str) -> None:
    cls: Any = getattr(briefgen, name)
    assert cls.__bases__ == (ERRORS[name],)
    problem = briefgen.Problem(briefgen.Place("briefs/x.yaml", 3, 1), "wrong", "mend it")
    error = cls(problem)
    assert error.problems == (problem,)
    assert str(error) == "briefs/x.yaml:3:1: wrong"
    assert pickle.loads(pickle.dumps(error)).problems == (problem,)


@pytest.mark.parametrize("name", ENUMS)
def test_enumerations_have_these_members(name: str) -> None:
    assert set(getattr(briefgen, name).__members__) == ENUMS[name]


@pytest.mark.parametrize("name", sorted({*FUNCTIONS, *FIELDS, *ERRORS, *ENUMS}))
def test_everything_is_told_of(name: str) -> None:
    thing: Any = getattr(briefgen, name)
    assert inspect.getdoc(thing), name
    for method in METHODS.get(name, ()):
        assert inspect.getdoc(getattr(thing, method)), f"{name}.{method}"
    page = (Path(__file__).parents[1] / "docs/library.md").read_text("utf-8")
    assert f"`{name}" in page
    for told in {*METHODS.get(name, ()), *FIELDS.get(name, ()), *ENUMS.get(name, ())}:
        assert f"`{told}" in page, f"{name}.{told}"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'briefgen' has no attribute 'bulid'"):
        getattr(briefgen, "bulid")  # noqa: B009  # the type checker knows that it is not there


def test_types_are_declared() -> None:
    assert (SRC / "briefgen" / "py.typed").is_file()


# Using it --------------------------------------------------------------------------------


@pytest.fixture(params=["in memory", "on disk", "on disk, as text", "loaded"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """The same small project in every way a project can be given."""
    files = minimal_project()
    ways: dict[str, Callable[[], object]] = {
        "in memory": lambda: files,
        "on disk": lambda: on_disk(files, tmp_path),
        "on disk, as text": lambda: str(on_disk(files, tmp_path)),
        "loaded": lambda: briefgen.load(files),
    }
    return ways[request.param]()


def test_a_project_is_checked(source: Any) -> None:
    (result,) = briefgen.check(source)
    assert (result.name, result.ok, result.problems) == (NAME, True, ())
    assert result.files[0] == f"briefs/{NAME}.yaml"
    assert {"sources/tajikistan.yaml", "data/growth.csv"} <= set(result.files)
    assert result.require() is result


def test_a_project_is_built(source: Any) -> None:
    (result,) = briefgen.build(source, names=NAME)
    assert result.ok and result.path is None
    assert result.pdf is not None and result.pdf.startswith(b"%PDF-")
    assert (result.figures, result.exit_code) == (4, briefgen.ExitCode.DONE)
    assert len(result.page_fill) == result.pages


def test_pdfs_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    (result,) = briefgen.build(project(), output=tmp_path / "deep/out")
    assert result.path == tmp_path / "deep/out/small.pdf"
    assert result.path.read_bytes() == result.pdf


def test_a_pdf_that_cannot_be_written_is_part_of_the_result(tmp_path: Path) -> None:
    (tmp_path / "small.pdf").mkdir()
    (result,) = briefgen.build(project(), output=tmp_path)
    assert result.exit_code is briefgen.ExitCode.RENDERING
    with pytest.raises(briefgen.RenderingFailed, match="cannot be written"):
        result.require()


def two() -> dict[str, str]:
    """A project of two briefs, of which one has a mistake."""
    wrong = with_change("likelihood: likely\n    confidence", "likelihood: likley\n    confidence")
    good = minimal_project()[f"briefs/{NAME}.yaml"]
    return {**wrong, "briefs/good.yaml": good}


def test_one_mistake_stops_no_other_brief() -> None:
    good, bad = briefgen.build(two())
    assert (good.name, good.ok, bad.name, bad.ok) == ("good", True, NAME, False)
    (problem,) = bad.errors
    assert problem.place.file == f"briefs/{NAME}.yaml" and problem.place.line > 1
    assert problem.hint.startswith("did you mean “likely”?")
    assert problem.severity is briefgen.Severity.ERROR
    assert "likley" in problem.excerpt
    assert (bad.pdf, bad.path, bad.warnings) == (None, None, ())
    with pytest.raises(briefgen.InputProblems) as raised:
        bad.require()
    assert raised.value.problems == bad.problems


def test_warnings_count_where_strict_says_so() -> None:
    files = with_change("title: Politics", f"title: {'Politics ' * 6}")
    for strict in (False, True):
        (checked,) = briefgen.check(files, strict=strict)
        assert checked.ok is not strict
        assert (len(checked.warnings), checked.errors) == (1, ())
    assert not briefgen.build(files, strict=True)[0].ok


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (None, ["good", NAME]),
        (NAME, [NAME]),
        ([NAME, "good", NAME], [NAME, "good"]),
        ({"briefs/good.yaml": 1}, ["good"]),
        ((), []),
    ],
)
def test_briefs_are_chosen_by_name(names: Any, found: list[str]) -> None:
    assert [result.name for result in briefgen.check(two(), names=names)] == found


def test_every_name_that_no_brief_has_is_told() -> None:
    with pytest.raises(briefgen.UsageProblem) as raised:
        briefgen.build(two(), names=["tajikstan", "goood", "good", "x"])
    assert [problem.hint for problem in raised.value.problems] == [
        f"did you mean “{NAME}”?",
        "did you mean “good”?",
        f"there is only: good, {NAME}",
    ]


def test_a_spec_that_cannot_be_read_is_part_of_the_results(tmp_path: Path) -> None:
    folder = on_disk(minimal_project(), tmp_path)
    (folder / "briefs/locked.yaml").write_bytes(b"\0" * 10)
    (folder / "briefs/huge.yaml").touch()
    os.truncate(folder / "briefs/huge.yaml", 60_000_000)
    huge, locked, good = briefgen.check(folder)
    assert (huge.ok, locked.ok, good.ok) == (False, False, True)
    assert "larger than" in huge.problems[0].message


def test_what_a_project_says_of_itself(tmp_path: Path) -> None:
    loaded = briefgen.load(two())
    assert (loaded.root, loaded.names) == (None, ("good", NAME))
    info = loaded.briefs()[1]
    assert (info.name, info.kind, info.title) == (NAME, "country-profile", "Tajikistan")
    assert info.information_cutoff == "2026-11-23"
    assert briefgen.load(on_disk(two(), tmp_path)).root == tmp_path
    assert briefgen.load({}).names == ()


def test_files_are_read_when_they_are_needed(tmp_path: Path) -> None:
    loaded = briefgen.load(on_disk(minimal_project(), tmp_path))
    (tmp_path / f"briefs/{NAME}.yaml").write_text(two()[f"briefs/{NAME}.yaml"], "utf-8")
    (tmp_path / "briefs/empty.yaml").touch()
    assert [result.ok for result in briefgen.check(loaded)] == [False, False]
    assert [brief.title for brief in loaded.briefs()] == ["", "Tajikistan"]


def test_files_in_memory_are_as_they_were_given() -> None:
    files = minimal_project()
    loaded = briefgen.load(files)
    files[f"briefs/{NAME}.yaml"] = ""
    assert briefgen.check(loaded)[0].ok


@pytest.mark.parametrize("path", ["../x.yaml", "/etc/passwd", "briefs/../../x", "C:/x"])
def test_files_in_memory_stay_in_the_project(path: str) -> None:
    with pytest.raises(briefgen.UsageProblem, match="outside the project"):
        briefgen.load({path: ""})


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_without_a_project_is_told(tmp_path: Path, folder: str) -> None:
    with pytest.raises(briefgen.UsageProblem, match=r"no briefgen\.toml in this folder"):
        briefgen.load(tmp_path / folder)


# Settings --------------------------------------------------------------------------------


def test_settings_of_the_caller_go_first() -> None:
    files = {**project(), "briefgen.toml": 'page_size = "A4"\ndesk = "Own Desk"\n'}
    plain, changed = (
        briefgen.build(briefgen.load(files, settings=settings))[0].require().pdf
        for settings in (None, {"page_size": "Letter"})
    )
    assert plain is not None and changed is not None
    assert [width_of(plain), width_of(changed)] == [595, 612]


def width_of(pdf: bytes) -> int:
    """The width of the first page in points."""
    document = opened(pdf)
    return round(float(document.pages[0].MediaBox[2]))


@pytest.mark.parametrize(
    ("settings", "place", "words"),
    [
        ({"page_size": "A3"}, "settings.page_size", "A3"),
        ({"pagesize": "A4"}, "settings.pagesize", "“pagesize” is not a key that is known here"),
        ({"desk": None}, "settings.desk", ""),
        ({"templates": ("own", "")}, "settings.templates", ""),
    ],
)
def test_wrong_settings_of_the_caller_are_told(
    settings: Mapping[str, object], place: str, words: str
) -> None:
    with pytest.raises(briefgen.InputProblems) as raised:
        briefgen.load(project(), settings=settings)
    (problem,) = raised.value.problems
    assert str(problem.place) == place
    assert words in problem.message and problem.hint


@pytest.mark.parametrize("run", [briefgen.load, briefgen.check, briefgen.build])
def test_wrong_settings_of_the_file_are_told(run: Callable[..., object]) -> None:
    with pytest.raises(briefgen.InputProblems) as raised:
        run({**project(), "briefgen.toml": 'page_size = "A3"\n'})
    assert str(raised.value.problems[0].place) == "briefgen.toml:1:13"


def test_settings_that_go_wrong_later_are_told_then(tmp_path: Path) -> None:
    loaded = briefgen.load(on_disk(project(), tmp_path))
    (tmp_path / "briefgen.toml").write_text("page_size = 3", "utf-8")
    with pytest.raises(briefgen.InputProblems, match="is not among the choices"):
        briefgen.check(loaded)
    (tmp_path / "briefgen.toml").unlink()
    with pytest.raises(briefgen.InputProblems, match=r"briefgen\.toml: the file cannot be read"):
        briefgen.build(loaded)


# Nothing stays behind ----------------------------------------------------------------------


@pytest.fixture
def _process_as_it_was() -> Iterator[None]:
    """What a library must leave alone is as it was."""

    def state() -> list[object]:
        loggers = [logging.getLogger(name) for name in ("", "weasyprint", "fontTools")]
        return [
            {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
            Path.cwd(),
            warnings.filters[:],
            [(each.handlers[:], each.level, each.propagate) for each in loggers],
            sys.excepthook,
        ]

    briefgen.build(project())  # loads the engine, which sets up its own logger once
    before = state()
    yield
    assert state() == before


@pytest.mark.usefixtures("_process_as_it_was")
def test_several_projects_in_a_row_know_nothing_of_each_other() -> None:
    projects: list[dict[str, str]] = [
        project(),
        kind_project("threat"),
        {"briefs/a.yaml": "kind: [", "sources/small.yaml": "sources: 3"},
        {
            **project(),
            "own/parts/colophon.html": "<p>Own</p>",
            "briefgen.toml": 'templates=["own"]',
        },
        project(politics="Nothing is cited.[@nobody]"),
    ]
    first = [outcome(files) for files in projects]
    again = [outcome(files) for files in reversed(projects)]
    assert first == again[::-1]
    assert [ok for _, ok, _, _ in first] == [True, True, False, True, False]
    assert first[0][3] != first[3][3]


def outcome(files: dict[str, str]) -> tuple[str, bool, tuple[briefgen.Problem, ...], bytes | None]:
    (result,) = briefgen.build(files)
    return result.name, result.ok, result.problems, result.pdf


@pytest.mark.usefixtures("_process_as_it_was")
def test_threads_get_the_same_pdfs() -> None:
    projects = [project(), kind_project("threat"), project("Nothing is cited.[@nobody]")]
    alone = [outcome(files) for files in projects]
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(outcome, projects)) == alone


def test_what_is_returned_can_be_sent_to_another_process() -> None:
    loaded = briefgen.load(two(), settings={"desk": "Desk"})
    again = pickle.loads(pickle.dumps(loaded))
    results = briefgen.check(loaded)
    assert pickle.loads(pickle.dumps(results)) == results == briefgen.check(again)


def test_progress_is_told() -> None:
    told: list[tuple[str, str]] = []
    briefgen.build(project(), progress=lambda name, stage: told.append((name, stage)))
    assert told == [("small", "checking"), ("small", "setting pages")]


# Types -----------------------------------------------------------------------------------

USED = """\
from pathlib import Path
from typing import assert_type

import briefgen

project = briefgen.load(Path("here"), settings={"page_size": "Letter"})
assert_type(project, briefgen.Project)
assert_type(project.root, Path | None)
for result in briefgen.check(project, names=["a"], strict=True):
    assert_type(result, briefgen.CheckResult)
    for problem in result.problems:
        assert_type(problem.place.line, int)
        assert_type(problem.severity, briefgen.Severity)
results = briefgen.build({"briefs/a.yaml": b"", "b": ""}, names="a", output="out", progress=print)
assert_type(results, tuple[briefgen.BuildResult, ...])
assert_type(results[0].require(), briefgen.BuildResult)
assert_type(results[0].pdf, bytes | None)
(published,) = briefgen.publish("here", names="a")
assert_type(published.new, bool)
assert_type(briefgen.editions(project, "a")[0].faults, tuple[str, ...])
assert_type(briefgen.verify(b"").differs, tuple[str, ...])
assert_type(briefgen.unpack(Path("a.pdf"), output="a"), Path)
try:
    briefgen.build("here")
except briefgen.UsageProblem as error:
    assert_type(error.problems, tuple[briefgen.Problem, ...])

briefgen.bulid("here")  # type: ignore[attr-defined]
briefgen.build("here", "a")  # type: ignore[call-arg]
briefgen.build("here", outptu="x")  # type: ignore[call-arg]
briefgen.check(3)  # type: ignore[arg-type]
results[0].pages = 3  # type: ignore[misc]
"""


def test_users_are_helped_by_the_type_checker(tmp_path: Path) -> None:
    (tmp_path / "used.py").write_text(USED, "utf-8")
    cache = ["--cache-dir", str(SRC.parent / ".mypy_cache/users")]
    checker = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", *cache]
    done = subprocess.run(
        [*checker, "used.py"],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(SRC)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout.startswith("Success"), done.stdout + done.stderr


# Its page --------------------------------------------------------------------------------


def test_every_example_of_its_page_prints_what_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_disk(tutorial(), tmp_path / "my-project")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    shown = claimed("library.md", "test_library")
    for code, said in zip(shown[::2], shown[1::2], strict=True):
        exec(code, names)
        assert unchanging(capsys.readouterr().out) == unchanging(said), code
    assert (tmp_path / "my-project/out/kazakhstan.pdf").is_file()


def test_what_has_no_room_is_told_by_the_check_and_all_of_it() -> None:
    files = with_change(
        "        columns: [Partner, {title: Role, width: 60}]",
        "        columns: [{title: Partner, width: 120}, {title: Role, width: 60}]",
    )
    spec = files[f"briefs/{NAME}.yaml"]
    extent = "        country: TJ\n        extent: [-20, 30, -10, 40]\n        points"
    files[f"briefs/{NAME}.yaml"] = spec.replace("        country: TJ\n        points", extent)
    (checked,) = briefgen.check(files)
    assert checked.exit_code is briefgen.ExitCode.PROBLEMS
    found = [(each.code, each.place.line, each.message) for each in checked.problems]
    assert [(code, line) for code, line, _ in found] == [("FIG103", 86), ("FIG103", 94)]
    for chosen in ({"select": ["claims"]}, {"ignore": ["figures"]}):
        (narrowed,) = briefgen.check(files, **chosen)  # type: ignore[arg-type]
        assert "FIG103" not in {each.code for each in narrowed.problems}
    assert "do not fit into 173 mm" in found[0][2]
    assert "lies outside the map" in found[1][2]
    (built,) = briefgen.build(files)
    assert built.problems == checked.problems


def test_a_course_of_the_panel_that_cannot_be_drawn_is_told_by_the_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = 'population: {value: "{{ population }}", note: "2024"'
    course = "spark: {data: growth, where: {country: Tajikistan}}"
    files = with_change(row, f"{row}, {course}")
    assert briefgen.check(files)[0].exit_code is briefgen.ExitCode.DONE

    def undrawn(course: Sparkline, look: Look) -> Drawing:
        raise FigureError(f"“{course.series.name}” has no room.")

    monkeypatch.setattr(sparks, "draw_sparkline", undrawn)
    (checked,) = briefgen.check(files)
    (told,) = [each for each in checked.problems if each.code == "FIG103"]
    assert told.message == "the sparkline cannot be drawn: “Population” has no room."
    assert "population" in told.excerpt
    (built,) = briefgen.build(files)
    assert told in built.problems
