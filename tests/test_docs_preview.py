"""The page on the preview: what it says is begun, opens a browser, and ends with Ctrl-C."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from briefgen.editors import address_of
from briefgen.project import MemoryFiles
from briefgen.settings import read_settings
from doc_examples import claimed, written
from pages import environment
from projects import SPEC, minimal_project
from shown import commands, installed

pytest.importorskip("uvicorn")

BROWSER = '#!/bin/sh\necho "$1" > "$0.new" && mv "$0.new" "$0.asked"\n'
WITHIN = 60  # seconds, on a machine that does much else


@pytest.mark.skipif(sys.platform == "win32", reason="the browser is a script for sh")
def test_the_page_of_the_brief_is_opened_until_ctrl_c(tmp_path: Path) -> None:
    shown, settings = claimed("preview.md", "test_docs_preview")
    extra, command = commands(shown)
    installed(extra)
    files = minimal_project()
    files["briefs/kazakhstan.yaml"] = files.pop(SPEC)
    files["briefgen.toml"] = settings
    assert address_of(read_settings(MemoryFiles.of(files)).preview.editor).startswith("pycharm:")
    written({**files, "browser": BROWSER}, tmp_path)
    (tmp_path / "browser").chmod(0o755)
    with subprocess.Popen(
        [sys.executable, "-m", *command.split()],
        cwd=tmp_path,
        env=environment(BROWSER=str(tmp_path / "browser")),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            address = opened(tmp_path / "browser.asked")
            with urllib.request.urlopen(address, timeout=WITHIN) as answer:
                assert "kazakhstan" in answer.read().decode()
            process.send_signal(signal.SIGINT)
            printed, said = process.communicate(timeout=WITHIN)
        finally:
            process.kill()
    assert (process.returncode, printed) == (0, f"{address}\n"), said


def opened(asked: Path) -> str:
    """The address that the browser was given, once it was."""
    for _ in range(WITHIN * 20):
        if asked.exists():
            return asked.read_text("utf-8").strip()
        time.sleep(0.05)
    raise AssertionError("no browser was opened")
