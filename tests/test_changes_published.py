"""Editions tell what changed since the last, and a PDF alone proves and tells the same."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import briefgen
from briefgen.changes import What
from briefgen.changes.record import record_path
from briefgen.outputs.page_words import page_words
from doc_examples import claimed, ended
from pages import on_disk, run
from projects import NAME, SPEC, changed, minimal_project
from shown import commands
from test_diff import RAISED, edited


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two published editions, the second with a judgement raised."""
    root = tmp_path_factory.mktemp("published")
    on_disk({"briefgen.toml": "", **minimal_project()}, root)
    for files in (minimal_project(), edited(RAISED)):
        (root / SPEC).write_text(files[SPEC], "utf-8")
        (result,) = briefgen.publish(root, names=NAME)
        assert result.require().new
    return root


def pdf(folder: Path, number: int) -> Path:
    return folder / f"editions/{NAME}/{number}/{NAME}.pdf"


def test_the_first_edition_has_no_list_and_the_second_has(folder: Path) -> None:
    base = folder / f"editions/{NAME}"
    assert not (base / "1" / record_path(NAME)).exists()
    said = json.loads((base / "2" / record_path(NAME)).read_text("utf-8"))
    assert said["changes"]["since"] == 1
    assert [change["what"] for change in said["changes"]["listed"]] == ["raised"]


def test_an_edition_with_changes_is_proven_by_its_pdf_alone(folder: Path) -> None:
    assert briefgen.verify(pdf(folder, 2).read_bytes()).ok


def test_two_pdfs_are_compared_without_a_project(folder: Path, tmp_path: Path) -> None:
    found = briefgen.diff(None, str(pdf(folder, 1)), str(pdf(folder, 2)))
    assert [change.what for change in found] == [What.RAISED]
    done = run(tmp_path, "diff", str(pdf(folder, 1)), str(pdf(folder, 1)))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_pdf_is_compared_with_the_draft(folder: Path) -> None:
    done = run(folder, "diff", str(pdf(folder, 1)), "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["new"], len(said["changes"])) == (10, "draft", 1)


def test_nothing_new_is_no_edition(folder: Path) -> None:
    (again,) = briefgen.publish(folder, names=NAME)
    assert (again.new, again.edition) == (False, 2)


def test_a_draft_with_mistakes_is_told_once_and_publishes_nothing(folder: Path) -> None:
    spec = (folder / SPEC).read_text("utf-8")
    (folder / SPEC).write_text(changed(spec, "kind: country-profile", "kind: no-kind"), "utf-8")
    try:
        (result,) = briefgen.publish(folder, names=NAME)
        assert not result.ok and len(result.errors) == 1
    finally:
        (folder / SPEC).write_text(spec, "utf-8")


def test_what_is_no_pdf_of_ours_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n")
    done = run(tmp_path, "diff", "a.pdf", "b.pdf")
    assert (done.returncode, done.stdout) == (1, "")
    done = run(tmp_path, "diff", "b.pdf", "a.pdf")
    assert done.returncode == 2 and "there is no such file" in done.stderr
    with pytest.raises(briefgen.UsageProblem, match="editions and drafts lie in a project"):
        briefgen.diff(None, NAME)


# The page on changes ----------------------------------------------------------------------------

COMMANDS, SHOWN, REASON, PRINTED = claimed("changes.md", "test_changes_published")


def test_what_the_page_on_changes_shows_is_said(folder: Path) -> None:
    good = (folder / SPEC).read_text("utf-8")
    reason = REASON.splitlines()[-1]
    spec = changed(edited(RAISED)[SPEC], "value: 10.3", "value: 10.5")
    spec = changed(spec, "    confidence: moderate", f"{reason}\n    confidence: moderate")
    spec = changed(spec, "One party holds parliament", "One party still holds parliament")
    (folder / SPEC).write_text(spec, "utf-8")
    try:
        done = run(folder, "diff", f"{NAME}@1", f"{NAME}@draft")
        assert (done.returncode, done.stdout) == (10, SHOWN)
    finally:
        (folder / SPEC).write_text(good, "utf-8")


@pytest.fixture
def kazakhstan(folder: Path, tmp_path: Path) -> Path:
    """A project whose brief has the editions that the page names, and two PDFs."""
    draft, files = "briefs/kazakhstan.yaml", minimal_project()
    specs = (files.pop(SPEC), edited(RAISED)[SPEC])
    for number, spec in zip((3, 5), specs, strict=True):
        on_disk({**files, draft: spec}, tmp_path / f"editions/kazakhstan/{number}")
        (tmp_path / f"editions/kazakhstan/{number}/briefgen.toml").write_text("", "utf-8")
    last = changed(specs[1], "value: 10.3", "value: 10.5")
    on_disk({**files, draft: last, "editions/kazakhstan/latest": "5\n"}, tmp_path)
    for number, name in enumerate(("old.pdf", "new.pdf"), start=1):
        shutil.copy(pdf(folder, number), tmp_path / name)
    return tmp_path


def test_what_the_page_compares_can_be_compared(
    kazakhstan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = (
        "kazakhstan, edition 5 → draft",
        "kazakhstan, edition 3 → draft",
        "kazakhstan, edition 3 → edition 5",
        f"{NAME}, old.pdf → new.pdf",
    )
    for command, head in zip(commands(COMMANDS), heads, strict=True):
        code, printed = ended(command, kazakhstan, monkeypatch, capsys)
        assert (code, printed.split("\n")[0]) == (10, head)


def test_the_box_and_the_bars_are_printed_by_the_commands_of_the_page(
    kazakhstan: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = []
    for command in commands(PRINTED):
        assert ended(command, kazakhstan, monkeypatch, capsys)[0] == 0
        made.append((kazakhstan / "out/kazakhstan.pdf").read_bytes())
    for each in made:
        assert "WHATCHANGEDSINCEEDITION5" in page_words(each)[0]
        assert "10.5million,was10.3million" in page_words(each)[0]
    assert page_words(made[0]) == page_words(made[1]) and made[0] != made[1]  # bars are no words
