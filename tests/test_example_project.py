"""The example of another desk: its own subject, look and kind, checked, built and carried whole."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import briefgen
from briefgen.checks.running import examine
from briefgen.kinds import find_kind, shipped_kinds
from briefgen.project import DiskFiles, brief_names
from briefgen.settings import read_settings
from briefgen.validation import check, require
from doc_examples import claimed
from pages import run
from shown import commands

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "middle-corridor"
NAME, KIND = "middle-corridor", "route-note"
README, MODULE = "../examples/middle-corridor/README.md", "test_example_project"
MADE = {"out", ".briefgen", "schemas"}  # by those who build it where it lies
OTHERS = 0.85  # of a page that is full


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as somebody takes it over, without what was built in it."""
    place = tmp_path_factory.mktemp("example") / NAME
    shutil.copytree(EXAMPLE, place, ignore=shutil.ignore_patterns(*MADE))
    return place


@pytest.fixture(scope="module")
def printed(folder: Path) -> dict[str, str]:
    """What the commands of its README print, which are done one after the other."""
    lines = commands(claimed(README, MODULE)[1])
    return {line: run(folder, *line.split()[1:]).stdout for line in lines}


@pytest.fixture(scope="module")
def result(folder: Path, printed: dict[str, str]) -> dict[str, Any]:
    """What became of its brief, as it was built by these commands."""
    (told,) = json.loads(run(folder, "build", NAME, "--json").stdout)
    assert told["unchanged"]
    return dict(told)


def test_its_readme_names_what_is_there() -> None:
    tree, _ = claimed(README, MODULE)
    named = [re.split(r" {2,}", line)[0] for line in tree.splitlines()]
    paths = [path for each in named for path in each.split(", ")]
    assert [path for path in paths if not (EXAMPLE / path).exists()] == []
    there = {path.name for path in EXAMPLE.iterdir()} - MADE
    assert there == {"README.md", *(path.partition("/")[0] for path in paths)}


def test_the_commands_of_its_readme_do_what_they_say(folder: Path, printed: dict[str, str]) -> None:
    checked, built, begun, schemas = printed.values()
    assert checked.startswith(f"{NAME}: no problems; ")
    assert built.startswith(f"{NAME}: 4 pages") and (folder / f"out/{NAME}.pdf").is_file()
    assert begun.endswith("next: briefgen build northern-route\n")
    spec = (folder / "briefs/northern-route.yaml").read_text("utf-8")
    assert f"\nkind: {KIND}\n" in spec
    assert f"schemas/{KIND}.json\n" in schemas


def test_it_has_one_brief_of_a_kind_of_its_own() -> None:
    files = DiskFiles(EXAMPLE)
    assert brief_names(files) == (NAME,)
    found = find_kind(KIND, files)
    assert found is not None and found.model is not None
    assert (found.path, found.problems) == (f"kinds/{KIND}.yaml", ())
    assert KIND not in shipped_kinds()


def test_nothing_is_wrong_with_it() -> None:
    files = DiskFiles(EXAMPLE)
    report = examine(check(files, NAME), read_settings(files))
    assert [f"{problem.place}: {problem.message}" for problem in report.problems] == []


def test_its_sources_and_data_are_used() -> None:
    checked = check(DiskFiles(EXAMPLE), NAME)
    text = checked.document.text
    unused = [key for key in checked.sources if key not in text.replace("sources/", "")]
    from_data = "".join((EXAMPLE / "data" / f"{name}.csv").read_text() for name in checked.tables)
    assert [key for key in unused if key not in from_data] == []
    assert {path.stem for path in (EXAMPLE / "data").glob("*.csv")} == set(checked.tables)
    assert [key for key in require(checked).facts if f"{{{{ {key} }}}}" not in text] == []


def test_its_pages_are_full_and_as_many_as_its_kind_allows(result: dict[str, Any]) -> None:
    assert result["problems"] == []
    assert result["pages"] == 4
    assert min(result["page_fill"]) >= OTHERS


def test_its_pages_are_as_full_on_letter(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    settings = tmp_path / "briefgen.toml"
    settings.write_text(f'page_size = "Letter"\n{settings.read_text("utf-8")}', "utf-8")
    (built,) = briefgen.build(tmp_path, strict=True, output=tmp_path / "made")
    assert built.pages == 4
    assert min(built.page_fill) >= OTHERS


def test_it_is_built_anew_from_its_pdf_to_the_same_bytes(
    result: dict[str, Any], folder: Path, tmp_path: Path
) -> None:
    pdf = (folder / result["path"]).read_bytes()
    verified = briefgen.verify(pdf)
    assert verified.ok, verified
    unpacked = briefgen.unpack(pdf, output=tmp_path / "again")
    carried = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*.*")}
    assert {f"kinds/{KIND}.yaml", "themes/caspian/theme.toml", "themes/caspian/logo.svg"} <= carried
