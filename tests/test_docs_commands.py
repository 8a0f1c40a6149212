"""The pages on commands and on editions: each command they show is done, and says what they say."""

from __future__ import annotations

import shutil
import subprocess
import webbrowser
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefgen.checks.running import examine
from briefgen.errors import ExitCode, Place
from briefgen.evidence import comparing
from briefgen.evidence.manifest import Manifest
from briefgen.outputs.versions import made_with
from briefgen.preview import running
from briefgen.project import MemoryFiles
from briefgen.results import Verification
from briefgen.settings import Settings
from briefgen.validation import check
from doc_examples import (
    ROOT,
    claimed,
    edited,
    ended,
    examples,
    tutorial,
    unchanging,
    written,
)
from projects import changed
from shown import commands, runs

ME = "test_docs_commands"
SPEC, DATA, LIBRARY = "briefs/kazakhstan.yaml", "data/gdp.csv", "sources/kazakhstan.yaml"
ADDRESS = "http://127.0.0.1:8000/"

Do = Callable[[str], tuple[int, str]]

# What each command of the list prints or writes, and its exit code where that is not 0.
PRINTS = {
    "briefgen init reports": "next: briefgen build --all",
    "briefgen new country-profile uzbekistan": "next: briefgen build uzbekistan",
    "briefgen list": "kazakhstan  country-profile    2026-11-23  Kazakhstan\n",
    "briefgen check kazakhstan": "kazakhstan: no problems; 12 of 12 claims sourced\n",
    "briefgen explain CLM101": "A number, date or quotation without a source in its sentence.",
    "briefgen ledger kazakhstan": "A new constitution has been in force since 1 July 2026",
    "briefgen impact cia-world-factbook": "kazakhstan  claim  since 20 March 2019",
    "briefgen facts conflicts": "",
    "briefgen freshness kazakhstan": "nothing stale",
    "briefgen refresh": "",
    "briefgen preview kazakhstan": ADDRESS,
    "briefgen build kazakhstan": "out/kazakhstan.pdf",
    "briefgen build --all": "kazakhstan: unchanged, out/kazakhstan.pdf\n",
    "briefgen build kazakhstan --to html": "out/kazakhstan.html\n",
    "briefgen diff kazakhstan": "kazakhstan, edition 3 → draft: nothing changed",
    "briefgen publish kazakhstan": "kazakhstan: nothing new since edition 3\n",
    "briefgen editions kazakhstan": "as published",
    "briefgen verify out/kazakhstan.pdf": "kazakhstan, edition 3: verified\n",
    "briefgen unpack out/kazakhstan.pdf": "kazakhstan-3\n",
    "briefgen regenerate --due": "nothing was due",
    "briefgen schedule": "",
    "briefgen schema --all": "schemas/country-profile.json\n",
    "briefgen sources list world bank": "GDP (current US$)",
    "briefgen sources import rivers.json": "sources/kazakhstan.yaml",
    "briefgen sources export > cited.json": '"id": "wb-gdp"',
    "briefgen templates list": "parts/scenarios.html",
    "briefgen cache info": "1 PDF",
    "briefgen doctor": "ok     a page: set, with its footnote proven\n",
}
CODES = {"briefgen regenerate --due": ExitCode.NOTHING_DUE}
BEGINNING = ("init", "new")  # these come before there is anything


