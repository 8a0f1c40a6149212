"""Editions: numbered, kept, never written over, whoever publishes and however it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec import structs
from typer.testing import CliRunner

import briefgen
from briefgen import publishing
from briefgen.cli import commands
from briefgen.digests import digest_of
from briefgen.edition.compose import compose
from briefgen.errors import ExitCode, Problem
from briefgen.evidence import shelf
from briefgen.evidence.frozen import Frozen, frozen, number_of
from briefgen.evidence.manifest import Manifest, decoded
from briefgen.project import MemoryFiles
from briefgen.settings import Settings
from briefgen.validation import check
from pages import SRC
from projects import NAME, SPEC, minimal_project
from publishers import Workshop

POSIX = pytest.mark.skipif(os.name != "posix", reason="no process is forked or killed here")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A project with publishers that need no time for pages."""
    shop = Workshop(tmp_path, 1)
    shop.ready = os.open(os.devnull, os.O_WRONLY)
    monkeypatch.setattr(publishing, "make_checked", shop.make)
    monkeypatch.setattr(publishing, "moved_since", lambda made: ())
    return shop


def folder(shop: Workshop) -> Path:
    return shop.root / "editions" / NAME


def found(shop: Workshop) -> list[int]:
    return [edition.number for edition in briefgen.editions(shop.root, NAME)]


def latest(shop: Workshop) -> str:
    return (folder(shop) / "latest").read_text()


# What is published -----------------------------------------------------------------------


def test_an_edition_is_all_it_was_made_from(shop: Workshop) -> None:
    result = shop.publish("One")
    assert (result.edition, result.new, result.ok) == (1, True, True)
    assert result.folder == folder(shop) / "1"
    assert sorted(p.relative_to(result.folder).as_posix() for p in files_in(result.folder)) == [
        "briefgen.toml",
        SPEC,
        "data/growth.csv",
        "data/growth.yaml",
        "edition.json",
        "sources/tajikistan.yaml",
        "tajikistan.pdf",
    ]
    about = decoded((result.folder / "edition.json").read_bytes())
    assert about.pdf == digest_of((result.folder / "tajikistan.pdf").read_bytes())
    assert about.files[SPEC] == digest_of((result.folder / SPEC).read_bytes())
    assert (about.name, about.number) == (NAME, 1)
    assert latest(shop) == "1\n"
    assert briefgen.check(result.folder)[0].ok


def files_in(where: Path) -> list[Path]:
    return [path for path in where.rglob("*") if path.is_file()]


def test_nothing_new_makes_no_edition(shop: Workshop) -> None:
    first, again = shop.publish("One"), shop.publish("One", "# a comment\n")
    assert (again.edition, again.new, again.pdf, again.path) == (1, False, None, first.path)
    house = Settings.model_validate({"page_size": "Letter", "citation_style": "numbered"})
    assert not shop.publish("One", settings=house).new
    assert found(shop) == [1]


def test_numbers_go_up_and_never_back(shop: Workshop) -> None:
    titles = ("One", "Two", "One", "One", "Three")
    assert [shop.publish(title).edition for title in titles] == [1, 2, 3, 3, 4]
    assert latest(shop) == "4\n"
    assert found(shop) == [1, 2, 3, 4]


def test_the_number_of_the_spec_and_of_the_settings_is_the_lowest(shop: Workshop) -> None:
    assert shop.publish("One", "edition: 7\n").edition == 7
    assert shop.publish("Two", "edition: 7\n").edition == 8
    assert shop.publish("Three", settings=Settings.model_validate({"edition": "20"})).edition == 20
    assert shop.publish("Four", "edition: 3\n").edition == 21


