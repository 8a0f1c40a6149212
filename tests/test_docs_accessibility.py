"""The page on archives and accessibility: its command finds what a template breaks, as shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import ExitCode
from doc_examples import claimed, ended, tutorial, written
from shown import installed


def test_the_page_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, template, told = claimed("accessibility.md", "test_docs_accessibility")
    install, build = lines.splitlines()
    installed(install)
    files = tutorial()
    files["briefgen.toml"] += 'templates = ["own"]\n'
    written(files | {"own/parts/scenarios.html": template}, tmp_path)
    code, printed = ended(build, tmp_path, monkeypatch, capsys)
    assert code == ExitCode.CONFORMANCE
    assert printed == f"{told}\nkazakhstan: not built (1 error)\n"
    assert not (tmp_path / "out/kazakhstan.pdf").exists()
