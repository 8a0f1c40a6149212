"""The preview in a Chromium: edited, broken, mended, in two tabs, deleted; and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from browsers import STRICTEST, missing, seen
from pages import environment
from projects import NAME, SPEC, changed, minimal_project

for library in ("starlette", "uvicorn", "watchfiles"):
    pytest.importorskip(library)

PHASE = "document.getElementById('state').dataset.phase"
BUILD = "Number(document.querySelector('.sheet')?.dataset.build ?? 0)"
BANNER = "document.getElementById('banner').textContent"
SAYS = "[...document.querySelectorAll('[data-inner]')].some(e => e.ariaLabel.includes({!r}))"
PLACE = "document.getElementById('place-at').textContent"
PROBLEMS = "[...document.querySelectorAll('#problem-list a')].map(e => e.href)"
WIDER = "[document.documentElement.scrollWidth, window.innerWidth]"
WITHIN = 180  # seconds for pages, on a machine that does much else


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project on disk."""
    for path, text in {"briefgen.toml": "", **minimal_project()}.items():
        target = tmp_path / "project" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return tmp_path / "project"


@pytest.fixture
def served(root: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A preview that runs, and its address."""
    command = [sys.executable, "-m", "briefgen", "preview", NAME, "--no-open"]
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def after(step: dict[str, object], until: str) -> list[dict[str, object]]:
    return [step, {"until": until, "within": WITHIN}]


@pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")
def test_edited_broken_mended_in_two_tabs_and_deleted(
    root: Path, served: tuple[subprocess.Popen[str], str], tmp_path: Path
) -> None:
    _, address = served
    spec, path = (root / SPEC).read_text("utf-8"), str(root / SPEC)
    edited = changed(spec, "One man has ruled since 1994.", "One man has ruled for long.")
    broken = changed(edited, "Dushanbe, source: handbook", "Dushanbe, source: handbok")
    line = broken.split("handbok")[0].count("\n") + 1
    up = f"{PHASE} === 'done'"
    steps = [
        *after({}, f"{BUILD} > 0 && {up}"),
        {"ask": SAYS.format("since 1994"), "as": "first"},
        {"focus": "[data-inner]"},
        {"press": "ArrowDown"},
        {"press": "Enter"},
        {"ask": PLACE, "as": "place"},
        {"press": "Escape"},
        {"ask": "document.activeElement.className", "as": "back"},
        *after({"tab": "second"}, f"{BUILD} > 0"),
        *after({"write": path, "text": edited}, SAYS.format("ruled for long") + f" && {up}"),
        {"ask": SAYS.format("since 1994"), "as": "left in the second"},
        *after({"tab": "first"}, SAYS.format("ruled for long") + f" && {up}"),
        *after({"write": path, "text": broken}, f"{PHASE} === 'broken'"),
        {"ask": BANNER, "as": "broken"},
        {"ask": PROBLEMS, "as": "problems"},
        {"ask": SAYS.format("ruled for long"), "as": "last good"},
        *after({"tab": "late"}, f"{BUILD} > 0 && {PHASE} === 'broken'"),
        {"ask": "document.querySelectorAll('.wrong').length", "as": "lines of another spec"},
        {"tab": "first"},
        *after({"write": path, "text": edited}, f"{up} && {BANNER} === ''"),
        *after({"remove": path}, f"{PHASE} === 'gone'"),
        {"ask": BANNER, "as": "gone"},
        {"ask": "document.querySelectorAll('.sheet img').length", "as": "pages"},
        *after({"write": path, "text": spec}, SAYS.format("since 1994") + f" && {up}"),
    ]  # fmt: skip
    look = {"address": address, "width": 1280, "scripts": True, "steps": steps, "axe": STRICTEST}
    (answer,) = seen([look], tmp_path, 900)
    assert answer["first"] is True
    assert answer["place"].startswith("Paragraph: ") and f"{SPEC}:" in answer["place"]
    assert answer["back"] == "spot"
    assert answer["left in the second"] is False
    assert "These are the last good pages." in answer["broken"]
    (problem,) = answer["problems"]
    assert problem.startswith(f"vscode://file{root.as_posix()}/{SPEC}:{line}:")
    assert answer["lines of another spec"] == 0
    assert answer["last good"] is True
    assert "This brief is gone." in answer["gone"]
    assert answer["pages"] > 0
    assert answer["axe"] == []
    assert answer["said"] == []  # the policy had nothing to complain of
    own = address.split("/b/")[0]
    assert [url for url in answer["requests"] if not url.startswith(own)] == []


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_leaves_no_process(
    served: tuple[subprocess.Popen[str], str], number: signal.Signals
) -> None:
    process, address = served
    assert address.startswith("http://127.0.0.1:")
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "the preview is closed" in said
    assert "Traceback" not in said
