"""The files of a project as a value that a worker elsewhere can read from as if it had the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.errors import Place, Problem, UsageProblem
from briefgen.project import Files, MemoryFiles, OutsideProject, inside

MOST_BYTES = 200_000_000
MOST_FOLDERS = 5_000
NOT_READ = ".pdf"  # no build reads one
NOT_OURS = frozenset({"node_modules", "__pycache__", "venv"})


class Carried(Struct, frozen=True):
    """Files as they were when the run began; nothing can be written."""

    held: MemoryFiles
    within: Mapping[str, tuple[str, ...]]  # the folders in each folder
    left: frozenset[str]  # paths of files that are not with us

    def read(self, path: str) -> bytes:
        if str(inside(path)) in self.left:
            raise OSError(f"{path} was not sent to the cluster")
        return self.held.read(path)

    def exists(self, path: str) -> bool:
        try:
            return self.held.exists(path) or str(inside(path)) in self.left
        except OutsideProject:
            return False

    def listing(self, folder: str, suffix: str) -> tuple[str, ...]:
        there = MemoryFiles({**self.held.content, **dict.fromkeys(self.left, b"")})
        found = there.listing(str(inside(folder)), suffix)
        return tuple(f"{folder}/{path.rpartition('/')[2]}" for path in found)

    def folders(self, folder: str) -> tuple[str, ...]:
        return self.within.get(str(inside(folder)), ())

    def write(self, path: str, content: bytes) -> None:
        raise OSError(f"{path}: a worker writes nothing")


def carried(files: Files) -> Carried:
    """All files that a build might ask for; UsageProblem where that is more than one sends."""
    content: dict[str, bytes] = {}
    within: dict[str, tuple[str, ...]] = {}
    left: set[str] = set()
    size = 0
    for folder, inner in _walk(files, "."):
        within[folder] = inner
        for path in (str(inside(each)) for each in files.listing(folder, "")):
            if (read := _read(files, path)) is None:
                left.add(path)
            else:
                content[path] = read
                size += len(read)
        if size > MOST_BYTES or len(within) > MOST_FOLDERS:
            raise _too_much()
    return Carried(MemoryFiles(content), within, frozenset(left))


def _walk(files: Files, folder: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each folder with the names of those in it; hidden ones and those of tools are not entered."""
    inner = files.folders(folder)
    yield folder, inner
    for name in inner:
        if not name.startswith(".") and name not in NOT_OURS:
            yield from _walk(files, str(inside(f"{folder}/{name}")))


def _read(files: Files, path: str) -> bytes | None:
    """A file; None where it stays here, as those do that are too large to be read."""
    if path.endswith(NOT_READ):
        return None
    try:
        return files.read(path)
    except (OSError, OutsideProject):
        return None


def _too_much() -> UsageProblem:
    told = f"the folder of the project holds more than {MOST_BYTES // 1_000_000} MB to be sent"
    hint = f"or more than {MOST_FOLDERS:,} folders: move out of it what no brief needs"
    return UsageProblem(Problem(Place("--executor"), told, hint))
