"""`briefgen diff`: which editions are meant, what is printed, and what a script can tell."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

import briefgen
from briefgen.changes import About, Change, Changes, What
from briefgen.changes.telling import counts, told
from briefgen.errors import ExitCode
from briefgen.nested import Below
from briefgen.project import MemoryFiles, OutsideProject
from pages import on_disk, run
from projects import NAME, SPEC, changed, minimal_project

RAISED = ("likelihood: likely\n    confidence", "likelihood: very likely\n    confidence")


def published(*editions: Mapping[str, str], draft: Mapping[str, str]) -> dict[str, str]:
    """A project with these editions, as a person would put them there by hand."""
    files = {**draft, f"editions/{NAME}/latest": f"{len(editions)}\n"}
    for number, edition in enumerate(editions, start=1):
        base = f"editions/{NAME}/{number}"
        files |= {f"{base}/{path}": text for path, text in edition.items()}
        files[f"{base}/briefgen.toml"] = ""
    return files


def edited(*edits: tuple[str, str]) -> dict[str, str]:
    files = minimal_project()
    for piece, instead in edits:
        files[SPEC] = changed(files[SPEC], piece, instead)
    return files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two editions and a draft: the first judges likely, the second very likely, the draft less."""
    second = edited(RAISED)
    third = edited(("title: Tajikistan\n", "title: Tajikistan now\n"), RAISED)
    files = published(minimal_project(), second, draft=third)
    return on_disk({"briefgen.toml": "", **files}, tmp_path)


@pytest.mark.parametrize(
    ("words", "between", "names"),
    [
        ((NAME,), "edition 2 → draft", ["title"]),
        ((f"{NAME}@1",), "edition 1 → draft", ["likelihood", "title"]),
        ((f"{NAME}@1", f"{NAME}@2"), "edition 1 → edition 2", ["likelihood"]),
        ((f"{NAME}@2", f"{NAME}@1"), "edition 2 → edition 1", ["likelihood"]),
        ((f"{NAME}@latest", f"{NAME}@draft"), "edition 2 → draft", ["title"]),
        ((f"{NAME}@1", NAME), "edition 1 → draft", ["likelihood", "title"]),
    ],
)
def test_editions_and_draft_are_named(
    folder: Path, words: tuple[str, ...], between: str, names: list[str]
) -> None:
    done = run(folder, "diff", *words, "--json")
    said = json.loads(done.stdout)
    assert done.returncode == ExitCode.CHANGED
    assert (f"{said['old']} → {said['new']}", said["brief"]) == (between, NAME)
    assert [change["part"] for change in said["changes"]] == names


def test_nothing_changed_is_zero(folder: Path) -> None:
    done = run(folder, "diff", f"{NAME}@2", f"{NAME}@2")
    assert (done.returncode, done.stdout) == (
        0,
        f"{NAME}, edition 2 → edition 2: nothing changed\n",
    )


def test_quiet_says_it_by_the_exit_code_alone(folder: Path) -> None:
    done = run(folder, "diff", NAME, "-q")
    assert (done.returncode, done.stdout, done.stderr) == (10, "", "")


@pytest.mark.parametrize(
    ("word", "message"),
    [
        (f"{NAME}@7", "has no edition 7"),
        ("tajikstan", "did you mean “tajikistan”?"),
        ("other@1", "there is no brief called “other”"),
        ("../x", "is no brief or edition"),
        (f"{NAME}@0", "is no brief or edition"),
        (f"{NAME}@", "is no brief or edition"),
    ],
)
def test_what_there_is_not_is_said(folder: Path, word: str, message: str) -> None:
    done = run(folder, "diff", word)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_brief_that_was_never_published(tmp_path: Path) -> None:
    done = run(on_disk(minimal_project(), tmp_path), "diff", NAME)
    assert done.returncode == 2
    assert "has no published edition" in done.stderr


def test_a_draft_with_errors_is_told_at_its_line_and_an_edition_at_its_own() -> None:
    wrong = edited(("likelihood: likely\n    confidence", "likelihood: maybe\n    confidence"))
    files = published(wrong, draft=wrong)
    with pytest.raises(briefgen.InputProblems) as caught:
        briefgen.diff(files, NAME)
    places = {str(problem.place).rpartition(":")[0].rpartition(":")[0]
              for problem in caught.value.problems}  # fmt: skip
    assert places == {SPEC, f"editions/{NAME}/1/{SPEC}"}


def test_the_library_tells_the_same() -> None:
    files = published(minimal_project(), draft=edited(RAISED))
    found = briefgen.diff(files, NAME)
    assert isinstance(found, briefgen.Changes)
    assert [(c.about, c.what, c.old, c.new) for c in found] == [
        (About.JUDGEMENT, What.RAISED, "likely", "very likely")
    ]
    assert found.since == 1


# Words ------------------------------------------------------------------------------------


def lines(*changes: Change, width: int = 80) -> list[str]:
    return [line for line in told(Changes("x", "", "", 0, changes), width) if line]


def test_a_moved_judgement_in_words() -> None:
    moved = Change(About.JUDGEMENT, What.RAISED, "kj", "Rain will fall.", "likely", "very likely",
                   part="likelihood", reason="clouds came.")  # fmt: skip
    assert lines(moved)[1] == (
        "  raised          Rain will fall: likely → very likely, because clouds came."
    )
    bare = Change(About.JUDGEMENT, What.LOWERED, "kj", "Rain.", "likely", "unlikely")
    assert lines(bare)[1].endswith("likely → unlikely, no reason given")


def test_long_texts_show_the_words_around_what_changed() -> None:
    old = " ".join(f"w{n}" for n in range(60))
    change = Change(About.TEXT, What.REWRITTEN, "k", "w0", old, old.replace("w30", "new"))
    assert " ".join(" ".join(lines(change)[1:]).split()) == (
        "rewritten … w24 w25 w26 w27 w28 w29 [-w30-] {+new+} w31 w32 w33 w34 w35 w36 …"
    )


def test_no_line_is_wider_than_the_terminal() -> None:
    old = " ".join(f"word{n}" for n in range(90))
    change = Change(About.TEXT, What.REWRITTEN, "k", "w", old, old.replace("word", "other"))
    assert max(map(len, lines(change, width=60))) <= 60


def test_colour_takes_the_place_of_brackets() -> None:
    old = " ".join(f"w{n}" for n in range(40))
    change = Change(About.TEXT, What.REWRITTEN, "k", "w0", old, old.replace("w20", "new"))
    painted = "\n".join(
        told(Changes("x", "", "", 0, (change,)), 80, lambda text, *styles: f"<{styles[0]}>{text}")
    )
    assert "<red>w20" in painted and "<green>new" in painted and "[-" not in painted


def test_changes_are_counted() -> None:
    two = Change(About.NUMBER, What.REVISED, "a", "A", "1", "2")
    one = Change(About.SOURCE, What.DROPPED, "s", "S", "S")
    assert counts(Changes("x", "", "", 0, (two, two, one))) == "numbers 2, sources 1"


# Folders ----------------------------------------------------------------------------------


def test_a_folder_is_a_project_of_its_own() -> None:
    files = Below(MemoryFiles.of({"a/b/x.yaml": "in", "x.yaml": "out"}), "a")
    assert files.read("b/x.yaml") == b"in"
    assert files.listing("b", ".yaml") == ("b/x.yaml",)
    assert not files.exists("../x.yaml") and not files.exists("x.yaml")
    with pytest.raises(OutsideProject):
        files.read("../x.yaml")
    files.write("b/y.yaml", b"new")
    assert files.files.read("a/b/y.yaml") == b"new"
