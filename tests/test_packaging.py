"""The wheel and the sdist: built, installed and used for real, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from briefgen import __version__
from briefgen.assets import asset_folder, template_folder

ROOT = Path(__file__).resolve().parents[1]
MAX_WHEEL = 4_000_000  # bytes; fonts come unpacked as well, so that a build need not

SPEC = """\
kind: country-profile
country: KZ
title: Kazakhstan
subtitle: A profile for a test
information_cutoff: 2026-11-23
reference: KZ-TEST
sources:
  factbook:
    type: document
    title: "The World Factbook: Kazakhstan"
    short: World Factbook
    author: US Central Intelligence Agency
    issued: 2026-01-22
    reliability: B
    reliability_reason: seen for this test
  law:
    type: legislation
    title: A law on the capital
    issued: 2022
    reliability: A
    reliability_reason: made up for this test
bottom_line: Astana is the capital.[@factbook]
key_judgements:
  - id: kj
    statement: Astana stays the capital.
    likelihood: almost certain
    confidence: high
    confidence_reason: Nothing speaks against it.
    rests_on: ["@factbook", "@law"]
    alternative: The capital moves again.
    would_change: A law that names another city
key_facts:
  capital: {value: Astana, source: factbook}
  population: {value: about 20 million, source: factbook}
  head_of_state: {value: Kassym-Jomart Tokayev, source: factbook}
sections:
  politics: &section
    title: A section
    blocks: [Words.]
  economy: *section
  foreign_relations: *section
  security: *section
  outlook:
    title: Outlook
    blocks:
      - scenarios:
          - {name: One, likelihood: likely, text: It stays.}
          - {name: Other, likelihood: unlikely, text: It moves.}
      - indicators: Indicators
        rows: [{indicator: Laws, threshold: One that names another city}]
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


def built_wheel(project: Path, folder: Path) -> Path:
    (path,) = WheelBuilder(str(project)).build(directory=str(folder), versions=["standard"])
    return Path(path)


def files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def files_in(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_carries_code_templates_and_assets(wheel: Path) -> None:
    inside = files_of(wheel)
    assert {f"briefgen/{name}" for name in files_in(ROOT / "src" / "briefgen")} <= inside
    assert {f"briefgen/_templates/{name}" for name in files_in(ROOT / "templates")} <= inside
    assert {f"briefgen/_assets/{name}" for name in files_in(ROOT / "assets")} <= inside
    assert not {name for name in inside if not name.startswith(("briefgen/", "briefgen-"))}


def test_the_wheel_carries_the_man_page_where_man_looks(wheel: Path) -> None:
    (name,) = (name for name in files_of(wheel) if name.endswith("share/man/man1/briefgen.1"))
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(name) == (ROOT / "man" / "briefgen.1").read_bytes()


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MAX_WHEEL


def test_the_wheel_carries_all_licences(wheel: Path) -> None:
    names = {Path(name).name for name in files_of(wheel)}
    assert {"LICENSE", "LICENCE.txt"} <= names
    assert {path.name for path in (ROOT / "assets").rglob("OFL*")} <= names


def test_an_installed_wheel_builds_a_brief_far_from_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    installed, project = tmp_path / "installed", tmp_path / "project"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(installed), str(wheel)], check=True)
    (project / "briefs").mkdir(parents=True)
    (project / "briefgen.toml").touch()
    (project / "briefs" / "small.yaml").write_text(SPEC, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(installed), "NO_COLOR": "1"}

    def run(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=project,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        ).stdout

    assert Path(run("-c", "import briefgen; print(briefgen.__file__)")).is_relative_to(installed)
    assert run("-m", "briefgen", "check", "small") == "small: no problems; 2 of 2 claims sourced\n"
    assert run("-m", "briefgen", "build", "small").startswith("small: ")
    assert (project / "out" / "small.pdf").read_bytes().startswith(b"%PDF-")


def test_a_wheel_built_from_the_sdist_is_the_same(wheel: Path, tmp_path: Path) -> None:
    (path,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(path) as archive:
        # Debian's Python 3.11.2 does not know filters yet; newer ones warn where there is none.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path)
    unpacked = tmp_path / f"briefgen-{__version__}"
    assert files_in(ROOT / "tests") <= files_in(unpacked / "tests")
    example = "examples/middle-corridor"
    wanted = {name for name in files_in(ROOT / example) if not name.startswith(("out/", "."))}
    assert wanted <= files_in(unpacked / example)
    assert files_of(built_wheel(unpacked, tmp_path / "again")) == files_of(wheel)


def test_a_checkout_uses_the_files_at_its_root() -> None:
    assert asset_folder() == ROOT / "assets"
    assert template_folder() == ROOT / "templates"


def test_the_version_stands_in_one_place_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" not in project
    assert project["dynamic"] == ["version"]