def test_tools_that_have_moved_print_no_edition_again(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.publish("One")
    monkeypatch.setattr(publishing, "moved_since", lambda made: ("weasyprint 70.0, here 71.0",))
    again = shop.publish("One")
    assert (again.new, again.moved) == (False, ("weasyprint 70.0, here 71.0",))


def test_a_brief_with_mistakes_publishes_nothing(shop: Workshop) -> None:
    shop.publish("One")
    result = shop.publish("Two", "no_such_key: 1\n")
    assert (result.exit_code, result.edition, found(shop)) == (ExitCode.PROBLEMS, 0, [1])


def test_a_project_in_memory_has_no_place_for_editions() -> None:
    with pytest.raises(briefgen.UsageProblem, match="in memory cannot keep editions"):
        briefgen.publish(minimal_project())


# Drafts ----------------------------------------------------------------------------------


def last(content: str, number: int = 3) -> Frozen:
    return Frozen(number, Manifest(NAME, number, "", "", "", "", content))


@pytest.mark.parametrize(
    ("content", "lowest", "editions", "number"),
    [
        ("a", 1, [], 1),
        ("a", 5, [], 5),
        ("a", 1, [last("a")], 3),
        ("a", 9, [last("a")], 3),
        ("b", 1, [last("a")], 4),
        ("b", 9, [last("a")], 9),
        ("a", 1, [last("a", 1), last("b", 3)], 4),
        ("a", 1, [last("a", 1), Frozen(2, None, "damaged")], 3),
    ],
)
def test_a_draft_has_the_number_it_has_or_would_get(
    content: str, lowest: int, editions: list[Frozen], number: int
) -> None:
    assert number_of(content, lowest, editions) == number


def test_the_number_is_printed() -> None:
    checked = check(MemoryFiles.of(minimal_project()), NAME)
    settings = Settings().model_copy(update={"edition": 12})
    assert compose(checked, settings).edition == 12


# Damage ----------------------------------------------------------------------------------


def problem(shop: Workshop) -> Problem:
    (only,) = shop.publish("Two").problems
    return only


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff", b'{"briefgen": "edition", "format": 9}'])
def test_a_damaged_manifest_is_told_and_nothing_is_published(shop: Workshop, raw: bytes) -> None:
    shop.publish("One")
    (folder(shop) / "1/edition.json").write_bytes(raw)
    said = problem(shop)
    assert str(said.place) == f"editions/{NAME}/1/edition.json"
    assert said.message.startswith("the manifest of the last edition cannot be used: it ")
    assert f"bring editions/{NAME}/1 back" in said.hint
    (listed,) = briefgen.editions(shop.root, NAME)
    assert listed.faults and found(shop) == [1]


def test_a_manifest_of_another_edition_is_told(shop: Workshop) -> None:
    shop.publish("One")
    (folder(shop) / "1").rename(folder(shop) / "2")
    assert "it speaks of tajikistan, edition 1" in problem(shop).message


@pytest.mark.parametrize("said", [None, "", "7\n", "x", "1\n"])
def test_the_latest_heals(shop: Workshop, said: str | None) -> None:
    shop.publish("One")
    shop.publish("Two")
    (folder(shop) / "latest").unlink()
    if said is not None:
        (folder(shop) / "latest").write_text(said)
    assert not shop.publish("Two").new
    assert latest(shop) == "2\n"


def test_what_was_changed_in_an_edition_is_told(shop: Workshop) -> None:
    shop.publish("One")
    (folder(shop) / "1/tajikistan.pdf").write_bytes(b"other")
    (folder(shop) / "1/data/growth.csv").unlink()
    (listed,) = briefgen.editions(shop.root, NAME)
    assert listed.faults == ("data/growth.csv is missing", "tajikistan.pdf was changed")
    result = shop.publish("One")
    assert [each.message for each in result.warnings] == [*listed.faults]
    assert result.ok and not result.new


def test_other_things_in_the_folder_are_left_alone(shop: Workshop) -> None:
    shop.publish("One")
    for name in ("notes", "01", "0", "1.bak", "²"):
        (folder(shop) / name).mkdir()
    (folder(shop) / "3").write_text("a file")
    assert shop.publish("Two").edition == 2
    assert found(shop) == [1, 2]
    result = shop.publish("Three")
    assert result.exit_code is ExitCode.RENDERING
    assert (folder(shop) / "3").read_text() == "a file"


def test_a_name_of_ours_is_not_taken_by_a_file_of_the_brief(shop: Workshop) -> None:
    library = shop.root / "edition.json"
    library.write_text((shop.root / "sources/tajikistan.yaml").read_text("utf-8"), "utf-8")
    spec = minimal_project()[SPEC].replace("sources/tajikistan.yaml", "edition.json")
    (shop.root / SPEC).write_text(spec, "utf-8")
    (result,) = briefgen.publish(shop.root)
    assert result.exit_code is ExitCode.USAGE
    assert "is a name of ours" in result.problems[0].message
    assert [path for path in folder(shop).iterdir() if path.is_dir()] == []


def test_where_nothing_can_be_written_that_is_told(shop: Workshop) -> None:
    (shop.root / "editions").write_text("a file")
    (result,) = briefgen.publish(shop.root)
    assert result.exit_code is ExitCode.RENDERING
    assert "the edition cannot be written" in result.problems[0].message


# The shelf -------------------------------------------------------------------------------


def test_a_folder_is_put_there_whole_or_not_at_all(tmp_path: Path) -> None:
    shelf.put(tmp_path / "in/one", {"a/b.txt": b"x", "c.txt": b"y"})
    assert (tmp_path / "in/one/a/b.txt").read_bytes() == b"x"
    with pytest.raises(FileExistsError):
        shelf.put(tmp_path / "in/one", {"c.txt": b"z"})
    with pytest.raises(FileExistsError, match="unfinished"):
        shelf.put(tmp_path / "in/two", {"a": b"x", "a/b": b"y"})
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["one"]
    assert (tmp_path / "in/one/c.txt").read_bytes() == b"y"


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / f"{shelf.UNFINISHED}1/briefs").mkdir(parents=True)
    with shelf.held(tmp_path, lambda: None):
        assert list(tmp_path.iterdir()) == []


