"""A Chromium that opens pages and tells what it sees; tools/browser fetches what drives it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pages import ROOT

MODULES = ROOT / "build/browser"
SCRIPT = ROOT / "tests/browsing/browse.mjs"
NODE, CHROMIUM = shutil.which("node"), shutil.which("chromium") or shutil.which("google-chrome")
# Everything axe knows but what it holds to be unfinished or given up.
STRICTEST = {
    "runOnly": {
        "type": "tag",
        "values": [
            *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa"),
            *("best-practice", "section508", "EN-301-549"),
        ],
    }
}


def missing() -> str:
    """What is not there of all that a browser needs; empty if nothing."""
    wanted = {"node": NODE, "Chromium": CHROMIUM, "the driver": (MODULES / "fetched").is_file()}
    absent = [name for name, there in wanted.items() if not there]
    return f"no {', '.join(absent)}; sh tools/browser fetches the driver" if absent else ""


def seen(
    looks: Sequence[Mapping[str, object]], folder: Path, patience: int = 240
) -> list[dict[str, Any]]:
    """What the browser says to each look at a page."""
    job = folder / "job.json"
    told = {"modules": str(MODULES), "chromium": CHROMIUM, "looks": list(looks)}
    job.write_text(json.dumps(told), "utf-8")
    done = subprocess.run(
        [NODE or "node", str(SCRIPT), str(job)], capture_output=True, text=True, timeout=patience
    )
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
