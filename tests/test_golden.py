"""Golden drawings: every chart drawn byte for byte as it was when somebody last looked at it.

Where a change is meant: python tests/specimens.py, look at what is drawn, and keep it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.charts.drawing import draw, shipped_metrics
from effort import calls
from specimens import CHARTS, GOLDEN, LOOK, drawings, normalised
from well_set import assert_well_set

ROOT = Path(__file__).resolve().parents[1]
DRAWN = drawings()


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_as_it_was(name: str) -> None:
    golden = (GOLDEN / f"{name}.svg").read_text("utf-8")
    assert normalised(DRAWN[name].svg) == golden, "look at it, then: python tests/specimens.py"


def test_nothing_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*")} == DRAWN.keys()


# A network has rules of its own for lines and words, and tests of them.
@pytest.mark.parametrize("name", [name for name in CHARTS if name != "network"])
def test_specimens_are_well_set(name: str) -> None:
    assert_well_set(DRAWN[name])


def test_the_same_data_give_the_same_bytes_in_another_process() -> None:
    run = "import specimens; print(*(each.svg for each in specimens.drawings().values()))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", run],
            cwd=ROOT / "tests",
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_nothing_heavy_is_imported_to_draw() -> None:
    run = "import sys, briefgen.charts.drawing; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", run],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split()
    heavy = {
        "pydantic",
        "jinja2",
        "weasyprint",
        "pypdfium2",
        "markdown_it",
        "yaml",
        "numpy",
        "pandas",
    }
    assert heavy.isdisjoint(loaded)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_takes_no_more_work_than_it_did(name: str) -> None:
    most = 45_000 if name == "network" else 27_000
    assert calls(lambda: draw(CHARTS[name], LOOK, shipped_metrics())) < most
