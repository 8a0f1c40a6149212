"""Editions tell what changed since the last, and a PDF alone proves and tells the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import briefgen
from briefgen.changes import What
from briefgen.changes.record import record_path
from doc_examples import examples
from pages import on_disk, run
from projects import NAME, SPEC, changed, minimal_project
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


def test_what_the_page_on_changes_shows_is_said(folder: Path) -> None:
    (shown,) = (each.text for each in examples("changes.md") if "→ draft" in each.text)
    good = (folder / SPEC).read_text("utf-8")
    (reason,) = (
        each.text.splitlines()[-1] for each in examples("changes.md") if each.kind == "yaml"
    )
    spec = changed(edited(RAISED)[SPEC], "value: 10.3", "value: 10.5")
    spec = changed(spec, "    confidence: moderate", f"{reason}\n    confidence: moderate")
    spec = changed(spec, "One party holds parliament", "One party still holds parliament")
    (folder / SPEC).write_text(spec, "utf-8")
    try:
        done = run(folder, "diff", f"{NAME}@1", f"{NAME}@draft")
        assert (done.returncode, done.stdout) == (10, shown)
    finally:
        (folder / SPEC).write_text(good, "utf-8")


def test_what_the_page_on_editions_shows_is_said(folder: Path, tmp_path: Path) -> None:
    shown = "".join(each.text for each in examples("editions.md"))
    assert "kazakhstan: nothing new since edition 3" in shown
    assert "$ briefgen unpack kazakhstan.pdf\nkazakhstan-3\n" in shown
    assert run(folder, "publish", NAME).stdout == f"{NAME}: nothing new since edition 2\n"
    assert run(tmp_path, "unpack", str(pdf(folder, 2))).stdout == f"{NAME}-2\n"
