"""A PDF is replaced whole or not at all, whatever happens on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.errors import ExitCode, RenderingFailed
from briefgen.placing import place
from pages import command, environment, on_disk, project

OLD = b"%PDF-1.7 the last good one"
LONG = "\n\n".join(["The office holds the purse.[@alpha]"] * 100)


def test_a_pdf_takes_the_place_of_the_last(tmp_path: Path) -> None:
    target = tmp_path / "deep/in/out/small.pdf"
    assert place(b"one", target) == target
    place(b"two", target)
    assert target.read_bytes() == b"two"
    assert [entry.name for entry in target.parent.iterdir()] == ["small.pdf"]


def test_the_rights_of_the_last_pdf_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "small.pdf"
    target.write_bytes(OLD)
    target.chmod(0o640)
    place(b"new", target)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_target_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "small.pdf").mkdir()
    with pytest.raises(RenderingFailed, match="cannot be written") as raised:
        place(b"new", tmp_path / "small.pdf")
    assert raised.value.exit_code is ExitCode.RENDERING
    assert [entry.name for entry in tmp_path.iterdir()] == ["small.pdf"]


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(RenderingFailed, match="cannot be written") as raised:
        place(b"new", tmp_path / "out/small.pdf")
    assert "-o" in raised.value.problems[0].hint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose last PDF is there already."""
    made = on_disk(project(), tmp_path)
    (made / "out").mkdir()
    (made / "out/small.pdf").write_bytes(OLD)
    return made


@pytest.fixture
def building(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A build that has come to the setting of pages, which are so many that it stays there."""
    on_disk(project(LONG), folder)
    process = subprocess.Popen(
        command("build", "small", "-v"),
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "setting pages" in line:
            break
    yield process
    process.kill()
    process.communicate()


def test_an_interrupted_build_leaves_the_last_pdf(
    building: subprocess.Popen[str], folder: Path
) -> None:
    building.send_signal(signal.SIGINT)
    out, said = building.communicate(timeout=60)
    assert building.returncode == ExitCode.INTERRUPTED
    assert out == ""
    assert "every PDF is as it was" in said
    assert "Traceback" not in said
    assert (folder / "out/small.pdf").read_bytes() == OLD
    assert [entry.name for entry in (folder / "out").iterdir()] == ["small.pdf"]


def test_a_killed_build_leaves_the_last_pdf(building: subprocess.Popen[str], folder: Path) -> None:
    building.kill()
    building.communicate(timeout=60)
    assert building.returncode == -signal.SIGKILL
    assert (folder / "out/small.pdf").read_bytes() == OLD


# The limit on the size of a file stands for a disk that fills up half way.
LIMITED = ["/bin/sh", "-c", 'ulimit -f 20; exec "$@"', "sh"]


def limited(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command that can write 20 blocks and no more."""
    return subprocess.run(
        [*LIMITED, *words],
        cwd=folder,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_full_disk_leaves_the_last_pdf(folder: Path) -> None:
    code = (
        "from pathlib import Path; from briefgen.cli.guard import guarded; "
        "from briefgen.placing import place\n"
        "with guarded(): place(bytes(100_000), Path('out/small.pdf'))"
    )
    done = limited(folder, sys.executable, "-c", code)
    assert done.returncode == ExitCode.RENDERING, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "out/small.pdf").read_bytes() == OLD
    assert [entry.name for entry in (folder / "out").iterdir()] == ["small.pdf"]


def test_no_room_for_temporary_files_is_told(folder: Path) -> None:
    done = limited(folder, *command("build", "small"))
    assert done.returncode == ExitCode.RENDERING, done.stderr
    assert "temporary files" in done.stderr
    assert (folder / "out/small.pdf").read_bytes() == OLD


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    with pytest.raises(RenderingFailed, match="cannot be written"):
        place(b"new", tmp_path / "out/small.pdf")
