"""What a command loads: quick answers must not wait for slow libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WATCHED = ("pydantic", "jinja2", "weasyprint", "pypdfium2", "markdown_it", "pycountry", "yaml")
RUN = f"""
import sys
sys.argv = ["briefgen", *sys.argv[1:]]
from briefgen.cli import main
try:
    main()
except SystemExit as end:
    code = end.code
print("LOADED", code or 0, *[name for name in {WATCHED!r} if name in sys.modules])
"""


def loaded(*arguments: str) -> tuple[str, set[str]]:
    """The exit code of a command, and which of the watched libraries it has loaded."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    code, *names = done.stdout.splitlines()[-1].removeprefix("LOADED ").split()
    return code, set(names)


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_quick_answers_load_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert loaded(*arguments) == ("0", set())


def test_check_loads_neither_templates_nor_the_page_engine() -> None:
    code, names = loaded("check", "kazakhstan")
    assert code in "01"
    assert names.isdisjoint({"jinja2", "weasyprint", "pypdfium2"})


def test_list_loads_no_models() -> None:
    _, names = loaded("list")
    assert names.isdisjoint({"jinja2", "weasyprint", "pypdfium2"})


def modules_after(code: str) -> set[str]:
    """The modules that are there when a program has run."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_module_of_validation_alone_is_light() -> None:
    assert {"jinja2", "weasyprint"}.isdisjoint(modules_after("import briefgen.validation"))


def test_the_library_is_imported_alone() -> None:
    modules = modules_after("import briefgen")
    assert {name for name in modules if name.startswith("briefgen")} == {"briefgen"}
    assert modules.isdisjoint(WATCHED)


def test_names_of_the_library_are_light() -> None:
    modules = modules_after("from briefgen import *; briefgen = None")
    assert modules & set(WATCHED) == {"yaml"}


def test_a_check_by_the_library_is_as_light_as_the_command() -> None:
    modules = modules_after("import briefgen; briefgen.check('.', names='kazakhstan')")
    assert modules.isdisjoint({"jinja2", "weasyprint", "pypdfium2"})
