"""The site of the manual, made once for all tests that look at it."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.locking import alone
from pages import ROOT

MISSING = [name for name in ("sphinx", "myst_parser", "furo") if not importlib.util.find_spec(name)]
needs_extra = pytest.mark.skipif(bool(MISSING), reason=f"no {', '.join(MISSING)}: extra manual")


def made_site(factory: pytest.TempPathFactory) -> Path:
    """The site, made as `sh tools/manual` makes it, by whichever process of the run comes first."""
    base = factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "manual"
    with alone(made.with_suffix(".lock"), lambda: None):
        if not (made / "done").exists():
            done = subprocess.run(
                [*_command(made), str(made / "site")],
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=300,
            )
            assert done.returncode == 0, done.stderr
            (made / "done").touch()
    return made / "site"


def _command(folder: Path) -> list[str]:
    script = (ROOT / "tools" / "manual").read_text("utf-8").replace("\\\n", " ")
    (line,) = re.findall(r"^\.venv/bin/python (-m sphinx .+)$", script, re.M)
    words = [word.replace("build/manual-trees", str(folder / "trees")) for word in line.split()]
    return [sys.executable, *words[:-1]]
