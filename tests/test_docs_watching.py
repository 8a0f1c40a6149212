"""The pages on freshness and refreshing: their examples run or can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from briefgen.data.reading import read_description
from briefgen.model.provider import FORMS
from briefgen.model.references import Names
from briefgen.model.source import Source
from briefgen.model.source_provider import FORMS as SOURCE_FORMS
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from doc_examples import claimed, examples, followed, said, tutorial, unchanging, written
from pages import ROOT


@pytest.mark.parametrize("name", ["freshness.md", "sourcing.md"])
def test_the_page_does_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tutorial()
    written(files, tmp_path)
    for example in examples(name):
        if example.marker.startswith("file: "):
            added: dict[str, str] = {}
            followed(added, example)
            written(added, tmp_path)
        elif example.marker == "run":
            shown = re.split(r"^\$ (.+)\n", example.text, flags=re.M)[1:]
            for command, output in zip(shown[::2], shown[1::2], strict=True):
                printed = said(command, tmp_path, monkeypatch, capsys)
                assert printed.strip() == unchanging(output.strip()), command


def test_limits_of_one_thing_go_before_those_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (shown,) = claimed("freshness.md", "test_docs_watching")
    limit = next(line.strip() for line in shown.splitlines() if "freshness:" in line)
    head, population = shown.split("facts:\n")
    assert "  wb-gdp:\n" in head and "    as_of: 2025\n" in population
    files = tutorial()
    followed(files, next(each for each in examples("freshness.md") if each.marker[:5] == "file:"))
    library, spec = "sources/kazakhstan.yaml", "briefs/kazakhstan.yaml"
    files[library] = files[library].replace("  wb-gdp:\n", f"  wb-gdp:\n    {limit}\n")
    about = "    about: People\n    source: wb-gdp\n    unit: million\n    credibility: 1\n"
    files[spec] = files[spec].replace("\nfacts:\n", f"\nfacts:\n{population}{about}", 1)
    written(files, tmp_path)
    command = "briefgen freshness kazakhstan --as-of 2030-01-01"
    printed = said(command, tmp_path, monkeypatch, capsys)
    of_source = "  warn   source wb-gdp: read 2026-11-23, warning after 3 months  ("
    of_fact = "  error  fact population: as of 2025, warning after 2 years, error after 4 years  ("
    assert of_source in printed and of_fact in printed


def test_every_provider_that_is_shown_can_be_read() -> None:
    shown = [each.text for each in examples("refresh.md") if each.marker == "provider"]
    for text in shown:
        files = {
            "data/gdp.yaml": "title: GDP\nsource: x\ncolumns:\n  country: {type: text}\n"
            f"  year: {{type: year}}\n  gdp: {{type: number}}\n{text}"
        }
        names = Names(unread=frozenset({"sources"}))
        _, about, problems = read_description(MemoryFiles.of(files), "gdp", names)
        assert problems == [] and about is not None and about.provider is not None
    kinds = {text.split("\n")[1].strip().partition(":")[0] for text in shown}
    assert kinds == set(FORMS)


def test_every_source_with_a_provider_that_is_shown_can_be_read() -> None:
    page = (ROOT / "docs/refresh.md").read_text("utf-8")
    (shown,) = [each.text for each in examples("refresh.md") if each.marker == "source provider"]
    (entry,) = yaml.load(shown, Loader=yaml.BaseLoader).values()
    listed = re.findall(r"^\| `(\{.*\})` \|", page, re.MULTILINE)
    providers = [yaml.load(each, Loader=yaml.BaseLoader) for each in listed]
    assert {name for each in providers for name in each} >= {*SOURCE_FORMS}
    for provider in (entry["provider"], *providers):
        assert Source.model_validate({**entry, "provider": provider}).provider is not None


def test_the_settings_that_are_shown_can_be_read() -> None:
    (shown,) = [each.text for each in examples("refresh.md") if each.marker == "settings"]
    settings = read_settings(MemoryFiles.of({"briefgen.toml": shown}))
    assert settings.refresh.commands["prices"][0] == "python3"
