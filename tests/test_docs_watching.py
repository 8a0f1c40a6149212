"""The page on freshness: its examples run, and say what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from test_docs import examples, followed, said, tutorial, unchanging, written


@pytest.mark.parametrize("name", ["freshness.md"])
def test_the_page_does_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tutorial()
    written(files, tmp_path)
    for example in examples(name):
        if example.marker.startswith("file: "):
            added: dict[str, str] = {}
            followed(added, example)
            written(added, tmp_path)
        elif example.marker == "run":
            shown = re.split(r"^\$ (.+)\n", example.text, flags=re.M)[1:]
            for command, output in zip(shown[::2], shown[1::2], strict=True):
                printed = said(command, tmp_path, monkeypatch, capsys)
                assert printed.strip() == unchanging(output.strip()), command
