"""The documentation: every example in it runs, and nothing it should name is left out."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefgen import cli
from briefgen.build import Order, build
from briefgen.edition import view
from briefgen.errors import ExitCode, Problem
from briefgen.language import Words
from briefgen.outputs.job import RenderJob
from briefgen.project import MemoryFiles
from briefgen.settings import Settings, read_settings
from briefgen.validation import check

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])

_FENCE = re.compile(r"(?:<!-- (?P<marker>[^\n]+?) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)^```", re.S | re.M)
_SECONDS = re.compile(r"\d+\.\d s")
_LINK = re.compile(r"\[[^\]]+\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


@dataclass(frozen=True)
class Example:
    """A fenced block: what the comment above it says, and its text."""

    marker: str
    kind: str
    text: str


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def examples(name: str) -> Iterator[Example]:
    for match in _FENCE.finditer(page(name)):
        yield Example(match["marker"] or "", match["kind"], match["text"])


def span(lines: list[str], keys: list[str]) -> tuple[int, int]:
    """From which line to which a key stands; both are the end of its parent where it does not."""
    start, end = 0, len(lines)
    for depth, key in enumerate(keys):
        indent = " " * (2 * depth)
        found = (n for n in range(start, end) if lines[n].startswith(f"{indent}{key}:"))
        if (first := next(found, None)) is None:
            return end, end
        start, end = first, next(
            (n for n in range(first + 1, end) if re.match(rf" {{0,{2 * depth}}}\S", lines[n])), end
        )
    return start, end


def edited(text: str, verb: str, keys: list[str], block: str) -> str:
    """A file after “replace in”, “add to” or “append to”."""
    lines = text.rstrip("\n").split("\n")
    start, end = span(lines, keys)
    while end > start and not lines[end - 1].strip():
        end -= 1
    assert (start < end) == (verb != "add to"), f"{verb} {keys}"
    lines[end if verb == "append to" else start : end] = block.rstrip("\n").split("\n")
    return "\n".join(lines) + "\n"


def followed(files: dict[str, str], example: Example) -> None:
    """Do to the files what the marker of an example says."""
    if example.marker.startswith("file: "):
        files[example.marker.removeprefix("file: ")] = example.text
        return
    match = re.fullmatch(r"(replace in|add to|append to) (\S+): (.+)", example.marker)
    assert match, f"no marker, or one that is not known: {example}"
    files[match[2]] = edited(files[match[2]], match[1], match[3].split(), example.text)


def written(files: dict[str, str], folder: Path) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def said(command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints, problems first."""
    if not command.startswith("briefgen "):
        return subprocess.run(
            ["sh", "-c", command], cwd=folder, check=True, capture_output=True, text=True
        ).stdout
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", command.split())
    with pytest.raises(SystemExit):
        cli.main()
    printed = capsys.readouterr()
    return _SECONDS.sub("N s", printed.err + printed.out)


def test_the_tutorial_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files: dict[str, str] = {}
    for example in examples("tutorial.md"):
        if example.marker != "run":
            followed(files, example)
            continue
        written(files, tmp_path)
        shown = re.split(r"^\$ (.+)\n", example.text, flags=re.M)[1:]
        for command, output in zip(shown[::2], shown[1::2], strict=True):
            assert said(command, tmp_path, monkeypatch, capsys).strip() == _SECONDS.sub(
                "N s", output.strip()
            ), command
    assert (tmp_path / "out" / "kazakhstan.pdf").read_bytes().startswith(b"%PDF-")
