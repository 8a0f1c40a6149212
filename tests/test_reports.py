"""Reports for other programs: every problem once, at its place, by the rules of each format."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from briefgen.errors import Edit, ExitCode, Place, Problem, Severity
from briefgen.reports import report
from briefgen.reports.finding import Places, by_code
from briefgen.results import CheckResult, Format
from doc_examples import claimed
from pages import ROOT, environment, on_disk, project, run, spec

SPEC = "briefs/small.yaml"
PROBLEMS = (
    Problem(
        Place(SPEC, 3, 5, 4), "“a, b”: 100% wrong", "take <this>", Severity.ERROR,
        "     3 | text\n       | ^^^^", "SPC102", (Edit(SPEC, 20, 24, "more"),),
    ),
    Problem(Place(SPEC, 9, 1), "old", "", Severity.WARNING, "", "SPC203"),
    Problem(Place("briefgen.toml"), "no place"),
)  # fmt: skip
RESULTS = [
    CheckResult("small", ExitCode.PROBLEMS, PROBLEMS),
    CheckResult("second", ExitCode.PROBLEMS, PROBLEMS[2:]),
    CheckResult("clean", ExitCode.DONE),
]


def sarif() -> Any:
    return json.loads(report(Format.SARIF, RESULTS, Places()))["runs"][0]


def test_sarif_has_each_problem_once_with_its_rule() -> None:
    run_ = sarif()
    rules = run_["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["SPC102", "SPC203"]
    first, second, third = run_["results"]
    assert [rules[each["ruleIndex"]]["id"] for each in (first, second)] == ["SPC102", "SPC203"]
    assert (first["level"], second["level"]) == ("error", "warning")
    assert first["message"]["text"] == "“a, b”: 100% wrong. Take <this>"
    assert "ruleId" not in third
    region = first["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5, "endColumn": 9}
    assert "region" not in third["locations"][0]["physicalLocation"]


def test_sarif_has_the_correction() -> None:
    (change,) = sarif()["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"] == {"charOffset": 20, "charLength": 4}
    assert change["replacements"][0]["insertedContent"] == {"text": "more"}


def test_a_fingerprint_stays_when_the_line_moves() -> None:
    from dataclasses import replace

    def of(problem: Problem) -> str:
        (result,) = json.loads(
            report(Format.SARIF, [CheckResult("a", ExitCode.DONE, (problem,))], Places())
        )["runs"][0]["results"]
        return str(result["partialFingerprints"]["briefgen/v1"])

    moved = replace(PROBLEMS[0], place=Place(SPEC, 8, 5, 4), excerpt="     8 | text\n       | ^^^^")
    other = replace(PROBLEMS[0], excerpt="     3 | other\n       | ^^^^")
    assert of(PROBLEMS[0]) == of(moved) != of(other)


def test_github_gets_a_command_a_problem() -> None:
    lines = report(Format.GITHUB, RESULTS, Places("desk")).splitlines()
    assert lines == [
        "::error file=desk/briefs/small.yaml,line=3,col=5,endColumn=9,title=briefgen SPC102"
        "::“a, b”: 100%25 wrong%0Atake <this>",
        "::warning file=desk/briefs/small.yaml,line=9,col=1,endColumn=2,title=briefgen SPC203::old",
        "::error file=desk/briefgen.toml,title=briefgen::no place",
    ]


def test_junit_has_a_suite_a_brief() -> None:
    root = ET.fromstring(report(Format.JUNIT, RESULTS, Places()))
    assert (root.get("tests"), root.get("failures")) == ("5", "3")
    suites = {suite.get("name"): suite for suite in root}
    assert {name: len(suite) for name, suite in suites.items()} == {
        "small": 3, "second": 1, "clean": 1,
    }  # fmt: skip
    failure = suites["small"][0].find("failure")
    assert failure is not None and failure.get("type") == "SPC102"
    assert suites["small"][1].find("failure") is None
    assert [case.tag for case in suites["clean"]] == ["testcase"] and not len(suites["clean"][0])


def test_rules_are_counted_most_frequent_first() -> None:
    twice = CheckResult("b", ExitCode.DONE, (PROBLEMS[1], Problem(Place("x"), "y", code="SPC203")))
    assert by_code([*RESULTS, twice]) == [("SPC203", 2), ("SPC102", 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    slip = spec().replace("title: ", "xitle: ", 1).replace("kind: ", "kin: ", 1)
    return on_disk({**project(), SPEC: slip}, tmp_path / "desk")


@pytest.mark.parametrize("form", Format)
def test_a_check_in_every_format(folder: Path, form: Format) -> None:
    """Programs get the files as they are called from the top of the repository."""
    (folder.parent / ".git").mkdir()
    done = run(folder / "briefs", "check", "small", "--format", form)
    assert done.returncode == ExitCode.PROBLEMS
    said = done.stdout
    if form in (Format.JSON, Format.SARIF):
        assert json.loads(said)
    if form is Format.JUNIT:
        assert ET.fromstring(said).get("failures") != "0"
    if form in (Format.SARIF, Format.GITHUB, Format.JUNIT):
        assert "desk/briefs/small.yaml" in said
        assert done.stderr == ""
    if form is Format.TEXT:
        assert said.startswith("small: ") and re.search(r"^ +\d+  SPC10\d  \S", done.stderr, re.M)


def test_a_format_that_does_not_exist(folder: Path) -> None:
    done = run(folder, "check", "small", "--format", "sarf")
    assert done.returncode == ExitCode.USAGE
    assert "there is no format “sarf”" in done.stderr and "did you mean “sarif”?" in done.stderr


def test_the_action_writes_a_report_and_says_where(folder: Path, tmp_path: Path) -> None:
    """As GitHub would run that of docs/ci.md: from the top of the repository, inputs as words."""
    steps = yaml.safe_load(claimed("ci.md", "test_reports")[1])["jobs"]["check"]["steps"]
    (called,) = (each for each in steps if each.get("id") == "briefs")
    (tmp_path / ".git").mkdir()
    (tmp_path / "bin").mkdir()
    wrapper = tmp_path / "bin/briefgen"
    wrapper.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefgen "$@"\n')
    wrapper.chmod(0o755)
    inputs = {
        "PROJECT": "desk", "ARGUMENTS": called["with"]["arguments"], "SARIF": "found.sarif",
        "GITHUB_OUTPUT": str(tmp_path / "said"),
        "PATH": f"{wrapper.parent}:{os.environ['PATH']}",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", str(ROOT / "tools/action-check")],
        cwd=tmp_path, env={**environment(), **inputs}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == ExitCode.PROBLEMS
    assert "::error file=desk/briefs/small.yaml,line=" in done.stdout
    (run_,) = json.loads((tmp_path / "found.sarif").read_text())["runs"]
    assert len(run_["results"]) == done.stdout.count("::error")
    assert (tmp_path / "said").read_text() == "sarif=found.sarif\n"


def test_action_and_hook_call_what_there_is() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    steps = action["runs"]["steps"]
    assert (ROOT / "tools/action-check").stat().st_mode & 0o111
    assert steps[-1]["run"].endswith('tools/action-check"')
    given = {name.lower() for name in steps[-1]["env"]}
    assert given == set(action["inputs"])
    hooks, jobs = map(yaml.safe_load, claimed("ci.md", "test_reports"))
    _, called, upload = jobs["jobs"]["check"]["steps"]
    assert set(called["with"]) <= set(action["inputs"])
    (output,) = action["outputs"]
    assert upload["with"]["sarif_file"] == f"${{{{ steps.{called['id']}.outputs.{output} }}}}"
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    ((chosen,),) = (repo["hooks"] for repo in hooks["repos"])
    assert chosen["id"] == hook["id"] and not hook["pass_filenames"]
    done = run(ROOT, *hook["entry"].split()[1:], *chosen["args"])
    assert done.returncode == 0, done.stderr
    concerned = ("briefs/a.yaml", "sources/a.yaml", "data/a.csv", "briefgen.toml")
    assert all(re.search(hook["files"], name) for name in concerned)
    assert not re.search(hook["files"], "docs/a.md")


def test_many_briefs_are_told_in_their_order_from_every_core(tmp_path: Path) -> None:
    """Enough of them for several processes; the same words as from one after the other."""
    slip = spec().replace("title: ", "titel: ", 1)
    texts = [slip if number % 5 == 0 else spec() for number in range(20)]
    briefs = {f"briefs/b{number:02}.yaml": text for number, text in enumerate(texts)}
    held = {path: text for path, text in project().items() if path != SPEC}
    folder = on_disk({**held, **briefs}, tmp_path)
    names = [f"b{number:02}" for number in range(20)]
    at_once = run(folder, "check", *names)
    singly = [run(folder, "check", name) for name in names[:6]]
    assert at_once.returncode == ExitCode.PROBLEMS
    assert [line.split(":")[0] for line in at_once.stdout.splitlines()] == names
    assert at_once.stdout.splitlines()[:6] == [done.stdout.strip() for done in singly]
    assert at_once.stderr.count("error[SPC102]") == 4
