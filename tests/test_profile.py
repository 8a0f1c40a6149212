"""`briefgen build --profile`: a file that viewers of Python’s own profiles open."""

from __future__ import annotations

import pstats
from pathlib import Path

from pages import on_disk, project, run


def test_a_build_is_measured_and_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    folder = on_disk(project(), tmp_path / "project")
    done = run(folder, "build", "small", "--force", "--profile", str(tmp_path / "build.prof"))
    assert done.returncode == 0, done.stderr
    calls = pstats.Stats(str(tmp_path / "build.prof")).stats  # type: ignore[attr-defined]
    called = {name for file, _, name in calls if "briefgen" in file}
    assert {"check", "compose", "render", "prove"} <= called

    nowhere = tmp_path / "nowhere" / "build.prof"
    told = run(folder, "build", "small", "--profile", str(nowhere))
    assert told.returncode == 2
    assert f"--profile: error: {nowhere} cannot be written: No such file" in told.stderr
    assert "= name a file in a folder that exists" in told.stderr
    assert "Traceback" not in told.stderr
    assert (folder / "out" / "small.pdf").is_file()
