"""The ledger and what hangs on a source; citations stripped at random are exactly those missed."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from functools import cache
from pathlib import Path

import pytest

from briefgen.checks.claims import Basis, Claim, claims
from briefgen.checks.impact import Hanging, impact, repeating
from briefgen.checks.ledger import Entry, ledger
from briefgen.checks.origins import repeated
from briefgen.checks.running import examine
from briefgen.errors import ExitCode
from briefgen.project import DiskFiles, MemoryFiles
from briefgen.settings import read_settings
from briefgen.tabular import Layout, printed
from briefgen.validation import Checked, check
from pages import ROOT, on_disk, run
from projects import LIBRARY, NAME, SPEC, changed, checked, minimal_project
from webs import whole_briefs

SHIPPED = tuple(name for name in whole_briefs() if name != "gallery")  # has few claims


@cache
def shipped(name: str) -> Checked:
    return check(DiskFiles(ROOT), name)


def entries(files: dict[str, str] | None = None) -> list[Entry]:
    return list(ledger(checked(files or minimal_project())))


# The ledger -----------------------------------------------------------------------------------


def test_a_claim_has_a_line_for_each_source() -> None:
    (judgement,) = {e.claim for e in entries() if e.kind == "judgement"}
    found = [e for e in entries() if e.claim == judgement]
    assert [(e.source, e.locator, e.basis) for e in found] == [
        ("bank", "", "grounds"), ("bank", "p. 2", "grounds"), ("report", "", "grounds"),
    ]  # fmt: skip
    (by_fact,) = [e for e in entries() if e.section == "bottom_line"]
    assert (by_fact.source, by_fact.text) == ("bank", "The economy grew by {growth_2023} in 2023.")


def test_every_claim_of_a_brief_is_there_in_order() -> None:
    for name in SHIPPED:
        brief = shipped(name)
        found = list(dict.fromkeys((e.claim, e.text, e.place) for e in ledger(brief)))
        assert found == [(n, c.text, c.place) for n, c in enumerate(claims(brief), start=1)]


def test_a_fact_brings_its_number_to_the_grade() -> None:
    graded = [e for e in entries() if e.source == "census" and "{population}" in e.text]
    assert graded and all(e.grade.endswith("1") for e in graded)


def test_what_repeats_another_says_so() -> None:
    files = minimal_project()
    files[LIBRARY] = changed(files[LIBRARY], "  bank:\n", "  bank:\n    derived_from: [report]\n")
    assert {e.derived_from for e in entries(files) if e.source == "bank"} == {("report",)}


def test_circles_of_sources_end() -> None:
    sources = shipped("kazakhstan").sources
    one, two, three = list(sources)[:3]
    ring = {
        one: sources[one].model_copy(update={"derived_from": (two,)}),
        two: sources[two].model_copy(update={"derived_from": (three, one)}),
        three: sources[three].model_copy(update={"derived_from": (one,)}),
    }
    assert repeated(one, ring) == (two, three)


# Layouts --------------------------------------------------------------------------------------


def test_layouts_have_the_same_rows() -> None:
    rows = [entry.as_dict() for entry in entries()]
    assert json.loads(printed(rows, Layout.JSON)) == rows
    read = list(csv.DictReader(io.StringIO(printed(rows, Layout.CSV))))
    assert read == [{name: str(cell) for name, cell in row.items()} for row in rows]
    assert len(printed(rows, Layout.TABLE).splitlines()) == len(rows) + 1


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-5", "@key", "\tx"])
def test_a_spreadsheet_runs_nothing(text: str) -> None:
    (row,) = csv.reader(io.StringIO(printed([{"a": text}], Layout.CSV).split("\n", 1)[1]))
    assert row == [f"'{text}"]


def test_the_command_prints_each_layout() -> None:
    done = run(ROOT, "ledger", "kazakhstan", "--format", "csv")
    assert done.returncode == 0
    assert len({row["claim"] for row in csv.DictReader(io.StringIO(done.stdout))}) > 30
    assert run(ROOT, "ledger", "--all", "--unsourced").stdout == ""
    wrong = run(ROOT, "ledger", "--all", "--format", "cvs")
    assert wrong.returncode == ExitCode.USAGE and "did you mean “csv”?" in wrong.stderr


# Stripped at random ---------------------------------------------------------------------------

GROUP = re.compile(r"\[@[^\]]+\]")
FEWEST = {"kunduz-bombing": 2}  # two pages have few such claims


def strippable(brief: Checked) -> list[tuple[Claim, re.Match[str]]]:
    """Claims in plain paragraphs that rest on one citation and nothing else, with that citation."""
    found = []
    listed = claims(brief)
    for claim, after in zip(listed, [*listed[1:], None], strict=True):
        if claim.path[-2:-1] != ("blocks",) or claim.basis is not Basis.CITED or claim.facts:
            continue
        lines = brief.document.text.split("\n")
        start = sum(len(line) + 1 for line in lines[: claim.place.line - 1])
        start += claim.place.column - 1
        group = GROUP.search(brief.document.text, start)
        if group is None or "\n" in group[0] or group[0].count("@") != len(claim.citations):
            continue
        same = after is not None and after.path == claim.path
        if same and after is not None and after.place.line == claim.place.line:
            continue  # the next sentence would move, and its column with it
        rest = brief.document.text[group.end() : group.end() + 1]
        if not GROUP.match(brief.document.text, group.end()) and rest in " \n":
            found.append((claim, group))
    return found


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("seed", range(6))
def test_exactly_what_is_stripped_is_missed(name: str, seed: int) -> None:
    brief, files = shipped(name), DiskFiles(ROOT)
    choice = strippable(brief)
    assert len(choice) >= FEWEST.get(name, 8)
    taken = random.Random(seed).sample(choice, random.Random(seed).randint(1, len(choice)))
    text = brief.document.text
    for _, group in sorted(taken, key=lambda each: -each[1].start()):
        text = text[: group.start()] + text[group.end() :]
    read = {path: files.read(path) for path in brief.files}
    stripped = MemoryFiles({**read, f"briefs/{name}.yaml": text.encode()})
    settings = read_settings(files)
    report = examine(check(stripped, name), settings)
    missed = [p.place.line for p in report.problems if p.code == "CLM101"]
    assert missed == sorted(claim.place.line for claim, _ in taken)
    assert report.coverage is not None
    assert report.coverage.claims - report.coverage.sourced == len(taken)


# What hangs on a source -----------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_impact_is_the_ledger_read_the_other_way(name: str) -> None:
    brief = shipped(name)
    listed = list(ledger(brief))
    for key in brief.sources:
        hanging = {
            e.place for e in listed if e.source == key or key in e.derived_from
        }  # fmt: skip
        found = impact(brief, key)
        told = {each.place for each in found if each.what in (Hanging.CLAIM, Hanging.JUDGEMENT)}
        assert told == hanging
        for each in found:
            on = {e.source for e in listed if e.place == each.place}
            if each.place in hanging:
                assert each.alone is (on <= repeating(key, brief.sources))


def test_figures_and_tables_hang_on_the_sources_of_their_data() -> None:
    found = {(each.what, each.text) for each in impact(checked(minimal_project()), "bank")}
    assert (Hanging.FIGURE, "Growth has held since 2021") in found
    assert (Hanging.TABLE, "Two partners matter most") in {
        (each.what, each.text) for each in impact(checked(minimal_project()), "report")
    }


def test_a_source_that_nobody_has() -> None:
    done = run(ROOT, "impact", "cia-world-factbok")
    assert done.returncode == ExitCode.USAGE
    assert "did you mean “cia-world-factbook”?" in done.stderr
    assert impact(checked(minimal_project()), "nobody") == ()


def test_impact_over_all_briefs() -> None:
    done = run(ROOT, "impact", "cia-world-factbook", "--format", "json")
    briefs = {row["brief"] for row in json.loads(done.stdout)}
    assert {"kazakhstan", "kazakhstan-africa"} <= briefs


def test_a_project_with_the_other_yardstick_has_a_ledger(tmp_path: Path) -> None:
    files = minimal_project()
    spec = changed(
        files[SPEC], "likelihood: likely\n    conf", "likelihood: highly likely\n    conf"
    )
    for scale, code in (("phia", 0), ("icd203", ExitCode.PROBLEMS)):
        settings = f'yardstick = "{scale}"\n'
        folder = on_disk({**files, SPEC: spec, "briefgen.toml": settings}, tmp_path / scale)
        assert run(folder, "ledger", NAME, "--format", "json").returncode == code
