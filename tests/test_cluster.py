"""Briefs built on a Dask cluster: a scheduler and two workers, each a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from briefgen.building import build
from briefgen.errors import RenderingFailed, UsageProblem
from briefgen.fleet import build_many
from briefgen.fleet.carrying import carried
from briefgen.fleet.cluster import SENT_AGAIN, Cluster, Jobs, cluster_at
from briefgen.printing import Order
from briefgen.project import DiskFiles, write_whole
from briefgen.settings import Settings
from doc_examples import claimed
from pages import environment
from projects import SPEC, changed, minimal_project
from shown import commands, installed

BRIEFS = ("a", "b", "c")
# The commands of the page on rebuilding, with what keeps them apart from others on this machine.
EXTRA, SCHEDULER, WORKER, BUILD = (
    line for shown in claimed("rebuilding.md", "test_cluster") for line in commands(shown)
)
UNHEARD = ("--no-dashboard",)
ENDS = ("--idle-timeout", "300")  # by itself, should the tests be killed
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are killed")


@dataclass
class Processes:
    """A scheduler and its workers, which end with the test."""

    folder: Path
    port: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def words(self, line: str) -> list[str]:
        """A command of the page as it is given here: to this scheduler, for one worker."""
        here = line.replace("HOST", "127.0.0.1").replace("8786", str(self.port))
        return [sys.executable, "-m", *here.replace("--nworkers 8", "--nworkers 1").split()]

    def begin(self, line: str, *more: str, **environment: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*self.words(line), *more, *UNHEARD],
            cwd=self.folder,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.running.append(process)
        return process

    def worker(self, name: str, **environment: str) -> subprocess.Popen[bytes]:
        words = ("--death-timeout", "60", "--name", name, "--no-nanny")
        folder = ("--local-directory", str(self.folder))
        return self.begin(WORKER, *words, *folder, **environment)

    def wait_for(self, workers: int) -> None:
        with client_of(self.address) as client:
            client.wait_for_workers(workers, timeout=90)


def client_of(address: str) -> Any:
    from distributed import Client

    untyped: Any = Client
    return untyped(address, timeout=90, set_as_default=False)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Processes]:
    pytest.importorskip("distributed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        processes = Processes(tmp_path, free.getsockname()[1])
    processes.begin(SCHEDULER, "--host", "127.0.0.1", *ENDS)
    yield processes
    for process in reversed(processes.running):
        process.kill()
        process.wait()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = minimal_project()
    spec = files.pop(SPEC)
    for name in BRIEFS:
        files[f"briefs/{name}.yaml"] = changed(spec, "\ntitle: Taj", f"\ntitle: {name} Taj")
    for path, text in {**files, "briefgen.toml": ""}.items():
        write_whole(tmp_path / "project" / path, text.encode())
    return tmp_path / "project"


def order(root: Path, target: str) -> Order:
    return Order(DiskFiles(root), Settings(), lambda name: root / f"{target}/{name}.pdf")


def unheard(name: str, stage: str) -> None: ...


def building(root: Path, words: list[str]) -> subprocess.Popen[str]:
    """The command of the page, whose lines can be read as they come."""
    now = environment(PYTHONUNBUFFERED="1")
    return subprocess.Popen(words, cwd=root, env=now, stdout=subprocess.PIPE, text=True)


def test_a_worker_that_is_killed_costs_nothing_but_time(root: Path, cluster: Processes) -> None:
    """Killed while it makes a brief; the bytes are those of a build in this process."""
    installed(EXTRA)
    workers = {name: cluster.worker(name) for name in ("one", "two")}
    with client_of(cluster.address) as client:
        client.wait_for_workers(2, timeout=90)
        with building(root, cluster.words(BUILD)) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            names = {w: each["name"] for w, each in client.scheduler_info()["workers"].items()}
            busy = next(worker for worker, jobs in client.processing().items() if jobs)
            workers[names[busy]].kill()
            rest = process.stdout.readlines()
        assert process.returncode == 0
        assert len(client.scheduler_info()["workers"]) == 1
    assert [line.partition(":")[0] for line in (first, *rest)] == [*BRIEFS]
    for one in build(BRIEFS, order(root, "one"), unheard):
        assert (root / f"out/{one.name}.pdf").read_bytes() == one.pdf


class Losing:
    """A cluster that loses what was sent so many times; its jobs are then cancelled."""

    def __init__(self, times: int) -> None:
        self.times, self.scattered = times, 0

    def scatter(self, sent: object, *, broadcast: bool, hash: bool) -> int:
        assert broadcast
        assert not hash  # or it would come under the name of what was lost
        self.scattered += 1
        return self.scattered

    def get_executor(self, **_: object) -> Losing:
        return self

    def submit(self, made: object, name: str, common: int, known: str) -> Future[str]:
        future: Future[str] = Future()
        if common <= self.times and name != "a":
            future.cancel()
        else:
            future.set_result(f"{name} of {common}{known}")
        return future

    def shutdown(self, *, wait: bool) -> None: ...


@pytest.mark.parametrize("times", [0, 1, SENT_AGAIN, SENT_AGAIN + 1])
def test_what_a_cluster_loses_is_sent_again(times: int) -> None:
    pytest.importorskip("distributed")
    client: Any = Losing(times)
    sent: Any = None
    jobs = Jobs(client, sent, {"a": "", "b": "!", "c": ""})
    crew: Any = Cluster("nowhere")
    assert crew._fetched(jobs, "a") == "a of 1"
    if times > SENT_AGAIN:
        with pytest.raises(RenderingFailed, match="the cluster lost what it was to be made of"):
            crew._fetched(jobs, "b")
        return
    assert crew._fetched(jobs, "b") == f"b of {times + 1}!"
    assert crew._fetched(jobs, "c") == f"c of {times + 1}"
    assert client.scattered == times + 1
    jobs.end()


def test_a_worker_with_another_program_is_refused(root: Path, cluster: Processes) -> None:
    (root / "older/weasyprint-69.0.dist-info").mkdir(parents=True)
    (root / "none").mkdir()
    (root / "none/briefgen.py").write_text("", "utf-8")
    cluster.worker("older", PYTHONPATH=str(root / "older"))
    cluster.worker("none", PYTHONPATH=str(root / "none"))
    with pytest.raises(UsageProblem) as refused:
        cluster.wait_for(2)
        list(build_many(BRIEFS, order(root, "many"), Cluster(cluster.address), unheard))
    said = sorted(problem.message.split(" ", 3)[3] for problem in refused.value.problems)
    assert len(said) == 2
    assert said[0].startswith("has another program: weasyprint 69.0 instead of ")
    assert said[1].startswith("has no briefgen of this version (")
    assert not (root / "many").exists()


def test_what_cannot_be_a_cluster_is_told() -> None:
    for address in ("tcp://here:1", "dask://here", "dask://:8786", "dask://here:port"):
        with pytest.raises(UsageProblem) as wrong:
            cluster_at(address)
        assert wrong.value.problems[0].hint == "write dask://HOST:PORT"
    assert cluster_at("dask://[::1]:8786").address == "[::1]:8786"


def test_what_is_carried_reads_as_the_disk_does(root: Path) -> None:
    for path in ("editions/a/1/manifest.json", "editions/a/1/a.pdf", ".git/x", "venv/lib/x.py"):
        write_whole(root / path, b"x")
    (root / "editions/a/2").mkdir()
    disk, sent = DiskFiles(root), carried(DiskFiles(root))
    for folder in ("briefs", "./sources", "data", "editions/a", "editions/a/1", "nowhere"):
        assert sent.listing(folder, ".yaml") == disk.listing(folder, ".yaml")
        assert sent.listing(folder, ".pdf") == disk.listing(folder, ".pdf")
        assert sent.folders(folder) == disk.folders(folder)
    for path in (SPEC, "briefs/a.yaml", "briefs/none.yaml", "editions/a/1/a.pdf", "../a"):
        assert sent.exists(path) == disk.exists(path)
    assert sent.read("briefs/a.yaml") == disk.read("briefs/a.yaml")
    with pytest.raises(OSError, match="was not sent"):
        sent.read("editions/a/1/a.pdf")
    assert not sent.exists(".git/x")
    assert not sent.exists("venv/lib/x.py")
