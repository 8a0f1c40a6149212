"""The page on sources: its examples run, and it has every rule and every option."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefgen.checks.source_rules import RULES
from briefgen.cli import commands
from doc_examples import claimed, examples, followed, page, said, tutorial, unchanging, written
from shown import installed
from test_docs import options


def test_the_extra_that_it_names_is_there() -> None:
    (extra,) = claimed("sources.md", "test_docs_sources")
    installed(extra)


def test_the_page_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tutorial()
    written(files, tmp_path)
    for example in examples("sources.md"):
        if example.marker.startswith("file: "):
            added: dict[str, str] = {}
            followed(added, example)
            written(added, tmp_path)
        elif example.marker == "run":
            shown = re.split(r"^\$ (.+)\n", example.text, flags=re.M)[1:]
            for command, output in zip(shown[::2], shown[1::2], strict=True):
                bare, _, target = command.partition(" > ")
                printed = said(bare, tmp_path, monkeypatch, capsys)
                if target:
                    of_it = "briefgen sources list --brief kazakhstan --json"
                    listed = json.loads(said(of_it, tmp_path, monkeypatch, capsys))
                    keys = re.findall(r"^@\w+\{([\w-]+),", printed, re.M)
                    assert sorted(keys) == sorted(each["key"] for each in listed)
                    assert "@dataset{wb-gdp," in printed and output.strip() == ""
                else:
                    assert printed.strip() == unchanging(output.strip()), command


def test_the_page_has_every_rule_with_its_weight() -> None:
    rows = re.findall(r"^\| `(SRC\d+)` \| (\w+) \|", page("sources.md"), re.M)
    assert rows == [(rule.code, str(rule.severity)) for rule in RULES]


@pytest.mark.parametrize("command", ["list", "import", "export"])
def test_the_page_has_every_option(command: str) -> None:
    help_text = CliRunner().invoke(commands.app, ["sources", command, "--help"]).output
    rows = re.findall(r"^\| (`-[^|]*) \|([^|]*)\|", page("sources.md"), re.M)
    listed = {
        option
        for names, users in rows
        if command in users or "all" in users
        for option in re.findall(r"`(-[^`]*)`", names)
    }
    assert options(help_text) == listed
