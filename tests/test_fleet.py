"""Several briefs at a time: the same bytes, and a worker that is lost costs its own brief alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.building import build
from briefgen.errors import ExitCode
from briefgen.fleet import Crew, build_many, crew_for
from briefgen.fleet.local import WORKER_BYTES
from briefgen.printing import Order
from briefgen.project import DiskFiles, write_whole
from briefgen.results import BuildResult
from briefgen.settings import Settings
from projects import SPEC, changed, minimal_project

BRIEFS = ("a", "b", "bad", "c")


@dataclass(frozen=True)
class Deadly(DiskFiles):
    """Files of which one kills whoever reads it: as often as is said, or always."""

    times: int = 99

    def read(self, path: str) -> bytes:
        if path.endswith("bad.yaml"):
            met = self.root / "met"
            write_whole(met, (met.read_bytes() if met.exists() else b"") + b"x")
            if len(met.read_bytes()) <= self.times:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().read(path)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = minimal_project()
    spec = files.pop(SPEC)
    for name in BRIEFS:
        files[f"briefs/{name}.yaml"] = changed(spec, "\ntitle: Taj", f"\ntitle: {name} Taj")
    for path, text in {**files, "briefgen.toml": ""}.items():
        write_whole(tmp_path / path, text.encode())
    return tmp_path


def order(files: DiskFiles, root: Path) -> Order:
    return Order(files, Settings(), lambda name: root / f"out/{name}.pdf")


def ran(files: DiskFiles, root: Path, crew: Crew) -> list[BuildResult]:
    return list(build_many(BRIEFS, order(files, root), crew, lambda name, stage: None))


def test_the_bytes_are_those_of_one_after_the_other(root: Path) -> None:
    many = ran(DiskFiles(root), root, Crew(2))
    one = list(build(BRIEFS, order(DiskFiles(root), root), lambda name, stage: None))
    assert [result.name for result in many] == list(BRIEFS)
    assert [result.pdf for result in many] == [result.pdf for result in one]
    assert (root / "out/bad.pdf").read_bytes() == one[2].pdf


def test_a_worker_that_dies_costs_its_brief_a_second_try(root: Path) -> None:
    results = ran(Deadly(root, times=1), root, Crew(2))
    assert [result.exit_code for result in results] == [ExitCode.DONE] * 4


def test_a_brief_that_kills_twice_is_a_clear_failure_and_the_others_are_built(root: Path) -> None:
    good, other, bad, last = ran(Deadly(root), root, Crew(2))
    assert good.ok
    assert other.ok
    assert last.ok
    assert bad.exit_code is ExitCode.RENDERING
    (problem,) = bad.problems
    assert problem.message == "its process ended before it was done, twice"
    assert not (root / "out/bad.pdf").exists()
    assert (root / "met").read_bytes() == b"xx"


def test_a_brief_that_hangs_is_given_up(root: Path) -> None:
    results = ran(DiskFiles(root), root, Crew(2, patience=0.01))
    assert {result.exit_code for result in results} == {ExitCode.RENDERING}
    assert results[0].problems[0].message == "it was not done after 0.01 seconds, twice"


def test_what_is_wrong_with_a_brief_is_told_as_ever(root: Path) -> None:
    spec = root / "briefs/b.yaml"
    spec.write_text(spec.read_text("utf-8").replace("country: TJ", "country: XX"), "utf-8")
    results = ran(DiskFiles(root), root, Crew(2))
    codes = [ExitCode.DONE, ExitCode.PROBLEMS, ExitCode.DONE, ExitCode.DONE]
    assert [result.exit_code for result in results] == codes
    assert results[1].problems[0].place.file == "briefs/b.yaml"


def test_the_command_remembers_what_its_workers_made(root: Path) -> None:
    command = [sys.executable, "-m", "briefgen", "build", "--all"]
    first = subprocess.run([*command, "-j", "2"], cwd=root, capture_output=True, text=True)
    assert first.returncode == 0, first.stderr
    again = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert again.stdout.splitlines() == [f"{n}: unchanged, out/{n}.pdf" for n in sorted(BRIEFS)]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
def test_an_interrupted_run_leaves_no_process_and_no_half_file(root: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "build", "--all", "-j", "2"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(2)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)
    assert run.returncode in (ExitCode.INTERRUPTED, ExitCode.DONE)
    with pytest.raises(ProcessLookupError):
        for _ in range(50):
            os.killpg(run.pid, 0)
            time.sleep(0.1)
    assert not list(root.glob("out/*.part"))


def test_there_are_as_many_workers_as_there_is_work_and_room() -> None:
    assert crew_for(1).workers == 1
    assert crew_for(2).workers == 1  # their start would cost more than they save
    assert crew_for(50, wanted=8).workers == 8
    assert crew_for(3, wanted=8).workers == 3
    assert 1 <= crew_for(500).workers <= (os.cpu_count() or 1)
    assert WORKER_BYTES > 250_000_000
