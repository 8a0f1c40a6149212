"""The page on what is built again: changes are made, and told as it shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from doc_examples import claimed, said, unchanging, written
from pages import project
from projects import changed
from shown import runs

MODULE = "test_docs_rebuilding"
PAGE = "rebuilding.md"
SHARED = """\
sources:
  extra: {type: book, title: A book that nobody cites, author: Someone, issued: 2020,
    reliability: C, reliability_reason: for this test}
"""
DATA = "country,year,value\nKazakhstan,2016,137.3\nKazakhstan,2022,225.5\n"
COLUMN = "columns:\n  country: {type: text, title: Country}\n"


def files() -> dict[str, str]:
    """A small brief with the names of the page."""
    old = project()
    spec = changed(old["briefs/small.yaml"], "small.yaml]", "small.yaml, sources/shared.yaml]")
    spec = changed(spec, "where: {year: 2024}", "where: {country: Kazakhstan, year: 2022}")
    spec = changed(spec, "title: Cargo has doubled", "title: Output has doubled since 2016")
    spec = spec.replace("data: cargo", "data: wb-gdp-current-usd").replace("cargo_2024", "gdp_2022")
    spec = changed(spec, "about: Cargo\n    as_of: 2024", "about: Output\n    as_of: 2022")
    return {
        "briefgen.toml": old["briefgen.toml"],
        "briefs/kazakhstan.yaml": spec,
        "sources/small.yaml": old["sources/small.yaml"],
        "sources/shared.yaml": SHARED,
        "data/wb-gdp-current-usd.csv": DATA,
        "data/wb-gdp-current-usd.yaml": changed(old["data/cargo.yaml"], "columns:\n", COLUMN),
    }


def test_what_changed_is_told_as_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written(files(), tmp_path)

    def told(command: str) -> str:
        return said(command, tmp_path, monkeypatch, capsys)

    told("briefgen build kazakhstan")
    changes = (
        {"sources/shared.yaml": SHARED.replace("2020", "2021")},
        {"data/wb-gdp-current-usd.csv": changed(DATA, "225.5", "225.9")},
    )
    for change, shown in zip(changes, claimed(PAGE, MODULE), strict=True):
        written(change, tmp_path)
        ((command, output),) = runs(shown)
        assert told(command) == unchanging(output)
