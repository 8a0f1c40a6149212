"""The layers of docs/architecture.md, held against the imports of the source; sizes of modules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from doc_examples import claimed

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "briefgen"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")

MAX_LINES = 300
# One grammar or one state machine: cut in two, both halves would have to know each other.
LONGER = {"loading": "the one reader of YAML events"}
MOST_LINES = 500

FILE_CALLS = {
    *("read_text", "read_bytes", "write_text", "write_bytes", "stat", "resolve", "touch", "mkdir"),
    *("unlink", "rename", "iterdir", "glob", "rglob", "is_file", "is_dir"),
}
FILE_MODULES = {"tempfile", "shutil", "subprocess", "socket", "urllib.request", "glob"}


def module_name(path: Path) -> str:
    """`outputs/engine` for src/briefgen/outputs/engine.py; a package by its name alone."""
    return path.relative_to(SOURCE).with_suffix("").as_posix().removesuffix("/__init__")


MODULES = {
    module_name(path): path
    for path in sorted(SOURCE.rglob("*.py"))
    if path != SOURCE / "__init__.py"
}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports(module: str) -> Iterator[str]:
    """Dotted names that a module imports, wherever in it and also for type checking only."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(module: str) -> set[str]:
    """Modules of briefgen that a module imports, by the names of the table."""
    found = {name.removeprefix("briefgen.").replace(".", "/") for name in imports(module)}
    return {name for name in found if name in MODULES}


def table(heading: str) -> list[list[str]]:
    """Rows of the table of the page whose head begins with these words."""
    rows = PAGE.split(f"| {heading} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def names_in(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def layers() -> dict[str, int]:
    return {name: int(row[0]) for row in table("Layer") for name in names_in(row[1])}


def unit(module: str) -> str:
    """The entry of the table that a module belongs to: itself, or its package with a slash."""
    package, inside, _ = module.partition("/")
    return f"{package}/" if inside or (SOURCE / module).is_dir() else module


def test_the_table_names_every_module_once() -> None:
    named = [name for row in table("Layer") for name in names_in(row[1])]
    assert sorted(named) == sorted({unit(module) for module in MODULES})


@pytest.mark.parametrize("module", MODULES)
def test_imports_come_from_lower_layers(module: str) -> None:
    level = layers()
    here = unit(module)
    upward = {
        other
        for other in own_imports(module)
        if unit(other) != here and level.get(unit(other), 0) >= level.get(here, 0)
    }
    assert not upward, f"{module} imports {sorted(upward)}"


def test_the_picture_shows_modules_in_their_order_and_each_takes_part_in_a_build() -> None:
    (picture,) = claimed("architecture.md", "test_architecture")
    (line,) = (line for line in picture.splitlines() if line.rstrip().endswith(".pdf"))
    *named, last, _ = line.split(" ─ ")
    named = [name.rpartition(" ")[2] for name in named]
    assert len(named) > 5
    assert sorted(named, key=level_of) == named
    used = {"building"}
    while more := {other for name in used for other in own_imports(name)} - used:
        used |= more
    assert {unit(name) for name in (*named, last)} <= {unit(name) for name in used}


def level_of(name: str) -> int:
    return layers()[unit(name)]


def test_modules_of_a_package_do_not_import_in_circles() -> None:
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " imports ".join((*above[above.index(module) :], module))
        if module not in done:
            for other in own_imports(module) - {module.partition("/")[0]}:
                visit(other, (*above, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


@pytest.mark.parametrize(
    ("library", "home"), [(names_in(row[0]), names_in(row[1])) for row in table("Library")][:-1]
)
def test_libraries_stay_at_home(library: list[str], home: list[str]) -> None:
    users = {
        module
        for module in MODULES
        if any(name == library[0] or name.startswith(f"{library[0]}.") for name in imports(module))
    }
    assert users, f"nothing imports {library[0]} any more; take it out of the table"
    strangers = {user for user in users if user not in home and unit(user) not in home}
    assert not strangers


def makes_dataclasses(module: str) -> bool:
    classes = (node for node in ast.walk(tree(module)) if isinstance(node, ast.ClassDef))
    return any("dataclass" in ast.unparse(each) for node in classes for each in node.decorator_list)


def test_values_are_structs_but_for_those_that_are_named() -> None:
    ((_, named),) = table("Dataclasses")
    assert sorted(names_in(named)) == sorted(filter(makes_dataclasses, MODULES))


def touches_files(module: str) -> Iterator[str]:
    """Calls and imports that reach the disk, another process or the network."""
    yield from FILE_MODULES.intersection(imports(module))
    for node in ast.walk(tree(module)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id == "open":
            yield "open"
        elif isinstance(called, ast.Attribute):
            owner = called.value.id if isinstance(called.value, ast.Name) else ""
            if called.attr in FILE_CALLS or (
                owner == "os" and called.attr not in ("fspath", "get_terminal_size")
            ):
                yield f"{owner}.{called.attr}"


def test_only_few_modules_touch_files() -> None:
    row = next(row for row in table("Library") if row[0] == "files")
    users = {module: sorted(touches_files(module)) for module in MODULES}
    assert {module for module, calls in users.items() if calls} == set(names_in(row[1])), users


@pytest.mark.parametrize("module", MODULES)
def test_modules_keep_to_their_size(module: str) -> None:
    lines = len(MODULES[module].read_text("utf-8").splitlines())
    assert lines <= (MOST_LINES if module in LONGER else MAX_LINES)


def test_exceptions_of_size_are_still_needed() -> None:
    assert LONGER.keys() <= MODULES.keys()


# Reads the clock to give up on a process that never answers, and asserts nothing else of time.
WAITS = {"test_resident"}
CLOCK = re.compile(r"\btime\.(?:process_time|perf_counter|monotonic|time)(?:_ns)?\(")


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("*.py")), ids=lambda path: path.stem)
def test_no_test_goes_by_the_clock(path: Path) -> None:
    # A slower machine would fail it; `effort` counts work, and benchmarks measure.
    assert bool(CLOCK.search(path.read_text("utf-8"))) == (path.stem in WAITS)
