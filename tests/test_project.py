"""Files of a project: nothing outside it can be named, and nothing is ever half written."""

from __future__ import annotations

import os
import resource
import signal
import stat
import sys
from pathlib import Path

import pytest

from briefgen.errors import UsageProblem
from briefgen.project import (
    MAX_READ,
    DiskFiles,
    Files,
    MemoryFiles,
    OutsideProject,
    Overlaid,
    find_root,
    inside,
    write_whole,
)

OUTSIDE = [
    "../x",
    "a/../../x",
    "a/..",
    "/etc/passwd",
    "//host/share/x",
    "..\\x",
    "a\\..\\..\\x",
    "C:\\Windows\\x",
    "C:/Windows/x",
    "c:x",
    "\\\\host\\share\\x",
    "a\0b",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "sources").mkdir(parents=True)
    (root / "briefgen.toml").write_text("")
    (root / "sources" / "b.yaml").write_text("b")
    (root / "sources" / "a.yaml").write_text("a")
    (tmp_path / "secret.yaml").write_text("secret")
    return root


def both(root: Path) -> list[Files]:
    memory = {"briefgen.toml": b"", "sources/a.yaml": b"a", "sources/b.yaml": b"b"}
    over = {"sources/b.yaml": memory["sources/b.yaml"]}
    under = MemoryFiles({path: memory[path] for path in memory if path not in over})
    return [DiskFiles(root), MemoryFiles(memory), Overlaid(under, over)]


@pytest.mark.parametrize("path", OUTSIDE)
def test_paths_that_leave_the_project_are_refused(root: Path, path: str) -> None:
    with pytest.raises(OutsideProject):
        inside(path)
    for files in both(root):
        assert not files.exists(path)
        with pytest.raises(OutsideProject):
            files.read(path)
        with pytest.raises(OutsideProject):
            files.write(path, b"")


def test_files_are_read_written_and_listed(root: Path) -> None:
    for files in both(root):
        assert files.read("sources/a.yaml") == b"a"
        assert files.read("./sources/a.yaml") == b"a"
        assert files.read("sources\\a.yaml") == b"a"
        assert files.exists("sources/a.yaml")
        assert not files.exists("sources/c.yaml")
        assert not files.exists("sources")
        files.write("out/new.yaml", b"new")
        assert files.read("out/new.yaml") == b"new"
        assert files.listing("sources", ".yaml") == ("sources/a.yaml", "sources/b.yaml")
        assert files.listing("nowhere", ".yaml") == ()
        for path in ("sources/c.yaml", "sources", ""):
            with pytest.raises(FileNotFoundError):
                files.read(path)


def test_links_that_lead_out_are_refused(root: Path) -> None:
    (root / "sources" / "out.yaml").symlink_to(root.parent / "secret.yaml")
    (root / "away").symlink_to(root.parent)
    (root / "sources" / "in.yaml").symlink_to(root / "sources" / "a.yaml")
    files = DiskFiles(root)
    for path in ("sources/out.yaml", "away/secret.yaml", "away/project/briefgen.toml/../x"):
        assert not files.exists(path)
        with pytest.raises(OutsideProject):
            files.read(path)
    with pytest.raises(OutsideProject):
        files.write("sources/out.yaml", b"changed")
    assert (root.parent / "secret.yaml").read_text() == "secret"
    assert files.read("sources/in.yaml") == b"a"
    assert "sources/out.yaml" not in files.listing("sources", ".yaml")
    assert files.folders(".") == ("sources",)


def test_a_folder_that_leads_out_is_told_by_name(root: Path) -> None:
    (root / "briefs").symlink_to(root.parent)
    for listed in (DiskFiles(root).folders, lambda folder: DiskFiles(root).listing(folder, "")):
        with pytest.raises(UsageProblem) as told:
            listed("briefs")
        (problem,) = told.value.problems
        assert problem.place.file == "briefs"
        assert problem.message == "the folder lies outside the project"


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_names_that_are_no_text_are_not_listed(root: Path) -> None:
    (root / "sources" / os.fsdecode(b"\xff.yaml")).touch()
    (root / os.fsdecode(b"\xff")).mkdir()
    files = DiskFiles(root)
    assert files.listing("sources", ".yaml") == ("sources/a.yaml", "sources/b.yaml")
    assert files.folders(".") == ("sources",)


def test_links_in_a_circle_are_refused(root: Path) -> None:
    (root / "sources" / "x.yaml").symlink_to(root / "sources" / "y.yaml")
    (root / "sources" / "y.yaml").symlink_to(root / "sources" / "x.yaml")
    files = DiskFiles(root)
    assert not files.exists("sources/x.yaml")
    assert files.listing("sources", ".yaml") == ("sources/a.yaml", "sources/b.yaml")
    with pytest.raises((OutsideProject, OSError)):
        files.read("sources/x.yaml")


def test_what_is_no_file_is_neither_listed_nor_read(root: Path) -> None:
    (root / "sources" / "folder.yaml").mkdir()
    (root / "sources" / ".hidden.yaml").write_text("")
    os.mkfifo(root / "sources" / "pipe.yaml")
    files = DiskFiles(root)
    assert files.listing("sources", ".yaml") == ("sources/a.yaml", "sources/b.yaml")
    for name in ("folder.yaml", "pipe.yaml"):
        with pytest.raises(FileNotFoundError):
            files.read(f"sources/{name}")


def test_a_huge_file_is_not_read(root: Path) -> None:
    with (root / "huge.csv").open("wb") as stream:
        stream.truncate(MAX_READ + 1)
    with pytest.raises(OSError, match="is larger than"):
        DiskFiles(root).read("huge.csv")


def test_a_name_longer_than_the_disk_allows_is_an_error_of_the_disk(root: Path) -> None:
    with pytest.raises(OSError):
        DiskFiles(root).read("x" * 5_000)
    assert not DiskFiles(root).exists("x" * 5_000)


def test_a_root_reached_by_a_link_is_no_way_out(root: Path) -> None:
    (root.parent / "link").symlink_to(root)
    files = DiskFiles(root.parent / "link")
    assert files.read("sources/a.yaml") == b"a"


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "down" / "brief.pdf"
    write_whole(target, b"first")
    target.chmod(0o640)
    write_whole(target, b"second")
    assert target.read_bytes() == b"second"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert list(target.parent.iterdir()) == [target]


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.write_bytes(b"")
    write_whole(tmp_path / "new", b"")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    target.mkdir()
    (target / "old").write_bytes(b"old")
    with pytest.raises(OSError):
        write_whole(target, b"new")
    assert (target / "old").read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_in_the_way_is_an_error_of_the_disk(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OSError):
        write_whole(tmp_path / "out" / "brief.pdf", b"new")
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "brief.pdf"
    write_whole(target, b"old")
    hard, soft = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, soft))
    try:
        with pytest.raises(OSError):
            write_whole(target, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, soft))
        signal.signal(signal.SIGXFSZ, handler)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_root_is_the_nearest_folder_with_settings(root: Path) -> None:
    deep = root / "a" / "b"
    deep.mkdir(parents=True)
    assert find_root(deep) == root
    assert find_root(root) == root
    (root / "a" / "briefgen.toml").write_text("")
    assert find_root(deep) == root / "a"


def test_without_settings_there_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        find_root(tmp_path)
    assert caught.value.problems[0].message == "no briefgen.toml here or in any folder above"
