"""The example of another desk: its own subject, look and kind, checked, built and carried whole."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import briefgen
from briefgen.checks.running import examine
from briefgen.kinds import find_kind, shipped_kinds
from briefgen.project import DiskFiles, brief_names
from briefgen.settings import read_settings
from briefgen.validation import check, require

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "middle-corridor"
NAME, KIND = "middle-corridor", "route-note"
OTHERS = 0.85  # of a page that is full


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as somebody takes it over, without what was built in it."""
    place = tmp_path_factory.mktemp("example") / NAME
    shutil.copytree(EXAMPLE, place, ignore=shutil.ignore_patterns("out", ".briefgen", "schemas"))
    return place


@pytest.fixture(scope="module")
def result(folder: Path) -> briefgen.BuildResult:
    (built,) = briefgen.build(folder, strict=True)
    return built


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


def test_its_pages_are_full_and_as_many_as_its_kind_allows(result: briefgen.BuildResult) -> None:
    assert [problem.message for problem in result.problems] == []
    assert result.pages == 4
    assert min(result.page_fill) >= OTHERS


def test_its_pages_are_as_full_on_letter(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    settings = tmp_path / "briefgen.toml"
    settings.write_text(f'page_size = "Letter"\n{settings.read_text("utf-8")}', "utf-8")
    (built,) = briefgen.build(tmp_path, strict=True, output=tmp_path / "made")
    assert built.pages == 4
    assert min(built.page_fill) >= OTHERS


def test_it_is_built_anew_from_its_pdf_to_the_same_bytes(
    result: briefgen.BuildResult, tmp_path: Path
) -> None:
    assert result.pdf is not None
    verified = briefgen.verify(result.pdf)
    assert verified.ok, verified
    unpacked = briefgen.unpack(result.pdf, output=tmp_path / "again")
    carried = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*.*")}
    assert {f"kinds/{KIND}.yaml", "themes/caspian/theme.toml", "themes/caspian/logo.svg"} <= carried
