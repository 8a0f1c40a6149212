"""The page on outputs: its commands write the files it names, its JSON is that of a brief."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import briefgen
from doc_examples import claimed, said, written
from projects import SPEC as OLD
from projects import changed, minimal_project
from regenerations import set_no_pages
from shown import aside, commands, installed

MODULE = "test_docs_outputs"
NAME = "kazakhstan"
SPEC = f"briefs/{NAME}.yaml"
SHARE = """\
facts:
  share: {value: 82, unit: percent, about: Share, as_of: 2025, source: census, credibility: 2}
"""
LINE = "bottom_line: It took {{ share }} in 2025."


def spec(population: str = "10.3", subtitle: str = "A brief") -> str:
    """The brief whose texts and numbers the page shows."""
    text = changed(minimal_project()[OLD], "\nfacts:\n", f"\n{SHARE}")
    text = changed(text, "bottom_line: The economy grew by {{ growth_2023 }} in 2023.", LINE)
    text = changed(text, "value: 10.3", f"value: {population}")
    return changed(text, "A small project for tests", subtitle)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with the brief of the page."""
    files = minimal_project()
    del files[OLD]
    written({**files, SPEC: spec()}, tmp_path)
    return tmp_path


def test_its_commands_write_the_files_it_names(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf_and_page, word, *_ = claimed("outputs.md", MODULE)
    extra, word = word.splitlines(keepends=True)
    installed(extra)
    told = aside(pdf_and_page + word)

    def made(command: str) -> dict[str, bytes]:
        shutil.rmtree(folder / "out", ignore_errors=True)
        said(command, folder, monkeypatch, capsys)
        return {
            f"out/{path.name}": path.read_bytes()
            for path in folder.glob(f"out/{NAME}.*")
            if path.is_file()
        }

    (both,) = (command for command, words in told.items() if words.startswith("both"))
    several = made(both)
    short = told.pop(both).removeprefix("both; ").removesuffix(" says the same")
    assert several == made(f"{commands(pdf_and_page)[0]} {short}")
    for command, words in told.items():
        ((path, content),) = made(command).items()
        assert words.endswith(f"into {path}")
        assert several.setdefault(path, content) == content
    assert sorted(several) == [f"out/{NAME}.{end}" for end in ("docx", "html", "pdf")]


def like(shown: Any, found: Any) -> bool:
    """Whether this is what is shown, which leaves out what “…” stands for."""
    if isinstance(shown, dict) and isinstance(found, dict):
        named = shown.keys() - {"…"}
        known = named <= found.keys() if "…" in shown else named == found.keys()
        return known and all(like(shown[key], found[key]) for key in named)
    if isinstance(shown, list) and isinstance(found, list):
        return len(shown) == len(found) and all(map(like, shown, found))
    return shown in ("…", found)


def parts(value: Any) -> list[Any]:
    """A value of JSON and all within it."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(part for each in inner for part in parts(each))]


def test_its_json_is_that_of_a_brief(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, changes = map(json.loads, claimed("outputs.md", MODULE)[2:])
    with monkeypatch.context() as quick:
        set_no_pages(quick)
        for number in (1, 2, 3):
            (folder / SPEC).write_text(spec(subtitle=f"Edition {number}"), "utf-8")
            (result,) = briefgen.publish(folder)
            assert result.require().edition == number
    (folder / SPEC).write_text(spec("10.5", "Edition 3"), "utf-8")
    said(f"briefgen build {NAME} --changes --to json", folder, monkeypatch, capsys)
    printed = (folder / f"out/{NAME}.json").read_text("utf-8")
    made = json.loads(printed.replace("\u00a0", " "))
    assert text in parts(made)
    assert like(changes, made["changes"])
