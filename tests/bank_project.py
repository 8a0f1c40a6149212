"""The project of the pages on refreshing and scheduling: GDP of three countries, fetched."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from doc_examples import examples, tutorial
from projects import changed
from provider_server import Provider, Reply, sent

NAME = "kazakhstan"
SPEC = f"briefs/{NAME}.yaml"
HOST = "api.worldbank.org"
HOSTS = (HOST, "data.example.org", "api.example.org")
BANK = "/v2/country/KZ;KG;UZ/indicator/NY.GDP.MKTP.CD"
GDP: dict[tuple[str, str], tuple[int | None, ...]] = {
    ("KZ", "Kazakhstan"): (171082365861, 197112255361, 225496328925, 261421121086, None),
    ("KG", "Kyrgyzstan"): (
        8_000_000_000,
        9_000_000_000,
        12_000_000_000,
        14_000_000_000,
        17_000_000_000,
    ),
    ("UZ", "Uzbekistan"): (
        66_000_000_000,
        77_000_000_000,
        90_000_000_000,
        101_000_000_000,
        115_000_000_000,
    ),
}
DESCRIPTOR = """\
title: Gross domestic product
source: wb-gdp
retrieved: 2026-11-20
unit: current US dollars
columns:
  country: {type: text, title: Country}
  year: {type: year, title: Year}
  gdp: {type: number, title: GDP, unit: current US dollars}
"""


FETCHED = "country,year,gdp\nKazakhstan,2023,262642000000\n"


def providers_shown() -> list[str]:
    """The providers of data files that the page shows, in its order."""
    return [each.text for each in examples("refresh.md") if each.marker == "provider"]


def rows(changes: Mapping[tuple[str, int], int]) -> Iterator[tuple[str, str, int, int | None]]:
    """Code, name, year and value, some of them changed."""
    for (code, name), values in GDP.items():
        for year, value in enumerate(values, 2020):
            yield code, name, year, changes.get((name, year), value)


def answer(changes: Mapping[tuple[str, int], int]) -> Reply:
    """What the World Bank answers, with some values other than in the file."""
    listed = [
        {"country": {"id": code, "value": name}, "date": str(year), "value": value}
        for code, name, year, value in rows(changes)
    ]
    head = {"page": 1, "pages": 1, "total": len(listed)}
    return sent(json.dumps([head, listed]), "application/json")


def bank_project(provider: Provider) -> dict[str, str]:
    """The brief of the tutorial, with data that are fetched as the page has it."""
    files = tutorial()
    files["briefgen.toml"] = (
        f'[refresh]\nhosts = {json.dumps(HOSTS)}\nprivate = ["127.0.0.0/8"]\nretries = 0\n'
        f'world_bank = "http://{HOST}:{provider.port}/v2"\n'
    )
    lines = [f"{name},{year},{value}" for _, name, year, value in rows({}) if value is not None]
    files["data/gdp.csv"] = "\n".join(["country,year,gdp", *lines, ""])
    files["data/gdp.yaml"] = DESCRIPTOR + providers_shown()[0]
    own = "country: Kazakhstan, year: 2023}\n    column: gdp"
    spec = changed(files[SPEC], "year: 2023}", own)
    spec = changed(spec, "label: [2013, 2016]", "label: [2020, 2022]")
    files[SPEC] = changed(
        spec,
        "        data: gdp\n",
        "        data: gdp\n        y: gdp\n        where: {country: Kazakhstan}\n",
    )
    return files


def at_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the names of the page lead to the provider of the tests."""
    known = socket.getaddrinfo

    def found(host: Any, port: Any, *more: Any, **words: Any) -> Any:
        return known("127.0.0.1" if host in HOSTS else host, port, *more, **words)

    monkeypatch.setattr(socket, "getaddrinfo", found)
