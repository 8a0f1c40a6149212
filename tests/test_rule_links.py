"""Codes lead to their pages: in a terminal, in SARIF, below an explanation; never in a pipe."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefgen.checks.running import ALL_RULES
from briefgen.cli import commands
from briefgen.errors import Place, Problem
from briefgen.manual import manual_at, page_of_rule
from briefgen.reports import report
from briefgen.reports.finding import Places
from briefgen.results import Format
from briefgen.terminal import Voice
from doc_examples import claimed
from test_reports import RESULTS

DOCS = Path(__file__).resolve().parents[1] / "docs"
# The line of the page on the manual that tells where its site lies.
(EXPORT,) = claimed("manual.md", "test_rule_links")
VARIABLE, _, SITE = EXPORT.removeprefix("export ").strip().partition("=")
PROBLEM = Problem(Place("briefs/a.yaml", 3, 5), "this is wrong", code="SPC106")


class Terminal(io.StringIO):
    """Standard error with somebody before it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", ""),
        (f"{SITE}/", SITE),
        ("file:///srv/manual", "file:///srv/manual"),
        ("build/manual", (Path.cwd() / "build/manual").as_uri()),
        ("https://a.example/\033]8;;\n", "https://a.example/%1B]8;;"),
    ],
)
def test_the_manual_lies_at_an_address_or_in_a_folder(given: str, address: str) -> None:
    assert manual_at({VARIABLE: given}) == address


def test_every_rule_has_the_page_that_its_problems_name() -> None:
    for code in ALL_RULES:
        assert (DOCS / page_of_rule(code)).with_suffix(".md").is_file()
    assert PROBLEM.as_dict()["page"] == "rules/SPC106.html"


def test_a_code_is_a_link_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, SITE)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", Terminal())
    linked = f"\033]8;;{SITE}/rules/SPC106.html\033\\SPC106\033]8;;\033\\"
    told = Voice.of(False, False).problem(PROBLEM)
    assert told == f"briefs/a.yaml:3:5: error[{linked}]: this is wrong"


@pytest.mark.parametrize(
    ("stream", "term", "manual"),
    [(io.StringIO(), "xterm", SITE), (Terminal(), "dumb", SITE), (Terminal(), "xterm", "")],
)
def test_a_code_is_plain_elsewhere(
    stream: io.StringIO, term: str, manual: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, manual)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stderr", stream)
    told = Voice.of(False, False).problem(PROBLEM)
    assert told == "briefs/a.yaml:3:5: error[SPC106]: this is wrong"


def test_sarif_names_the_page_where_the_manual_is_known() -> None:
    def rules(places: Places) -> list[dict[str, object]]:
        run = json.loads(report(Format.SARIF, RESULTS, places))["runs"][0]
        found: list[dict[str, object]] = run["tool"]["driver"]["rules"]
        return found

    assert rules(Places("", SITE))[0]["helpUri"] == f"{SITE}/rules/SPC102.html"
    assert "helpUri" not in rules(Places())[0]


def test_an_explanation_ends_with_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = CliRunner().invoke(commands.app, ["explain", "SPC106"]).output
    monkeypatch.setenv(VARIABLE, SITE)
    told = CliRunner().invoke(commands.app, ["explain", "SPC106"]).output
    assert told == f"{plain}\n{SITE}/rules/SPC106.html\n"
