"""The site of the manual, made once for all tests that look at it."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.locking import alone
from doc_examples import claimed
from pages import ROOT

MISSING = [name for name in ("sphinx", "myst_parser", "furo") if not importlib.util.find_spec(name)]
needs_extra = pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)}: extra manual")


def made_site(factory: pytest.TempPathFactory) -> Path:
    """The site, made as `sh tools/manual` makes it, by whichever process of the run comes first."""
    base = factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "manual"
    with alone(made.with_suffix(".lock"), lambda: None):
        if not (made / "done").exists():
            for words in _commands(made):
                done = subprocess.run(
                    words, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
                )
                assert done.returncode == 0, done.stderr
            (made / "done").touch()
    return made / "site"


def _commands(folder: Path) -> Iterator[list[str]]:
    """What the script runs, in a folder of its own."""
    command, *_ = claimed("manual.md", "test_manual")
    script = (ROOT / command.removeprefix("sh ").strip()).read_text("utf-8").replace("\\\n", " ")
    for line in re.findall(r"^\.venv/bin/python ((?:tools/|-m ).+)$", script, re.M):
        moved = line.replace("build/manual-", f"{folder}/").replace(
            "build/manual", f"{folder}/site"
        )
        yield [sys.executable, *moved.split()]
