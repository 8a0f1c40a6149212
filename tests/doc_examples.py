"""Examples of the documentation, and what their markers ask for: files and commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen import cli

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"

FENCE = re.compile(
    r"(?:<!-- (?P<marker>[^\n]+?) -->\n)?```(?P<kind>\w*)\n(?P<text>.*?)^```", re.S | re.M
)
# Time and the length of the document change with the machine and the style sheet.
_CHANGING = re.compile(r"\d+\.\d s|\d+ pages?")


@dataclass(frozen=True)
class Example:
    """A fenced block: what the comment above it says, and its text."""

    marker: str
    kind: str
    text: str


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def examples(name: str) -> Iterator[Example]:
    for match in FENCE.finditer(page(name)):
        yield Example(match["marker"] or "", match["kind"], match["text"])


def claimed(name: str, module: str) -> list[str]:
    """Texts of the examples of a page whose marker says that this test module runs them."""
    return [each.text for each in examples(name) if each.marker == f"test: {module}"]


def span(lines: list[str], keys: list[str]) -> tuple[int, int]:
    """From which line to which a key stands; both are the end of its parent where it does not."""
    start, end = 0, len(lines)
    for depth, key in enumerate(keys):
        indent = " " * (2 * depth)
        found = (n for n in range(start, end) if lines[n].startswith(f"{indent}{key}:"))
        if (first := next(found, None)) is None:
            return end, end
        start, end = (
            first,
            next(
                (n for n in range(first + 1, end) if re.match(rf" {{0,{2 * depth}}}\S", lines[n])),
                end,
            ),
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


def unchanging(text: str) -> str:
    """The text without what changes with machine and style sheet."""
    return _CHANGING.sub("N", text)


def written(files: dict[str, str], folder: Path) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def ended(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """The exit code of a command of ours and what it prints, problems first."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    code = 0
    try:
        cli.main()  # returns where a PDF stands
    except SystemExit as end:
        code = int(end.code or 0)
    printed = capsys.readouterr()
    return code, unchanging(printed.err + printed.out)


def said(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    """What a command prints, problems first."""
    if not command.startswith("briefgen "):
        return subprocess.run(
            ["sh", "-c", command], cwd=folder, check=True, capture_output=True, text=True
        ).stdout
    return ended(command, folder, monkeypatch, capsys)[1]


def tutorial() -> dict[str, str]:
    """The files of the tutorial at its end."""
    files: dict[str, str] = {}
    for example in examples("tutorial.md"):
        if example.marker != "run":
            followed(files, example)
    return files
