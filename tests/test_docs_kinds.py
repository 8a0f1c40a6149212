"""The guides to the kinds of brief, and what writing.md shows of them: all of it can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.errors import ExitCode
from doc_examples import DOCS, claimed, edited, ended, examples, page, said, tutorial, written
from kind_projects import kind_project
from projects import LIBRARY, found

ME = "test_docs_kinds"
GUIDES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.glob("kinds/*.md"))
TREE, FIGURES, RELATIONS, SUMMIT, THREAT, RATED = claimed("writing.md", ME)
# What the examples name, for which the reader has a library and facts.
_SOURCE = "  {key}:\n    {{type: report, title: X, reliability: B, reliability_reason: seen}}\n"
FACT = """\
facts:
  trade_2023:
    {value: 1.2, unit: usd_bn, about: Trade, as_of: 2023, source: report, credibility: 1}
"""


@pytest.mark.parametrize("guide", GUIDES)
def test_a_brief_begun_as_its_guide_says_is_ready_to_build(
    guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = "".join(claimed(guide, ME)).splitlines()
    kind, name = command.split()[2:]
    assert kind == Path(guide).stem
    assert f"next: briefgen build {name}" in said(command, tmp_path, monkeypatch, capsys)
    (check,) = re.findall(r"`(briefgen check [^`]+)`", page(guide))
    code, printed = ended(check, tmp_path, monkeypatch, capsys)
    assert code == ExitCode.DONE, printed


def test_the_files_of_a_project_are_those_of_the_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    named = [line.split()[0] for line in TREE.splitlines()]
    kinds = {path for path in named if path.startswith("kinds/")}
    own = {f"file: {path}": path for path in kinds}
    more = {own[each.marker]: each.text for each in examples("own-kinds.md") if each.marker in own}
    assert {*more} == kinds
    written(tutorial() | more, tmp_path)
    made = said("briefgen schema --all", tmp_path, monkeypatch, capsys).splitlines()
    assert "schemas/port-note.json" in made
    assert all((tmp_path / path).exists() for path in named)


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Each key at the top with its lines."""
    for part in re.split(r"^(?=\w)", text, flags=re.M)[1:]:
        yield part.partition(":")[0], part


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("relations", RELATIONS),
        ("relations", FIGURES + FACT),
        ("summit", SUMMIT),
        ("threat", THREAT),
    ],
)
def test_what_the_guide_shows_of_a_kind_can_be_printed(name: str, shown: str) -> None:
    files = kind_project(name)
    spec = f"briefs/{name}.yaml"
    for key, lines in entries(shown):
        there = re.search(rf"^{key}:", files[spec], re.M)
        files[spec] = (
            edited(files[spec], "replace in", [key], lines) if there else files[spec] + lines
        )
    for key in re.findall(r"source: ([\w-]+)\}|\[@([\w-]+)\]", shown):
        (source,) = filter(None, key)
        if f"\n  {source}:\n" not in files[LIBRARY]:
            files[LIBRARY] += _SOURCE.format(key=source)
    assert found(files, name) == []


def test_the_block_of_the_rating_is_where_the_guide_says() -> None:
    files = kind_project("threat")
    spec = files["briefs/threat.yaml"]
    block = "      - rating: The threat to Tajikistan\n"
    assert spec.count(block) == 1
    files["briefs/threat.yaml"] = spec.replace(block, f"      {RATED}")
    assert found(files, "threat") == []