@POSIX
def test_who_has_to_wait_says_so(shop: Workshop) -> None:
    shop.publish("One")
    told: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        with shelf.held(folder(shop), lambda: told.append("nobody is before us")):
            waiting = threading.Event()
            later = pool.submit(_held_later, folder(shop), waiting)
            assert waiting.wait(60)
            told.append("done")
        assert later.result(60) == "ours"
    assert told == ["done"]


def _held_later(where: Path, waiting: threading.Event) -> str:
    with shelf.held(where, waiting.set):
        return "ours"


@POSIX
@pytest.mark.parametrize("seed", [1, 2])
def test_publishers_that_are_killed_tear_and_lose_nothing(tmp_path: Path, seed: int) -> None:
    here = Path(__file__).parent
    done = subprocess.run(
        [sys.executable, str(here / "publishers.py"), str(tmp_path), str(seed)],
        env={**os.environ, "PYTHONPATH": f"{SRC}{os.pathsep}{here}"},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    tried = json.loads(done.stdout)
    assert tried["wrong"] == []
    assert tried["unfinished"] > 3  # kills that came in the middle
    assert tried["published"] >= 16


# Commands --------------------------------------------------------------------------------


def said(shop: Workshop, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.chdir(shop.root)
    done = CliRunner().invoke(commands.app, [*arguments])
    return done.exit_code, done.stdout


def test_commands_publish_and_list(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    code, text = said(shop, monkeypatch, "publish", NAME)
    assert (code, text) == (0, f"{NAME}: edition 1, 0 pages, editions/{NAME}/1\n")
    code, text = said(shop, monkeypatch, "publish", "--all")
    assert (code, text) == (0, f"{NAME}: nothing new since edition 1\n")
    code, text = said(shop, monkeypatch, "publish", NAME, "--json")
    assert {"new": False, "edition": 1}.items() <= json.loads(text)[0].items()
    code, text = said(shop, monkeypatch, "editions", NAME)
    assert code == 0
    assert re.fullmatch(
        r"number +date +cutoff +marking +content +state\n"
        r"1 +2026-11-23 +2026-11-23 +TLP:CLEAR +[0-9a-f]{12} +as published\n",
        text,
    )
    (folder(shop) / "1" / f"{NAME}.pdf").unlink()
    code, text = said(shop, monkeypatch, "editions", NAME, "--json")
    assert code == 1
    assert json.loads(text)[0]["faults"] == [f"{NAME}.pdf is missing"]


def test_editions_of_a_brief_that_is_gone_are_listed(shop: Workshop) -> None:
    shop.publish("One")
    (shop.root / SPEC).unlink()
    assert found(shop) == [1]
    with pytest.raises(briefgen.UsageProblem, match="there is no brief called"):
        briefgen.editions(shop.root, "other")


def test_editions_of_a_project_in_memory_are_read(shop: Workshop) -> None:
    shop.publish("One")
    files = {
        path.relative_to(shop.root).as_posix(): path.read_bytes() for path in files_in(shop.root)
    }
    assert [each.number for each in briefgen.editions(files, NAME)] == [1]
    assert structs.replace(frozen(MemoryFiles(files), "editions", NAME)[0], number=2).number == 2
