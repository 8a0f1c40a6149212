"""The page on refreshing: providers are fetched from, commands run, outputs compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bank_project import BANK, FETCHED, answer, at_loopback, bank_project, providers_shown
from doc_examples import claimed, examples, said, written
from projects import changed
from provider_server import Provider, Reply, sent, serving
from shown import commands, installed, runs

MODULE = "test_docs_refresh"
NEW = {("Kazakhstan", 2023): 262642000000, ("Kazakhstan", 2024): 288000000000}
GERMAN = FETCHED.replace("country,year,gdp", "Land,Jahr,Wert").replace(",", ";")
ITEM = {"area": {"name": "Kazakhstan"}, "period": 2023, "obs": [{"value": 262642000000}]}
ITEMS = json.dumps({"result": {"items": [ITEM]}})
PRICES = "title: Prices\nsource: wb-gdp\ncolumns:\n  month: {type: date}\n  price: {type: number}\n"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with serving() as running:
        yield running


@pytest.fixture
def folder(provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of the page: its data, its command, its source, its settings."""
    at_loopback(monkeypatch)
    monkeypatch.setenv("BRIEFGEN_TODAY", "2026-12-01")
    files = bank_project(provider)
    settings, source = (
        next(each.text for each in examples("refresh.md") if each.marker == marker)
        for marker in ("settings", "source provider")
    )
    files["briefgen.toml"] += settings.partition("\n\n")[2]
    files["tools/prices.py"] = 'print("month,price\\n2026-10,71.5")\n'
    files["data/prices.csv"] = "month,price\n2026-10,71.4\n"
    files["data/prices.yaml"] = PRICES + providers_shown()[-1]
    library = "sources/kazakhstan.yaml"
    at = f"http://data.example.org:{provider.port}/"
    files[library] = files[library].replace("sources:\n", "sources:\n" + indented(source), 1)
    files[library] = changed(files[library], "https://data.example.org/", at)
    spec = "briefs/kazakhstan.yaml"
    files[spec] = files[spec].replace("[@timesca-2026-07-01]", "[@timesca-2026-07-01; @factbook]")
    written(files, tmp_path)
    provider.replies.clear()
    provider.at(BANK, answer(NEW))
    provider.at("/factbook", sent("<p>What it says.</p>", "text/html"))
    return tmp_path


def indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def test_its_commands_fetch_what_stands_beside_them_and_print_what_it_shows(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    extra, every, shown, _ = claimed("refresh.md", MODULE)
    installed(extra)
    ((command, cells),) = runs(shown)
    data = (folder / "data/gdp.csv").read_text("utf-8")

    def told(command: str) -> str:
        (folder / "data/gdp.csv").write_text(data, "utf-8")
        return said(command, folder, monkeypatch, capsys)

    everything, one, of_a_brief, dry = map(told, commands(every))
    assert commands(every)[1] == command
    prices = "prices: 1 cell changed, 1 row\n  2026-10: price 71.4 → 71.5\n"
    assert one == cells
    assert everything == f"{cells}{prices}factbook: as it was read\n"
    assert of_a_brief == f"{cells}factbook: as it was read\n"
    assert dry.startswith(cells.replace("cells changed", "cells would change"))
    assert (folder / "data/gdp.csv").read_text("utf-8") == data


def test_a_failure_is_told_as_it_says(
    folder: Path,
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ((command, failure),) = runs(claimed("refresh.md", MODULE)[-1])
    provider.at(BANK, sent("", status=503))
    assert said(command, folder, monkeypatch, capsys) == failure


@pytest.mark.parametrize(
    ("which", "path", "reply"),
    [(1, "/gdp.csv", sent(GERMAN)), (2, "/v1/gdp", sent(ITEMS, "application/json"))],
)
def test_a_provider_that_is_shown_is_fetched_from(
    which: int,
    path: str,
    reply: Reply,
    folder: Path,
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown = providers_shown()[which].replace("https://", "http://")
    text = shown.replace("example.org/", f"example.org:{provider.port}/")
    descriptor = folder / "data/gdp.yaml"
    descriptor.write_text(descriptor.read_text("utf-8").partition("provider:")[0] + text, "utf-8")
    provider.at(path, reply)
    said("briefgen refresh gdp --shrink", folder, monkeypatch, capsys)
    assert (folder / "data/gdp.csv").read_text("utf-8") == FETCHED