@pytest.fixture
def do(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Do:
    """Does a command in the project of the tutorial, which is to become edition 3."""
    files = tutorial()
    (rivers,) = (e.text for e in examples("sources.md") if e.marker == "file: rivers.json")
    written(files | {SPEC: f"{files[SPEC]}edition: 3\n", "rivers.json": rivers}, tmp_path)
    begun = tmp_path_factory.mktemp("begun")
    monkeypatch.setenv("BRIEFGEN_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(running, "serve", lambda root, errand, port, opened: opened(ADDRESS))
    monkeypatch.setattr(webbrowser, "open", lambda address: None)

    def done(command: str) -> tuple[int, str]:
        bare = command.partition(" > ")[0]
        folder = begun if bare.split()[1] in BEGINNING else tmp_path
        return ended(bare, folder, monkeypatch, capsys)

    return done


@pytest.fixture
def verifying(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What is put to the bytes that `verify` builds anew, which it builds once in a test."""
    compared, built, added = comparing.compared, list[bytes](), list[bytes]()

    def comparing_once(pdf: bytes, place: Place, rebuild: comparing.Rebuild) -> Verification:
        def rebuilt(about: Manifest, files: Mapping[str, bytes]) -> bytes:
            built.extend([] if built else [rebuild(about, files)])
            return b"".join(built + added)

        return compared(pdf, place, rebuilt)

    monkeypatch.setattr(comparing, "compared", comparing_once)
    return added


def files_of(tree: str, top: str) -> set[str]:
    """The files of a drawn tree, which is indented by two."""
    found, at = set[str](), list[str]()
    for line in tree.splitlines():
        name = line.strip().split("  ")[0]
        at[(len(line) - len(line.lstrip())) // 2 :] = [name]
        if not name.endswith("/"):
            found.add("".join(at))
    assert all(path.startswith(top) for path in found)
    return found


def test_commands_and_editions_do_what_their_pages_say(
    do: Do, verifying: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publishing, tree, _, opening, elsewhere = claimed("editions.md", ME)
    the_list, again = claimed("commands.md", ME)
    # Published, and what lies there then.
    for command, output in runs(publishing):
        assert do(command) == (0, unchanging(output)), command
    editions = tmp_path / "editions"
    there = {p.relative_to(tmp_path).as_posix() for p in editions.rglob("*") if p.is_file()}
    there.add("editions/kazakhstan/3/changes/kazakhstan.json")  # of those after the first
    assert files_of(tree, "editions/kazakhstan/") == there
    assert (editions / "kazakhstan/latest").read_text("utf-8") == "3\n"
    # Each command of the list; what is built twice stands.
    shutil.copy(tmp_path / LIBRARY, tmp_path / "before.yaml")
    assert again.splitlines(keepends=True)[0] == PRINTS["briefgen build --all"]
    assert commands(the_list) == [*PRINTS]
    for command, words in PRINTS.items():
        code, printed = do(command)
        assert code == CODES.get(command, 0), printed
        assert unchanging(words) in printed, command
    # Back from a PDF, here and where tools are of other versions.
    shutil.rmtree(tmp_path / "kazakhstan-3")
    shutil.copy(tmp_path / "out/kazakhstan.pdf", tmp_path)
    for command, output in runs(opening):
        assert do(command) == (0, output), command
    here = {**made_with(), "weasyprint": "70.1"}
    monkeypatch.setattr(comparing, "made_with", lambda: here)
    verifying.append(b" ")
    assert do("briefgen verify kazakhstan.pdf") == (ExitCode.PROBLEMS, elsewhere)
    # Built again, where something is other.
    data = (tmp_path / DATA).read_text("utf-8")
    (tmp_path / DATA).write_text(changed(data, "2016,137", "2016,138"), "utf-8")
    shutil.copy(tmp_path / "before.yaml", tmp_path / LIBRARY)
    assert do("briefgen build kazakhstan") == (0, unchanging(again.splitlines(keepends=True)[1]))


def test_a_source_above_the_marking_of_its_brief_is_told() -> None:
    (shown,) = (each for each in claimed("editions.md", ME) if each.startswith("sources:\n"))
    files = tutorial()
    entry = shown.removeprefix("sources:\n")
    spec = edited(files[SPEC], "append to", ["sources"], entry)
    files[SPEC] = changed(spec, "that year.[@report-az-2025-12-04]", "that year.[@cable]")
    report = examine(check(MemoryFiles.of(files), "kazakhstan"), Settings())
    (told,) = (problem for problem in report.problems if problem.code == "MRK102")
    assert "TLP:AMBER" in told.message


@pytest.mark.parametrize("command", claimed("../README.md", ME))
def test_the_scripts_of_the_readme_set_up_and_then_do_what_it_says(
    command: str, tmp_path: Path
) -> None:
    """Setting up fetches packages, so it is noted here; `.ci/run` does it."""
    script = ROOT / command.split()[1]
    stand_in = '#!/bin/sh\necho "$0" "$@"\n'
    written(
        {
            f"tools/{script.name}": script.read_text("utf-8"),
            "tools/setup.sh": 'setup() { echo "set up: $*"; }\n',
            ".venv/bin/briefgen": stand_in,
            ".venv/bin/python": stand_in,
        },
        tmp_path,
    )
    for name in ("briefgen", "python"):
        (tmp_path / ".venv/bin" / name).chmod(0o755)
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    ways = {
        "sh tools/first-brief\n": "set up: \n.venv/bin/briefgen build kazakhstan\n",
        "sh tools/run-tests\n": "set up: dev\n.venv/bin/python -m pytest\n",
    }
    assert done.stdout == ways[command]
    assert "step sh tools/run-tests\n" in (ROOT / ".ci/run").read_text("utf-8")
