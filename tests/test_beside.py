"""Pages that a second process sets: the same bytes, and nothing is lost with that process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen import build
from briefgen.cli.helping import MOST, helped
from briefgen.outputs import beside
from briefgen.project import write_whole
from projects import NAME, SPEC, minimal_project

WITH_TWO_CORES = """
import os, sys
from briefgen.outputs import beside
beside.cores = lambda: 2
"""
# A build as the command makes it, and what it had loaded and left behind.
BUILD = f"""{WITH_TWO_CORES}
import json
from briefgen.cli import main
sys.argv = ["briefgen", "build", *sys.argv[1:]]
code = 0
try:
    main()
except SystemExit as end:
    code = end.code
try:
    left = os.waitpid(-1, os.WNOHANG)
except ChildProcessError:
    left = None
print(json.dumps({{"code": code, "engine": "weasyprint" in sys.modules, "left": left}}))
"""
KILLED = f"""{WITH_TWO_CORES}
import pathlib, signal, tempfile, time
helper = beside.begun()
assert helper is not None
from pages import job_of, project
job = job_of(project())
if sys.argv[1] == "before":
    os.kill(helper._process, signal.SIGKILL)
first = helper.render(job)
if sys.argv[1] == "between":
    os.kill(helper._process, signal.SIGKILL)
asked = []
second = helper.attempt(job, lambda shares: bool(asked.append(shares)) or sys.argv[2] == "worth it")
from briefgen.outputs.rendering import render
here = render(job)
assert first.pdf == here.pdf
assert asked == [here.fills], (asked, here.fills)
assert (second is not None and second.pdf == here.pdf) == (sys.argv[2] == "worth it")
other = job_of(project("Another text, and nothing else."))
assert other.html != job.html
helper.begin(job)
assert helper.render(other).pdf == render(other).pdf  # what was begun is of no use
helper.begin(job)
assert helper.render(job).pdf == here.pdf
helper.begin(job)
while sys.argv[1] == "never" and not any(pathlib.Path(tempfile.gettempdir()).glob("*/*/*")):
    time.sleep(0.01)  # until it is at work, with fonts unpacked
helper.end()
helper.wait()
print("held")
"""
LENT = f"""{WITH_TWO_CORES}
import time
helper = beside.begun()
assert helper is not None
while not (lent := helper.lent()):
    time.sleep(0.01)
assert helper.lent() == ()  # once is enough
from briefgen.templating import borrow_templates, render_html
from jinja2 import Environment
from pages import job_of, project
here = job_of(project())
from briefgen import templating
templating._compiled.cache_clear()
borrow_templates(lent)
def compiled_again(*_, **__):
    raise AssertionError("compiled in this process")
Environment.compile = compiled_again
job = job_of(project())
assert job == here
assert helper.render(job).proof.strays == ()
helper.wait()
print("held")
"""
posix = pytest.mark.skipif(sys.platform != "linux", reason="only there a process is forked")


def run(code: str, root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    tests = str(Path(__file__).parent)
    head = f"import sys\nsys.path.insert(0, {tests!r})\n"
    temporary = root.with_name("temporary")
    temporary.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", head + code, *words],
        cwd=root,
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert list(temporary.iterdir()) == []  # whoever was ended, and whatever it was doing
    return done


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    for path, text in minimal_project().items():
        write_whole(folder / path, text.encode())
    return folder


@posix
def test_a_build_with_a_helper_loads_no_engine_leaves_nobody_and_makes_the_same_bytes(
    root: Path,
) -> None:
    done = run(BUILD, root, NAME)
    assert done.returncode == 0, done.stderr
    said, told = done.stdout.splitlines()
    assert said.startswith(f"{NAME}: ")
    assert json.loads(told) == {"code": 0, "engine": False, "left": None}
    (here,) = build(root, names=NAME)
    assert (root / f"out/{NAME}.pdf").read_bytes() == here.pdf


@posix
def test_the_journal_knows_the_libraries_that_another_process_loaded(root: Path) -> None:
    run(BUILD, root, NAME)
    (built,) = json.loads((root / ".briefgen/builds.json").read_bytes())["builds"].values()
    assert any("pango" in path for path in built["libraries"])
    assert any("fontconfig" in path for path in built["libraries"])
    again = run(BUILD, root, NAME)
    assert again.stdout.startswith(f"{NAME}: unchanged")


@posix
def test_mistakes_are_told_as_ever_and_the_helper_ends(root: Path) -> None:
    path = root / SPEC
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    done = run(BUILD, root, NAME)
    assert "titel" in done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {"code": 1, "engine": False, "left": None}


@posix
@pytest.mark.parametrize("when", ["never", "before", "between"])
@pytest.mark.parametrize("worth", ["worth it", "not worth it"])
def test_pages_are_set_here_if_the_process_is_gone(root: Path, when: str, worth: str) -> None:
    done = run(KILLED, root, when, worth)
    assert done.stdout == "held\n", done.stderr


@posix
def test_templates_that_it_compiled_are_not_compiled_here(root: Path) -> None:
    done = run(LENT, root)
    assert done.stdout == "held\n", done.stderr


def test_none_is_begun_where_workers_would_do_it_or_nothing_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(beside, "begun", lambda: begun.append("one"))
    for words in (
        ["--all"], ["-h"], [NAME, "-j", "2"], [NAME, "-j2"], [NAME, "--to", "html"],
        [NAME, "--profile=x"], [NAME, "--executor=dask://h:1"], [NAME] * (MOST + 1), [],
    ):  # fmt: skip
        with helped(words) as helper:
            assert helper is None
    assert begun == []
    with helped([NAME, "--force", "--strict"]):
        assert begun == ["one"]


def test_none_is_forked_where_a_thread_runs_or_there_is_one_core(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "cores", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert beside.begun() is None
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr(beside, "cores", lambda: 1)
    assert beside.begun() is None
